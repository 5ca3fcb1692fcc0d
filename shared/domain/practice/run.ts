// One run of a scenario: a fold of inputs. Same seed, level and inputs (with their times) = the same run, to the byte: nothing
// here asks a clock or a die.
import type { z } from 'zod';
import { fail, ok, type Result } from '../result.ts';
import { badTags, sours } from './earning.ts';
import { correction, factsSaid } from './facts-said.ts';
import { freshOf, mannersOf, mostLevel } from './manner.ts';
import { type Reading, readTokens, says } from './matcher.ts';
import { blank, enter, happen, heard, moved, nextNode, nodeOf, repeat, sayOf, triggered } from './patient.ts';
import { rateTokens, type Rating } from './rate.ts';
import { askedAgain, needlessEmergency, wrongParty } from './remarks.ts';
import {
  longestRun,
  practiceInput,
  type PracticeInput,
  type PracticeReply,
  type PracticeRun,
  type RunLine,
} from './run-data.ts';
import type { ActRule, DeskAct, Scenario, ScenarioNode } from './scenario.ts';
import { longestLine, tokensOf, wordCount } from './words.ts';

export { cueOf, nextNode, nodeOf } from './patient.ts';
export { type RunView, viewOf } from './view.ts';
export { practiceInput, practiceReply, practiceRun, runLine } from './run-data.ts';
export type { PracticeInput, PracticeReply, PracticeRun, RunLine } from './run-data.ts';

/** Time that a line takes to say, ms. */
export const speakingMs = (text: string): number => Math.max(1, wordCount(text)) * 400;

/** What still counts after the last words: the wrap-up. */
export const wrapUpActs: readonly DeskAct[] = [
  'start_message',
  'save_message',
  'dispatch_manual',
  'set_reason',
  'open_article',
  'open_oncall',
  'hang_up',
];

/** Detail of a `hang_up` that leaves the caller with whom they were handed to: nobody hung up on them. */
export const handedOn = 'handed-on';

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
    did: [],
    turns: 0,
    hintsUsed: 0,
    fired: [],
    still: [],
    waiting: [],
    played: [],
    held: false,
    muted: false,
    repeated: false,
    form: null,
    lines: [],
    inputs: [],
    ended: null,
  };
  return enter(scenario, run, scenario.start, 0);
}

/**
 * One input more. `atMs` counts from the ring and never goes back. Refused: `invalid-input` for what is no input or an empty or
 * over-long line; `conflict` after the end (but for the wrap-up's acts), for another version of the scenario, for a line the
 * caller can't hear (held, muted), an event that the plan has played, or a call of over 600 inputs; `not-found` for a choice
 * or event that isn't there. A silence that sets nothing off leaves the run as it is.
 */
export function apply(
  scenario: Scenario,
  run: PracticeRun,
  raw: PracticeInput,
  atMs: number,
): Result<PracticeRun> {
  const read = practiceInput.safeParse(raw);
  if (!read.success || !Number.isFinite(atMs)) return fail('invalid-input', 'no input of a run');
  if (run.scenarioVersion !== scenario.version) return fail('conflict', 'the scenario has changed');
  if (run.inputs.length >= longestRun.inputs || run.lines.length >= longestRun.lines)
    return fail('conflict', 'the call is too long');
  const input = read.data.kind === 'act' ? judged(scenario, read.data) : read.data;
  const wrapUp = input.kind === 'act' && wrapUpActs.includes(input.act);
  if (run.ended !== null && !wrapUp) return fail('conflict', 'the call has ended');
  const at = Math.min(86_000_000, Math.max(run.lines.at(-1)?.atMs ?? 0, Math.round(atMs)));
  const done = step(scenario, run, input, at);
  if (!done.ok || done.value === run) return done;
  return ok({ ...done.value, inputs: [...run.inputs, { atMs: at, input }] });
}

type Read = z.output<typeof practiceInput>;
type Act = Read & { kind: 'act' };

/** Only the fields that are judged stay in the run. */
function judged(scenario: Scenario, input: Act): Act {
  if (input.fields === undefined) return input;
  const names = new Set(scenario.form.map((f) => f.field));
  const fields = Object.entries(input.fields).filter(([name]) => names.has(name));
  return { ...input, fields: Object.fromEntries(fields) };
}

