// A run as data: its inputs, and all that follows from them. Kept as it is in the practice vault; nothing else is needed to
// show, score or replay it.
import { z } from 'zod';
import type { OfPractice } from '../training/wall.ts';
import { deskActs, endings, practiceLevels, scenarioId } from './scenario.ts';
import { longestLine } from './words.ts';

const name = z.string().max(60);
const names = (most: number) => z.array(name).max(most);
const gauge = z.int().min(0).max(10);
const ms = z.int().min(0).max(86_400_000);

export const sayBy = ['typed', 'spoken', 'script'] as const;
export const practiceReply = z.union([
  z.strictObject({ choiceId: name }),
  z.strictObject({ text: z.string().max(longestLine), by: z.enum(sayBy).default('typed') }),
]);
export type PracticeReply = z.input<typeof practiceReply>;

/** Values of a saved message by the name of the field; only what the scenario judges is kept. */
export const savedFields = z.record(z.string().max(60), z.string().max(2000));

/** All that can happen to a run. A run is the fold of its inputs. */
export const practiceInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('say'), reply: practiceReply }),
  z.strictObject({
    kind: z.literal('act'),
    act: z.enum(deskActs),
    detail: z.string().max(60).default(''),
    /** With `save_message`: the body's fields. */
    fields: savedFields.optional(),
  }),
  /** Nobody has spoken for so many seconds, counted from the last words; while on hold, from the hold. */
  z.strictObject({ kind: z.literal('silence'), seconds: z.int().min(0).max(3600) }),
  z.strictObject({ kind: z.literal('event'), eventId: name, by: z.enum(['plan', 'trainer']) }),
  z.strictObject({ kind: z.literal('hint') }),
]);
export type PracticeInput = z.input<typeof practiceInput>;
export const keptInput = z.strictObject({ atMs: ms, input: practiceInput });

/** How a line was said, where that took from it: said before, everything at once, one word for every cue. */
export const manners = ['repeated', 'monologue', 'stock'] as const;
export type Manner = (typeof manners)[number];

/** One line of the transcript; feeling and trust as they are after it. `atMs` counts from the ring. */
export const runLine = z.strictObject({
  who: z.enum(['caller', 'agent', 'desk', 'event']),
  /** What was heard; of a desk's line the title of the rule it met (empty = none), of an event its text. */
  text: z.string().max(longestLine),
  /** Caller's line of which noise took a piece: all its words. */
  clear: z.string().max(longestLine).nullable(),
  atMs: ms,
  nodeId: name,
  /** Caller's line: the cue in it. Agent's line: the cue that it answers. */
  cueId: name.nullable(),
  /** Agent's line after a cue: 0 to 4 (5b); null = there was no cue to answer. */
  cueLevel: z.int().min(0).max(4).nullable(),
  /** The words that decided the level. */
  cueWords: z.array(z.string().max(longestLine)).max(12),
  /** Not there = said in an ordinary way. */
  manner: z.array(z.enum(manners)).max(3).optional(),
  choiceId: name.nullable(),
  by: z.enum(sayBy).nullable(),
  act: z.enum(deskActs).nullable(),
  /** Of an act: the step, article or target. Of an event: its id. */
  detail: name.nullable(),
  tags: names(80),
  ruleIds: names(80),
  factsSaid: names(20),
  factsWrong: names(20),
  emotion: gauge,
  trust: gauge,
});
export type RunLine = z.infer<typeof runLine> & OfPractice;

/** `left` = the trainee hung up before the call was over. */
export const runEndings = [...endings, 'left'] as const;
/** Lines and inputs that one call may have. */
export const longestRun = { lines: 400, inputs: 600 } as const;

export const practiceRun = z.strictObject({
  scenarioId,
  scenarioVersion: z.int().min(1),
  seed: z.int().min(0),
  level: z.union(practiceLevels.map((l) => z.literal(l))),
  nodeId: name,
  emotion: gauge,
  trust: gauge,
  told: names(40),
  /** Tags that a line or an act has given so far. */
  did: names(200),
  /** Lines of the agent's. */
  turns: z.int().min(0),
  hintsUsed: z.int().min(0),
  /** Triggers and act rules that have worked once; of the present silence; waiting for the end of a hold. */
  fired: names(100),
  still: names(40),
  waiting: names(40),
  /** Events that have happened. */
  played: names(40),
  held: z.boolean(),
  muted: z.boolean(),
  /** The caller has said the present line again. */
  repeated: z.boolean(),
  /** The saved message's values, as far as the scenario judges them; null = none saved. */
  form: savedFields.nullable(),
  lines: z.array(runLine).max(longestRun.lines + 40),
  inputs: z.array(keptInput).max(longestRun.inputs),
  ended: z.enum(runEndings).nullable(),
});
export type PracticeRun = z.infer<typeof practiceRun> & OfPractice;
