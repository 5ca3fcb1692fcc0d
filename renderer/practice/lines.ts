// Which lines of a run the answer card shows beside the caller's: what was said last, and what happened since. Pure.
import type { PracticeRun } from '#shared/domain/practice/run.ts';

type Line = PracticeRun['lines'][number];

/** What the trainee said last; null before the first answer. */
export const lastSaid = (run: Pick<PracticeRun, 'lines'>): string | null =>
  run.lines.findLast((line) => line.who === 'agent')?.text ?? null;

/** Events since the trainee spoke last: they stand under the caller's line until it is answered. */
export function eventsSince(run: Pick<PracticeRun, 'lines'>): Line[] {
  const from = run.lines.findLastIndex((line) => line.who === 'agent') + 1;
  return run.lines.slice(from).filter((line) => line.who === 'event');
}
