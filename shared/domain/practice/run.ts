// One run of a scenario. Same seed, level and answers (with their times) = the same run, to the byte: nothing here asks a
// clock or a die. A run is plain data, kept as it is in the practice vault.
import { z } from 'zod';
import { fail, ok, type Result } from '../result.ts';
import { longestLine, readLine, says } from './matcher.ts';
import { draw, shuffled } from './seed.ts';
import { type Choice, type Cue, practiceLevels, type Scenario, type ScenarioNode } from './scenario.ts';

const name = z.string().max(60);
const gauge = z.int().min(0).max(10);

/** One line of the transcript; emotion and trust as they are after it. `atMs` counts from the ring. */
export const runLine = z.strictObject({
  who: z.enum(['caller', 'agent']),
  text: z.string().max(longestLine),
  atMs: z.int().min(0),
  nodeId: name,
  /** Caller's line: the cue in it. Agent's line: the cue that it answers. */
  cueId: name.nullable(),
  /** Agent's line after a cue: 0 to 4 (5b); null = there was no cue to answer. */
  cueLevel: z.int().min(0).max(4).nullable(),
  choiceId: name.nullable(),
  tags: z.array(name).max(60),
  ruleIds: z.array(name).max(60),
  factsSaid: z.array(name).max(20),
  factsWrong: z.array(name).max(20),
  emotion: gauge,
  trust: gauge,
});
export type RunLine = z.infer<typeof runLine>;

export const practiceRun = z.strictObject({
  scenarioId: z.string().max(12),
  scenarioVersion: z.int().min(1),
  seed: z.int().min(0),
  level: z.union(practiceLevels.map((l) => z.literal(l))),
  nodeId: name,
  emotion: gauge,
  trust: gauge,
  told: z.array(name).max(40),
  hintsUsed: z.int().min(0),
  lines: z.array(runLine).max(400),
  ended: z.enum(['resolved', 'unresolved', 'hung-up']).nullable(),
});
export type PracticeRun = z.infer<typeof practiceRun>;
export type PracticeReply = { choiceId: string } | { text: string };

const clamp = (n: number) => Math.min(10, Math.max(0, n));
/** Time that a line takes to say, where no measured time is given. */
const speakingMs = (text: string) => Math.max(1, text.split(/\s+/).length) * 400;

export const nodeOf = (scenario: Scenario, nodeId: string): ScenarioNode => {
  const node = scenario.nodes.find((n) => n.id === nodeId);
  if (node === undefined) throw new Error(`scenario ${scenario.id} has no such node`);
  return node;
};
export const cueOf = (scenario: Scenario, cueId: string | null): Cue | null =>
  scenario.nodes.find((n) => n.cue !== null && n.cue.id === cueId)?.cue ?? null;

/** `seed` is a whole number from 0; the caller's first line is already in the run. */
export function createRun(
  scenario: Scenario,
  options: { seed: number; level: PracticeRun['level'] },
): PracticeRun {
  const from = scenario.levels[`${options.level}`];
  const run: PracticeRun = {
    scenarioId: scenario.id,
    scenarioVersion: scenario.version,
    seed: options.seed,
    level: options.level,
    nodeId: scenario.start,
    emotion: from.emotion,
    trust: from.trust,
    told: [],
    hintsUsed: 0,
    lines: [],
    ended: null,
  };
  return enter(scenario, run, scenario.start, 0);
}

/** The caller speaks the node's line. */
function enter(scenario: Scenario, run: PracticeRun, nodeId: string, atMs: number): PracticeRun {
  const node = nodeOf(scenario, nodeId);
  const text = node.caller[draw(run.seed, run.lines.length, node.caller.length)] ?? '';
  const spoken: RunLine = {
    who: 'caller',
    text,
    atMs,
    nodeId,
    cueId: node.cue?.id ?? null,
    cueLevel: null,
    choiceId: null,
    tags: [],
    ruleIds: [],
    factsSaid: [],
    factsWrong: [],
    emotion: run.emotion,
    trust: run.trust,
  };
  return {
    ...run,
    nodeId,
    told: [...new Set([...run.told, ...node.tells])],
    lines: [...run.lines, spoken],
    ended: node.ending,
  };
}

/** Tags that make an answer dismissive, whatever else is in it. */
const dismissive = ['blame', 'tone_policing', 'reassurance'];

/**
 * 0 ignores or dismisses the cue, 1 generic words, 2 names it, 3 also explores, supports or gives relief, 4 names it, supports
 * and gives relief (5b). The tags it reads are the same in every scenario: generic, apology, feeling, explore, support,
 * relief, and the dismissive ones; a scenario's rules give them.
 */
export function replyLevel(scenario: Scenario, cue: Cue, text: string, tags: readonly string[]): number {
  const has = (tag: string) => tags.includes(tag);
  if (dismissive.some(has)) return 0;
  const supports = has('explore') || has('support');
  const named = has('feeling') || says(text, cue.names, scenario.synonyms);
  if (!named) return has('generic') || has('apology') || supports || has('relief') ? 1 : 0;
  if (supports && has('relief')) return 4;
  return supports || has('relief') ? 3 : 2;
}

