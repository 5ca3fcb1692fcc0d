// The emergency card (product.md 4b): what callers say in danger, and the protocol in order. Content is JSON in
// data/emergency; draft wording until a clinician signs it.
import { z } from 'zod';
import { langs, type Lang } from '../script/languages.ts';

/** What a group asks for. Used to choose numbers and the first line; never a judgement that something is harmless. */
export const emergencyActions = [
  'ambulance',
  'ambulance-or-clinician',
  'poison-help',
  'clinician-now',
  'crisis-line',
  'safety',
  'treat-as-urgent',
] as const;
export type EmergencyAction = (typeof emergencyActions)[number];

const id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const line = (max: number) => z.string().trim().min(1).max(max);

export const emergencyGroup = z.strictObject({
  id,
  title: line(80),
  /** Lay wording; the caller says something like it. */
  callerSays: z.array(line(120)).min(1).max(20),
  action: z.enum(emergencyActions),
  /** For the agent: what to do, one sentence each. */
  instruction: z.array(line(200)).min(1).max(5),
  /** Facts to write down (never questions that judge). */
  note: z.array(line(160)).max(5),
});
export type EmergencyGroup = z.infer<typeof emergencyGroup>;

export const emergencyStep = z.strictObject({
  id,
  title: line(80),
  /** Said aloud; templates with `{emergency.ambulance}` and the other script fields. */
  say: z.array(line(240)).max(6),
  /** The same in other languages; one that lacks is said in English. */
  sayIn: z.partialRecord(z.enum(langs), z.array(line(240)).min(1).max(6)).optional(),
  /** For the agent. */
  act: z.array(line(240)).max(6),
  /**
   * `refusal`: only when the caller refuses; `language`: only without a common one; `stays`: only with a caller who can't hang
   * up. Not counted as undone otherwise.
   */
  when: z.enum(['always', 'refusal', 'language', 'stays']),
});
export type EmergencyStep = z.infer<typeof emergencyStep>;

/** What is said aloud on this step in that language. */
export const sayOf = (step: EmergencyStep, lang: Lang): readonly string[] => step.sayIn?.[lang] ?? step.say;

export const emergencyCard = z
  .strictObject({
    id,
    version: z.int().min(1),
    author: line(80),
    date: z.iso.date(),
    /** `draft` is shown as "Draft wording, not reviewed by a clinician". */
    review: z.enum(['draft', 'reviewed']),
    reviewedBy: line(120).nullable(),
    groups: z.array(emergencyGroup).min(1).max(40),
    steps: z.array(emergencyStep).min(1).max(20),
    /** The step that says help has reached the person; its question stands above everything else. */
    helpStepId: id,
    /** The step in which the place of the person is asked. */
    placeStepId: id,
    /** The step in which help is called: what came of it is timed from here. */
    dialStepId: id,
    /** The step that phones the on-call clinician. */
    clinicianStepId: id,
  })
  .refine((c) => new Set(c.steps.map((s) => s.id)).size === c.steps.length, 'each step id once')
  .refine((c) => new Set(c.groups.map((g) => g.id)).size === c.groups.length, 'each group id once')
  .refine((c) => c.steps.some((s) => s.id === c.helpStepId), 'the help step exists')
  .refine((c) => c.steps.some((s) => s.id === c.placeStepId), 'the step that asks the place exists')
  .refine((c) => c.steps.some((s) => s.id === c.dialStepId), 'the step that calls help exists')
  .refine((c) => c.steps.some((s) => s.id === c.clinicianStepId), 'the clinician step exists')
  .refine((c) => (c.review === 'reviewed') === (c.reviewedBy !== null), 'a review has a reviewer');
export type EmergencyCard = z.infer<typeof emergencyCard>;
