// What a trainer adds to practice: who trains, what is assigned, comments, human ratings, corrected phrases. Plain data with
// schemas; it lies in the practice vault and nowhere else (product.md 0.6).
import { z } from 'zod';

export const levels = [1, 2, 3, 4] as const;
export type Level = (typeof levels)[number];
/** The person's id at the live desk, as the backend's list has it. */
export const personId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/);
export const scenarioId = z.string().regex(/^R\d{1,3}(-[a-z]{2})?$/);
const uuid = z.uuid();
const instant = z.iso.datetime({ precision: 3 });
const name = z.string().trim().min(1).max(80);

export const heatSkills = ['empathy', 'listening', 'compliance', 'accuracy', 'efficiency'] as const;
export type HeatSkill = (typeof heatSkills)[number];

/** `weekly` and `until-passed` come back by themselves; `once` is done with one finished call. */
export const assignmentRepeats = ['once', 'until-passed', 'weekly'] as const;
export const assignment = z.strictObject({
  id: uuid,
  traineeId: personId,
  traineeName: name,
  scenarioId,
  level: z.union(levels.map((l) => z.literal(l))),
  due: z.iso.date().nullable(),
  repeat: z.enum(assignmentRepeats),
  note: z.string().max(300),
  by: name,
  at: instant,
  state: z.enum(['open', 'done', 'overdue', 'withdrawn']),
  /** Finished calls of it, and when the last one was. */
  attempts: z.int().min(0),
  lastAt: instant.nullable(),
});
export type Assignment = z.infer<typeof assignment>;

/** Stands at a time of the call; `atMs` counts from the ring. */
export const comment = z.strictObject({
  id: uuid,
  runId: uuid,
  atMs: z.int().min(0),
  text: z.string().trim().min(1).max(1000),
  by: name,
  at: instant,
});
export type Comment = z.infer<typeof comment>;

/** A human score. It stands above the machine's and changes nothing of it. */
export const humanRating = z.strictObject({
  id: uuid,
  runId: uuid,
  /** `cueIndex` counts the cues that were answered in this run, from 0; 0 to 4 by product.md 5b. */
  perCue: z
    .array(z.strictObject({ cueIndex: z.int().min(0).max(99), level: z.int().min(0).max(4) }))
    .max(100),
  items: z.array(z.strictObject({ ruleId: z.string().max(60), met: z.boolean() })).max(60),
  overall: z.int().min(0).max(100),
  criticalMet: z.boolean(),
  /** By the scenario's pass mark at that time. */
  passed: z.boolean(),
  note: z.string().max(1000),
  by: name,
  keyId: z.string().max(32),
  at: instant,
});
export type HumanRating = z.infer<typeof humanRating>;

/** One change of a rule's phrases. `undoes`: it takes another one back. */
export const correction = z.strictObject({
  scenarioId,
  version: z.int().min(1),
  ruleId: z.string().max(60),
  add: z.array(z.string().max(120)).max(20),
  remove: z.array(z.string().max(120)).max(20),
  undoes: z.int().min(1).nullable(),
  by: name,
  at: instant,
});
export type Correction = z.infer<typeof correction>;
