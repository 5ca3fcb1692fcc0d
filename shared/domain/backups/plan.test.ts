// When a backup is due and which are kept.
import { expect, it } from 'vitest';
import { dueIn, standingOf, toRemove } from './plan.ts';

const at = (hoursAgo: number): string =>
  new Date(Date.UTC(2026, 10, 23, 12) - hoursAgo * 3_600_000).toISOString();
const now = at(0);

it('is due at once without one, after twelve hours, and when the clock was set back behind it', () => {
  expect(dueIn(null, now)).toBe(0);
  expect(dueIn(at(1), now)).toBe(11 * 3_600_000);
  expect(dueIn(at(12), now)).toBe(0);
  expect(dueIn(at(-3), now)).toBe(0);
  expect(dueIn('nonsense', now)).toBe(0);
});

it('keeps the newest four and one a day for a week', () => {
  const made = Array.from({ length: 40 }, (_, n) => at(n * 12));
  const gone = toRemove(made, now);
  const kept = made.filter((m) => !gone.includes(m));
  expect(kept.slice(0, 4)).toEqual(made.slice(0, 4));
  expect(new Set(kept.map((m) => m.slice(0, 10))).size).toBe(7);
  expect(kept.length).toBe(9);
});

it('never takes the newest, however old it is or however wrong the clock', () => {
  for (const made of [[at(5000)], [at(5000), at(5001)], [at(-5000)]]) expect(toRemove(made, now)).toEqual([]);
});

it('says how the newest stands', () => {
  expect([null, at(47), at(49), at(-1)].map((m) => standingOf(m, now))).toEqual([
    'none',
    'fresh',
    'old',
    'fresh',
  ]);
});
