// The short run of the router's fuzz, on a desk as composed and on a practice desk. `npm run fuzz` is the long one.
import { expect, it } from 'vitest';
import { fuzzRun, reportLines } from './run.ts';

it.each([
  ['a desk', 2400, 0.5, false],
  ['a practice desk', 600, 0.3, true],
] as const)(
  '%s, %i frames: no crash, no wrong answer, nothing read without its audit row',
  async (what, runs, most, practice) => {
    const report = await fuzzRun(runs, 20_261_123, practice);
    process.stdout.write(`${what}: ${reportLines(report).slice(0, 2).join('; ')}\n`);
    expect(report.findings).toEqual([]);
    expect(report.valid / report.frames).toBeGreaterThan(0.5);
    expect(report.reached / report.frames).toBeGreaterThan(most);
  },
);
