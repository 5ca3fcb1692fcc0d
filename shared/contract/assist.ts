// Hints and red flags of a live call (rows 29, 50, 52; O3, O4, C44). Nothing about a person's feelings is kept beyond the
// call: requests that carry words or answer with a cue are `control`, so that no result of theirs is stored; what is kept
// are a flag's group with the reason for setting it aside, a person's off switch, and totals of thumbs.
import { z } from 'zod';
import {
  assistLimits,
  assistView,
  dismissReasons,
  ratingTotal,
  snoozes,
} from '#shared/domain/assist/view.ts';
import { calling, nothing, request, topic } from './kinds.ts';

const id = z.strictObject({ callId: z.uuid() });
const inCall = ['main', 'panel', 'compact'] as const;
const heard = { ...calling, effect: 'control', surfaces: inCall, lease: 'free' } as const;

export const assistSettings = z.strictObject({
  /** Of the person who sits here. Red flags are not switched off by it. */
  hints: z.boolean(),
  model: z.strictObject({
    state: z.enum(['reading', 'ready', 'refused']),
    /** Error code when refused. */
    code: z.string().max(60).nullable(),
    name: z.string().max(60).nullable(),
    version: z.string().max(40).nullable(),
  }),
  totals: z.array(ratingTotal).max(200),
});
export type AssistSettings = z.infer<typeof assistSettings>;

export const assist = {
  /** New whole sentences, as typed or as the practice patient says them. Captions are heard by the desk itself. */
  heard: request(
    id.extend({
      source: z.enum(['notes', 'practice']),
      text: z.string().trim().min(1).max(assistLimits.requestChars),
    }),
    assistView,
    heard,
  ),
  /** A phrase of the script was said: what the caller says next may be praise. */
  said: request(id, assistView, heard),
  /** While locked: groups of flags without words, and no cue. */
  view: request(id, assistView, { ...heard, when: 'open-or-locked' }),
  /** Null ends it. Red flags are never snoozed. */
  snooze: request(id.extend({ for: z.enum(snoozes).nullable() }), assistView, heard),
  rate: request(id.extend({ cueId: z.uuid(), up: z.boolean() }), z.strictObject({}), {
    ...calling,
    effect: 'write',
    lease: 'free',
    surfaces: inCall,
  }),
  /** Audited as group and reason; the flag stays counted and its urgency stays raised (O4). */
  dismissFlag: request(
    id.extend({
      flagId: z.uuid(),
      /** `at` of the flag whose words were read; refused with `conflict` when it has been said again since. */
      saidAt: z.string().max(40),
      reason: z.enum(dismissReasons),
    }),
    z.strictObject({}),
    { ...calling, effect: 'write', surfaces: inCall, audit: 'assist.flag-dismiss', lease: 'free' },
  ),
  settings: request(nothing, assistSettings, { effect: 'read', lease: 'free' }),
  change: request(z.strictObject({ hints: z.boolean() }), z.strictObject({}), {
    effect: 'write',
    lease: 'free',
  }),
  changed: topic(inCall),
};
