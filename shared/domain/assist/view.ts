// What the desk says about a call's hints and red flags, and the limits it keeps to. Hints are for this call only: no part
// of a cue is ever written to a file (C44, O3). Red flags only raise (O4).
import { z } from 'zod';
import { callerStates } from '../emotion/states.ts';

/** Limits of one call: characters a request, lines remembered, requests in ten seconds. */
export const assistLimits = { requestChars: 4000, lines: 60, requestsIn10s: 40, flagsShown: 8 } as const;

/** Where the words came from that a cue or a flag rests on. */
export const heardFrom = ['note', 'caption', 'practice'] as const;
export type HeardFrom = (typeof heardFrom)[number];

export const cue = z.strictObject({
  id: z.uuid(),
  /** `praise`: something went well after a phrase was said. */
  kind: z.enum(['state', 'praise']),
  state: z.enum(callerStates),
  /** The likelihood in words; the page never shows a number. */
  sure: z.enum(['likely', 'sure']),
  /** The piece of the utterance that it rests on. */
  quote: z.string().max(400),
  /** UTF-16 ranges in `quote`: the words that caused it. */
  marks: z.array(z.strictObject({ start: z.int().min(0), end: z.int().min(0) })).max(24),
  source: z.enum(heardFrom),
  at: z.string(),
  rated: z.enum(['up', 'down']).nullable(),
});
export type Cue = z.infer<typeof cue>;

/** Why a flag is set aside. Codes only: they are audited, words are not. It stays counted and raises all the same. */
export const dismissReasons = [
  'misheard',
  'figure-of-speech',
  'long-ago',
  'denied-when-asked',
  'help-there',
  'other',
] as const;
export type DismissReason = (typeof dismissReasons)[number];

export const callFlag = z.strictObject({
  id: z.uuid(),
  /** A group of product.md 4b (`redFlagGroups`). */
  group: z.string().max(40),
  /** The caller's own words; null while the desk is locked, or when only the event is known any more. */
  words: z.string().max(300).nullable(),
  source: z.enum(heardFrom),
  at: z.string(),
  dismissed: z.strictObject({ reason: z.enum(dismissReasons), at: z.string() }).nullable(),
});
export type CallFlag = z.infer<typeof callFlag>;

export const snoozes = ['5', '15', 'call'] as const;
export type Snooze = (typeof snoozes)[number];

export const assistView = z.strictObject({
  callId: z.uuid(),
  /** `no-model`: the model could not be read (`why` has the code) or is being read (`why` null). */
  hints: z.enum(['on', 'snoozed', 'off', 'no-model']),
  why: z.string().max(60).nullable(),
  /** Until when hints are silent; null = for this call, or not snoozed. */
  until: z.string().nullable(),
  /** One at a time; always null while locked. */
  cue: cue.nullable(),
  /** Newest first, those set aside last; at most `flagsShown`. */
  flags: z.array(callFlag).max(assistLimits.flagsShown),
  /** Every flag of this call, also those set aside. */
  flagCount: z.int().min(0),
  model: z.strictObject({ name: z.string().max(60), version: z.string().max(40) }).nullable(),
});
export type AssistView = z.infer<typeof assistView>;

/** What a rating adds to: how often a state's cues of one model version were found right or wrong. No call, no words. */
export const ratingTotal = z.strictObject({
  state: z.enum(callerStates),
  version: z.string().max(40),
  up: z.int().min(0),
  down: z.int().min(0),
});
export type RatingTotal = z.infer<typeof ratingTotal>;
