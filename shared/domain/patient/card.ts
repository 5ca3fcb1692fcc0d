// What the patient panel is given: view models, never FHIR. Each card says where it comes from, how old it is, and which
// of the truthful states it is in (loading and failed are the page's and the result's; the others are here).
import { z } from 'zod';
import { cards } from '../disclosure/table.ts';
import { panelMost, panelRows, provenance } from './panel-rows.ts';

const instant = z.iso.datetime({ precision: 3 });
const line = z.string().max(300);
const some = line.nullable();
/** FHIR dates may lack day or month. */
const partialDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);
/** A day, or an instant with its offset as recorded; the page formats it. */
const when = z.string().max(40);

/** Absent from cards that an older version kept. */
const maybeFrom = provenance.nullable().optional();

export const cardName = z.enum(cards);

/**
 * - `recorded`: rows follow; - `none-recorded`: nobody wrote anything down; - `known-none`: asked and none (allergies);
 * - `withheld`: something is there that nobody is shown in this version (C26); - `not-for-role`: was not even fetched.
 */
export const cardStates = ['recorded', 'none-recorded', 'known-none', 'withheld', 'not-for-role'] as const;

export const age = z.strictObject({
  unit: z.enum(['days', 'weeks', 'months', 'years']),
  value: z.int().min(0).max(200),
});

/** C20 and safety: shown above everything that could go against them. */
export const flagKinds = [
  'no-voicemail',
  'no-home-calls',
  'patient-only',
  'interpreter',
  'hearing',
  'safety',
  'limited-access',
  'other',
] as const;
export const personFlag = z.strictObject({ kind: z.enum(flagKinds), text: line });

/** Never shown whole: the last four, for half a minute, with a reason (C18). */
export const identityNumbers = ['ssn', 'licence', 'passport'] as const;
export type IdentityNumber = (typeof identityNumbers)[number];

export const identityRow = z.strictObject({
  /** Row 33: the largest text of the panel. */
  preferredName: line,
  legalName: line,
  otherNames: z.array(line).max(20),
  pronunciation: some,
  pronouns: some,
  birthDate: partialDate.nullable(),
  age: age.nullable(),
  /** FHIR administrative gender: male, female, other, unknown. */
  gender: some,
  birthSex: some,
  language: some,
  interpreterNeeded: z.boolean(),
  mrn: some,
  /** True, or the day. */
  deceased: z.union([z.boolean(), partialDate]),
  flags: z.array(personFlag).max(20),
  phones: z.array(z.strictObject({ number: line, e164: some, use: some, old: z.boolean() })).max(20),
  email: some,
  address: z.array(line).max(6),
  /** Masked numbers that are on file and may be asked for with a reason (`patient.reveal`); never the numbers. */
  numbersOnFile: z.array(z.enum(identityNumbers)).optional(),
});

export const appointmentRow = z.strictObject({
  id: line,
  when: z.enum(['next', 'last']),
  status: z.enum(['booked', 'pending', 'arrived', 'fulfilled', 'cancelled', 'noshow', 'waitlist', 'other']),
  start: when.nullable(),
  end: when.nullable(),
  what: some,
  practitioner: some,
  place: some,
  /** Row 3: null is shown as missing, never blank. */
  bring: some,
  /** `bring` is what the practice's own list says of this kind of visit; the appointment itself says nothing. */
  bringFrom: z.literal('account').optional(),
  /** What kind of visit it is, by code and in the record's words: only kept, never told to a page. */
  visitKind: z
    .strictObject({
      codes: z.array(z.strictObject({ system: z.string().max(200), code: z.string().max(100) })).max(10),
      words: line,
    })
    .optional(),
  provenance: maybeFrom,
});

export const conditionRow = z.strictObject({
  id: line,
  text: line,
  onset: when.nullable(),
  clinical: z.enum(['active', 'recurrence', 'relapse', 'unknown']),
  /** False: provisional or differential; never shown as a fact. */
  confirmed: z.boolean(),
  provenance: maybeFrom,
});

