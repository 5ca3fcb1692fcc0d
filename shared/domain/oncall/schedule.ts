// An account's on-call schedule: who may be reached, in which hours, and what changes that (product.md 4d). One versioned
// JSON file an account, in data/oncall or delivered by sync. Instants are UTC; clocks and dates are local to a named zone.
import { z } from 'zod';
import { weekdays } from '../accounts/account.ts';

const text = (max: number) => z.string().trim().min(1).max(max);
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/);
const instant = z.iso.datetime({ precision: 3 });
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');
const zone = z.string().max(60).refine(isZone, 'a time zone');
function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

/** 4d.1, and the two that a ladder ends with (4c). In the order in which one stands in for the one before. */
export const onCallRoles = ['primary', 'backup', 'consult', 'lead', 'administrator'] as const;
export const onCallRole = z.enum(onCallRoles);
export type OnCallRole = z.infer<typeof onCallRole>;

/** How a person can be reached. `personal`: never told to a caller (4d.6). */
export const contact = z.strictObject({
  id,
  label: text(40),
  methods: z
    .array(z.enum(['voice', 'sms', 'app', 'email', 'webhook', 'fax']))
    .min(1)
    .max(6),
  /** E.164 for voice, sms and fax; otherwise an address or alias. */
  to: z
    .string()
    .min(3)
    .max(120)
    .regex(/^[^\p{Cc}\s]+$/u),
  personal: z.boolean(),
});
export type Contact = z.infer<typeof contact>;

const person = z.strictObject({
  id,
  name: text(120),
  contacts: z.array(contact).max(12),
  /** Contact ids in the order to try between `from` and `to` local time (over midnight too); first match counts. */
  order: z
    .array(z.strictObject({ from: clock, to: clock, contacts: z.array(id).min(1).max(12) }))
    .max(8)
    .default([]),
  languages: z.array(text(40)).max(12).default([]),
  /** 4d.5: what this person isn't called for, as reason codes, providers or facilities. */
  doNotCallFor: z
    .array(z.strictObject({ kind: z.enum(['reason', 'provider', 'facility']), value: text(160) }))
    .max(40)
    .default([]),
  /** Quiet vacation: passed over meanwhile; callers are never told why. */
  away: z
    .array(
      z.strictObject({ from: instant, to: instant }).refine((a) => a.from < a.to, 'ends after it starts'),
    )
    .max(40)
    .default([]),
});
export type Person = z.infer<typeof person>;

/** Local time of a week. The end is the first `endDay` `to` after the start, and is exclusive. */
const weekly = z.strictObject({
  kind: z.literal('weekly'),
  day: z.enum(weekdays),
  from: clock,
  endDay: z.enum(weekdays),
  to: clock,
  /** Holds in every n-th week, counted from the week of `since`; before `since` it doesn't hold. */
  everyWeeks: z.int().min(1).max(26).default(1),
  since: z.iso.date(),
  until: z.iso.date().nullable().default(null),
});
const localTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'YYYY-MM-DDTHH:MM')
  .refine(isLocal, 'a date');
function isLocal(value: string): boolean {
  const at = new Date(`${value}:00.000Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}
const dated = z
  .strictObject({ kind: z.literal('dated'), start: localTime, end: localTime })
  .refine((d) => d.start < d.end, 'ends after it starts');

const shift = z.strictObject({
  id,
  role: onCallRole,
  personId: id,
  /** Two people may hold the role at once. */
  shared: z.boolean().default(false),
  zone,
  when: z.union([weekly, dated]),
});
export type Shift = z.infer<typeof shift>;

const override = z
  .strictObject({
    id,
    role: onCallRole,
    personId: id,
    from: instant,
    to: instant,
    requester: text(120),
    /** Null = asked for, not approved: it doesn't count (4d.3). */
    approver: text(120).nullable(),
    reason: text(300),
    at: instant,
  })
  .refine((o) => o.from < o.to, 'ends after it starts');
export type Override = z.infer<typeof override>;

const holiday = z.strictObject({
  date: z.iso.date(),
  name: text(80),
  /** Null = nobody decided: the usual shifts hold and the linter says so. `own` replaces the roles that it names all day. */
  rule: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('usual') }),
      z.strictObject({
        kind: z.literal('own'),
        shifts: z
          .array(
            z
              .strictObject({
                id,
                role: onCallRole,
                personId: id,
                shared: z.boolean().default(false),
                from: clock,
                /** Exclusive; 24:00 = the end of the day. */
                to: z.union([clock, z.literal('24:00')]),
              })
              .refine((s) => s.from < s.to, 'ends after it starts'),
          )
          .min(1)
          .max(40),
      }),
    ])
    .nullable(),
});
export type Holiday = z.infer<typeof holiday>;

/** 4d.5: before the general schedule; provider, then language, then facility. */
const specialRule = z.strictObject({
  id,
  kind: z.enum(['provider', 'language', 'facility']),
  /** Compared without case and accents. */
  value: text(160),
  role: onCallRole,
  personId: id,
  /** Local hours of the schedule's zone in which it holds; null = always. */
  hours: z.strictObject({ from: clock, to: clock }).nullable(),
});
export type SpecialRule = z.infer<typeof specialRule>;

export const schedule = z.strictObject({
  accountId: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  version: z.int().min(1),
  /** When this version was published. */
  asOf: instant,
  author: text(80),
  synthetic: z.boolean(),
  /** Zone of holidays, rules and contact orders; a shift names its own. */
  zone,
  /** When somebody must be on call: always, or only while the practice is closed. */
  covers: z.enum(['always', 'closed-hours']),
  people: z.array(person).min(1).max(400),
  shifts: z.array(shift).max(600),
  overrides: z.array(override).max(1000),
  holidays: z.array(holiday).max(200),
  rules: z.array(specialRule).max(400),
});
export type Schedule = z.infer<typeof schedule>;
