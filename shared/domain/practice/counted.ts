// What a line counts as once it is known what came before it: a summary of what was told, a cause named after it was heard, a
// hold that was taken back at once. Rules read a line by itself; here stands what only the call can tell.
import type { Found } from './deadline.ts';
import { whyTag } from './matcher.ts';
import { stemsOf } from './reflect.ts';
import type { PracticeRun, RunLine } from './run-data.ts';
import type { Scenario } from './scenario.ts';
import { tokensOf } from './words.ts';

/** A hold that is taken back sooner was a slip of the hand, ms. */
export const slip = 5000;

/** Facts that the caller has told before the line. */
export function toldBefore(scenario: Scenario, lines: readonly RunLine[], line: number): Set<string> {
  const nodes = new Set(
    lines.slice(0, line).flatMap((l) => (l.who === 'caller' && l.act === null ? [l.nodeId] : [])),
  );
  return new Set(scenario.nodes.filter((n) => nodes.has(n.id)).flatMap((n) => n.tells));
}

/** The node, cue, fact or tag of this name has come up before the line. */
export function cameUp(
  scenario: Scenario,
  lines: readonly RunLine[],
  names: readonly string[],
  line: number,
): boolean {
  const told = toldBefore(scenario, lines, line);
  return names.some(
    (name) =>
      told.has(name) ||
      lines
        .slice(0, line)
        .some(
          (l) => l.tags.includes(name) || (l.who === 'caller' && (l.nodeId === name || l.cueId === name)),
        ),
  );
}

/** The line holds two facts that were told, or two of the caller's own words. */
function sumsUp(scenario: Scenario, lines: readonly RunLine[], at: number): boolean {
  const line = lines[at];
  if (line === undefined) return false;
  const told = toldBefore(scenario, lines, at);
  if (line.factsSaid.filter((f) => told.has(f)).length >= 2) return true;
  const names = stemsOf(tokensOf(`${scenario.caller.name} ${scenario.patient.name}`));
  const heard = stemsOf(
    lines
      .slice(0, at)
      .filter((l) => l.who === 'caller')
      .flatMap((l) => tokensOf(l.clear ?? l.text)),
  );
  const mine = [...stemsOf(tokensOf(line.text))];
  return mine.filter((x) => heard.has(x) && !names.has(x)).length >= 2;
}

const tookBack = (lines: readonly RunLine[], at: number): boolean => {
  const held = lines[at];
  if (held?.act !== 'hold') return false;
  const back = lines.slice(at + 1).find((l) => l.act === 'resume');
  return back !== undefined && back.atMs - held.atMs < slip;
};

/** The run's lines with the tags that count for points. What is critical is judged by the lines as they were. */
export function counted(scenario: Scenario, run: PracticeRun): PracticeRun {
  const after = scenario.why?.after ?? [];
  const lines = run.lines.map((l, at): RunLine => {
    if (l.tags.length === 0) return l;
    if (tookBack(run.lines, at)) return { ...l, tags: [], ruleIds: [] };
    const empty = new Set<string>();
    if (l.tags.includes('summary_check') && !sumsUp(scenario, run.lines, at)) empty.add('summary_check');
    if (l.tags.includes(whyTag) && after.length > 0 && !cameUp(scenario, run.lines, after, at))
      empty.add(whyTag);
    return empty.size === 0 ? l : { ...l, tags: l.tags.filter((t) => !empty.has(t)) };
  });
  return { ...run, lines };
}

/** Something is claimed, and each time before the act that makes it so. */
export function claimedTooSoon(done: readonly Found[], tags: readonly string[], act: string): boolean {
  const claims = done.filter((x) => tags.some((t) => x.said.tags.includes(t)));
  const was = done.find((x) => x.said.tags.includes(act));
  return claims.length > 0 && (was === undefined || claims.every((x) => x.line < was.line));
}
