// The trend's arithmetic: ranges that are figures, points in order of time, nothing drawn outside its box.
import { expect, test } from 'vitest';
import { boundsOf, drawingOf, hasTrend, pointsOf, sideOf } from './trend.ts';

test.each([
  ['4–5.6', { low: 4, high: 5.6 }],
  ['3.5-5.1', { low: 3.5, high: 5.1 }],
  ['-2 to 3', { low: -2, high: 3 }],
  ['≥ 60', { low: 60, high: null }],
  ['<200', { low: null, high: 200 }],
  ['5.6–4', null],
  ['negative', null],
  ['4–5.6 fasting', null],
  [null, null],
])('range %j', (text, bounds) => expect(boundsOf(text)).toEqual(bounds));

const earlier = [
  { at: '2025-06-01', value: 6 },
  { at: '2024-06-01T08:00:00-05:00', value: 5 },
];
test('points stand in order of time; a value that is no figure, or has no time, is none', () => {
  expect(pointsOf({ value: '7.2', at: '2026-01-01', earlier }).map((p) => p.value)).toEqual([5, 6, 7.2]);
  expect(pointsOf({ value: '<5', at: '2026-01-01', earlier })).toHaveLength(2);
  expect(pointsOf({ value: '7.2', at: 'soon', earlier })).toHaveLength(2);
  expect(hasTrend({ value: '7.2', at: '2026-01-01', earlier: [] })).toBe(false);
});

test('a side is told only where there is a range', () => {
  const bounds = { low: 4, high: 5.6 };
  expect([7, 3, 4, 5.6].map((v) => sideOf(v, bounds))).toEqual(['above', 'below', 'within', 'within']);
  expect(sideOf(7, null)).toBe(null);
  expect(sideOf(7, { low: 4, high: null })).toBe('within');
});

const box = { left: 40, right: 292, top: 10, bottom: 92 };
test.each([
  [[5, 6, 7.2], { low: 4, high: 5.6 }],
  [[5, 5, 5], null],
  [[0, 0, 0], { low: 0, high: 0 }],
  [[1e12, -1e12, 3], { low: null, high: 4 }],
])('everything of %j is drawn inside its box', (values, bounds) => {
  const points = values.map((value, i) => ({ at: `202${i}-01-01`, value }));
  const { dots, band, line, marks } = drawingOf(points, bounds, box);
  for (const { x, y } of dots) {
    expect(x).toBeGreaterThanOrEqual(box.left);
    expect(x).toBeLessThanOrEqual(box.right);
    expect(y).toBeGreaterThanOrEqual(box.top);
    expect(y).toBeLessThanOrEqual(box.bottom);
  }
  expect(line).not.toMatch(/NaN|Infinity/);
  if (band) expect(band.y + band.height).toBeLessThanOrEqual(box.bottom + 0.01);
  expect(marks.length).toBeGreaterThan(0);
});

test('three on the same day stand beside each other', () => {
  const points = [1, 2, 3].map((value) => ({ at: '2026-01-01', value }));
  const xs = drawingOf(points, null, box).dots.map((d) => d.x);
  expect(new Set(xs).size).toBe(3);
});
