// Which lines of a run the answer card shows beside the caller's: what was said last, and what happened since. Pure.
import type { PracticeParty } from '#shared/contract/practice.ts';
import type { PracticeRun } from '#shared/domain/practice/run.ts';
import type { ScenarioEvent } from '#shared/domain/practice/scenario.ts';

type Line = PracticeRun['lines'][number];

/** What the trainee said last; null before the first answer. */
export const lastSaid = (run: Pick<PracticeRun, 'lines'>): string | null =>
  run.lines.findLast((line) => line.who === 'agent')?.text ?? null;

/** Events since the trainee spoke last: they stand under the caller's line until it is answered, but for those `shown` elsewhere. */
export function eventsSince(run: Pick<PracticeRun, 'lines'>, shown: ReadonlySet<string> = new Set()): Line[] {
  const from = run.lines.findLastIndex((line) => line.who === 'agent') + 1;
  return run.lines.slice(from).filter((line) => line.who === 'event' && !shown.has(line.detail ?? ''));
}

export type PartyLine = PracticeParty['lines'][number] & { target: PracticeParty['target'] };
/** What was said by and to whoever was brought in, where it was said in the call. */
export function withParty<L extends { atMs: number }>(
  lines: readonly L[],
  party: Pick<PracticeParty, 'target' | 'lines'> | null,
): (L | PartyLine)[] {
  if (party === null) return [...lines];
  const theirs = party.lines.map((line): PartyLine => ({ ...line, target: party.target }));
  return [...lines, ...theirs].toSorted((a, b) => a.atMs - b.atMs);
}

/** A second call that rings has a card of its own over this one. */
export const secondCalls = (events: readonly Pick<ScenarioEvent, 'id' | 'kind'>[]): Set<string> =>
  new Set(events.filter((e) => e.kind === 'second_call').map((e) => e.id));

/** When a second call began to ring that was never taken (taking it puts the first caller on hold); null = none, or it was. */
export function secondCallLeft(
  run: Pick<PracticeRun, 'lines'>,
  events: readonly Pick<ScenarioEvent, 'id' | 'kind'>[],
): number | null {
  const second = secondCalls(events);
  const rang = run.lines.findIndex((l) => l.who === 'event' && l.detail !== null && second.has(l.detail));
  if (rang < 0 || run.lines.slice(rang).some((l) => l.act === 'hold')) return null;
  return run.lines[rang]?.atMs ?? null;
}

/** What the caller has said since the trainee spoke, before the newest of it: nothing that waits for an answer goes out of sight. */
export function alsoSaid(run: Pick<PracticeRun, 'lines'>): Line[] {
  const from = run.lines.findLastIndex((line) => line.who === 'agent') + 1;
  const said = run.lines.slice(from).filter((line) => line.who === 'caller');
  // Said again for noise, or repeated in a silence: one line is enough.
  return said.slice(0, -1).filter((line) => line.text !== said.at(-1)?.text);
}
