import { expect, it } from 'vitest';
import { isNear, warnsFor } from './lock-soon.ts';

const now = new Date('2026-11-23T10:00:00Z');
const after = (seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();

it('is said in the last minute, and later where the lock comes after a minute or two', () => {
  expect([1, 2, 3, 10, 15].map(warnsFor)).toEqual([20, 20, 60, 60, 60]);
  expect(isNear(after(61), 10, now)).toBe(false);
  expect(isNear(after(60), 10, now)).toBe(true);
  expect(isNear(after(21), 1, now)).toBe(false);
  expect(isNear(after(20), 1, now)).toBe(true);
  expect(isNear(null, 10, now)).toBe(false);
});