export const allergyRow = z.strictObject({
  id: line,
  substance: line,
  criticality: z.enum(['high', 'low', 'unknown']),
  kind: z.enum(['allergy', 'intolerance', 'unknown']),
  reactions: z.array(line).max(10),
  confirmed: z.boolean(),
  recorded: when.nullable(),
  provenance: maybeFrom,
});

export const medicineRow = z.strictObject({
  id: line,
  text: line,
  dosage: some,
  status: z.enum(['active', 'on-hold']),
  since: when.nullable(),
  prescriber: some,
  provenance: maybeFrom,
});

export const coverageRow = z.strictObject({
  id: line,
  plan: some,
  payer: some,
  /** All but the last four are dots. */
  memberId: some,
  group: some,
  from: when.nullable(),
  until: when.nullable(),
  active: z.boolean(),
  /** Row 5: stays until a verification reference or a named agent closes it. */
  verified: z.boolean(),
  provenance: maybeFrom,
});

const common = {
  patientId: z.string().max(120),
  state: z.enum(cardStates),
  /**
   * null = nothing was asked (not for the role). `desk`: the record could not be asked (`because`) and nothing of it is
   * kept; these rows are from this desk's own log.
   */
  from: z.enum(['server', 'cache', 'desk']).nullable(),
  /** When the server answered this. */
  asOf: instant.nullable(),
  /** Older than ten minutes, or kept because the server could not be asked now (`because` says why). */
  stale: z.boolean(),
  because: z.string().max(60).nullable(),
  /** Entries that could not be read; shown as such, never dropped silently. */
  unreadable: z.int().min(0),
  /** Some entries are withheld (C26); how many and what is not said. */
  withheldSome: z.boolean(),
  /** The record has more rows than are shown. */
  more: z.boolean(),
  /**
   * Fields that this call, role or level is not shown: they were cut out and stand empty in every row, which says nothing
   * about the record. Absent = nothing was cut.
   */
  hidden: z.array(z.string().max(40)).max(40).optional(),
  /**
   * Kinds of entry (`Encounter`) that this record system doesn't offer: the card is true, but not of these. Absent = all.
   */
  notOffered: z.array(z.string().max(60)).max(10).optional(),
};
const card = <N extends string, R extends z.ZodType>(name: N, row: R, max: number) =>
  z.strictObject({ card: z.literal(name), ...common, rows: z.array(row).max(max) });

/** What a row of each card is. */
export const cardRows = {
  identity: identityRow,
  appointments: appointmentRow,
  conditions: conditionRow,
  allergies: allergyRow,
  medicines: medicineRow,
  coverage: coverageRow,
  ...panelRows,
} as const;
export type RowOfCard<N extends keyof typeof cardRows> = z.infer<(typeof cardRows)[N]>;

export const cardView = z.discriminatedUnion('card', [
  card('identity', identityRow, 1),
  card('appointments', appointmentRow, 6),
  card('conditions', conditionRow, 100),
  card('allergies', allergyRow, 100),
  card('medicines', medicineRow, 100),
  card('coverage', coverageRow, 20),
  card('contacts', panelRows.contacts, panelMost.contacts),
  card('immunisations', panelRows.immunisations, panelMost.immunisations),
  card('labs', panelRows.labs, panelMost.labs),
  card('benefits', panelRows.benefits, panelMost.benefits),
  card('money', panelRows.money, panelMost.money),
  card('care-team', panelRows['care-team'], panelMost['care-team']),
  card('care-gaps', panelRows['care-gaps'], panelMost['care-gaps']),
  card('tasks', panelRows.tasks, panelMost.tasks),
  card('preferences', panelRows.preferences, panelMost.preferences),
]);
export type CardView = z.infer<typeof cardView>;
export type CardName = z.infer<typeof cardName>;
export type CardState = (typeof cardStates)[number];
export type IdentityRow = z.infer<typeof identityRow>;
export type AppointmentRow = z.infer<typeof appointmentRow>;
export type ConditionRow = z.infer<typeof conditionRow>;
export type AllergyRow = z.infer<typeof allergyRow>;
export type MedicineRow = z.infer<typeof medicineRow>;
export type CoverageRow = z.infer<typeof coverageRow>;
export type PersonFlag = z.infer<typeof personFlag>;
export type Age = z.infer<typeof age>;
