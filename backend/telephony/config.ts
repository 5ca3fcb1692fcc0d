// What the backend is told of an organisation's telephony: credentials at the carrier, lines, queues, numbers that calls
// may show, and skills to begin with. One carrier account serves one organisation.
import { z } from 'zod';
import { weekdays } from '#shared/domain/accounts/account.ts';
import { skillName } from '#shared/domain/telephony/live.ts';

const sid = (prefix: string) => z.string().regex(new RegExp(`^${prefix}[0-9a-f]{32}$`));
/** E.164 */
const number = z.string().regex(/^\+[1-9]\d{6,14}$/);
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/);
const label = z.string().min(1).max(120);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');
const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/** One question of a line's menu (row 44). */
export const menuStep = z.strictObject({
  /** What the agent reads later, e.g. "Reason". */
  prompt: label,
  /** What the caller hears. */
  say: z.string().min(1).max(600),
  digits: z.int().min(1).max(40),
  /** A digit that leads to another queue. */
  queues: z.record(z.string().regex(/^[0-9*#]{1,4}$/), id).default({}),
});
export const voiceQueue = z.strictObject({
  id,
  label,
  /** Only agents with a valid certificate of it are offered its calls. */
  skill: skillName.nullable().default(null),
  /** Closed outside of these: then callers leave a message. Null = never closes. */
  hours: z
    .strictObject({
      zone: z.string().refine(isZone, 'a time zone'),
      spans: z
        .array(
          z.strictObject({ day: z.enum(weekdays), open: clock, close: z.union([clock, z.literal('24:00')]) }),
        )
        .max(30),
    })
    .nullable()
    .default(null),
  /** Takes card data: a call's recording pauses before it goes there (C25). */
  payments: z.boolean().default(false),
});
export const voiceLine = z.strictObject({
  number,
  accountId: z.string().max(60),
  label,
  queueId: id,
  menu: z.array(menuStep).max(10).default([]),
});
export const telephonyConfig = z.strictObject({
  organisation: z.string().regex(/^[a-z][a-z0-9-]{1,23}$/),
  accountSid: sid('AC'),
  authToken: z.string().min(16).max(64),
  apiKeySid: sid('SK'),
  apiKeySecret: z.string().min(16).max(64),
  appSid: sid('AP'),
  /** Another address for the carrier's API; null = Twilio's. */
  apiUrl: z.url().nullable().default(null),
  /** `127.0.0.1:PORT` of a local carrier's signalling; null = Twilio's. */
  gateway: z
    .string()
    .regex(/^127\.0\.0\.1:\d{1,5}$/)
    .nullable()
    .default(null),
  /** Where the carrier reaches this backend, without a path; null = the address it listens on (only with `apiUrl`). */
  publicUrl: z.url().nullable().default(null),
  lines: z.array(voiceLine).max(500).default([]),
  queues: z.array(voiceQueue).max(60).default([]),
  /** Numbers that an outgoing call may show. */
  callerIds: z
    .array(z.strictObject({ number, accountId: z.string().max(60), label }))
    .max(100)
    .default([]),
  /** Skills by person, put in at the start when missing; `validUntil` null = does not end. */
  skills: z
    .array(
      z.strictObject({ personId: z.string().max(60), skill: skillName, validUntil: z.iso.date().nullable() }),
    )
    .max(5000)
    .default([]),
  /** A wrap-up ends by itself after this; null = only by the agent. */
  wrapUpSeconds: z.int().min(5).max(3600).nullable().default(120),
  /** After a wrap-up, or a missed call that was seen, nothing is offered for so long; the agent may end it sooner. */
  breathSeconds: z.int().min(0).max(60).default(3),
  /** An offer rings this long. */
  offerSeconds: z.int().min(1).max(60).default(20),
  /** Said to callers before anything else; null = nothing is said and nothing may be recorded. */
  recordingNotice: z.string().max(600).nullable().default(null),
  /** No answer of the carrier after this is silence. */
  carrierTimeoutMs: z.int().min(100).max(30_000).default(5_000),
  /** Days after its end that a call keeps the numbers of who was in it; at least as many as attempts are counted back. */
  numbersDays: z.int().min(8).max(3650).default(30),
  /** Days after its call's end that a recording is kept here, sealed; the carrier's copy goes once it is. */
  recordingDays: z.int().min(1).max(3650).default(90),
  /** Milliseconds between two looks at what is due; null = this process repairs nothing (tests turn it by hand). */
  everyMs: z.int().min(20).max(60_000).nullable().default(1_000),
});
export type TelephonyConfig = z.infer<typeof telephonyConfig>;
export type VoiceLine = z.infer<typeof voiceLine>;
export type VoiceQueue = z.infer<typeof voiceQueue>;
