// A live call as the server knows it: who is in it, who is held, whether it is recorded. The page shows this and marks
// what was only asked for (row 57, product.md 7); nothing here comes from the page.
import { z } from 'zod';
import { agent } from './agent.ts';

const at = z.iso.datetime({ precision: 3 });
const short = z.string().max(120);
export const skillName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

export const partyRoles = ['caller', 'agent', 'target', 'supervisor'] as const;
export const partyStates = ['ringing', 'connected', 'held', 'left', 'failed'] as const;
/** One leg of the conference. `id` is ours and opaque: no identifier at the carrier holds patient data. */
export const party = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  role: z.enum(partyRoles),
  /** This desk's own leg. */
  self: z.boolean(),
  /** A colleague's or a queue's name, or a department; null = only the number is known. */
  label: short.nullable(),
  number: z.string().max(40).nullable(),
  state: z.enum(partyStates),
  since: at,
  why: z.enum(['busy', 'no-answer', 'failed', 'declined', 'machine']).nullable(),
});
export type Party = z.infer<typeof party>;

export const pauseReasons = ['card-data', 'caller-asked', 'not-needed', 'other'] as const;
export type PauseReason = (typeof pauseReasons)[number];
/** Read back from the recorder, never assumed (C25). `unknown`: an order was sent and no answer came: treat as running. */
export const recording = z.strictObject({
  state: z.enum(['off', 'on', 'paused', 'unknown']),
  since: at,
  /** When the recorder last said so. */
  readAt: at.nullable(),
  /** Each gap with its reason and length; `to` null = still open. */
  gaps: z.array(z.strictObject({ from: at, to: at.nullable(), reason: z.enum(pauseReasons) })).max(100),
  /** An open pause rings then (C25: 5 minutes). */
  alarmAt: at.nullable(),
});
export type Recording = z.infer<typeof recording>;

/** C22: the strictest party wins; without an answer the call goes on unrecorded. */
export const consent = z.strictObject({
  rule: z.enum(['all-party', 'one-party', 'unknown']),
  /** States that were taken into account, by number and as stated, e.g. `US-CA`. */
  places: z.array(z.string().max(10)).max(10),
  /** Date of the table that said so. */
  tableDate: z.iso.date(),
  announced: z.boolean(),
  /** The caller's own. It stays with the call, whoever comes and goes. */
  answer: z.enum(['yes', 'no']).nullable(),
  /** Parties from outside who agreed too. */
  agreed: z.array(z.string().max(40)).max(12).optional(),
  /** With the caller is somebody who was not asked, and everybody must agree: nothing is recorded so long. */
  unasked: z.boolean().optional(),
  /** It ran until they came, and goes on when they are gone or have agreed. */
  goesOn: z.boolean().optional(),
});
export type Consent = z.infer<typeof consent>;

/** Row 42: what the next agent need not ask again. Lives with the call, sealed at rest, gone a day after it. */
export const handover = z.strictObject({
  fromName: short,
  /** What the first agent had verified (C19), 0 to 3. */
  level: z.int().min(0).max(3),
  reasonCode: z.string().max(60).nullable(),
  patientId: short.nullable(),
  summary: z.string().max(2000),
  openTasks: z.array(z.string().max(200)).max(20),
  /** The receiver has confirmed with one click. */
  acceptedAt: at.nullable(),
});
export type Handover = z.infer<typeof handover>;

export const transferKinds = ['blind', 'warm'] as const;
export const transferTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('agent'), personId: z.string().max(60) }),
  z.strictObject({ kind: z.literal('queue'), queueId: z.string().max(60) }),
  z.strictObject({ kind: z.literal('number'), number: z.string().max(40), label: short.nullable() }),
]);
export type TransferTarget = z.infer<typeof transferTarget>;
export const transfer = z.strictObject({
  kind: z.enum(transferKinds),
  label: short,
  /** `ringing`: the target is being reached; `consulting`: the caller is on hold and agent and target talk. */
  state: z.enum(['ringing', 'consulting', 'completed', 'cancelled', 'failed']),
  /** The target's leg; null when it goes to a queue. */
  partyId: z.string().max(40).nullable(),
  since: at,
  why: z.enum(['busy', 'no-answer', 'failed', 'declined', 'machine']).nullable(),
});
export type Transfer = z.infer<typeof transfer>;

