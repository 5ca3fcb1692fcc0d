import { expect, it } from 'vitest';
import { isQueueOpen } from './open.ts';

const hours = {
  zone: 'America/New_York',
  spans: [
    { day: 'mon', open: '08:00', close: '17:00' },
    { day: 'fri', open: '18:00', close: '24:00' },
  ],
} as const;
it.each([
  ['2026-11-23T13:00:00.000Z', true], // Monday 8:00
  ['2026-11-23T12:59:59.999Z', false],
  ['2026-11-23T21:59:59.999Z', true],
  ['2026-11-23T22:00:00.000Z', false], // 17:00
  ['2026-11-28T04:59:59.999Z', true], // Friday 23:59
  ['2026-11-28T05:00:00.000Z', false],
  ['2026-11-24T15:00:00.000Z', false],
  // Summer time: 8:00 there is 12:00 UTC.
  ['2026-07-06T12:00:00.000Z', true],
])('%s: %s', (now, open) => {
  expect(isQueueOpen({ hours: { ...hours, spans: [...hours.spans] } }, new Date(now))).toBe(open);
});
it('without hours, or without a queue, nothing is closed', () => {
  expect(isQueueOpen({ hours: null }, new Date(0))).toBe(true);
  expect(isQueueOpen(undefined, new Date(0))).toBe(true);
  expect(isQueueOpen({ hours: { zone: 'UTC', spans: [] } }, new Date(0))).toBe(false);
});
