// Acts at the record other than appointments, as a caller asks for them (rows 4 to 6, 10, 12, 13, 22): one form each. What is
// written down is what was stated; nothing here decides anything clinical.
import { z } from 'zod';
import { reasonCode } from '../accounts/reason.ts';

/** Control characters, line ends, marks that turn text around, lone halves: a line has none of them. */
const notOneLine = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Cs}]/u;
const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((s) => !notOneLine.test(s), 'one line');
/** Several lines; NUL would end a string in C libraries below us. */
const words = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((s) => !s.includes('\0'), 'no NUL');
/** A FHIR id; what would be another place in an address is none. */
export const recordId = z
  .string()
  .regex(/^[A-Za-z0-9.-]{1,64}$/)
  .refine((id) => !/^\.+$/.test(id), 'only dots');
/** YYYY-MM-DD, or empty = not said. */
const day = z.union([z.literal(''), z.iso.date()]);
const article = z
  .strictObject({ articleId: line(120), version: z.int().min(1), title: line(300) })
  .nullable();
const note = words(1000);

export const heldBy = ['patient', 'spouse', 'parent', 'other'] as const;
export const purposes = ['benefits', 'validation'] as const;
export const recordKinds = [
  'visit-notes',
  'results',
  'imaging',
  'immunisations',
  'medicines',
  'billing',
  'everything',
] as const;
export const recordsFor = ['patient', 'provider', 'insurer', 'other'] as const;
export const recordWays = ['portal', 'post', 'fax', 'collect', 'email'] as const;
/** Who looks after what comes in, as the practice's queues. */
export const queues = [
  'front-desk',
  'clinical',
  'pharmacy',
  'scheduling',
  'billing',
  'insurance',
  'records',
  'referrals',
  'registration',
] as const;
export type Queue = (typeof queues)[number];
export const priorities = ['routine', 'urgent', 'asap'] as const;
export const reminderChannels = ['call', 'text', 'email'] as const;

/**
 * Row 5. Stays unverified until a reference or a named agent closes it. No free note: a Coverage has no place for one, and
 * what was written must not be lost on the way. The same holds for the other forms without one.
 */
const insuranceUpdate = z.strictObject({
  kind: z.literal('insurance-update'),
  /** The plan on record that it takes the place of; null = one more. */
  replaces: recordId.nullable(),
  payer: line(160),
  plan: line(160),
  /** Empty with `memberKept`. */
  memberId: line(60),
  /** The one on record of the plan that it replaces, copied by the desk: nobody retypes it, no page sees it whole. */
  memberKept: z.boolean(),
  memberReadBack: z.boolean(),
  group: line(60),
  heldBy: z.enum(heldBy),
  /** Empty when the patient holds it. */
  subscriber: line(160),
  from: day,
  until: day,
});
/** Row 6. What was asked of the payer; the article that was used is part of it. */
const benefitRequest = z.strictObject({
  kind: z.literal('benefit-request'),
  coverageId: recordId,
  payer: line(160),
  purposes: z.array(z.enum(purposes)).min(1).max(2),
  service: line(200),
  serviceDate: day,
  article,
});
/** Row 10, as stated. */
const refillRequest = z.strictObject({
  kind: z.literal('refill-request'),
  /** The medicine on record that was meant; null = it isn't there. */
  medicineId: recordId.nullable(),
  drug: line(160),
  strength: line(80),
  daysLeft: line(40),
  outNow: z.boolean(),
  pharmacyName: line(160),
  pharmacyPhone: line(40),
  pharmacyReadBack: z.boolean(),
  prescriber: line(160),
  allergies: words(600),
  note,
});
/** Row 13. */
const referralRequest = z.strictObject({
  kind: z.literal('referral-request'),
  from: line(160),
  to: line(160),
  reason: words(600),
  insurance: line(200),
  coverageId: recordId.nullable(),
  by: day,
  note,
});
/** Row 12. */
const recordsRequest = z.strictObject({
  kind: z.literal('records-request'),
  what: z.array(z.enum(recordKinds)).min(1).max(recordKinds.length),
  from: day,
  until: day,
  for: z.enum(recordsFor),
  /** Empty when it is for the patient. */
  recipient: line(160),
  way: z.enum(recordWays),
  /** Where to, as stated; empty for the portal and for collecting. */
  to: line(200),
  /** The article with the form that was given. */
  article,
  note,
});
const contactNote = z.strictObject({
  kind: z.literal('contact-note'),
  direction: z.enum(['in', 'out']),
  reason: reasonCode,
  /** When it was said (UTC instant). */
  at: z.iso.datetime({ precision: 3 }),
  text: words(2000),
  /** An earlier contact on record that this one answers (row 48). */
  inResponseTo: recordId.nullable(),
});
/** Row 22. */
const followUp = z.strictObject({
  kind: z.literal('follow-up'),
  queue: z.enum(queues),
  what: line(200),
  priority: z.enum(priorities),
  from: day,
  by: day,
  /** A contact on record that it follows from. */
  contact: recordId.nullable(),
  note,
});
/** Row 4: which number or address is used first. */
const preferences = z.strictObject({
  kind: z.literal('preferences'),
  system: z.enum(['phone', 'sms', 'email']),
  value: line(120),
  /** It stands in the record already: only its rank changes. */
  onRecord: z.boolean(),
  readBack: z.boolean(),
});
/** Row 4: whether, and how, reminders may be sent. */
const reminderConsent = z.strictObject({
  kind: z.literal('reminder-consent'),
  decision: z.enum(['permit', 'deny']),
  channels: z.array(z.enum(reminderChannels)).min(1).max(3),
});

export const act = z.discriminatedUnion('kind', [
  insuranceUpdate,
  benefitRequest,
  refillRequest,
  referralRequest,
  recordsRequest,
  contactNote,
  followUp,
  preferences,
  reminderConsent,
]);
export type Act = z.infer<typeof act>;
export const actKinds = [
  'insurance-update',
  'benefit-request',
  'refill-request',
  'referral-request',
  'records-request',
  'contact-note',
  'follow-up',
  'preferences',
  'reminder-consent',
] as const satisfies readonly Act['kind'][];
export type ActKind = (typeof actKinds)[number];
export type ActOf<K extends ActKind> = Extract<Act, { kind: K }>;
export const isActKind = (name: string): name is ActKind => (actKinds as readonly string[]).includes(name);
