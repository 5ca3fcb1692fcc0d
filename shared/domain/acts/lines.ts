// An act in lines, and the message of the log that stands in for it where the record takes neither the act nor a task.
// Pure; a line's sentence is the catalogue's (`acts.line.<key>`), its value stands as it was stated.
import type { ReasonCode } from '../accounts/reason.ts';
import { raise } from '../messages/complete.ts';
import type { DraftFields } from '../messages/message.ts';
import type { Act, ActKind } from './act.ts';

export interface ActLine {
  key: string;
  value: string;
}
const list = (all: readonly string[]): string => all.join(', ');
const yes = (on: boolean): string => (on ? 'yes' : '');

/** As the practice finds it in the record. */
const onRecord = (type: string, id: string | null): string => (id === null ? '' : `${type}/${id}`);

/** Keys and values, in the order in which they are read. Codes stay codes: the catalogue has their words. */
function all(a: Act): readonly (readonly [string, string])[] {
  switch (a.kind) {
    case 'insurance-update':
      return [
        ['payer', a.payer],
        ['plan', a.plan],
        ['memberId', a.memberId],
        ['memberKept', yes(a.memberKept && a.memberId === '')],
        ['group', a.group],
        ['heldBy', a.heldBy],
        ['subscriber', a.subscriber],
        ['from', a.from],
        ['until', a.until],
        ['replaces', onRecord('Coverage', a.replaces)],
        ['unverified', 'yes'],
      ];
    case 'benefit-request':
      return [
        ['payer', a.payer],
        ['purposes', list(a.purposes)],
        ['service', a.service],
        ['serviceDate', a.serviceDate],
        ['article', a.article === null ? '' : `${a.article.title} (${a.article.version})`],
      ];
    case 'refill-request':
      return [
        ['drug', a.drug],
        ['strength', a.strength],
        ['outNow', yes(a.outNow)],
        ['daysLeft', a.daysLeft],
        ['pharmacyName', a.pharmacyName],
        ['pharmacyPhone', a.pharmacyPhone],
        ['prescriber', a.prescriber],
        ['allergies', a.allergies],
        ['note', a.note],
      ];
    case 'referral-request':
      return [
        ['referralFrom', a.from],
        ['referralTo', a.to],
        ['reason', a.reason],
        ['insurance', a.insurance],
        ['by', a.by],
        ['note', a.note],
      ];
    case 'records-request':
      return [
        ['recordKinds', list(a.what)],
        ['from', a.from],
        ['until', a.until],
        ['recordsFor', a.for],
        ['recipient', a.recipient],
        ['way', a.way],
        ['to', a.to],
        ['article', a.article === null ? '' : `${a.article.title} (${a.article.version})`],
        ['note', a.note],
      ];
    case 'contact-note':
      return [
        ['direction', a.direction],
        ['at', a.at],
        ['text', a.text],
        ['contact', onRecord('Communication', a.inResponseTo)],
      ];
    case 'follow-up':
      return [
        ['queue', a.queue],
        ['what', a.what],
        ['priority', a.priority],
        ['from', a.from],
        ['by', a.by],
        ['contact', onRecord('Communication', a.contact)],
        ['note', a.note],
      ];
    case 'preferences':
      return [
        ['system', a.system],
        ['value', a.value],
      ];
    case 'reminder-consent':
      return [
        ['decision', a.decision],
        ['channels', list(a.channels)],
      ];
  }
}
/** Without what was not said. */
export const actLines = (a: Act): ActLine[] =>
  all(a).flatMap(([key, value]) => (value === '' ? [] : [{ key, value }]));

const reasons: Readonly<Record<Exclude<ActKind, 'contact-note'>, ReasonCode>> = {
  'insurance-update': 'insurance',
  'benefit-request': 'coverage_question',
  'refill-request': 'refill',
  'referral-request': 'referral',
  'records-request': 'records',
  'follow-up': 'follow_up',
  preferences: 'reminder_preference',
  'reminder-consent': 'reminder_preference',
};
export interface ActFor {
  patientRef: string;
  patientName: string;
  /** YYYY-MM-DD or empty. */
  patientBirthDate: string;
}
const longest = 600;
const room = (text: string, max: number): string =>
  text.length > max ? `${text.slice(0, max - 1).toWellFormed()}…` : text;

/**
 * Fields of the message; the caller's own words stay for the agent to write. A medicine that is out now is urgent at
 * least (row 10). `cut`: the lines didn't fit.
 */
export function messageOfAct(
  a: Act,
  by: ActFor,
  lines: readonly string[],
): { fields: Partial<DraftFields>; cut: boolean } {
  const whole = lines.join('\n');
  const fields: Partial<DraftFields> = {
    reasonCode: a.kind === 'contact-note' ? a.reason : reasons[a.kind],
    patientRef: by.patientRef,
    patientName: by.patientName,
    patientBirthDate: by.patientBirthDate,
    underlyingWhy: room(whole, longest),
  };
  if (a.kind === 'refill-request') {
    fields.refill = {
      drug: a.drug,
      strength: a.strength,
      lastDose: '',
      daysLeft: a.daysLeft,
      outNow: a.outNow,
      pharmacyName: a.pharmacyName,
      pharmacyPhone: a.pharmacyPhone,
      pharmacyHours: '',
      prescriber: a.prescriber,
    };
    fields.allergies = a.allergies;
    if (a.prescriber !== '') fields.usualProvider = a.prescriber;
    if (a.outNow) fields.urgency = raise(null, 'urgent-clinical');
  }
  return { fields, cut: whole.length > longest };
}
