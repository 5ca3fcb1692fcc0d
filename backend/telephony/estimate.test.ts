import { expect, it } from 'vitest';
import { estimateSeconds, leastAnswers, lookBackMs } from './estimate.ts';

const now = Date.parse('2026-11-22T03:00:00.000Z');
const minutesAgo = (...minutes: number[]): number[] => minutes.map((m) => now - m * 60_000);

it('says nothing while too little is known', () => {
  expect(estimateSeconds(1, [], now)).toBeNull();
  expect(estimateSeconds(1, minutesAgo(1, 2, 3, 4), now)).toBeNull();
  // Longer ago than is looked at, or told from the future.
  expect(estimateSeconds(1, minutesAgo(31, 32, 33, 34, 35, 36), now)).toBeNull();
  expect(estimateSeconds(1, minutesAgo(-1, -2, -3, -4, -5), now)).toBeNull();
  expect(estimateSeconds(0, minutesAgo(1, 2, 3, 4, 5), now)).toBeNull();
});

it('goes by how fast this queue was answered lately, and by the place', () => {
  const at = minutesAgo(2, 4, 6, 8, 10);
  expect(estimateSeconds(1, at, now)).toBe(120);
  expect(estimateSeconds(5, at, now)).toBe(600);
  expect(estimateSeconds(1, at.toReversed(), now)).toBe(120);
  expect(at).toHaveLength(leastAnswers);
  expect(estimateSeconds(1, [...at, now - lookBackMs], now)).toBe(120);
});
