import { expect, it } from 'vitest';
import { shiftFor } from './clock.ts';

const sunday = Date.parse('2026-11-22T03:20:00.000Z');
const at = (time: string, where: Parameters<typeof shiftFor>[1]): string =>
  new Date(sunday + shiftFor(time, where, sunday)).toISOString();

it('makes it that time in the zone, on the day it is there', () => {
  // 22:20 on Saturday in New York.
  expect(at('22:40', { zone: 'America/New_York' })).toBe('2026-11-22T03:40:00.000Z');
  expect(at('22:40', { zone: 'UTC' })).toBe('2026-11-22T22:40:00.000Z');
  expect(at('22:40', { zone: 'Asia/Tokyo' })).toBe('2026-11-22T13:40:00.000Z');
});

it('goes back to Friday from a weekend when a working day is asked for, and nowhere on a working day', () => {
  expect(at('10:40', { zone: 'America/New_York', workday: true })).toBe('2026-11-20T15:40:00.000Z');
  expect(at('10:40', { zone: 'UTC', workday: true })).toBe('2026-11-20T10:40:00.000Z');
  const monday = Date.parse('2026-11-23T15:00:00.000Z');
  expect(shiftFor('10:40', { zone: 'America/New_York', workday: true }, monday)).toBe(40 * 60_000);
});

it('goes to the day that is named, over a changed clock too', () => {
  expect(at('07:00', { zone: 'America/New_York', date: '2026-11-24' })).toBe('2026-11-24T12:00:00.000Z');
  expect(at('07:00', { zone: 'America/New_York', date: '2026-07-01' })).toBe('2026-07-01T11:00:00.000Z');
});

it('refuses a zone that does not exist', () => {
  expect(() => shiftFor('10:40', { zone: 'Mars/Olympus' }, sunday)).toThrow(RangeError);
});
