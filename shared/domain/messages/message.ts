// A message as after-hours staff take it: the fields of product.md 4a that this version carries (M1–M5, M7, M9, M10, M15).
// A draft may lack anything; a message may not (complete.ts). After saving nothing changes: corrections are addenda.
import { z } from 'zod';

const instant = z.iso.datetime({ precision: 3 });
/** NUL would end a string in C libraries below us. */
const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((s) => !s.includes('\0'), 'no NUL');
export const messageId = z.uuid();

/** M15. Only reasons on the account's closed list may be `non-clinical` and hold until morning. */
export const urgencies = ['emergency', 'urgent-clinical', 'routine-clinical', 'non-clinical'] as const;
export type Urgency = (typeof urgencies)[number];
/** 0 is the most urgent; used for ordering and for "may only raise" (product.md 0.4). */
export const urgencyRank = (u: Urgency): number => urgencies.indexOf(u);

/** M6 is a later issue's; the relation is kept because M5 needs to know whether caller and patient are one person. */
export const callerIs = [
  'self',
  'parent',
  'spouse',
  'carer',
  'facility-nurse',
  'pharmacy',
  'provider',
  'other',
] as const;

/** M1: where the message came from. `other-phone` = taken on another phone, and why (product.md 0.1). */
export const origin = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), callId: z.uuid() }),
  z.strictObject({ kind: z.literal('other-phone'), why: text(300) }),
]);

/** M3. `readBack` is the hard stop: set only by the agent's tick after reading the digits back in groups. */
export const callback = z.strictObject({
  number: text(40),
  extension: text(12),
  second: text(40),
  readBack: z.boolean(),
});

/** M4 */
export const leaveWord = ['yes', 'no', 'text-only', 'not-asked'] as const;

/** One tick of the emergency card, kept on the message with its time (4b). `on:false` = taken back; the history stays. */
export const emergencyTick = z.strictObject({ stepId: text(60), on: z.boolean(), at: instant });

export const draftFields = z.strictObject({
  accountId: text(60),
  dnis: text(40),
  greeting: text(300),
  receivedAt: instant,
  zone: text(60),
  origin: origin.nullable(),
  callerName: text(160),
  callerNameSpelled: z.boolean(),
  callerRefusedName: z.boolean(),
  callerIs: z.enum(callerIs).nullable(),
  callback,
  leaveWord: z.enum(leaveWord),
  reachableUntil: text(80),
  patientName: text(160),
  /** YYYY-MM-DD, or empty while it is being typed. */
  patientBirthDate: z.union([z.literal(''), z.iso.date()]),
  /** M5: what was typed for it, so that a half-typed date survives a reload. */
  patientBirthDateTyped: text(40).default(''),
  /** Nobody on the phone knows it: accepted for an emergency only, where the message must not wait for it. */
  patientBirthDateUnknown: z.boolean().default(false),
  patientRef: text(120),
  usualProvider: text(160),
  practice: text(160),
  /** M7: where the patient is now; mandatory once a red flag is set, here: once the emergency card was opened. */
  locationNow: text(300),
  reasonCode: text(60),
  underlyingWhy: text(600),
  /** M10: the caller's exact words; immutable after save. */
  verbatim: text(6000),
  urgency: z.enum(urgencies).nullable(),
  emergency: z.array(emergencyTick).max(200),
  /** Articles quoted into this message, with their versions (proof of what was said). */
  quotes: z
    .array(
      z.strictObject({ articleId: text(120), version: z.int().min(1), title: text(300), text: text(2000) }),
    )
    .max(20),
});
export type DraftFields = z.infer<typeof draftFields>;

export const draft = z.strictObject({
  id: messageId,
  fields: draftFields,
  openedAt: instant,
  keptAt: instant,
});
export type Draft = z.infer<typeof draft>;

/** What is sealed, kept for ever and synced. `schema` lets the backend upcast old queued payloads (facts: sync 1.4). */
export const message = z.strictObject({
  schema: z.literal(1),
  id: messageId,
  fields: draftFields,
  takenBy: z.strictObject({ personId: text(60), name: text(160) }),
  savedAt: instant,
  /** Minutes that the desk's clock was ahead of the backend's at last contact, null when never met (C37). */
  clockOffsetMs: z.number().nullable(),
});
export type Message = z.infer<typeof message>;

/** C7: after saving, what is added stands beside the message with author and time. */
export const addendum = z.strictObject({
  schema: z.literal(1),
  id: messageId,
  messageId,
  text: text(4000).min(1),
  author: z.strictObject({ personId: text(60), name: text(160) }),
  at: instant,
});
export type Addendum = z.infer<typeof addendum>;

/** An empty draft; everything that is known automatically is passed in (M1). */
export function emptyDraft(
  known: Pick<DraftFields, 'accountId' | 'dnis' | 'greeting' | 'receivedAt' | 'zone' | 'practice' | 'origin'>,
): DraftFields {
  return {
    ...known,
    callerName: '',
    callerNameSpelled: false,
    callerRefusedName: false,
    callerIs: null,
    callback: { number: '', extension: '', second: '', readBack: false },
    leaveWord: 'not-asked',
    reachableUntil: '',
    patientName: '',
    patientBirthDate: '',
    patientBirthDateTyped: '',
    patientBirthDateUnknown: false,
    patientRef: '',
    usualProvider: '',
    locationNow: '',
    reasonCode: '',
    underlyingWhy: '',
    verbatim: '',
    urgency: null,
    emergency: [],
    quotes: [],
  };
}
