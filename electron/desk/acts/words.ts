// Words that go into the practice's record, in English: what a task is called and who looks after it. What people here read
// comes from the catalogue.
import type { Act, ActKind, Queue } from '#shared/domain/acts/act.ts';
import type { Caller } from '#shared/domain/disclosure/who.ts';
import { actLines } from '#shared/domain/acts/lines.ts';

export const nameOf: Readonly<Record<ActKind, string>> = {
  'insurance-update': 'Insurance update (unverified)',
  'benefit-request': 'Benefit question for the payer',
  'refill-request': 'Prescription refill request',
  'referral-request': 'Referral request',
  'records-request': 'Health record request',
  'contact-note': 'Note of a telephone call',
  'follow-up': 'Follow-up',
  preferences: 'Change of the preferred number or address',
  'reminder-consent': 'Reminders: what the patient agreed to',
};
export const queueName: Readonly<Record<Queue, string>> = {
  'front-desk': 'Front desk',
  clinical: 'Clinical team',
  pharmacy: 'Pharmacy and refills',
  scheduling: 'Scheduling',
  billing: 'Billing',
  insurance: 'Insurance verification',
  records: 'Records team',
  referrals: 'Referral coordinators',
  registration: 'Registration',
};
/** Who spoke, as they said. */
export const callerName: Readonly<Record<Caller, string>> = {
  self: 'Patient',
  parent: 'Parent',
  guardian: 'Guardian',
  proxy: 'Health care proxy',
  executor: 'Executor',
  spouse: 'Spouse',
  relative: 'Relative',
  carer: 'Carer',
  provider: 'Another provider',
  pharmacy: 'Pharmacy',
  other: 'Somebody else',
};
const labels: Readonly<Record<string, string>> = {
  replaces: 'Takes the place of, on record',
  contact: 'Goes on from, on record',
  memberId: 'Member id',
  memberKept: 'Member id as on record',
  heldBy: 'Plan held by',
  outNow: 'Out of it now',
  daysLeft: 'Days left',
  pharmacyName: 'Pharmacy',
  pharmacyPhone: 'Pharmacy phone',
  allergies: 'Allergies as stated',
  drug: 'Medicine as stated',
  referralFrom: 'Referring provider',
  referralTo: 'Referred to',
  recordKinds: 'What is asked for',
  recordsFor: 'For',
  serviceDate: 'Date of service',
};
/** `pharmacyPhone` as two words. */
export const labelOf = (key: string): string =>
  labels[key] ??
  `${key.charAt(0).toUpperCase()}${key.slice(1).replaceAll(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`)}`;

/** One line that says what it is about, in lists of the practice. */
export function titleOf(act: Act): string {
  switch (act.kind) {
    case 'refill-request':
      return [act.drug, act.strength, act.outNow ? '(out of it now)' : ''].filter(Boolean).join(' ');
    case 'follow-up':
      return act.what;
    case 'referral-request':
      return act.to;
    case 'insurance-update':
    case 'benefit-request':
      return act.payer;
    default:
      return actLines(act)
        .slice(0, 2)
        .map((l) => l.value)
        .join(', ');
  }
}