export const livePhases = ['offered', 'dialling', 'connected', 'ended'] as const;
export const endedBys = ['agent', 'caller', 'line', 'transfer'] as const;
export const liveCall = z.strictObject({
  callId: z.uuid(),
  direction: z.enum(['incoming', 'outgoing']),
  phase: z.enum(livePhases),
  queue: z.strictObject({ id: z.string().max(60), label: short }).nullable(),
  skill: skillName.nullable(),
  /** E.164 or empty (withheld). */
  number: z.string().max(40),
  /** The line that was dialled, or that the call shows as its own. */
  dnis: z.string().max(40),
  accountId: z.string().max(60),
  waitedSeconds: z.number().min(0).nullable(),
  /** With the waits before this one, also of calls that were given up; null = this was the first. */
  waitedInAllSeconds: z.number().min(0).nullable().default(null),
  offeredAt: at.nullable(),
  answeredAt: at.nullable(),
  endedAt: at.nullable(),
  endedBy: z.enum(endedBys).nullable(),
  /** The caller (or who was called) waits with music. */
  heldSince: at.nullable(),
  heldSeconds: z.number().min(0),
  /** Hold for a consultation, apart (product.md 6, "consult hold separate"). */
  consultSeconds: z.number().min(0),
  parties: z.array(party).max(12),
  recording,
  consent,
  /** IVR path and typed values (row 44); digits that look like a card number are masked before they get here (C24). */
  path: z.array(z.strictObject({ prompt: short, typed: z.string().max(40) })).max(20),
  transfer: transfer.nullable(),
  handover: handover.nullable(),
  callbackId: z.uuid().nullable(),
});
export type LiveCall = z.infer<typeof liveCall>;

export const queueState = z.strictObject({
  id: z.string().max(60),
  label: short,
  skill: skillName.nullable(),
  waiting: z.int().min(0),
  longestSeconds: z.int().min(0).nullable(),
  /** Null = too little is known for an estimate; never a guess. */
  estimateSeconds: z.int().min(0).nullable(),
  available: z.int().min(0),
});
export type QueueState = z.infer<typeof queueState>;

/** For supervisors and for whoever must act; codes only, the page has the words. */
export const notice = z.strictObject({
  id: z.uuid(),
  kind: z.enum([
    'skill-missing',
    'callback-due',
    'voicemail',
    'recording-gap',
    'recording-not-fetched',
    'call-lost',
  ]),
  at,
  callId: z.uuid().nullable(),
  queueId: z.string().max(60).nullable(),
});
export type Notice = z.infer<typeof notice>;

export const callerNows = ['queued', 'offered-elsewhere', 'with-others', 'ended'] as const;
export type CallerNow = (typeof callerNows)[number];
/** A call that this agent let go by, handed on or lost: where its caller is now, so that nobody says what isn't so. */
export const went = z.strictObject({
  callId: z.uuid(),
  /** `queued`: waits and rings nowhere; `with-others`: somebody talks to them, or holds them. */
  now: z.enum(callerNows),
  /** With `queued`: 1 = the next to be offered; else null. */
  place: z.int().min(1).nullable(),
});
export type Went = z.infer<typeof went>;

/** Everything one agent's desk needs, whole: a newer version replaces an older one, so nothing can arrive in the wrong order. */
export const snapshot = z.strictObject({
  version: z.int().min(0),
  at,
  agent,
  /** This agent's: offered, being dialled, connected, and ended within the last ten minutes. */
  calls: z.array(liveCall).max(50),
  queues: z.array(queueState).max(60),
  callbacks: z.strictObject({
    due: z.int().min(0),
    waiting: z.int().min(0),
    nextAt: at.nullable(),
    /** Callers who gave up waiting and were not called back yet: in neither of the others. */
    gaveUp: z.int().min(0).default(0),
  }),
  voicemails: z.int().min(0),
  notices: z.array(notice).max(100),
  /** The newest first, of the last ten minutes; one that is just being decided is not among them. */
  went: z.array(went).max(50),
});
export type Snapshot = z.infer<typeof snapshot>;
