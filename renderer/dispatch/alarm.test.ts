// Every 60 s and never skipped, whenever the page looks at its clock.
import { expect, test } from 'vitest';
import { lookAt } from './alarm.ts';
import { instantOfClock, timeOn, wrongTime } from './clock-time.ts';

const start = Date.UTC(2026, 10, 22, 4, 0, 0);
const iso = (ms: number): string => new Date(ms).toISOString();

/** Looks every half second for as long as told, and gives the seconds at which it rang. */
function rung(seconds: number, alarmAt: (second: number) => string | null): number[] {
  const out: number[] = [];
  let next: number | null = null;
  for (let half = 0; half <= seconds * 2; half++) {
    const now = start + half * 500;
    const seen = lookAt(next, alarmAt(half / 2), now);
    next = seen.next;
    if (seen.rings) out.push(half / 2);
  }
  return out;
}

test('rings at its instant and every 60 s, when the desk never moves it', () => {
  expect(rung(200, () => iso(start + 24_000))).toEqual([24, 84, 144]);
});

test('rings all the same when the desk always answers the next one', () => {
  const next = (second: number): string => iso(start + (Math.floor(second / 60) + 1) * 60_000);
  expect(rung(200, next)).toEqual([60, 120, 180]);
});

test('rings also when the desk’s clock is ahead of the page’s and moves the alarm on before it is due here', () => {
  const ahead = 1.5;
  const next = (second: number): string => iso(start + (Math.floor((second + ahead) / 60) + 1) * 60_000);
  expect(rung(200, next)).toEqual([58.5, 118.5, 178.5]);
});

test('does not ring because somebody acted: the next one is a minute from then', () => {
  const acted = (second: number): string => iso(start + (second < 30 ? 60_000 : 90_000));
  expect(rung(89, acted)).toEqual([]);
});

test('one that stood already rings at the first look; none rings once it is gone', () => {
  expect(rung(70, () => iso(start - 10_000))).toEqual([0, 50]);
  expect(rung(300, (second) => (second < 30 ? iso(start + 60_000) : null))).toEqual([]);
});

test('a page that slept rings once, not for each minute that it missed', () => {
  const alarmAt = iso(start);
  const before = lookAt(null, alarmAt, start - 1000);
  const after = lookAt(before.next, alarmAt, start + 3_600_500);
  expect(after.rings).toBe(true);
  expect(lookAt(after.next, alarmAt, start + 3_601_000).rings).toBe(false);
});

test('a time as it is typed is the newest one that is not in the future', () => {
  const now = new Date(2026, 10, 22, 0, 10);
  const minutes = (typed: string): number | null => {
    const found = instantOfClock(typed, now);
    return found === null ? null : (now.getTime() - Date.parse(found)) / 60_000;
  };
  expect(minutes('00:05')).toBe(5);
  expect(minutes('23:55')).toBe(15);
  expect(minutes('2355')).toBe(15);
  expect(minutes('0:12')).toBe(-2);
  expect(['', '24:00', '7', '12:60', 'noon'].map(minutes)).toEqual([null, null, null, null, null]);
});

test('a typed time is of the practice’s clock, also through a change of the clocks', () => {
  const now = new Date('2026-11-22T04:10:30.000Z');
  expect(instantOfClock('22:05', now, 'America/Chicago')).toBe('2026-11-22T04:05:00.000Z');
  expect(instantOfClock('23:05', now, 'America/New_York')).toBe('2026-11-22T04:05:00.000Z');
  expect(instantOfClock('23:58', new Date('2026-11-22T06:01:00.000Z'), 'America/Chicago')).toBe(
    '2026-11-22T05:58:00.000Z',
  );
  // 1 November: at 2:00 it is 1:00 again.
  expect(instantOfClock('00:30', new Date('2026-11-01T09:00:00.000Z'), 'America/Chicago')).toBe(
    '2026-11-01T05:30:00.000Z',
  );
});

test('an outcome is neither before its message nor still to come', () => {
  const now = new Date('2026-11-22T04:10:30.000Z');
  const saved = '2026-11-22T04:00:40.000Z';
  const wrong = (at: string): string | null => wrongTime(`2026-11-22T${at}.000Z`, saved, now);
  expect([wrong('04:00:00'), wrong('03:59:00'), wrong('04:12:00'), wrong('04:13:00')]).toEqual([
    null,
    'before',
    null,
    'ahead',
  ]);
});

test('the desk’s clock comes first, the practice’s in brackets where it shows another time', () => {
  const iso = '2026-11-22T04:05:00.000Z';
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect(timeOn(iso, own)).toMatch(/^\d\d:\d\d$/);
  expect(timeOn(iso, 'America/Chicago')).toMatch(
    own === 'America/Chicago' ? /^22:05$/ : /^\d\d:\d5 \(22:05 there\)$/,
  );
});
