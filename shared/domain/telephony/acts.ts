// What an agent's desk may ask of the server about calls. Each is idempotent by its requestId; the answer only says that
// it was understood: what became of it comes with the next snapshot.
import { z } from 'zod';
import { wanted } from './agent.ts';
import { handover, pauseReasons, transferKinds, transferTarget } from './live.ts';

const callId = z.uuid();
const ofCall = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({ kind: z.literal(kind), callId, ...shape });

export const dialPurposes = ['callback', 'message', 'on-call', 'other'] as const;
/** Codes of outbound rules that the agent has seen and overrides with a reason. */
export const outboundRules = [
  'do-not-call',
  'no-voicemail',
  'patient-only',
  'quiet-hours',
  'own-number',
  'emergency-number',
  /** C23: this number was called as often today, or this week, as is allowed. */
  'attempt-cap',
] as const;
export type OutboundRule = (typeof outboundRules)[number];

export const act = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('state'), wanted }),
  /** One key back after a missed call. */
  z.strictObject({ kind: z.literal('missed-seen') }),
  /** The engine is there and has a microphone; without it nobody is offered a call. */
  z.strictObject({ kind: z.literal('phone'), registered: z.boolean(), microphone: z.boolean() }),
  ofCall('decline', {}),
  /** `party` null = the caller (or who was called). */
  ofCall('hold', { party: z.string().max(40).nullable(), on: z.boolean() }),
  /** `leave`: only the own leg, the others talk on; `all`: the call ends. */
  ofCall('end', {
    how: z.enum(['leave', 'all']),
    /** The carrier's id of a leg that the phone lost and that may still be heard: it is ended by that id (row 61). */
    legSid: z
      .string()
      .regex(/^CA[0-9a-f]{32}$/)
      .nullable()
      .optional(),
    /** The phone lost its leg and may not know which: nobody's wish, so the others stay in the call whatever `how` says. */
    lost: z.boolean().optional(),
  }),
  /** The page makes the id; the engine then connects with it, and nothing rings that was not asked for here first. */
  ofCall('dial', {
    to: z.string().max(40),
    callerId: z.string().max(40),
    accountId: z.string().max(60),
    purpose: z.enum(dialPurposes),
    callbackId: z.uuid().nullable(),
    overrides: z
      .array(z.strictObject({ rule: z.enum(outboundRules), reason: z.string().trim().min(3).max(200) }))
      .max(outboundRules.length),
  }),
  ofCall('transfer', {
    how: z.enum(transferKinds),
    target: transferTarget,
    handover: handover.omit({ fromName: true, acceptedAt: true }).nullable(),
  }),
  ofCall('transfer-complete', {}),
  ofCall('transfer-cancel', {}),
  /** In a consultation: talk to the other one, the one talked to waits. */
  ofCall('swap', {}),
  ofCall('conference', {}),
  ofCall('add', { target: transferTarget }),
  ofCall('remove', { party: z.string().max(40) }),
  ofCall('handover-seen', {}),
  ofCall('recording', {
    to: z.enum(['start', 'pause', 'resume', 'stop']),
    reason: z.enum(pauseReasons).nullable(),
  }),
  ofCall('consent', {
    places: z.array(z.string().max(10)).max(10),
    answer: z.enum(['yes', 'no']).nullable(),
  }),
  ofCall('wrapped-up', { disposition: z.string().max(40), reasonCode: z.string().max(60).nullable() }),
  ofCall('wrong-queue', { queueId: z.string().max(60).nullable() }),
  z.strictObject({
    kind: z.literal('callback-plan'),
    callbackId: z.uuid(),
    callId: callId.nullable(),
    number: z.string().max(40),
    accountId: z.string().max(60),
    dueAt: z.iso.datetime({ precision: 3 }),
    /** A code of the account's reasons, never words. */
    reasonCode: z.string().max(60).nullable(),
  }),
  z.strictObject({
    kind: z.literal('callback-end'),
    callbackId: z.uuid(),
    outcome: z.enum(['reached', 'not-reached', 'cancelled']),
  }),
  z.strictObject({ kind: z.literal('callback-claim'), callbackId: z.uuid() }),
  z.strictObject({ kind: z.literal('voicemail-claim'), voicemailId: z.uuid() }),
  /** Its message was saved under this id: only then does it leave the list. */
  z.strictObject({ kind: z.literal('voicemail-taken'), voicemailId: z.uuid(), messageId: z.uuid() }),
  z.strictObject({ kind: z.literal('notice-seen'), noticeId: z.uuid() }),
]);
export type Act = z.infer<typeof act>;
export type ActKind = Act['kind'];
