// Which lines of a run a trainer let happen. Nothing of it is kept with the lines: the inputs say it.
import type { PracticeRun } from './run-data.ts';

/** Places in `run.lines`: the first line of the caller's or of an event at that time which no earlier input has taken. */
export function injectedLines(run: Pick<PracticeRun, 'lines' | 'inputs'>): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { atMs, input } of run.inputs) {
    if (input.kind !== 'event' || input.by !== 'trainer') continue;
    const own = run.lines.findIndex(
      (l, i) => !found.has(i) && l.atMs >= atMs && (l.detail === input.eventId || l.who === 'caller'),
    );
    if (own >= 0) found.add(own);
  }
  return found;
}
