// One step of a call: what is said, what must be said, what must be collected and where the call goes from here.
import { z } from 'zod';

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

/** Parts of a call that every script shares: files in data/scripts/paths. */
export const pathNames = [
  'de-escalation',
  'abuse',
  'supervisor',
  'warm-transfer',
  'interpreter',
  'delayed-care',
  'practical-help',
  'insurance-words',
] as const;
export type PathName = (typeof pathNames)[number];

/** What the desk can do at once on a step; the page draws it as a button. */
export const stepActs = [
  'emergency',
  'message',
  'supervisor',
  'transfer',
  'interpreter',
  'payment',
  'knowledge',
  'recovery',
  'callback',
] as const;
export type StepAct = (typeof stepActs)[number];

export const stepId = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/);
export const line = (max: number) => z.string().trim().min(1).max(max);

export const phrase = z.strictObject({
  id: stepId,
  kind: z.enum(phraseKinds),
  /** Moods it was written for; empty = any. */
  moods: z.array(z.enum(moods)).max(moods.length),
  text: line(240),
});
export type Phrase = z.infer<typeof phrase>;

/** Must be said aloud and ticked as said; what is missing stands in a list at the end of the call. */
export const requiredStatement = z.strictObject({ id: stepId, text: line(240) });
export type RequiredStatement = z.infer<typeof requiredStatement>;

export const fieldKinds = ['text', 'name', 'phone', 'date', 'time', 'number', 'choice', 'yes_no'] as const;
/** What must be collected. `readBack`: said back to the caller before the call ends (O9). */
export const stepField = z.strictObject({
  id: stepId,
  label: line(80),
  kind: z.enum(fieldKinds),
  /** Only for `choice`. */
  choices: z.array(line(60)).max(12).default([]),
  required: z.boolean().default(true),
  readBack: z.boolean().default(false),
});
export type StepField = z.infer<typeof stepField>;

/**
 * Where a call goes: a step's id, `path:NAME` (a shared path, and back to where it was left), in a path also `script:back`
 * (on with the script), `script:close` (to the script's close) and `call:end` (the call ends here).
 */
export const target = z
  .string()
  .regex(/^([a-z][a-z0-9_-]{0,39}|path:[a-z-]{1,40}|script:(back|close)|call:end)$/);

export const branch = z.strictObject({
  /** What the agent picks: the answer as it was given, never a judgement of how bad it is. */
  when: line(80),
  to: target,
});
export type Branch = z.infer<typeof branch>;

/** The caller says it in their own words (AHRQ teach-back); the burden is on who explained. */
export const teachBack = z.strictObject({
  /** Said aloud. */
  ask: line(240),
  /** For the agent: what the caller’s own words should hold. */
  listenFor: z.array(line(120)).min(1).max(5),
  /** Said aloud when it did not come through. */
  again: line(240),
});

export const scriptStep = z.strictObject({
  id: stepId,
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
  required: z.array(requiredStatement).max(6).default([]),
  fields: z.array(stepField).max(12).default([]),
  branches: z.array(branch).max(6).default([]),
  teachBack: teachBack.nullable().default(null),
  /** Only reached by a branch: the plain order passes it by. */
  aside: z.boolean().default(false),
  /** Where it goes without a branch; null = the next step in the list that is not aside. */
  next: target.nullable().default(null),
  act: z.enum(stepActs).nullable().default(null),
});
export type ScriptStep = z.infer<typeof scriptStep>;

/** The parts of a step that were not there before version 2, empty: for steps that are made in code. */
export const nothingMore = {
  required: [],
  fields: [],
  branches: [],
  teachBack: null,
  aside: false,
  next: null,
  act: null,
};
