// What happens to a message after it was saved, as append-only rows: urgency raised, versions, delivery attempts,
// acceptance, hand-over, closing (M20 to M23, product.md 4c). Written by a desk or by the backend, never changed.
import { z } from 'zod';
import { draftFields, messageId, urgencies } from './message.ts';

const instant = z.iso.datetime({ precision: 3 });
const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((s) => !s.includes('\0'), 'no NUL');
const author = z.strictObject({ personId: text(60), name: text(160) });

/** Who wrote an entry that no agent wrote. */
export const backendAuthor = { personId: 'backend', name: 'Careline backend' } as const;

/** M20. `app` = secure link in the clinician's app or browser. */
export const attemptMethods = ['voice', 'sms', 'app', 'email', 'webhook', 'fax', 'other'] as const;
export type AttemptMethod = (typeof attemptMethods)[number];
/**
 * M20. `dialling` is written before a number is dialled, so that the other side never calls the same person meanwhile;
 * only `accepted` ends a ladder (4c: not "delivered").
 */
export const attemptResults = [
  'dialling',
  'sent',
  'delivered',
  'read',
  'voicemail',
  'no-answer',
  'busy',
  'failed',
  'declined',
  'accepted',
] as const;
export type AttemptResult = (typeof attemptResults)[number];

/** M21 */
export const outcomes = ['called-patient', 'sent-to-ed', 'advice-given', 'will-see', 'other'] as const;
/** M22 */
export const dispositions = [
  'handled',
  'ladder-ended',
  'wrong-person',
  'duplicate',
  'no-callback-wanted',
  'other',
] as const;

const kinds = {
  /** Urgency goes up, never down; travels in the urgent lane and may arrive before its message. */
  raise: z.strictObject({
    kind: z.literal('raise'),
    to: z.enum(urgencies),
    why: z.enum(['red-flag', 'emergency-card', 'repeat-call', 'agent']),
    note: text(300),
  }),
  /** A new version of everything but the verbatim words. `base` is the version it was made from (1 = as taken). */
  version: z.strictObject({
    kind: z.literal('version'),
    base: z.int().min(1),
    fields: draftFields,
    incomplete: z.array(text(60)).max(60),
    why: text(300),
  }),
  attempt: z.strictObject({
    kind: z.literal('attempt'),
    /** One try to reach one person: its rows (dialling, then the result) share this id. */
    attemptId: z.uuid(),
    /** Step of the account's ladder; null = outside it. */
    stepId: text(40).nullable(),
    contact: z.strictObject({ personId: text(60), name: text(160), role: text(40) }),
    method: z.enum(attemptMethods),
    /** Number or alias that was used. */
    to: text(120),
    result: z.enum(attemptResults),
    note: text(600),
  }),
  /** 4c: skipping a step needs a reason. */
  skip: z.strictObject({ kind: z.literal('skip'), stepId: text(40), why: text(300).min(1) }),
  /** A person took the ladder into hand at this desk: the backend starts no step before `until`. */
  claim: z.strictObject({ kind: z.literal('claim'), until: instant }),
  /** M21: what the clinician said came of it. */
  outcome: z.strictObject({
    kind: z.literal('outcome'),
    what: z.enum(outcomes),
    happenedAt: instant,
    text: text(2000),
    clinician: text(160),
  }),
  /** M22: closing; an urgent one needs an outcome, or the ladder's end with the reason. */
  close: z.strictObject({
    kind: z.literal('close'),
    disposition: z.enum(dispositions),
    openReason: text(600),
  }),
  /** An open urgent message passes to a named person who accepted it. */
  'hand-over': z.strictObject({
    kind: z.literal('hand-over'),
    from: author,
    to: author,
    note: text(600),
  }),
  /** Went out with a morning batch of its account. */
  batch: z.strictObject({ kind: z.literal('batch'), batchId: z.uuid(), forDate: z.iso.date() }),
  /** M23: a repeat call about the same patient. */
  repeat: z.strictObject({ kind: z.literal('repeat'), repeatId: messageId }),
  /** Two versions were made from the same one: a person chose. Nothing is removed. */
  settle: z.strictObject({ kind: z.literal('settle'), entryId: z.uuid(), why: text(300).min(1) }),
} as const;
export const entryBody = z.discriminatedUnion('kind', [
  kinds.raise,
  kinds.version,
  kinds.attempt,
  kinds.skip,
  kinds.claim,
  kinds.outcome,
  kinds.close,
  kinds['hand-over'],
  kinds.batch,
  kinds.repeat,
  kinds.settle,
]);
export type EntryBody = z.infer<typeof entryBody>;
export type EntryKind = EntryBody['kind'];

/** What is sealed, kept for ever and synced for an entry. Order is the lane's sequence; `at` is a claim (C37). */
export const entry = z.strictObject({
  /** 2: with `clockOffsetMs` or `knownUrgency`. What reads only 1 sets such a row aside as of a later version and looks again when it is newer. */
  schema: z.literal([1, 2]),
  id: z.uuid(),
  messageId,
  at: instant,
  author,
  /** How far the writer's clock was ahead of the backend's at last contact, ms (C37); absent = never met, or the backend. */
  clockOffsetMs: z.number().optional(),
  /** How urgent the writer knew the message to be; a raise beyond it reopens what this row closed or accepted. */
  knownUrgency: z.enum(urgencies).optional(),
  body: entryBody,
});
export type Entry = z.infer<typeof entry>;
export type EntryOf<K extends EntryKind> = Entry & { body: Extract<EntryBody, { kind: K }> };
