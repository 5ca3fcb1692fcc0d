// A role-play scenario (product.md 5): a patient as a state machine and the rules that read what the agent says.
// Everything that judges is in the content and versioned with it, so that a score can always be explained by its file.
import { z } from 'zod';

const id = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/);
const ruleId = z.string().regex(/^[A-Z]\d{1,2}$/);
const line = (max: number) => z.string().trim().min(1).max(max);
/** Phrase pattern of the matcher: words, `@group` (synonyms) and `...` (up to four words between). */
const pattern = z.string().regex(/^[a-z0-9@_. ]{1,120}$/);
const patterns = z.array(pattern).max(80);
const level0to10 = z.int().min(0).max(10);

export const practiceLevels = [1, 2, 3] as const;
export type PracticeLevel = (typeof practiceLevels)[number];

/** A rule gives a line of the agent's a tag and moves the patient. `quote` and id stand beside each point. */
export const replyRule = z.strictObject({
  id: ruleId,
  tag: id,
  /** Shown in the debrief: "names the situation and the next step". */
  title: line(120),
  any: patterns.min(1),
  /** A line that also matches one of these doesn't count. */
  unless: patterns,
  anger: z.int().min(-4).max(4),
  trust: z.int().min(-4).max(4),
});
export type ReplyRule = z.infer<typeof replyRule>;

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
  /** …and anger after the line is at least / at most; null = any. */
  angerAtLeast: level0to10.nullable(),
  angerAtMost: level0to10.nullable(),
  to: id,
});
export type Transition = z.infer<typeof transition>;

export const choice = z.strictObject({ id, text: line(300) });
export type Choice = z.infer<typeof choice>;

export const scenarioNode = z.strictObject({
  id,
  /** Variants of the caller's line; the seed picks one. Each holds the cue's words, if there is a cue. */
  caller: z.array(line(400)).min(1).max(6),
  cue: cue.nullable(),
  /** Facts that the caller tells here. */
  tells: z.array(id).max(12),
  choices: z.array(choice).max(6),
  /** First that fits wins; the last has no condition. Empty = the call ends here. */
  transitions: z.array(transition).max(10),
  /** Level 1 shows it, level 2 on ask. */
  hint: line(240).nullable(),
  ending: z.enum(['resolved', 'unresolved', 'hung-up']).nullable(),
});
export type ScenarioNode = z.infer<typeof scenarioNode>;

/** A fact of the case: handed back correctly = points; a value that contradicts it = lost points. */
export const caseFact = z.strictObject({
  id,
  title: line(80),
  said: patterns.min(1),
  contradicts: patterns,
});
export type CaseFact = z.infer<typeof caseFact>;

export const scoreItem = z.strictObject({
  ruleId,
  title: line(120),
  tags: z.array(id).min(1).max(6),
  /** One of the tags in any line earns it, or each of them somewhere. A `must-not` is lost by one. */
  need: z.enum(['any', 'all']),
  of: z.int().min(1).max(20),
  /** `must-not`: earned unless a line has one of the tags. */
  kind: z.enum(['earn', 'must-not']),
  strength: line(120).nullable(),
  nextStep: line(300).nullable(),
});
export type ScoreItem = z.infer<typeof scoreItem>;

/** Must be done, whatever the sum says (5b: a critical miss fails). */
export const criticalItem = z.strictObject({
  ruleId,
  title: line(120),
  tags: z.array(id).min(1).max(6),
  nextStep: line(300),
});
export type CriticalItem = z.infer<typeof criticalItem>;

export const scenario = z.strictObject({
  id: z.string().regex(/^R\d{1,3}$/),
  version: z.int().min(1),
  title: line(80),
  author: line(80),
  date: z.iso.date(),
  synthetic: z.literal(true),
  review: z.enum(['draft', 'reviewed']),
  summary: line(400),
  caller: z.strictObject({ name: line(80), relation: line(80), number: line(40) }),
  patient: z.strictObject({ name: line(80), birthDate: z.iso.date() }),
  /** What the agent can see on the screen before the call. */
  known: z.array(line(160)).max(10),
  passMark: z.int().min(1).max(100),
  /** Agent turns of a good run; each turn beyond costs one point of efficiency. */
  parTurns: z.int().min(1).max(60),
  levels: z.record(
    z.enum(['1', '2', '3']),
    z.strictObject({
      anger: level0to10,
      trust: level0to10,
      hints: z.enum(['shown', 'on-ask', 'none']),
      /** Seconds to answer before the timer turns amber; null = no timer. */
      timer: z.int().min(5).max(300).nullable(),
    }),
  ),
  start: id,
  nodes: z.array(scenarioNode).min(2).max(80),
  synonyms: z.record(z.string().regex(/^[a-z_]{1,30}$/), z.array(line(60)).min(1).max(60)),
  rules: z.array(replyRule).min(1).max(60),
  facts: z.array(caseFact).max(20),
  /** Sentences for the five reply levels of product.md 5b (rules E0 to E4). */
  empathy: z.record(z.enum(['0', '1', '2', '3', '4']), line(120)),
  /** What the debrief calls a strength for a reply of level 3 or 4. */
  strengths: z.record(z.enum(['3', '4']), line(120)),
  critical: z.array(criticalItem).min(1).max(8),
  listening: z.array(scoreItem).min(1).max(10),
  compliance: z.array(scoreItem).min(1).max(12),
});
export type Scenario = z.infer<typeof scenario>;
