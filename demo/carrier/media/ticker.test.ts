import { afterEach, expect, it } from 'vitest';
import { until } from '#tests/support/until.ts';
import { openTicker, type Ticker } from './ticker.ts';

let open: Ticker | null = null;
afterEach(() => open?.rest());

it('does not drift, marks frames 20 ms apart, and goes on when the clock is set back by an hour', async () => {
  let shift = 0;
  const marks: number[] = [];
  open = openTicker(
    () => performance.now() + shift,
    (atMs) => marks.push(atMs),
  );
  const from = performance.now();
  open.run();
  open.run();
  await until('half a second', 3000, () => marks.length >= 25, 1);
  expect(performance.now() - from).toBeGreaterThan(480);
  const steps = marks.slice(1, 25).map((mark, i) => (mark - (marks[i] ?? 0)) / 20);
  // A computer that was too busy for 200 ms leaves whole frames out.
  expect(steps.every((step) => step > 0.999 && Math.abs(step - Math.round(step)) < 0.001)).toBe(true);
  shift = -3_600_000;
  const before = marks.length;
  await until('still going', 2000, () => marks.length >= before + 5, 1);
  expect(marks.at(-1)).toBeLessThan(0);
  open.rest();
  const rested = marks.length;
  await until('time goes on', 2000, () => performance.now() - from > 700, 10);
  expect(marks).toHaveLength(rested);
});
