// What was reported and has to be looked at (C2, C21): supervisors decide about emergency access, administrators about privacy
// incidents, auditors read those. The backend holds them; each is opened for the desk that asks.
import { z } from 'zod';
import { needs } from '../domain/access/break-glass.ts';
import { howMany, incidentKinds } from '../domain/access/incident.ts';
import { accessEnd } from '../protocol/report-ends.ts';
import { decisions, reportKinds } from '../protocol/reports.ts';
import { instant, nothing, request, type Role, topic } from './kinds.ts';

const readers: readonly Role[] = ['supervisor', 'auditor', 'administrator'];
const deciders: readonly Role[] = ['supervisor', 'administrator'];
const name = z.string().max(120);
const recordId = z.string().max(64);

const decided = z.strictObject({
  decision: z.enum(decisions),
  byName: name,
  at: instant,
  /** Null = none, or it can't be opened here. */
  note: z.string().max(2000).nullable(),
});
const row = {
  id: z.uuid(),
  at: instant,
  receivedAt: instant,
  author: z.strictObject({ id: z.string().max(60), name, role: z.string().max(40) }),
  /** Reported by who asks: another person decides. */
  own: z.boolean(),
  /** The device named the author, and nothing proves it. */
  authorUnbound: z.boolean(),
  /** So it is, and it came from a device that who asks uses: another person decides. */
  ownDevice: z.boolean(),
  dueAt: instant,
  overdue: z.boolean(),
  /** The newest; `follow-up` may still be closed by another. */
  decision: decided.nullable(),
  /** The follow-up that the newest one closed. */
  followUp: decided.nullable(),
};
const breakGlassRow = z.strictObject({
  kind: z.literal('break-glass'),
  ...row,
  patientId: recordId,
  contextId: z.uuid(),
  need: z.enum(needs),
  minutes: z.int(),
  /** What ended it, how long it was open, which cards were read; absent = still open, or its desk has not told yet. */
  ended: accessEnd.optional(),
  /** As it was typed; null = it can't be opened here. */
  reason: z.string().max(2000).nullable(),
});
const incidentRow = z.strictObject({
  kind: z.literal('incident'),
  ...row,
  what: z.enum(incidentKinds),
  discoveredAt: instant,
  callId: z.uuid().nullable(),
  messageId: z.uuid().nullable(),
  patientId: recordId.nullable(),
  accountId: z.string().max(60).nullable(),
  people: z.enum(howMany),
  ongoing: z.boolean(),
  /** Evidence about the encrypted store: as the desk said when it reported, and as the backend knows the device. */
  keys: z.strictObject({
    lease: z.enum(['none', 'held', 'ended']),
    lastContact: instant.nullable(),
    locked: z.boolean(),
    deviceId: z.string().max(64),
    lastSeenAt: instant.nullable(),
    revokedAt: instant.nullable(),
    wipedAt: instant.nullable(),
  }),
  clock: z.strictObject({
    noticeDueAt: instant,
    noticeOverdue: z.boolean(),
    limitAt: instant,
    daysLeft: z.int().min(0),
    limitOverdue: z.boolean(),
    large: z.boolean(),
  }),
  /** Whom of the client practice to tell, and within how many hours, as its account says. */
  notice: z.strictObject({
    account: name.nullable(),
    contact: z.string().max(300).nullable(),
    hours: z.int(),
  }),
});
export const reviewRow = z.discriminatedUnion('kind', [breakGlassRow, incidentRow]);
export type ReviewRow = z.infer<typeof reviewRow>;
export type BreakGlassRow = z.infer<typeof breakGlassRow>;
export type IncidentRow = z.infer<typeof incidentRow>;

export const reviewsValue = z.strictObject({
  rows: z.array(reviewRow).max(100),
  open: z.int().min(0),
  overdue: z.int().min(0),
  asOf: instant,
});
export type ReviewsValue = z.infer<typeof reviewsValue>;

export const reviews = {
  /** Asked of the backend each time: a reason lies on no desk but the one that wrote it, until it was told. */
  list: request(z.strictObject({ kind: z.enum(reportKinds), open: z.boolean() }), reviewsValue, {
    effect: 'remote',
    roles: readers,
    audit: 'reviews.list',
  }),
  /** Once (a follow-up is closed by another), and never about oneself (`review-own`, `review-own-device`); answered with what is open then. */
  decide: request(
    z.strictObject({
      id: z.uuid(),
      kind: z.enum(reportKinds),
      decision: z.enum(decisions),
      note: z.string().trim().max(1000),
    }),
    reviewsValue,
    { effect: 'remote', roles: deciders, audit: 'reviews.decide' },
  ),
  /** For a menu: how many are open and overdue as the backend said last, and what this desk still has to tell it. */
  count: request(
    nothing,
    z.strictObject({
      open: z.int().min(0).nullable(),
      overdue: z.int().min(0).nullable(),
      untold: z.int().min(0),
    }),
    { effect: 'control', roles: readers, lease: 'free' },
  ),
  changed: topic(['main']),
};
