// Telephony between desk and backend: the token for the phone engine, acts, and the server's truth by long polling. All
// signed like /v2; `person` is who sits at this device. The webhooks of the carrier are not here: they speak its language.
import { z } from 'zod';
import { act } from '#shared/domain/telephony/acts.ts';
import { dialPurposes, outboundRules } from '#shared/domain/telephony/acts.ts';
import { endedBys, skillName, snapshot } from '#shared/domain/telephony/live.ts';

const at = z.iso.datetime({ precision: 3 });
const v = z.literal(2);
const person = z.string().min(1).max(60);

/** POST /v2/telephony/token */
export const tokenRequest = z.strictObject({ v, person });
export const tokenAnswer = z.strictObject({
  v,
  /** Opaque: names nobody (facts 6). */
  identity: z.string().regex(/^[a-z0-9_]{8,60}$/),
  token: z.string().max(8000),
  ttlSeconds: z.int().min(1).max(86_400),
  /** Null = the carrier's own address; `127.0.0.1:PORT` = the local carrier. */
  gateway: z.string().max(120).nullable(),
});
export type TokenAnswer = z.infer<typeof tokenAnswer>;

/** Longest wait that a desk may ask for, ms. */
export const feedWaitMs = 25_000;
/** POST /v2/telephony/feed: answers at once when there is something newer than `have`, else after `waitMs` with null. */
export const feedRequest = z.strictObject({
  v,
  person,
  /** -1 = nothing yet. */
  have: z.int().min(-1),
  waitMs: z.int().min(0).max(feedWaitMs),
});
export const feedAnswer = z.strictObject({ v, snapshot: snapshot.nullable() });

/** POST /v2/telephony/act. `refused`: why, as a code; nothing was done then. */
export const actRequest = z.strictObject({ v, person, requestId: z.uuid(), act });
export const actRefusals = [
  'call-state',
  'no-call',
  'no-such-party',
  'no-such-target',
  /** Leaving would leave somebody alone. */
  'nobody-else',
  'caller-id-refused',
  'outbound-refused',
  'skill-missing',
  'carrier-failed',
  'carrier-silent',
  'already-taken',
  'invalid',
] as const;
export type ActRefusal = (typeof actRefusals)[number];
export const actAnswer = z.strictObject({
  v,
  refused: z.enum(actRefusals).nullable(),
  /** With `outbound-refused`: the rules that stand against it. */
  rules: z.array(z.enum(outboundRules)).max(10),
  /** A snapshot of at least this version shows what was done. */
  version: z.int().min(0),
});
export type ActAnswer = z.infer<typeof actAnswer>;

/** POST /v2/telephony/directory: where a call can be handed to, with what is known of the wait there. */
export const directoryRequest = z.strictObject({ v, person });
export const directoryAnswer = z.strictObject({
  v,
  agents: z
    .array(
      z.strictObject({
        personId: person,
        name: z.string().max(160),
        state: z.string().max(20),
        skills: z.array(skillName).max(40),
      }),
    )
    .max(500),
  queues: z
    .array(
      z.strictObject({
        id: z.string().max(60),
        label: z.string().max(120),
        skill: skillName.nullable(),
        waiting: z.int().min(0),
        estimateSeconds: z.int().min(0).nullable(),
      }),
    )
    .max(60),
  callerIds: z
    .array(
      z.strictObject({
        number: z.string().max(40),
        accountId: z.string().max(60),
        label: z.string().max(120),
      }),
    )
    .max(100),
});
export type DirectoryAnswer = z.infer<typeof directoryAnswer>;

/** POST /v2/telephony/records: what the carrier itself says of this person's legs, to hold the desk's call log against. */
export const recordsRequest = z.strictObject({ v, person, from: at, to: at });
export const callRecord = z.strictObject({
  callId: z.uuid(),
  direction: z.enum(['incoming', 'outgoing']),
  rangAt: at,
  answeredAt: at.nullable(),
  endedAt: at.nullable(),
  endedBy: z.enum(endedBys).nullable(),
  heldSeconds: z.number().min(0),
  consultSeconds: z.number().min(0),
  transferred: z.enum(['blind', 'warm']).nullable(),
});
export type CallRecord = z.infer<typeof callRecord>;
export const recordsAnswer = z.strictObject({ v, records: z.array(callRecord).max(2000) });

/** POST /v2/telephony/callbacks */
export const callback = z.strictObject({
  id: z.uuid(),
  number: z.string().max(40),
  accountId: z.string().max(60),
  reasonCode: z.string().max(60).nullable(),
  dueAt: at,
  /** Its place in the queue was kept: who called first is called first. */
  queueId: z.string().max(60).nullable(),
  askedAt: at,
  claimedBy: z.string().max(160).nullable(),
  tries: z.int().min(0),
  /** Nobody was promised a call: the caller hung up in the queue, at `dueAt`. Seconds of the last wait and of all. */
  gaveUp: z
    .strictObject({ seconds: z.int().min(0), inAll: z.int().min(0), times: z.int().min(1) })
    .nullable()
    .default(null),
});
export type Callback = z.infer<typeof callback>;
export const callbacksRequest = z.strictObject({ v, person });
export const callbacksAnswer = z.strictObject({ v, callbacks: z.array(callback).max(500) });

/** POST /v2/telephony/voicemails; the sound itself: POST /v2/telephony/voicemail `{v, person, id}` → audio bytes. */
export const voicemail = z.strictObject({
  id: z.uuid(),
  number: z.string().max(40),
  accountId: z.string().max(60),
  leftAt: at,
  seconds: z.int().min(0),
  /** `fetching`: the carrier still has it; `ready`: here, sealed; `failed`: it could not be fetched and is tried again. */
  sound: z.enum(['fetching', 'ready', 'failed']),
  claimedBy: z.string().max(160).nullable(),
});
export type Voicemail = z.infer<typeof voicemail>;
export const voicemailsRequest = z.strictObject({ v, person });
export const voicemailsAnswer = z.strictObject({ v, voicemails: z.array(voicemail).max(500) });
export const voicemailSoundRequest = z.strictObject({ v, person, id: z.uuid() });

/** What a dial is asked with, for rules that both sides check. */
export const dialQuestion = z.strictObject({
  to: z.string().max(40),
  callerId: z.string().max(40),
  accountId: z.string().max(60),
  purpose: z.enum(dialPurposes),
});
