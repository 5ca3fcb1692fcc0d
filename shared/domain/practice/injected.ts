// Which lines of a run a trainer let happen. Nothing of it is kept with the lines: the inputs say it.
import type { PracticeRun } from './run-data.ts';

/** Places in `run.lines`: for each such input the first line of its event, from its time on, that no earlier one has taken. */
export function injectedLines(run: Pick<PracticeRun, 'lines' | 'inputs'>): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { atMs, input } of run.inputs) {
    if (input.kind !== 'event' || input.by !== 'trainer') continue;
    const own = run.lines.findIndex(
      (l, i) =>
        !found.has(i) &&
        l.atMs >= atMs &&
        l.detail === input.eventId &&
        (l.who === 'caller' || l.who === 'event'),
    );
    if (own >= 0) found.add(own);
  }
  return found;
}