/** One input without its schema and without being kept: for the model check, which walks thousands of them. */
export function step(
  scenario: Scenario,
  run: PracticeRun,
  input: PracticeInput,
  at: number,
): Result<PracticeRun> {
  switch (input.kind) {
    case 'say':
      return say(scenario, run, input.reply, at);
    case 'act':
      return ok(act(scenario, run, { ...input, detail: input.detail ?? '' }, at));
    case 'silence':
      return ok(silence(scenario, run, input.seconds, at));
    // Level 2: a hint that was asked for costs a point of efficiency; at the other levels nothing changes.
    case 'hint':
      return ok(
        scenario.levels[`${run.level}`].hints === 'on-ask' ? { ...run, hintsUsed: run.hintsUsed + 1 } : run,
      );
    case 'event': {
      const event = scenario.events.find((e) => e.id === input.eventId);
      if (event === undefined) return fail('not-found', 'no such event');
      if (input.by === 'plan' && run.played.includes(event.id)) return fail('conflict', 'already played');
      return ok(happen(scenario, run, event, at));
    }
  }
}

function say(scenario: Scenario, run: PracticeRun, reply: PracticeReply, at: number): Result<PracticeRun> {
  const node = nodeOf(scenario, run.nodeId);
  const picked = 'choiceId' in reply ? node.choices.find((c) => c.id === reply.choiceId) : undefined;
  if ('choiceId' in reply && picked === undefined) return fail('not-found', 'no such choice here');
  if (run.held || run.muted) return fail('conflict', 'the caller can not hear it');
  const text = (picked?.text ?? ('text' in reply ? reply.text : '')).trim();
  if (text === '' || text.length > longestLine) return fail('invalid-input', 'empty or over-long line');

  const { reading: read, rating, asked, ...move } = readReply(scenario, node, text);
  const told = (fact: string) => run.told.includes(fact) && !wasMasked(run);
  const twice = asked.some(told);
  const reading = twice ? { ...read, tags: [...read.tags, askedAgain] } : read;
  const wrong = reading.factsWrong.filter((f) => run.told.includes(f) && correction(scenario, f) !== null);
  const manner = mannersOf(run.lines, text, reading, rating);
  const fresh = manner.includes('repeated')
    ? freshOf(scenario, reading, run.did, badTags(scenario))
    : reading;
  // What was said before or among everything calms nobody.
  const dull = manner.includes('repeated') || manner.includes('monologue');
  const emotion = dull ? Math.max(0, move.emotion) : move.emotion;
  const trust = (dull ? Math.min(0, move.trust) : move.trust) - (twice ? 1 : 0) - (wrong.length > 0 ? 1 : 0);
  const level = rating === null ? null : Math.min(rating.level, mostLevel(manner));
  const asksAgain = reading.tags.includes('ask_repeat') && !run.repeated && (rating?.level ?? 0) < 2;
  const again = asksAgain && (wasMasked(run) || reading.tags.every((t) => plain.includes(t)));
  const after = again ? run : moved(run, emotion, trust);
  const said: RunLine = {
    ...blank(after, 'agent', text, at),
    cueId: again ? null : (node.cue?.id ?? null),
    cueLevel: again ? null : level,
    cueWords: again ? [] : (rating?.words.slice(0, 12) ?? []),
    choiceId: picked?.id ?? null,
    by: 'text' in reply ? (reply.by ?? 'typed') : null,
    ...(manner.length === 0 || again ? {} : { manner }),
    ...fresh,
  };
  const spoken = heard(
    { ...after, turns: run.turns + 1, did: [...new Set([...run.did, ...reading.tags])] },
    said,
  );
  if (again) return ok(planned(scenario, repeat(spoken, at + 1000)));
  const right = wrong.map((f) => correction(scenario, f)).join(' ');
  const put = right === '' ? spoken : heard(spoken, blank(spoken, 'caller', right, at + 800));
  const set = triggered(scenario, put, run, at + 1000, () => false);
  if (set.ended !== null || set.nodeId !== run.nodeId) return ok(planned(scenario, set));
  const next = nextNode(node, reading.tags, set.emotion, run.did);
  return ok(planned(scenario, enter(scenario, set, next, at + 1000)));
}

