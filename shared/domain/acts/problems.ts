// What the form of an act still lacks before it may be sent. Pure; page and desk ask the same function. The sentences stand
// in the catalogue as `acts.missing.<problem>`.
import type { Act, ActOf } from './act.ts';

export const actProblemCodes = [
  'payer',
  'member-id',
  'member-read-back',
  'subscriber',
  'days-backwards',
  'service',
  'drug',
  'days-left',
  'pharmacy',
  'pharmacy-phone',
  'pharmacy-read-back',
  'allergies',
  'referral-to',
  'referral-reason',
  'recipient',
  'records-to',
  'note-text',
  'what',
  'preferred',
  'preferred-number',
  'preferred-address',
  'preferred-read-back',
] as const;
export type ActProblem = (typeof actProblemCodes)[number];

export interface ActRules {
  /** Says whether the text is a number that can be called back. */
  dialable(number: string): boolean;
}
const lacks = (...all: readonly (readonly [ActProblem, boolean])[]): ActProblem[] =>
  all.flatMap(([problem, is]) => (is ? [problem] : []));
const backwards = (from: string, until: string): boolean => from !== '' && until !== '' && until < from;

function insurance(a: ActOf<'insurance-update'>): ActProblem[] {
  const kept = a.replaces !== null && a.memberKept && a.memberId === '';
  return lacks(
    ['payer', a.payer === ''],
    ['member-id', a.memberId === '' && !kept],
    // Digits that were typed by ear are read back; those on record were not typed.
    ['member-read-back', a.memberId !== '' && !a.memberReadBack],
    ['subscriber', a.heldBy !== 'patient' && a.subscriber === ''],
    ['days-backwards', backwards(a.from, a.until)],
  );
}
function refill(a: ActOf<'refill-request'>, { dialable }: ActRules): ActProblem[] {
  const phone = a.pharmacyPhone;
  return lacks(
    ['drug', a.drug === ''],
    ['days-left', a.daysLeft === '' && !a.outNow],
    ['pharmacy', a.pharmacyName === ''],
    ['pharmacy-phone', phone === '' || !dialable(phone)],
    ['pharmacy-read-back', phone !== '' && dialable(phone) && !a.pharmacyReadBack],
    // "None known" is an answer; nothing is not.
    ['allergies', a.allergies === ''],
  );
}
function records(a: ActOf<'records-request'>): ActProblem[] {
  return lacks(
    ['days-backwards', backwards(a.from, a.until)],
    ['recipient', a.for !== 'patient' && a.recipient === ''],
    ['records-to', ['post', 'fax', 'email'].includes(a.way) && a.to === ''],
  );
}
function preferred(a: ActOf<'preferences'>, { dialable }: ActRules): ActProblem[] {
  const number = a.system !== 'email';
  const bad = a.value !== '' && !a.onRecord;
  return lacks(
    ['preferred', a.value === ''],
    ['preferred-number', bad && number && !dialable(a.value)],
    ['preferred-address', bad && !number && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(a.value)],
    ['preferred-read-back', bad && !a.readBack],
  );
}

/** All that is missing or can't be, in form order; empty = it may be sent. */
export function actProblems(a: Act, rules: ActRules): ActProblem[] {
  switch (a.kind) {
    case 'insurance-update':
      return insurance(a);
    case 'benefit-request':
      return lacks(['service', a.service === '']);
    case 'refill-request':
      return refill(a, rules);
    case 'referral-request':
      return lacks(['referral-to', a.to === ''], ['referral-reason', a.reason === '']);
    case 'records-request':
      return records(a);
    case 'contact-note':
      return lacks(['note-text', a.text === '']);
    case 'follow-up':
      return lacks(['what', a.what === ''], ['days-backwards', backwards(a.from, a.by)]);
    case 'preferences':
      return preferred(a, rules);
    case 'reminder-consent':
      return [];
  }
}
