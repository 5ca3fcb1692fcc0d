// Dispatch: an urgent message and the ladder of people who may accept it, run by the backend or, without it, by hand
// (product.md 4c, O2). Every attempt is an append-only row of the message (M20).
import { z } from 'zod';
import { attemptMethods, attemptResults, entry, outcomes } from '#shared/domain/messages/entry.ts';
import { messageId, urgencies } from '#shared/domain/messages/message.ts';
import { forCallers, instant, nothing, request, topic } from './kinds.ts';

const phone = z.strictObject({ label: z.string().max(40), number: z.string().max(40) });
export const ladderRow = z.strictObject({
  stepId: z.string(),
  afterMinutes: z.number(),
  dueAt: instant,
  method: z.enum([...attemptMethods, 'patient']),
  /** Who is reached by this step, by the schedule at `dueAt`; null = nobody is scheduled (shown as such). */
  contact: z
    .strictObject({ personId: z.string(), name: z.string(), role: z.string(), phones: z.array(phone) })
    .nullable(),
  /** `now` = its turn; `waits` = later; `tried` = an attempt with a result; `skipped` with a reason. */
  state: z.enum(['now', 'waits', 'tried', 'skipped', 'accepted']),
});
export const dispatchCard = z.strictObject({
  messageId,
  accountId: z.string(),
  patientName: z.string(),
  callbackNumber: z.string(),
  reasonCode: z.string(),
  urgency: z.enum(urgencies),
  savedAt: instant,
  /** `manual`: this desk must phone; `backend`: the backend pages and was heard of; `accepted`; `ended`: nobody left. */
  state: z.enum(['manual', 'backend', 'accepted', 'ended']),
  /** Why the desk must phone: it is offline, or the backend has not taken the message, or is late with its ladder. */
  manualWhy: z.enum(['offline', 'not-sent', 'backend-late', 'by-choice']).nullable(),
  /** A person at this desk holds the card (claim) until then; null = nobody. */
  claimedUntil: instant.nullable(),
  ladder: z.array(ladderRow),
  /** Next alarm: every 60 s until an attempt has an outcome (O2); null = no alarm. */
  alarmAt: instant.nullable(),
  schedule: z.strictObject({
    version: z.int(),
    asOf: instant,
    /** 4d.7 */
    age: z.enum(['fresh', 'old', 'expired']),
    source: z.enum(['delivered', 'shipped']),
  }),
  accepted: z.strictObject({ by: z.string(), at: instant }).nullable(),
  outcome: z.strictObject({ what: z.enum(outcomes), text: z.string(), at: instant }).nullable(),
  attempts: z.array(entry),
  /** Person who answers for it at this desk. */
  owner: z.string(),
  /** T+45 without an outcome: phone the patient (4c). */
  checkBackAt: instant.nullable(),
});
export type DispatchCard = z.infer<typeof dispatchCard>;

const written = z.strictObject({ id: z.uuid(), at: instant });
export const dispatch = forCallers({
  /** All that are open, and what was accepted or ended in the last 12 hours; most urgent, then oldest, first. */
  list: request(nothing, z.array(dispatchCard), {
    effect: 'read',
    lease: 'free',
    audit: 'dispatch.list',
    surfaces: ['main', 'compact'],
  }),
  /** Works while locked without names: how many alarms stand, and since when; `urgent`: nobody has accepted. */
  alarm: request(nothing, z.strictObject({ open: z.int(), urgent: z.int(), alarmAt: instant.nullable() }), {
    effect: 'control',
    lease: 'free',
    when: 'always',
    roles: 'any',
    surfaces: ['main', 'panel', 'compact'],
  }),
  /** `id` is made by the page; a repeat answers the same. `dialling` first, then the result with the same attemptId. */
  attempt: request(
    z.strictObject({
      id: z.uuid(),
      attemptId: z.uuid(),
      messageId,
      stepId: z.string().max(40).nullable(),
      contactId: z.string().max(60),
      method: z.enum(attemptMethods),
      to: z.string().max(120),
      result: z.enum(attemptResults),
      note: z.string().max(600),
    }),
    written,
    { effect: 'write', lease: 'free', audit: 'dispatch.attempt' },
  ),
  skip: request(
    z.strictObject({
      id: z.uuid(),
      messageId,
      stepId: z.string().max(40),
      why: z.string().trim().min(3).max(300),
    }),
    written,
    { effect: 'write', lease: 'free', audit: 'dispatch.skip' },
  ),
  /** M21 */
  outcome: request(
    z.strictObject({
      id: z.uuid(),
      messageId,
      what: z.enum(outcomes),
      happenedAt: instant,
      text: z.string().max(2000),
      clinician: z.string().trim().min(1).max(160),
    }),
    written,
    { effect: 'write', lease: 'free', audit: 'dispatch.outcome' },
  ),
  /** Takes the ladder into this desk's hand (on) or gives it back to the backend. */
  claim: request(z.strictObject({ id: z.uuid(), messageId, on: z.boolean() }), written, {
    effect: 'write',
    lease: 'free',
    audit: 'dispatch.claim',
  }),
  changed: topic(),
});