/** What a line does at a node, whoever says it. */
export interface Heard {
  reading: Reading;
  rating: Rating | null;
  /** How the line moves the patient. */
  emotion: number;
  trust: number;
  /** Facts that the line asks the caller for. */
  asked: string[];
}
/** Picked lines are read again and again (views, replays, the model check): a scenario's last readings are kept. */
const readings = new WeakMap<Scenario, Map<string, Heard>>();
export function readReply(scenario: Scenario, node: ScenarioNode, text: string): Heard {
  const known = readings.get(scenario) ?? new Map<string, Heard>();
  readings.set(scenario, known);
  const key = `${node.cue?.id ?? ''}|${text}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const list = tokensOf(text);
  const read = readTokens(scenario, list);
  const rating = node.cue === null ? null : rateTokens(scenario, node.cue, text, list, read);
  if (known.size > 500) known.clear();
  const { said, wrong, asked } = factsSaid(scenario, list, read.reading);
  const reading = { ...read.reading, factsSaid: said, factsWrong: wrong };
  const heardAs = { reading, rating, asked, ...moves(scenario, reading, rating) };
  known.set(key, heardAs);
  return heardAs;
}

const plain = ['ask_repeat', 'apology', 'generic', 'thanks'];
const wasMasked = (run: PracticeRun): boolean =>
  (run.lines.findLast((l) => l.who === 'caller' && l.nodeId === run.nodeId)?.clear ?? null) !== null;

/** Events of the level's plan that are due after so many turns. */
function planned(scenario: Scenario, run: PracticeRun): PracticeRun {
  const level = scenario.levels[`${run.level}`];
  let now = run;
  for (const event of scenario.events) {
    if (now.ended !== null) break;
    const due = event.atTurn !== null && event.atTurn <= now.turns && level.events.includes(event.id);
    if (due && !now.played.includes(event.id))
      now = happen(scenario, now, event, (now.lines.at(-1)?.atMs ?? 0) + 500);
  }
  return now;
}

/**
 * A sentence calms by two points at most and can anger by three. A cue passed over costs one of each. What warm words stand
 * around (false comfort, blame, a hold) is what is heard: the line calms nobody and wins no trust.
 */
function moves(
  scenario: Scenario,
  { ruleIds }: Reading,
  rating: Rating | null,
): { emotion: number; trust: number } {
  const found = scenario.rules.filter((r) => ruleIds.includes(r.id));
  // Two rules of one tag (the scenario's own and the base's) are one thing said.
  const hits = found.filter((r, i) => found.findIndex((x) => x.tag === r.tag) === i);
  const passedOver = rating?.level === 0 ? 1 : 0;
  const soured = hits.some((r) => sours.includes(r.tag));
  const felt = (move: number, good: boolean) => (soured && good ? 0 : move);
  const emotion = hits.reduce((sum, r) => sum + felt(r.emotion, r.emotion < 0), passedOver);
  const trust = hits.reduce((sum, r) => sum + felt(r.trust, r.trust > 0), -passedOver);
  return { emotion: Math.min(3, Math.max(-2, emotion)), trust: Math.min(2, Math.max(-3, trust)) };
}

const written = (scenario: Scenario, rule: ActRule, input: Act): boolean =>
  rule.holds === undefined ||
  Object.values(input.fields ?? {}).some((text) => says(text, rule.holds ?? [], scenario.synonyms));

/** Somebody was brought in whom the scenario names nowhere: its rules say who is the right one. */
function strayParty(
  scenario: Scenario,
  what: DeskAct,
  detail: string,
): { tag: string; title: string } | null {
  const named = scenario.acts.some((a) => a.act === 'transfer_warm' && a.detail !== null);
  if (what !== 'transfer_warm' || !named || detail === '') return null;
  return detail === '911'
    ? { tag: needlessEmergency, title: scenario.remarks.X4 }
    : { tag: wrongParty, title: scenario.remarks.X3 };
}

/** An act at the desk. Its tags count each time; it moves the patient once. */
function act(scenario: Scenario, run: PracticeRun, input: Act, at: number): PracticeRun {
  const { act: what, detail } = input;
  const handed = what === 'hang_up' && detail === handedOn;
  const met = handed
    ? []
    : scenario.acts.filter(
        (a) => a.act === what && (a.detail === null || a.detail === detail) && written(scenario, a, input),
      );
  const fresh = run.ended === null ? met.filter((a) => !run.fired.includes(a.ruleId)) : [];
  const party = met.length === 0 && run.ended === null ? strayParty(scenario, what, detail) : null;
  const after = moved(
    run,
    fresh.reduce((sum, a) => sum + a.emotion, 0),
    fresh.reduce((sum, a) => sum + a.trust, 0) - (party === null ? 0 : 1),
  );
  const tags = [...new Set([...met.map((a) => a.tag), ...(party === null ? [] : [party.tag])])];
  const line: RunLine = {
    ...blank(after, 'desk', met[0]?.title ?? party?.title ?? '', at),
    act: what,
    detail: detail === '' ? null : detail,
    tags,
    ruleIds: met.map((a) => a.ruleId),
  };
  const noted: PracticeRun = {
    ...after,
    lines: [...run.lines, line],
    did: [...new Set([...run.did, ...tags])],
    fired: [...new Set([...run.fired, ...fresh.map((a) => a.ruleId)])],
    form: what === 'save_message' ? { ...input.fields } : run.form,
    muted: what === 'mute' ? true : what === 'unmute' ? false : run.muted,
    ...(what === 'hold' && !run.held ? { held: true, still: [] } : {}),
  };
  if (run.ended !== null) return noted;
  if (what === 'hang_up') return { ...noted, held: false, ended: handed ? 'unresolved' : 'left' };
  const back = what === 'resume' && run.held ? resumed(scenario, noted, at) : noted;
  return triggered(scenario, back, run, at + 500, (t) => {
    if (!('act' in t.when) || t.when.act !== what) return false;
    return t.when.detail === null || t.when.detail === detail;
  });
}

/** The hold ends: what the caller would have said in the meantime is heard now. */
function resumed(scenario: Scenario, run: PracticeRun, at: number): PracticeRun {
  const back: PracticeRun = { ...run, held: false, still: [], waiting: [] };
  return scenario.triggers
    .filter((t) => run.waiting.includes(t.id))
    .reduce<PracticeRun>((now, t) => sayOf(now, t, at + 500), back);
}

/** Fires what is due by now and hasn't fired in this silence. */
function silence(scenario: Scenario, run: PracticeRun, seconds: number, at: number): PracticeRun {
  return triggered(scenario, run, run, at, (t) => {
    if (run.still.includes(t.id)) return false;
    if ('held' in t.when) return run.held && t.when.held <= seconds;
    return !run.held && 'silence' in t.when && t.when.silence <= seconds;
  });
}

/** The next length of silence (or hold) that sets something off, in seconds; null = none. For the desk's timer. */
export function nextSilence(scenario: Scenario, run: PracticeRun): number | null {
  if (run.ended !== null) return null;
  const due = scenario.triggers.flatMap((t) => {
    const at =
      'held' in t.when
        ? run.held
          ? t.when.held
          : null
        : 'silence' in t.when && !run.held
          ? t.when.silence
          : null;
    const spent = run.still.includes(t.id) || (t.once && run.fired.includes(t.id));
    return at === null || spent ? [] : [at];
  });
  return due.length === 0 ? null : Math.min(...due);
}

/** `apply` of a line; without a time, the time that saying it takes. */
export function answer(
  scenario: Scenario,
  run: PracticeRun,
  reply: PracticeReply,
  atMs?: number,
): Result<PracticeRun> {
  const before = run.lines.at(-1)?.atMs ?? 0;
  const text =
    'text' in reply
      ? reply.text
      : (nodeOf(scenario, run.nodeId).choices.find((c) => c.id === reply.choiceId)?.text ?? '');
  return apply(scenario, run, { kind: 'say', reply }, atMs ?? before + speakingMs(text));
}

/** The run again, from its seed, level and inputs. `conflict` when an input no longer fits (another version). */
export function replay(
  scenario: Scenario,
  of: Pick<PracticeRun, 'seed' | 'level' | 'inputs' | 'scenarioVersion'>,
): Result<PracticeRun> {
  if (of.scenarioVersion !== scenario.version) return fail('conflict', 'the scenario has changed');
  let run = createRun(scenario, of);
  for (const { input, atMs } of of.inputs) {
    const next = apply(scenario, run, input, atMs);
    if (!next.ok) return next;
    run = next.value;
  }
  return ok(run);
}
