// What "who is on call" answers, with the steps that led there (4d.8), in words that a page can translate.
import { z } from 'zod';
import { onCallRole } from './schedule.ts';

/** One step of the derivation; the page has a sentence for each code. */
export const stepCodes = [
  'asked',
  'rule-provider',
  'rule-language',
  'rule-facility',
  'override',
  'override-not-approved',
  'override-superseded',
  'holiday-own',
  'holiday-usual',
  'holiday-undecided',
  'shift',
  'shared',
  'person-unknown',
  'person-away',
  'do-not-call',
  'stands-in',
  'nobody-else',
  'nobody',
  'contact-order',
  'no-number',
] as const;
export type StepCode = (typeof stepCodes)[number];
export const derivationStep = z.strictObject({
  code: z.enum(stepCodes),
  /** Values for its sentence: names, ids, local times as `YYYY-MM-DDTHH:MM`. */
  values: z.record(z.string(), z.string()),
});
export type DerivationStep = z.infer<typeof derivationStep>;

export const resolvedPerson = z.strictObject({
  personId: z.string(),
  name: z.string(),
  /** The role by which this person was found; another one than asked for when somebody stands in. */
  role: onCallRole,
  /** Numbers to dial, in the order of this hour. Never told to a caller (4d.6). */
  phones: z.array(
    z.strictObject({ label: z.string().max(40), number: z.string().max(40), personal: z.boolean() }),
  ),
  languages: z.array(z.string()),
});
export type ResolvedPerson = z.infer<typeof resolvedPerson>;

export const resolvedOnCall = z.strictObject({
  accountId: z.string(),
  role: onCallRole,
  at: z.string(),
  /** Zone in which the account thinks. */
  zone: z.string(),
  /** Several when the shift is shared; empty = nobody. The first one is phoned first. */
  people: z.array(resolvedPerson),
  /** When this answer ends (next changeover); null = not within two weeks. */
  until: z.string().nullable(),
  /** Who comes then, by the general schedule; null = nobody, or not within two weeks. */
  next: z.strictObject({ personId: z.string(), name: z.string() }).nullable(),
  override: z
    .strictObject({
      id: z.string(),
      requester: z.string(),
      approver: z.string(),
      reason: z.string(),
      from: z.string(),
      to: z.string(),
    })
    .nullable(),
  steps: z.array(derivationStep),
  scheduleVersion: z.int().min(0),
  asOf: z.string(),
});
export type ResolvedOnCall = z.infer<typeof resolvedOnCall>;

/** Facts that choose a special rule or pass a person over (4d.5). */
export interface OnCallFacts {
  provider: string | null;
  language: string | null;
  facility: string | null;
  /** Reason code of the message, for "do not call for" lists. */
  reasonCode?: string | null;
}
export const noFacts: OnCallFacts = { provider: null, language: null, facility: null };
