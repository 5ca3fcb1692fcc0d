// Was it done in time: the moment a limit counts from, and what stands of a must, a must-not or an item with a limit.
import type { PracticeRun, RunLine } from './run-data.ts';
import type { Scenario } from './scenario.ts';

export type Within = Scenario['critical'][number]['within'];
export interface Found {
  said: RunLine;
  line: number;
}

/** Lines that can earn or lose: the agent's, and acts at the desk. */
export const doings = (run: PracticeRun): Found[] =>
  run.lines
    .map((said, line) => ({ said, line }))
    .filter((x) => x.said.who === 'agent' || x.said.who === 'desk');

/** Last moment, ms from the ring; null = no limit, or the cue it counts from hasn't been said. */
export function dueAt(run: PracticeRun, within: Within): number | null {
  if (within === null) return null;
  const from =
    within.after === 'start'
      ? 0
      : run.lines.find((l) => l.who === 'caller' && l.cueId === within.after)?.atMs;
  return from === undefined ? null : from + within.seconds * 1000;
}

/** The call's own time so far: its last line. A limit that passed before it is missed, also while the call goes on. */
export const timeOf = (run: PracticeRun): number => run.lines.at(-1)?.atMs ?? 0;

export const inTime = (run: PracticeRun, found: Found | undefined, within: Within): boolean => {
  if (found === undefined) return false;
  const due = dueAt(run, within);
  return due === null || found.said.atMs <= due;
};
