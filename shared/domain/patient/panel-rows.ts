// Rows of the panel's further cards. Each says where it comes from and when it was recorded: provenance is shown on
// demand, never guessed. Bounded, so that one broken record can't fill a window.
import { z } from 'zod';

const line = z.string().max(300);
const some = line.nullable();
/** A day, or an instant with its offset as recorded; the page formats it. */
const when = z.string().max(40).nullable();

export const provenance = z.strictObject({
  /** Kind of entry in the record system, in its own word: `Observation`. Never an id. */
  kind: z.string().max(60),
  /** Who recorded it or whom it comes from, as the record says; null when it doesn't. */
  source: some,
  recorded: when,
  /** Host of the system that it was taken over from, when the record names one. */
  system: z.string().max(120).nullable(),
});
export type Provenance = z.infer<typeof provenance>;

/** Whole cents of one currency (ISO 4217): sums of fractions would not come out. */
export const amount = z.strictObject({ cents: z.int(), currency: z.string().max(8) });
export type Amount = z.infer<typeof amount>;

export const channels = [
  'phone',
  'text',
  'email',
  'portal',
  'letter',
  'fax',
  'video',
  'visit',
  'message',
  'other',
] as const;
/** `Type/id` in the record system, or a word of ours: tells rows apart, is never shown. */
const id = line;
export const contactRow = z.strictObject({
  id,
  /** From this desk's own log, not from the record. */
  own: z.enum(['call', 'message']).optional(),
  /** The very call, or message, that it is shown on. */
  present: z.literal(true).optional(),
  at: when,
  channel: z.enum(channels),
  direction: z.enum(['in', 'out', 'unknown']),
  what: some,
  by: some,
  /** As recorded: completed, in progress, not done. Of our own: how the call ended; open, dispatched or closed. */
  status: line,
  provenance,
});
export const immunisationRow = z.strictObject({
  id,
  text: line,
  at: when,
  /** False: recorded as not given, for `reason`. */
  given: z.boolean(),
  reason: some,
  provenance,
});
export const labRow = z.strictObject({
  id,
  text: line,
  /** LOINC, when there is one. */
  code: some,
  value: some,
  unit: some,
  flag: z.enum(['high', 'low', 'abnormal', 'normal']).nullable(),
  range: some,
  at: when,
  preliminary: z.boolean(),
  /** Earlier values in the same unit, newest first, for the trend. */
  earlier: z.array(z.strictObject({ at: z.string().max(40), value: z.number() })).max(30),
  provenance,
});
export const benefitRow = z.strictObject({
  id,
  insurer: some,
  at: when,
  outcome: z.enum(['queued', 'complete', 'error', 'partial', 'unknown']),
  disposition: some,
  inForce: z.boolean().nullable(),
  benefits: z.array(z.strictObject({ name: line, allowed: some, used: some })).max(20),
  provenance,
});
export const moneyRow = z.strictObject({
  id,
  kind: z.enum(['invoice', 'statement']),
  what: some,
  at: when,
  status: line,
  /** Of the invoice, or what the plan says is the patient's to pay; null when the record doesn't say. */
  amount: amount.nullable(),
  /** Still to be paid: an issued invoice. */
  open: z.boolean(),
  provenance,
});
export const careTeamRow = z.strictObject({
  id,
  name: some,
  role: some,
  team: some,
  from: when,
  until: when,
  provenance,
});
export const careGapRow = z.strictObject({
  id,
  rule: z.string().max(40),
  /** `unclear`: part of the record could not be read, is withheld or was not fetched, so it can't be told. */
  status: z.enum(['due', 'unclear']),
  /** What in the record makes the rule apply. */
  because: z.array(z.strictObject({ text: line, at: when })).max(5),
  lastAt: when,
  provenance,
});
export const taskRow = z.strictObject({
  id,
  what: some,
  note: some,
  status: line,
  priority: z.enum(['routine', 'urgent', 'asap', 'stat']),
  owner: some,
  due: when,
  overdue: z.boolean(),
  at: when,
  provenance,
});
export const preferenceRow = z.strictObject({
  id,
  kind: z.enum(['language', 'channel', 'consent']),
  /** Language or number kind, or what the consent is about. */
  text: line,
  /** Of a consent. */
  decision: z.enum(['permit', 'deny', 'unknown']).nullable(),
  active: z.boolean(),
  from: when,
  until: when,
  provenance,
});

/** Most rows of each card: more of them stay behind `more`. */
export const panelMost = {
  contacts: 200,
  immunisations: 200,
  labs: 200,
  benefits: 5,
  money: 500,
  'care-team': 50,
  'care-gaps': 30,
  tasks: 100,
  preferences: 50,
} as const;

export const panelRows = {
  contacts: contactRow,
  immunisations: immunisationRow,
  labs: labRow,
  benefits: benefitRow,
  money: moneyRow,
  'care-team': careTeamRow,
  'care-gaps': careGapRow,
  tasks: taskRow,
  preferences: preferenceRow,
} as const;
export type PanelCardName = keyof typeof panelRows;
export type ContactRow = z.infer<typeof contactRow>;
export type ImmunisationRow = z.infer<typeof immunisationRow>;
export type LabRow = z.infer<typeof labRow>;
export type BenefitRow = z.infer<typeof benefitRow>;
export type MoneyRow = z.infer<typeof moneyRow>;
export type CareTeamRow = z.infer<typeof careTeamRow>;
export type CareGapRow = z.infer<typeof careGapRow>;
export type TaskRow = z.infer<typeof taskRow>;
export type PreferenceRow = z.infer<typeof preferenceRow>;
