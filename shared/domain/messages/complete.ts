// What a message needs before it counts as taken (product.md 4a). Pure; the form and the desk ask the same function.
import { urgencyRank, type DraftFields, type Urgency } from './message.ts';

/** Field that lacks, and the rule it breaks; the sentence stands in the catalogue as `messages.missing.<problem>`. */
export type Problem =
  | 'origin'
  | 'other-phone-why'
  | 'caller-name'
  | 'callback-number'
  | 'callback-invalid'
  | 'callback-read-back'
  | 'caller-is'
  | 'patient-name'
  | 'patient-birth-date'
  | 'birth-date-future'
  | 'location'
  | 'reason'
  | 'verbatim'
  | 'urgency'
  | 'urgency-too-low';

export interface MessageRules {
  /** Lowest urgency that the account allows for the chosen reason (M15: only its closed list may hold until morning). */
  lowestUrgency: Urgency | null;
  /** Says whether the text is a number that can be called back (3 to 15 digits after parsing). */
  dialable: (number: string) => boolean;
  /** Today in the account's zone, YYYY-MM-DD. */
  today: string;
  /** The emergency card was opened for this call or draft: where the patient is now must be known (M7). */
  cardOpened: boolean;
}

/** All problems in form order; empty = may be saved. */
export function problems(f: DraftFields, rules: MessageRules): Problem[] {
  const out: Problem[] = [];
  if (f.origin === null) out.push('origin');
  else if (f.origin.kind === 'other-phone' && f.origin.why.trim() === '') out.push('other-phone-why');
  if (f.callerName.trim() === '' && !f.callerRefusedName) out.push('caller-name');
  if (f.callerIs === null) out.push('caller-is');
  if (f.callback.number.trim() === '') out.push('callback-number');
  else if (!rules.dialable(f.callback.number)) out.push('callback-invalid');
  else if (!f.callback.readBack) out.push('callback-read-back');
  if (f.patientName.trim() === '') out.push('patient-name');
  if (f.patientBirthDate === '') {
    // In an emergency the message doesn't wait for a date that nobody there knows.
    if (!(f.patientBirthDateUnknown && f.urgency === 'emergency')) out.push('patient-birth-date');
  } else if (f.patientBirthDate > rules.today) out.push('birth-date-future');
  if ((rules.cardOpened || f.emergency.length > 0) && f.locationNow.trim() === '') out.push('location');
  if (f.reasonCode === '') out.push('reason');
  if (f.verbatim.trim() === '') out.push('verbatim');
  if (f.urgency === null) out.push('urgency');
  else if (rules.lowestUrgency !== null && urgencyRank(f.urgency) > urgencyRank(rules.lowestUrgency))
    out.push('urgency-too-low');
  return out;
}

/** Product.md 0.4: something met on the way may raise the urgency, never lower it. */
export function raise(current: Urgency | null, to: Urgency): Urgency {
  return current !== null && urgencyRank(current) <= urgencyRank(to) ? current : to;
}
