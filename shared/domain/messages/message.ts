// A message as after-hours staff take it: the fields of product.md 4a (M1 to M19; M20 to M23 are entries, entry.ts).
// A draft may lack anything; a message that breaks a rule (complete.ts) is saved as incomplete, visibly. After saving
// nothing changes: what comes later stands beside it as addenda and entries.
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

/** M6 */
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

/** M12, M17: as the caller stated it; `not-asked` until somebody did. */
export const stated = ['yes', 'no', 'unknown', 'not-asked'] as const;
const asStated = z.enum(stated).default('not-asked');

/** M8: who is calling, as far as it changes the verification rule (row 24). */
export const callerTypes = ['public', 'facility', 'pharmacy', 'provider'] as const;

/** M11: factual prompts only. */
export const symptoms = z.strictObject({
  what: text(1000),
  since: text(160),
  worse: z.enum(stated),
  tried: text(600),
});

/** M12: each may raise the handling class, none lowers it. */
export const conditions = z.strictObject({
  pregnant: asStated,
  pregnantWeeks: text(20).default(''),
  recentBirth: asStated,
  recentBirthWhen: text(60).default(''),
  recentSurgery: asStated,
  recentSurgeryWhen: text(60).default(''),
  immuneProblem: asStated,
  bloodThinner: asStated,
  diabetes: asStated,
});

/** M14: what the caller states about a refill; nothing here is advice. */
export const refill = z.strictObject({
  drug: text(160),
  strength: text(80),
  lastDose: text(120),
  daysLeft: text(40),
  /** Row 10: out of it now raises urgency. */
  outNow: z.boolean(),
  pharmacyName: text(160),
  pharmacyPhone: text(40),
  pharmacyHours: text(80),
  prescriber: text(160),
});

/**
 * M16: a red flag that the rules saw in the verbatim words. `start`, `end` are UTF-16 offsets into `verbatim`. Dismissing
 * needs a reason and never lowers the urgency (O4).
 */
export const redFlagMark = z.strictObject({
  ruleId: text(60),
  group: text(40),
  words: text(300),
  start: z.int().min(0),
  end: z.int().min(0),
  rulesVersion: z.int().min(1),
  seenAt: instant,
  dismissed: z.strictObject({ why: text(300).min(1), at: instant, by: text(160) }).nullable(),
});
export type RedFlagMark = z.infer<typeof redFlagMark>;

/** M17: who was on call when the message was taken, and how far that list could be trusted. */
export const onCallAtSave = z.strictObject({
  personId: text(60),
  name: text(160),
  role: text(40),
  scheduleVersion: z.int().min(0),
  scheduleAsOf: instant,
  override: text(300).nullable(),
});

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
  /** M4 */
  bestTime: text(80).default(''),
  callerType: z.enum(callerTypes).default('public'),
  /** M8, C19: 0 none, 1 two identifiers, 2 third factor, 3 representative on file. */
  verificationLevel: z.int().min(0).max(3).default(0),
  symptoms: symptoms.prefault({ what: '', since: '', worse: 'not-asked', tried: '' }),
  conditions: conditions.prefault({}),
  /** M13: as stated. */
  medicines: text(2000).default(''),
  allergies: text(1000).default(''),
  refill: refill.nullable().default(null),
  redFlags: z.array(redFlagMark).max(60).default([]),
  /** M16: what the caller refused, in the caller's words. */
  refused: text(300).default(''),
  consentRecording: asStated,
  consentToShare: asStated,
  /** Row 37, C27: id of the interpreter; a minor interprets in an emergency only. */
  interpreterId: text(60).default(''),
  interpreterIsMinor: z.boolean().default(false),
  /** C27: a relay call (711). */
  relayCall: z.boolean().default(false),
  onCall: onCallAtSave.nullable().default(null),
  /** M18: when the caller was told to expect the call (as said), and both spoken ticks. */
  told: z
    .strictObject({ callBy: text(80), expect: z.boolean(), ifWorse: z.boolean() })
    .prefault({ callBy: '', expect: false, ifWorse: false }),
  /** M19: tick, or the reason why not. */
  summary: z
    .strictObject({ readBack: z.boolean(), whyNot: text(300) })
    .prefault({ readBack: false, whyNot: '' }),
  /** M23: the earlier message about the same patient (at most 24 h ago) that this one repeats. */
  repeats: messageId.nullable().default(null),
});
export type DraftFields = z.infer<typeof draftFields>;

export const draft = z.strictObject({
  id: messageId,
  fields: draftFields,
  /** A new version of a saved message is being written: which, and the version that it started from (1 = as taken). */
  revises: z
    .strictObject({ messageId, base: z.int().min(1) })
    .nullable()
    .default(null),
  openedAt: instant,
  keptAt: instant,
});
export type Draft = z.infer<typeof draft>;

/** What is sealed, kept for ever and synced. `schema` lets the backend upcast old queued payloads (facts: sync 1.4). */
export const message = z.strictObject({
  /** 1 lacks the fields with a default: reading brings it up to 2. */
  schema: z.union([z.literal(1), z.literal(2)]),
  id: messageId,
  fields: draftFields,
  /** Rules that it broke when it was saved (`Problem` codes of complete.ts); empty = complete. */
  incomplete: z.array(text(60)).max(60).default([]),
  takenBy: z.strictObject({ personId: text(60), name: text(160) }),
  savedAt: instant,
  /** How far the desk's clock was ahead of the backend's at last contact, ms; null when never met (C37). */
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

/** Taken on another phone, and nobody has said yet for which practice: the account that it holds is only the form's. */
export const isPracticeAsked = ({ practice, origin }: Pick<DraftFields, 'practice' | 'origin'>): boolean =>
  practice === '' && origin?.kind === 'other-phone';

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
    bestTime: '',
    callerType: 'public',
    verificationLevel: 0,
    symptoms: { what: '', since: '', worse: 'not-asked', tried: '' },
    conditions: conditions.parse({}),
    medicines: '',
    allergies: '',
    refill: null,
    redFlags: [],
    refused: '',
    consentRecording: 'not-asked',
    consentToShare: 'not-asked',
    interpreterId: '',
    interpreterIsMinor: false,
    relayCall: false,
    onCall: null,
    told: { callBy: '', expect: false, ifWorse: false },
    summary: { readBack: false, whyNot: '' },
    repeats: null,
  };
}
