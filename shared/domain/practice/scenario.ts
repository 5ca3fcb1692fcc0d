// A role-play scenario (product.md 5): a patient as a state machine and the rules that read what the agent says and does.
// Everything that judges is in the content and versioned with it, so that a score can always be explained by its file.
import { z } from 'zod';
import { reasonCode } from '../accounts/reason.ts';
import {
  deskActs,
  efficiencyLines,
  empathyLines,
  id,
  level0to10,
  line,
  mannerLines,
  remarkLines,
  move,
  pattern,
  patterns,
  replyRule,
  ruleId,
  strengthLines,
  synonyms,
} from './vocabulary.ts';

export { deskActs, type DeskAct, replyRule, type ReplyRule } from './vocabulary.ts';

export const practiceLevels = [1, 2, 3, 4] as const;
export type PracticeLevel = (typeof practiceLevels)[number];

/** What the gauge of a scenario measures, of the states a caller can be heard in (shared/domain/emotion/states.ts). */
export const feelings = ['afraid', 'angry', 'sad', 'confused', 'in_pain'] as const;
export type Feeling = (typeof feelings)[number];

/** `R2`; a translation is `R2-es`. */
export const scenarioId = z.string().regex(/^R\d{1,3}(-[a-z]{2})?$/);

/** Something the caller says that asks for an answer to the feeling. */
export const cue = z.strictObject({
  id,
  /** Exact words of the caller's line that carry it; marked in the transcript. */
  words: line(80),
  /** Patterns that name this feeling or situation. */
  names: patterns.min(1),
  better: line(300),
  nextStep: line(300),
  trains: z.array(z.string().max(8)).max(6),
});
export type Cue = z.infer<typeof cue>;

export const transition = z.strictObject({
  /** All of these tags are in the line… */
  tags: z.array(id).max(6),
  /** …and all of these were given before, by a line or by an act at the desk… */
  did: z.array(id).max(6).default([]),
  /** …and the feeling after the line is at least / at most; null = any. */
  emotionAtLeast: level0to10.nullable().default(null),
  emotionAtMost: level0to10.nullable().default(null),
  to: id,
});
export type Transition = z.infer<typeof transition>;

export const choice = z.strictObject({ id, text: line(300) });
export type Choice = z.infer<typeof choice>;

export const endings = ['resolved', 'unresolved', 'hung-up'] as const;
export const scenarioNode = z.strictObject({
  id,
  /** Variants of the caller's line; the seed picks one. Each holds the cue's words, if there is a cue. */
  caller: z.array(line(400)).min(1).max(6),
  cue: cue.nullable(),
  /** Facts that the caller tells here. */
  tells: z.array(id).max(12),
  choices: z.array(choice).max(6),
  /** First that fits wins; the last has no condition. Empty = the call ends here. */
  transitions: z.array(transition).max(12),
  /** Level 1 shows it, level 2 on ask. */
  hint: line(240).nullable(),
  ending: z.enum(endings).nullable(),
});
export type ScenarioNode = z.infer<typeof scenarioNode>;

/** A fact of the case: handed back correctly = points; a value that contradicts it = lost points. */
export const caseFact = z.strictObject({
  id,
  title: line(80),
  said: patterns.min(1),
  contradicts: patterns,
  /** What asks the caller for it; asked again after it was told costs trust. */
  asks: patterns.optional(),
  /** It is the practice's promise (when somebody phones back), not the caller's: any other time is wrong. */
  ours: z.boolean().optional(),
});
export type CaseFact = z.infer<typeof caseFact>;

/** A field of the saved message that must hold one of the patterns. `field` = its name in the message's body. */
export const formItem = z.strictObject({
  ruleId,
  title: line(120),
  field: z.string().regex(/^[A-Za-z][A-Za-z0-9_.]{0,59}$/),
  accepts: patterns.min(1),
  of: z.int().min(1).max(20),
});
export type FormItem = z.infer<typeof formItem>;

/** In time = at most so many seconds after the ring, or after the caller's line that carries the cue. */
export const within = z.strictObject({ seconds: z.int().min(1).max(3600), after: id });

export const scoreItem = z.strictObject({
  ruleId,
  title: line(120),
  tags: z.array(id).min(1).max(8),
  /** One of the tags in any line or act earns it, or each of them somewhere. A `must-not` is lost by one. */
  need: z.enum(['any', 'all']),
  of: z.int().min(1).max(20),
  /** `must-not`: earned unless a line or act has one of the tags. */
  kind: z.enum(['earn', 'must-not']),
  within: within.nullable().default(null),
  /** Judged only once one of these nodes, cues, facts or tags has come up; none = always. */
  when: z.array(id).min(1).max(8).optional(),
  /** The tag of an act that makes it true: said before, it is a claim and earns nothing. */
  onlyAfter: id.optional(),
  strength: line(120).nullable(),
  nextStep: line(300).nullable(),
});
export type ScoreItem = z.infer<typeof scoreItem>;

/** Must be done (or must never be), whatever the sum says (5b: a critical miss fails). */
export const criticalItem = z.strictObject({
  ruleId,
  title: line(120),
  kind: z.enum(['must', 'must-not']).default('must'),
  tags: z.array(id).min(1).max(8),
  within: within.nullable().default(null),
  /** A fact: asking for it is not enough, the caller must have told it (or it was written down at the desk). */
  learned: id.optional(),
  nextStep: line(300),
});
export type CriticalItem = z.infer<typeof criticalItem>;

