// The one way times, dates, ages and numbers are written.
import { expect, test } from 'vitest';
import {
  calmName,
  formatAge,
  formatDate,
  formatPhone,
  formatSpan,
  formatTime,
  formatTimeSeconds,
} from './format.ts';

test('times in the zone named, on a day that changes the clock too', () => {
  expect(formatTime('2026-11-22T03:00:00.000Z', 'America/New_York')).toBe('22:00');
  expect(formatTime('2026-11-22T05:00:00.000Z', 'America/New_York')).toBe('00:00');
  expect(formatTime('2026-11-01T05:30:00.000Z', 'America/New_York')).toBe('01:30');
  expect(formatTime('2026-11-01T06:30:00.000Z', 'America/New_York')).toBe('01:30');
  expect(formatTimeSeconds('2026-11-22T15:47:12.900Z', 'America/New_York')).toBe('10:47:12');
  expect(formatTime('not a time')).toBe('–');
});

test('dates: a birthday is the same day everywhere, the year shows unless it is this one', () => {
  expect(formatDate('1955-02-03', { zone: 'Pacific/Honolulu' })).toBe('3 Feb 1955');
  expect(
    formatDate('2026-11-24T15:00:00Z', { zone: 'UTC', weekday: true, now: '2026-01-02T00:00:00Z' }),
  ).toBe('Tue 24 Nov');
  expect(formatDate('2025-11-24T15:00:00Z', { zone: 'UTC', now: '2026-01-02T00:00:00Z' })).toBe(
    '24 Nov 2025',
  );
  expect(formatDate('2026-13-40')).toBe('–');
});

test('ages', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  const ago = (minutes: number): string => new Date(now.getTime() - minutes * 60_000).toISOString();
  expect([-5, 0, 0.9, 1, 59, 60, 75, 1439, 1440, 2880].map((m) => formatAge(ago(m), now))).toEqual([
    'just now',
    'just now',
    'just now',
    '1 min ago',
    '59 min ago',
    '1 h ago',
    '1 h 15 min ago',
    '23 h 59 min ago',
    '1 day ago',
    '2 days ago',
  ]);
  expect(formatAge('never', now)).toBe('age not known');
});

test('spans', () => {
  expect([-1, 0, 9, 277, 3600, 36_000 + 61].map((s) => formatSpan(s))).toEqual([
    '0:00',
    '0:00',
    '0:09',
    '4:37',
    '1:00:00',
    '10:01:01',
  ]);
});

test('a running stopwatch keeps its width', () => {
  expect([0, 277, 3600].map((s) => formatSpan(s, true))).toEqual(['00:00', '04:37', '1:00:00']);
});

test('phone numbers: every digit kept, groups that can be dialled, anything else as it came', () => {
  expect(formatPhone('+16175550142')).toBe('617 555 0142');
  expect(formatPhone('+442079460123')).toBe('+44 207 946 0123');
  expect(formatPhone('+35312345678')).toBe('+353 123 456 78');
  for (const e164 of [
    '+4915112345678',
    '+33123456789',
    '+85212345678',
    '+79161234567',
    '+12345678901',
    '+3581234567',
  ]) {
    const shown = formatPhone(e164);
    expect(
      shown.replace(/\D/g, '').endsWith(e164.slice(1)) || `1${shown.replace(/\D/g, '')}` === e164.slice(1),
    ).toBe(true);
    expect(shown).not.toMatch(/ \d$/);
  }
  for (const odd of ['', '911', 'anonymous', '+1617555014a', '617-555-0142'])
    expect(formatPhone(odd)).toBe(odd);
});

test.each([
  ['SIGNATURE HEALTHCARE BROCKTON HOSPITAL', 'Signature Healthcare Brockton Hospital'],
  ["SAINT ANNE'S HOSPITAL", "Saint Anne's Hospital"],
  ['HOSPITAL OF THE NORTH, VA', 'Hospital of the North, VA'],
  ['THE CLINIC LLC', 'The Clinic LLC'],
  ['ST MARY MEDICAL CTR - ', 'St Mary Medical Ctr'],
  ['PCP41206', 'PCP41206'],
  ['VA', 'VA'],
  ['Harbor Oncology MGH', 'Harbor Oncology MGH'],
  ['CLÍNICA SAN JOSÉ', 'Clínica San José'],
])('a name in capitals, %s, reads %s', (name, calm) => expect(calmName(name)).toBe(calm));
