import { expect, it } from 'vitest';
import { elapsed, noteShift } from './elapsed.ts';

const hour = 3_600_000;

it('counts on over a clock that is moved on or back', () => {
  for (const by of [18 * hour, -6 * hour]) {
    const shifts = [{ at: 100 * hour, by }];
    const after = 100 * hour + by;
    // Begun a minute before, looked at a minute after.
    expect(elapsed(100 * hour - 60_000, after + 60_000, shifts)).toBe(120_000);
    // Begun after it.
    expect(elapsed(after + 1000, after + 60_000, shifts)).toBe(59_000);
  }
});

it('what begins this second, under a clock of whole seconds, begins with nothing', () => {
  for (const by of [18 * hour, -45 * hour]) {
    const now = 100 * hour + by + 60_000;
    expect(elapsed(now + 800, now, [{ at: 100 * hour, by }])).toBe(0);
    expect(elapsed(now + 800, now + 2000, [{ at: 100 * hour, by }])).toBe(1200);
  }
});

it('there and back again, and never less than nothing', () => {
  const shifts = [
    { at: 100 * hour, by: 5 * hour },
    { at: 105 * hour + 60_000, by: -5 * hour },
  ];
  expect(elapsed(100 * hour - 60_000, 100 * hour + 120_000, shifts)).toBe(180_000);
  expect(elapsed(100 * hour + 90_000, 100 * hour + 120_000, shifts)).toBe(30_000);
  expect(elapsed(5000, 1000, [])).toBe(0);
});

it('the delay of an answer is no shift', () => {
  noteShift({ at: 1000, by: 2000 });
  expect(elapsed(500, 10_000)).toBe(9500);
  noteShift({ at: 20_000, by: hour });
  expect(elapsed(10_000, 30_000 + hour)).toBe(20_000);
});
