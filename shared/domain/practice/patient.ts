// What the patient does: says a node's line, moves by what was said or done, is set off by silence, acts and events.
import { throughNoise } from './noise.ts';
import type { PracticeRun, RunLine } from './run-data.ts';
import type { Cue, Scenario, ScenarioEvent, ScenarioNode, Trigger } from './scenario.ts';
import { draw } from './seed.ts';

const clamp = (n: number): number => Math.min(10, Math.max(0, n));

export const nodeOf = (scenario: Scenario, nodeId: string): ScenarioNode => {
  const node = scenario.nodes.find((n) => n.id === nodeId);
  if (node === undefined) throw new Error(`scenario ${scenario.id} has no such node`);
  return node;
};
export const cueOf = (scenario: Scenario, cueId: string | null): Cue | null =>
  scenario.nodes.find((n) => n.cue !== null && n.cue.id === cueId)?.cue ?? null;

/** A line with nothing in it yet but who, what and when. */
export const blank = (run: PracticeRun, who: RunLine['who'], text: string, atMs: number): RunLine => ({
  who,
  text,
  clear: null,
  atMs,
  nodeId: run.nodeId,
  cueId: null,
  cueLevel: null,
  cueWords: [],
  choiceId: null,
  by: null,
  act: null,
  detail: null,
  tags: [],
  ruleIds: [],
  factsSaid: [],
  factsWrong: [],
  emotion: run.emotion,
  trust: run.trust,
});
/** Words were heard: a new silence begins. */
export const heard = (run: PracticeRun, line: RunLine): PracticeRun => ({
  ...run,
  lines: [...run.lines, line],
  still: run.held ? run.still : [],
});
export const moved = (run: PracticeRun, emotion: number, trust: number): PracticeRun => ({
  ...run,
  emotion: clamp(run.emotion + emotion),
  trust: clamp(run.trust + trust),
});

/** The caller speaks the node's line. */
export function enter(scenario: Scenario, run: PracticeRun, nodeId: string, atMs: number): PracticeRun {
  const node = nodeOf(scenario, nodeId);
  const place = run.lines.length;
  const text = node.caller[draw(run.seed, place, node.caller.length)] ?? '';
  const noisy = scenario.levels[`${run.level}`].noise;
  const through = noisy ? throughNoise(text, node.cue?.words ?? null, run.seed, place) : text;
  const at = { ...run, nodeId };
  const spoken: RunLine = {
    ...blank(at, 'caller', through, atMs),
    clear: through === text ? null : text,
    cueId: node.cue?.id ?? null,
  };
  const told = [...new Set([...run.told, ...node.tells])];
  const next = { ...heard(at, spoken), told, repeated: false, ended: node.ending };
  return node.ending === null
    ? triggered(
        scenario,
        next,
        run,
        atMs,
        (t) => 'factTold' in t.when && !run.told.includes(t.when.factTold) && told.includes(t.when.factTold),
      )
    : next;
}

/** The caller says the present line again, without noise. */
export function repeat(run: PracticeRun, atMs: number): PracticeRun {
  const last = run.lines.findLast((l) => l.who === 'caller' && l.nodeId === run.nodeId);
  if (last === undefined) return run;
  const again = { ...blank(run, 'caller', last.clear ?? last.text, atMs), cueId: last.cueId };
  return { ...heard(run, again), repeated: true };
}

/** First transition that fits; the model check makes sure that the last one always does. */
export function nextNode(
  node: ScenarioNode,
  tags: readonly string[],
  emotion: number,
  did: readonly string[] = [],
): string {
  const fits = node.transitions.find(
    (t) =>
      t.tags.every((tag) => tags.includes(tag)) &&
      t.did.every((tag) => did.includes(tag) || tags.includes(tag)) &&
      (t.emotionAtLeast === null || emotion >= t.emotionAtLeast) &&
      (t.emotionAtMost === null || emotion <= t.emotionAtMost),
  );
  if (fits === undefined) throw new Error(`node ${node.id} has no way on`);
  return fits.to;
}

/**
 * Fires what `fits`, and what its moves set off; each trigger at most once for one input. `before` is the run before the
 * input: a trigger by feeling fires when its mark is crossed.
 */
export function triggered(
  scenario: Scenario,
  run: PracticeRun,
  before: PracticeRun,
  atMs: number,
  fits: (t: Trigger) => boolean,
): PracticeRun {
  const crossed = (t: Trigger, from: number, now: PracticeRun) =>
    'emotionAtLeast' in t.when && from < t.when.emotionAtLeast && now.emotion >= t.when.emotionAtLeast;
  let now = run;
  for (const t of scenario.triggers) {
    if (now.ended !== null) break;
    const spent = t.once && now.fired.includes(t.id);
    if (!spent && (fits(t) || crossed(t, before.emotion, now))) now = fire(scenario, now, t, atMs);
  }
  return now;
}

function fire(scenario: Scenario, run: PracticeRun, t: Trigger, atMs: number): PracticeRun {
  const timed = 'silence' in t.when || 'held' in t.when;
  const marked = {
    ...moved(run, t.emotion, t.trust),
    fired: [...new Set([...run.fired, t.id])],
    still: timed ? [...run.still, t.id] : run.still,
  };
  // Nobody hears a caller who is on hold: it is said when the hold ends, unless the call goes on elsewhere.
  if (run.held && t.to === null && t.say.length > 0) return { ...marked, waiting: [...run.waiting, t.id] };
  const said = sayOf(marked, t, atMs);
  return t.to === null
    ? said
    : enter(scenario, { ...said, held: false }, t.to, atMs + (t.say.length > 0 ? 2000 : 0));
}

export function sayOf(run: PracticeRun, t: Trigger, atMs: number): PracticeRun {
  const text = t.say[draw(run.seed, run.lines.length, t.say.length)];
  if (text === undefined) return run;
  const still = run.still;
  // What a silence set off isn't set off again by the words it made the caller say.
  return { ...heard(run, blank(run, 'caller', text, atMs)), still };
}

/** Something happens around the call. */
export function happen(scenario: Scenario, run: PracticeRun, e: ScenarioEvent, atMs: number): PracticeRun {
  const after = moved(run, e.emotion, e.trust);
  const line = { ...blank(after, e.kind === 'says' ? 'caller' : 'event', e.text, atMs), detail: e.id };
  const seen = { ...heard(after, line), played: [...new Set([...run.played, e.id])] };
  const next = triggered(scenario, seen, run, atMs, (t) => 'event' in t.when && t.when.event === e.id);
  return e.to === null || next.ended !== null ? next : enter(scenario, next, e.to, atMs + 1000);
}