/**
 * The agent answers, by a choice or in own words; both are read by the same rules. `atMs` is when the line was said, from the
 * ring; without it the time that saying it takes. Refused: `conflict` when the call has ended or the run is of another version
 * of the scenario, `not-found` for a choice that isn't on offer, `invalid-input` for an empty or over-long line.
 */
export function answer(
  scenario: Scenario,
  run: PracticeRun,
  reply: PracticeReply,
  atMs?: number,
): Result<PracticeRun> {
  if (run.ended !== null) return fail('conflict', 'the call has ended');
  if (run.scenarioVersion !== scenario.version) return fail('conflict', 'the scenario has changed');
  const node = nodeOf(scenario, run.nodeId);
  const picked = 'choiceId' in reply ? node.choices.find((c) => c.id === reply.choiceId) : undefined;
  if ('choiceId' in reply && picked === undefined) return fail('not-found', 'no such choice here');
  const text = (picked?.text ?? ('text' in reply ? reply.text : '')).trim();
  if (text === '' || text.length > longestLine) return fail('invalid-input', 'empty or over-long line');

  const reading = readLine(scenario, text);
  const cueLevel = node.cue === null ? null : replyLevel(scenario, node.cue, text, reading.tags);
  const moved = move(scenario, run, reading.ruleIds, cueLevel);
  const before = run.lines.at(-1)?.atMs ?? 0;
  const said: RunLine = {
    who: 'agent',
    text,
    atMs: Math.max(before, Math.round(atMs ?? before + speakingMs(text))),
    nodeId: node.id,
    cueId: node.cue?.id ?? null,
    cueLevel,
    choiceId: picked?.id ?? null,
    ...reading,
    ...moved,
  };
  const next = nextNode(node, reading.tags, moved.emotion);
  const answered = { ...run, ...moved, lines: [...run.lines, said] };
  return ok(enter(scenario, answered, next, said.atMs + 1000));
}

/** A sentence calms by two points at most and can emotion by three. A cue passed over costs one of each. */
function move(
  scenario: Scenario,
  run: PracticeRun,
  ruleIds: readonly string[],
  cueLevel: number | null,
): { emotion: number; trust: number } {
  const found = scenario.rules.filter((r) => ruleIds.includes(r.id));
  // Two rules of one tag (the scenario's own and the base's) are one thing said.
  const hits = found.filter((r, i) => found.findIndex((x) => x.tag === r.tag) === i);
  const passedOver = cueLevel === 0 ? 1 : 0;
  const emotion = hits.reduce((sum, r) => sum + r.emotion, passedOver);
  const trust = hits.reduce((sum, r) => sum + r.trust, -passedOver);
  return {
    emotion: clamp(run.emotion + Math.min(3, Math.max(-2, emotion))),
    trust: clamp(run.trust + Math.min(2, Math.max(-3, trust))),
  };
}

/** First transition that fits; the model check makes sure that the last one always does. */
export function nextNode(node: ScenarioNode, tags: readonly string[], emotion: number): string {
  const fits = node.transitions.find(
    (t) =>
      t.tags.every((tag) => tags.includes(tag)) &&
      (t.emotionAtLeast === null || emotion >= t.emotionAtLeast) &&
      (t.emotionAtMost === null || emotion <= t.emotionAtMost),
  );
  if (fits === undefined) throw new Error(`node ${node.id} has no way on`);
  return fits.to;
}

export interface RunView {
  callerLine: string;
  /** In an order drawn by the seed, so that the best line has no fixed place. */
  choices: Choice[];
  /** `shown` carries the text; `on-ask`: call askHint first; null = none here or not at this level. */
  hint: { mode: 'shown' | 'on-ask'; text: string } | null;
  timerSeconds: number | null;
  emotion: number;
  trust: number;
  ended: PracticeRun['ended'];
}

/** What the practice screen shows of a run. */
export function viewOf(scenario: Scenario, run: PracticeRun): RunView {
  const level = scenario.levels[`${run.level}`];
  // A kept run of an older version still shows its lines; it can't go on.
  const current = run.ended === null && run.scenarioVersion === scenario.version;
  const node = current ? nodeOf(scenario, run.nodeId) : null;
  const hint = node?.hint ?? null;
  return {
    callerLine: run.lines.findLast((l) => l.who === 'caller')?.text ?? '',
    choices: node === null ? [] : shuffled(node.choices, run.seed, run.lines.length),
    hint: hint === null || level.hints === 'none' ? null : { mode: level.hints, text: hint },
    timerSeconds: level.timer,
    emotion: run.emotion,
    trust: run.trust,
    ended: run.ended,
  };
}

/** Level 2: a hint that was asked for costs a point of efficiency; at the other levels nothing changes. */
export const askHint = (scenario: Scenario, run: PracticeRun): PracticeRun =>
  scenario.levels[`${run.level}`].hints === 'on-ask' ? { ...run, hintsUsed: run.hintsUsed + 1 } : run;
