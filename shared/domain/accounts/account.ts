// A client account: the practice for whom the phone is answered, with what it decided itself (greeting, hours, which calls
// may wait, the ladders, departments). Who is on call is in its schedule (oncall). Content is JSON in data/accounts; this schema is what the desk checks it against.
import { z } from 'zod';
import { bookingRules, noRules } from '../booking/visit.ts';
import { defaultLadders, ladders } from '../dispatch/ladder.ts';
import { ladderProblems } from '../dispatch/ladder-lint.ts';
import { urgencies } from '../messages/message.ts';
import { departmentProblems } from './dead-ends.ts';
import { reasonCode } from './reason.ts';

const line = (max: number) => z.string().trim().min(1).max(max);
/** E.164, as the carrier sends it. */
export const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, 'E.164 number');
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** One practice line; `dnis` is the number that was dialled (M1). */
export const practiceLine = z.strictObject({
  dnis: e164,
  label: line(80),
  greeting: line(300),
  afterHoursGreeting: line(300),
});

/** Opening on one weekday in the account's zone; `close` is exclusive. A closed day is absent. */
export const openSpan = z
  .strictObject({ day: z.enum(weekdays), open: clock, close: clock })
  .refine((s) => s.open < s.close, 'opens before it closes');

/** M9, M15. `mayWaitUntilMorning` is the account's closed list: only non-clinical reasons may be on it. */
export const accountReason = z
  .strictObject({
    code: reasonCode,
    label: line(80),
    clinical: z.boolean(),
    mayWaitUntilMorning: z.boolean(),
    /** What the message form starts with; a clinical reason starts at routine-clinical or above. */
    urgency: z.enum(urgencies),
    /** Department that owns it by day; null = whoever answers. */
    department: line(60).nullable(),
  })
  .refine((r) => !(r.clinical && r.mayWaitUntilMorning), 'a clinical reason never waits until morning')
  .refine((r) => !(r.clinical && r.urgency === 'non-clinical'), 'a clinical reason is never non-clinical');
export type AccountReason = z.infer<typeof accountReason>;

/** Numbers to give to a caller in danger. `dial` is what the caller presses; `areas` are 10-digit dispatch numbers. */
export const emergencyNumberSet = z.strictObject({
  ambulance: z.string().regex(/^\d{3}$/),
  poison: z.string().regex(/^[\d-]{3,14}$/),
  crisis: z.string().regex(/^\d{3}$/),
  areas: z.array(z.strictObject({ area: line(80), number: e164 })).max(40),
  /** How the dispatch centre of a place that isn’t listed is found; 911 from a desk reaches the desk’s own (4b). */
  lookUp: line(240).optional(),
});
export type EmergencyNumbers = z.infer<typeof emergencyNumberSet>;

/** Closing may be the end of the day, 24:00. */
const departmentSpan = z
  .strictObject({ day: z.enum(weekdays), open: clock, close: z.union([clock, z.literal('24:00')]) })
  .refine((s) => s.open < s.close, 'opens before it closes');
/** Row 74. `backup`: where a call goes while it is closed; null = only a message. */
export const department = z.strictObject({
  id: line(60),
  label: line(80),
  number: e164,
  /** As it is said to a caller; `open` is what is computed with. */
  hours: line(120),
  open: z.array(departmentSpan).max(21),
  backup: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('department'), id: line(60) }),
      z.strictObject({ kind: z.literal('on-call') }),
    ])
    .nullable(),
  /** Who answers for what is left there, and within how many minutes of opening hours. */
  owner: line(80),
  answerMinutes: z
    .int()
    .min(1)
    .max(7 * 24 * 60),
});
export type Department = z.infer<typeof department>;

/** M14: what the account decided about refills; shown as it stands, nothing here is advice. */
const refillRule = z.strictObject({
  /** Controlled drugs: only a message to a clinician, by day only, or the clinician on call at any hour. */
  controlled: z.enum(['message-only', 'office-hours-only', 'clinician-on-call']),
  text: line(400),
});
/** Handling instruction for some reasons; empty = for every call. */
const handling = z.strictObject({
  id: line(60),
  title: line(80),
  text: line(600),
  reasons: z.array(reasonCode).max(30),
});
/** Parts of the message that this account asks for beyond what every message has. */
export const templateParts = ['symptoms', 'conditions', 'medicines', 'refill', 'facility', 'wishes'] as const;
/** People of the practice for the agent; not the on-call list. */
const accountContact = z.strictObject({ name: line(120), role: line(80), number: e164, about: line(160) });

export const account = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
    version: z.int().min(1),
    author: line(80),
    date: z.iso.date(),
    synthetic: z.boolean(),
    name: line(120),
    kind: line(80),
    address: line(200),
    directions: line(400),
    zone: line(60),
    /** Country and state; picks the emergency numbers. */
    region: z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/),
    lines: z.array(practiceLine).min(1).max(20),
    hours: z.array(openSpan).max(21),
    reasons: z.array(accountReason).min(1).max(60),
    emergencyNumbersByRegion: z.record(z.string(), emergencyNumberSet),
    afterHours: z.strictObject({
      instructions: z.array(line(300)).min(1).max(20),
      morningHandOver: clock,
      /** How the morning batch goes out. */
      batch: z.strictObject({ by: z.enum(['secure-inbox', 'fax', 'print']), to: line(160) }),
    }),
    departments: z.array(department).max(40),
    /** 4c, row 75: who is tried after how many minutes, by urgency. */
    ladders: ladders.default(defaultLadders),
    template: z.strictObject({ name: line(80), asks: z.array(z.enum(templateParts)).max(10) }),
    contacts: z.array(accountContact).min(1).max(20),
    /** Who an agent may talk to after a hard call (row 39). */
    support: z
      .array(z.strictObject({ label: line(80), number: e164 }))
      .max(4)
      .optional(),
    /** Whom of the practice to tell of a privacy incident, and within how many hours of its discovery (C21, 164.410). */
    privacyNotice: z.strictObject({ contact: line(200), hours: z.int().min(1).max(1440) }).optional(),
    handling: z.array(handling).max(40),
    refills: refillRule,
    /** Kinds of visit, what to bring, late cancellation; draft until the practice approved it. */
    booking: bookingRules.default(noRules),
    /** M18: minutes that a caller is told to expect, by urgency; null = next working day. */
    callbackMinutes: z.record(z.enum(urgencies), z.int().min(1).max(1440).nullable()),
  })
  .refine((a) => Object.hasOwn(a.emergencyNumbersByRegion, a.region), 'numbers for the own region')
  .refine((a) => new Set(a.reasons.map((r) => r.code)).size === a.reasons.length, 'each reason once')
  .refine(
    (a) => a.reasons.every((r) => r.department === null || a.departments.some((d) => d.id === r.department)),
    'each department exists',
  )
  .superRefine((a, context) => {
    for (const problem of [...ladderProblems(a.ladders), ...departmentProblems(a.departments)])
      context.addIssue({ code: 'custom', message: problem });
  });
export type Account = z.infer<typeof account>;
