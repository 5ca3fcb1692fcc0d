// Reports for review between desk and backend (C2, C21): emergency access to a record, and privacy incidents. In clear they
// carry ids and codes; what a person typed is sealed as message bodies are (seal-format.ts), bound to the report's id. Signed
// like all of /v2. `person` is who sits at the device; `author` who reported it, also after somebody else sat down.
import { z } from 'zod';
import { needs } from '#shared/domain/access/break-glass.ts';
import { howMany, incidentKinds } from '#shared/domain/access/incident.ts';
import { accessEnd } from './report-ends.ts';
import { sealed } from './sync.ts';

const v = z.literal(2);
const at = z.iso.datetime({ precision: 3 });
const uuid = z.uuid();
const person = z.string().min(1).max(60);
const recordId = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);

/** Where it was opened and for how long at most; `reason` is the payload. */
export const breakGlassFacts = z.strictObject({
  patientId: recordId,
  /** The call, or the draft of a message that is taken without one. */
  contextId: uuid,
  need: z.enum(needs),
  minutes: z.int().min(1).max(30),
  /** Told later (report-ends.ts); absent = still open, or not told yet. */
  ended: accessEnd.optional(),
});
export const incidentFacts = z.strictObject({
  what: z.enum(incidentKinds),
  /** When somebody first knew of it: the clocks run from here. */
  discoveredAt: at,
  about: z.strictObject({
    callId: uuid.nullable(),
    messageId: uuid.nullable(),
    patientId: recordId.nullable(),
    accountId: z.string().max(60).nullable(),
  }),
  people: z.enum(howMany),
  ongoing: z.boolean(),
  /** How the keys of the reporting desk stood: evidence about an encrypted store (164.402, unsecured information). */
  keys: z.strictObject({
    lease: z.enum(['none', 'held', 'ended']),
    /** The backend's last answer. */
    lastContact: at.nullable(),
    locked: z.boolean(),
  }),
});

const report = { id: uuid, author: person, at };
export const breakGlassReport = z.strictObject({
  ...report,
  kind: z.literal('break-glass'),
  facts: breakGlassFacts,
  payload: sealed,
});
export const incidentReport = z.strictObject({
  ...report,
  kind: z.literal('incident'),
  facts: incidentFacts,
});
export const reportItem = z.discriminatedUnion('kind', [breakGlassReport, incidentReport]);
export type ReportItem = z.infer<typeof reportItem>;

/**
 * POST /v2/reports: idempotent by id; the first text of an id counts. Also while nobody sits at the device, and from a
 * device that was revoked: it is evidence. `taken` names every id that is stored, also from before; the desk keeps and
 * resends what is not named.
 */
export const reportsRequest = z.strictObject({ v, reports: z.array(reportItem).min(1).max(20) });
export const reportsAnswer = z.strictObject({ v, taken: z.array(uuid).max(20), serverTime: at });

/** What a supervisor says of an emergency access, or an administrator of an incident. */
export const decisions = ['appropriate', 'not-appropriate', 'follow-up'] as const;
export type Decision = (typeof decisions)[number];
export const reportKinds = ['break-glass', 'incident'] as const;
export type ReportKind = (typeof reportKinds)[number];

const decided = z.strictObject({
  decision: z.enum(decisions),
  by: person,
  byName: z.string().max(120),
  at,
  /** Id that the note is sealed under; null = no note. */
  noteId: uuid.nullable(),
  /** Wrapped for the desk that asks, as changes are. */
  note: sealed.nullable(),
});
const review = {
  id: uuid,
  at,
  /** When the backend had it: a desk that was offline reports late, and the review is due 24 hours after this. */
  receivedAt: at,
  author: person,
  authorName: z.string().max(120),
  authorRole: z.string().max(40),
  deviceId: z.string().max(64),
  dueAt: at,
  /** The device named the author, and nothing proves it: not signed in there, or the device was revoked. */
  authorUnbound: z.boolean().default(false),
  /** So it is, and who asks uses that device: another person decides (`review-own-device`). */
  ownDevice: z.boolean().default(false),
  /** The newest. */
  decision: decided.nullable(),
  /** A follow-up that the newest one closed. */
  followUp: decided.nullable().default(null),
};
export const breakGlassReview = z.strictObject({
  ...review,
  kind: z.literal('break-glass'),
  facts: breakGlassFacts,
  /** Wrapped for the desk that asks; null = the backend has not its key any more. */
  payload: sealed.nullable(),
});
export const incidentReview = z.strictObject({
  ...review,
  kind: z.literal('incident'),
  facts: incidentFacts,
  /** The device's own last contact as the backend saw it, and whether it is revoked or reported as wiped. */
  device: z.strictObject({
    lastSeenAt: at.nullable(),
    revokedAt: at.nullable(),
    wipedAt: at.nullable(),
  }),
});
export const reviewItem = z.discriminatedUnion('kind', [breakGlassReview, incidentReview]);
export type ReviewItem = z.infer<typeof reviewItem>;

/**
 * POST /v2/reviews/list: newest first, at most 100; `open` = not decided yet. `break-glass` for supervisors, `incident` for
 * auditors and administrators (the role is the backend's own word).
 */
export const reviewsListRequest = z.strictObject({
  v,
  person,
  kind: z.enum(reportKinds),
  open: z.boolean(),
});
export const reviewsAnswer = z.strictObject({
  v,
  reviews: z.array(reviewItem).max(100),
  /** How many are open in all, and how many of them past their time. */
  open: z.int().min(0),
  overdue: z.int().min(0),
  serverTime: at,
});
export type ReviewsAnswer = z.infer<typeof reviewsAnswer>;

/**
 * POST /v2/reviews/decide, answered with the list of what is open. Supervisors about emergency access, never their own
 * (`review-own`); administrators about incidents; never about what an author who was not proved sent from a device that they
 * use themselves (`review-own-device`). Decided once: the same again is the same, another is `review-decided`. Only
 * `follow-up` is closed later by another decision; both are kept.
 */
export const reviewDecideRequest = z.strictObject({
  v,
  person,
  id: uuid,
  decision: z.enum(decisions),
  noteId: uuid.nullable(),
  note: sealed.nullable(),
});
