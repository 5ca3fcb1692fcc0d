// What a trainer corrected in a scenario's rules: phrases added and taken away, in order, each one undoable. The shipped file is
// never changed; a run keeps the scenario that it was played by.
import { rateReply } from '../practice/rate.ts';
import { readLine } from '../practice/matcher.ts';
import { mostLevel } from '../practice/manner.ts';
import { cueOf, type PracticeRun } from '../practice/run.ts';
import type { Scenario } from '../practice/scenario.ts';
import { pattern } from '../practice/vocabulary.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Correction } from './records.ts';

/** Corrections that count: undone ones and the undoing ones left out. Oldest first. */
export function inForce(history: readonly Correction[]): Correction[] {
  const undone = new Set(history.flatMap((c) => c.undoes ?? []));
  return history
    .filter((c) => c.undoes === null && !undone.has(c.version))
    .toSorted((a, b) => a.version - b.version);
}

/** A rule that lost its last phrase keeps what it had. */
export function corrected(scenario: Scenario, history: readonly Correction[]): Scenario {
  const changes = inForce(history);
  if (changes.length === 0) return scenario;
  const rules = scenario.rules.map((rule) => {
    let any = rule.any;
    for (const { ruleId, add, remove } of changes) {
      if (ruleId !== rule.id) continue;
      const next = [...new Set([...any, ...add])].filter((p) => !remove.includes(p) || add.includes(p));
      any = next.length === 0 ? any : next;
    }
    return any === rule.any ? rule : { ...rule, any };
  });
  return { ...scenario, rules };
}

/** Whether this change can be made to the scenario as it is now: `not-found` for the rule, `correction-refused` for phrases. */
export function checkCorrection(
  scenario: Scenario,
  change: Pick<Correction, 'ruleId' | 'add' | 'remove'>,
): Result<null> {
  const rule = scenario.rules.find((r) => r.id === change.ruleId);
  if (rule === undefined) return fail('not-found', 'rule');
  const groups = new Set(Object.keys(scenario.synonyms));
  const readable = change.add.every(
    (p) =>
      pattern.safeParse(p).success && [...p.matchAll(/@([a-z_]+)/g)].every((m) => groups.has(m[1] ?? '')),
  );
  if (!readable || change.add.length + change.remove.length === 0) return fail('correction-refused');
  const left = new Set([...rule.any.filter((p) => !change.remove.includes(p)), ...change.add]);
  if (left.size === 0 || left.size > 120) return fail('correction-refused', 'how many');
  return ok(null);
}

/**
 * The same lines read by other rules: what was said and which way the call went stay, tags, rules and cue levels are new. For
 * "score again"; the kept run is not changed.
 */
export function readAgain(scenario: Scenario, run: PracticeRun): PracticeRun {
  const lines = run.lines.map((line) => {
    if (line.who !== 'agent') return line;
    const cue = line.cueLevel === null ? null : cueOf(scenario, line.cueId);
    const rating = cue === null ? null : rateReply(scenario, cue, line.text);
    return {
      ...line,
      ...readLine(scenario, line.text),
      ...(rating === null
        ? {}
        : { cueLevel: Math.min(rating.level, mostLevel(line.manner)), cueWords: rating.words.slice(0, 12) }),
    };
  });
  return { ...run, lines };
}

/** Replies to cues in order: what `cueIndex` of a human rating counts. */
export const answeredCues = (run: PracticeRun): PracticeRun['lines'] =>
  run.lines.filter((line) => line.who === 'agent' && line.cueLevel !== null);