/** An act at the desk gives a tag, as a line does. `detail` narrows it to one step, article or target; null = any. */
export const actRule = z.strictObject({
  act: z.enum(deskActs),
  detail: line(60).nullable().default(null),
  /** With `save_message`: only when a judged field of the message holds one of them. */
  holds: patterns.min(1).optional(),
  ruleId,
  tag: id,
  title: line(120),
  emotion: move,
  trust: move,
});
export type ActRule = z.infer<typeof actRule>;

/** What makes the caller speak or move without a line of the agent's. Seconds count from the last words, or from the hold. */
export const trigger = z.strictObject({
  id,
  when: z.union([
    z.strictObject({ silence: z.int().min(2).max(600) }),
    z.strictObject({ held: z.int().min(2).max(600) }),
    z.strictObject({ act: z.enum(deskActs), detail: line(60).nullable().default(null) }),
    z.strictObject({ emotionAtLeast: level0to10 }),
    z.strictObject({ factTold: id }),
    z.strictObject({ event: id }),
  ]),
  once: z.boolean(),
  /** Variants; the seed picks one. Empty = nothing is said. */
  say: z.array(line(400)).max(6),
  emotion: move,
  trust: move,
  to: id.nullable(),
});
export type Trigger = z.infer<typeof trigger>;

export const eventKinds = [
  'says',
  'second_call',
  'backend_down',
  'backend_up',
  'colleague',
  'background',
] as const;
/** Something that happens around the call. Level 4 plays those of its list after the agent's `atTurn`th line. */
export const scenarioEvent = z.strictObject({
  id,
  title: line(80),
  kind: z.enum(eventKinds),
  /** For `says` the caller's words, else what the trainee sees or hears. */
  text: line(400),
  emotion: move,
  trust: move,
  to: id.nullable(),
  atTurn: z.int().min(1).max(60).nullable(),
});
export type ScenarioEvent = z.infer<typeof scenarioEvent>;

const practiceLevel = z.strictObject({
  emotion: level0to10,
  trust: level0to10,
  hints: z.enum(['shown', 'on-ask', 'none']),
  /** Seconds to answer before the timer turns amber; null = no timer. */
  timer: z.int().min(5).max(300).nullable(),
  /** A piece of some of the caller's lines is lost in noise. */
  noise: z.boolean(),
  events: z.array(id).max(10),
});

/** A scenario as its file holds it: `complete` (base.ts) adds the rules that all scenarios of its language share. */
export const scenarioFile = z.strictObject({
  id: scenarioId,
  /** A translation names the scenario that it translates. */
  of: scenarioId.nullable().default(null),
  lang: z.enum(['en', 'es']),
  base: z.enum(['en', 'es']),
  version: z.int().min(1),
  title: line(80),
  author: line(80),
  date: z.iso.date(),
  synthetic: z.literal(true),
  review: z.enum(['draft', 'reviewed']),
  summary: line(400),
  /** The account (data/accounts) that the call comes in for, and the reason that opens its script and form. */
  accountId: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  reasonCode,
  feeling: z.enum(feelings),
  /** Why somebody may decline it, and what they are given instead. */
  sensitive: z
    .strictObject({ why: line(300), instead: scenarioId })
    .nullable()
    .default(null),
  caller: z.strictObject({ name: line(80), relation: line(80), number: line(40) }),
  patient: z.strictObject({ name: line(80), birthDate: z.iso.date() }),
  /** What the agent can see on the screen before the call. */
  known: z.array(line(160)).max(10),
  passMark: z.int().min(1).max(100),
  /** In the queue before it rings, seconds: what the caller says of the wait is what the card shows. */
  waitedSeconds: z.int().min(0).max(14_400).optional(),
  /** Agent turns and seconds of a good run; each turn and each half minute beyond costs a point of efficiency. */
  parTurns: z.int().min(1).max(60),
  parSeconds: z.int().min(30).max(3600),
  levels: z.record(z.enum(['1', '2', '3', '4']), practiceLevel),
  start: id,
  nodes: z.array(scenarioNode).min(2).max(400),
  synonyms,
  rules: z.array(replyRule).max(100),
  acts: z.array(actRule).max(40).default([]),
  triggers: z.array(trigger).max(30).default([]),
  events: z.array(scenarioEvent).max(20).default([]),
  facts: z.array(caseFact).max(20),
  form: z.array(formItem).max(20).default([]),
  /** The issue behind the call (product.md row 32): earned when the trainee names it. */
  why: z
    .strictObject({
      title: line(120),
      patterns: z.array(pattern).min(1).max(80),
      /** Named only once one of these nodes, cues or facts has come up; none = at any time. */
      after: z.array(id).min(1).max(8).optional(),
    })
    .nullable()
    .default(null),
  /** Only where a scenario wants other sentences than its base. */
  empathy: empathyLines.optional(),
  strengths: strengthLines.optional(),
  critical: z.array(criticalItem).min(1).max(12),
  listening: z.array(scoreItem).min(1).max(10),
  compliance: z.array(scoreItem).min(1).max(14),
});
export type ScenarioFile = z.infer<typeof scenarioFile>;

/** A complete scenario: what runs, scores and debriefs read. */
export const scenario = scenarioFile.extend({
  rules: z.array(replyRule).min(1).max(200),
  empathy: empathyLines,
  strengths: strengthLines,
  efficiency: efficiencyLines,
  manner: mannerLines,
  remarks: remarkLines,
});
export type Scenario = z.infer<typeof scenario>;
