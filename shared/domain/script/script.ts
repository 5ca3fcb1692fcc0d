// A call script: a reason, ordered steps, what to say aloud and phrases to pick from. Content is JSON in data/scripts.
import { z } from 'zod';
import { reasonCode } from '../accounts/reason.ts';

/** Row 29, in the order of the chips. */
export const moods = ['calm', 'anxious', 'angry', 'grieving', 'confused', 'in_pain'] as const;
export type Mood = (typeof moods)[number];

/** NURSE plus the summary: what a phrase does for the caller. */
export const phraseKinds = ['name', 'understand', 'respect', 'support', 'explore', 'summarise'] as const;
export type PhraseKind = (typeof phraseKinds)[number];

export const stepKinds = [
  'greeting',
  'verify',
  'acknowledge',
  'need',
  'action',
  'message',
  'read_back',
  'expect',
  'close',
] as const;
export type StepKind = (typeof stepKinds)[number];

const id = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/);
const line = (max: number) => z.string().trim().min(1).max(max);

export const phrase = z.strictObject({
  id,
  kind: z.enum(phraseKinds),
  /** Moods it was written for; empty = any. */
  moods: z.array(z.enum(moods)).max(moods.length),
  text: line(240),
});
export type Phrase = z.infer<typeof phrase>;

export const scriptStep = z.strictObject({
  id,
  kind: z.enum(stepKinds),
  title: line(60),
  /** Said aloud, a sentence a line; templates with `{field}`. */
  say: z.array(line(240)).min(1).max(6),
  /** Said instead when this mood is chosen. */
  sayWhen: z.partialRecord(z.enum(moods), z.array(line(240)).min(1).max(6)),
  /** For the agent, never said: what the step is for. */
  why: line(240),
  /** Optional ticks (row 1: date, time, place, provider, what to bring). */
  ticks: z.array(line(80)).max(8),
  phrases: z.array(phrase).max(16),
});
export type ScriptStep = z.infer<typeof scriptStep>;

export const script = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9_.-]{1,59}$/),
    reason: reasonCode,
    title: line(80),
    version: z.int().min(1),
    author: line(80),
    date: z.iso.date(),
    clinical: z.boolean(),
    /** `draft` = wording that no clinician has reviewed; the page says so. */
    review: z.enum(['draft', 'reviewed']),
    /** Shown beside the steps: what this role may not do on this call. */
    limits: z.array(line(160)).max(6),
    steps: z.array(scriptStep).min(3).max(12),
  })
  .refine((s) => new Set(s.steps.map((x) => x.id)).size === s.steps.length, 'each step id once')
  .refine((s) => s.steps[0]?.kind === 'greeting', 'starts with a greeting')
  .refine((s) => s.steps.at(-1)?.kind === 'close', 'ends with a close');
export type Script = z.infer<typeof script>;
