// Leitner's boxes and the trend of a skill.
import { expect, it } from 'vitest';
import { boxOf, dueAt, trendOf } from './progress.ts';

it('moves up with each pass, back to the first box with a fail, and stays in the last', () => {
  expect(boxOf([])).toBe(0);
  expect(boxOf([false])).toBe(1);
  expect(boxOf([true, true, true])).toBe(3);
  expect(boxOf([true, true, false])).toBe(1);
  expect(boxOf([true, true, false, true])).toBe(2);
  expect(boxOf(Array.from({ length: 40 }, () => true))).toBe(6);
});
it('is due a day after a fail, later after each pass in a row', () => {
  const at = '2026-11-22T03:00:00.000Z';
  expect(dueAt([false], at)).toBe('2026-11-23T03:00:00.000Z');
  expect(dueAt([true, true], at)).toBe('2026-11-25T03:00:00.000Z');
  expect(dueAt([], null)).toBe(null);
});
it('leaves out what could not be judged, and says nothing of fewer than three', () => {
  expect(trendOf([0.2, null, 0.4])).toEqual({ n: 2, last: 0.4, slope: null, direction: null });
  const up = trendOf([0.2, null, 0.4, 0.6]);
  expect(up).toMatchObject({ n: 3, last: 0.6, direction: 'up' });
  expect(up.slope).toBeCloseTo(0.2, 10);
  expect(trendOf([0.5, 0.5, 0.5]).direction).toBe('level');
  expect(trendOf([0.9, 0.5, 0.1]).direction).toBe('down');
});
