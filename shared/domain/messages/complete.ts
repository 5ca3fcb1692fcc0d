// What a message needs before it counts as taken (product.md 4a, M1 to M19). Pure; form, desk and backend ask the same
// function. What lacks something can still be saved, as incomplete: nothing here throws words away.
import { urgencyRank, type DraftFields, type Urgency } from './message.ts';

/** Field that lacks, and the rule it breaks; the sentence stands in the catalogue as `messages.missing.<problem>`. */
export const problemCodes = [
  'origin',
  'other-phone-why',
  'caller-name',
  /** Characters that can't be shown or that turn the line around, in a field of one line. */
  'caller-name-invalid',
  'caller-is',
  'callback-number',
  'callback-invalid',
  'callback-read-back',
  'callback-extension',
  'callback-second-invalid',
  'patient-name',
  'patient-name-invalid',
  'patient-birth-date',
  /** Something was typed that is no date of the calendar, such as 30 February. */
  'birth-date-invalid',
  'birth-date-future',
  'birth-date-too-old',
  'location',
  'reason',
  'verbatim',
  'urgency',
  'urgency-too-low',
  /** M16: neither was the protocol opened for it, nor was it dismissed with a reason. */
  'red-flag-open',
  'refill-drug',
  'refill-days-left',
  'refill-pharmacy',
  'refill-pharmacy-phone',
  'told-call-by',
  'told-expect',
  'told-if-worse',
  'summary',
  'interpreter-minor',
  /** M23: the message that it is said to repeat is not here, older than a day, or about somebody else. */
  'repeats-unknown',
] as const;
export type Problem = (typeof problemCodes)[number];

export interface MessageRules {
  /** Lowest urgency that account, red flags and stated conditions allow (M12, M15, M16); null = none known. */
  lowestUrgency: Urgency | null;
  /** The reason is clinical, or one that the account doesn't list (M19). */
  clinical: boolean;
  /** It goes out to somebody now and doesn't wait until morning (M18). */
  dispatched: boolean;
  /** Says whether the text is a number that can be called back (7 to 15 digits after parsing). */
  dialable: (number: string) => boolean;
  /** Today in the account's zone, YYYY-MM-DD. */
  today: string;
  /** The emergency card was opened for this call or draft: where the patient is now must be known (M7). */
  cardOpened: boolean;
}

/** Longer than anybody lived: a typing slip in the year. */
const oldestYears = 130;
/** Control characters, line and paragraph ends, marks that turn text around, lone halves of a character. */
const notOneLine = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Cs}]/u;
const blank = (text: string): boolean => text.trim() === '';

/** All problems in form order; empty = complete. */
export function problems(f: DraftFields, rules: MessageRules): Problem[] {
  return [
    ...fromWhom(f),
    ...callback(f, rules),
    ...patient(f, rules),
    ...words(f, rules),
    ...refill(f, rules),
    ...ending(f, rules),
  ];
}

function fromWhom(f: DraftFields): Problem[] {
  const out: Problem[] = [];
  if (f.origin === null) out.push('origin');
  else if (f.origin.kind === 'other-phone' && blank(f.origin.why)) out.push('other-phone-why');
  if (blank(f.callerName) && !f.callerRefusedName) out.push('caller-name');
  else if (notOneLine.test(f.callerName)) out.push('caller-name-invalid');
  if (f.callerIs === null) out.push('caller-is');
  return out;
}

/** M3: the hard stop is the read-back of a number that can be dialled. */
function callback(f: DraftFields, rules: MessageRules): Problem[] {
  const out: Problem[] = [];
  const { number, extension, second, readBack } = f.callback;
  if (blank(number)) out.push('callback-number');
  else if (!rules.dialable(number)) out.push('callback-invalid');
  else if (!readBack) out.push('callback-read-back');
  if (!blank(extension) && !/^[\d*#,p w-]{1,12}$/.test(extension.normalize('NFKC').trim()))
    out.push('callback-extension');
  if (!blank(second) && !rules.dialable(second)) out.push('callback-second-invalid');
  return out;
}

function patient(f: DraftFields, rules: MessageRules): Problem[] {
  const out: Problem[] = [];
  if (blank(f.patientName)) out.push('patient-name');
  else if (notOneLine.test(f.patientName)) out.push('patient-name-invalid');
  const born = f.patientBirthDate;
  if (born === '') {
    // In an emergency the message doesn't wait for a date that nobody there knows.
    if (!(f.patientBirthDateUnknown && f.urgency === 'emergency'))
      out.push(blank(f.patientBirthDateTyped) ? 'patient-birth-date' : 'birth-date-invalid');
  } else if (born > rules.today) out.push('birth-date-future');
  else if (Number(born.slice(0, 4)) < Number(rules.today.slice(0, 4)) - oldestYears)
    out.push('birth-date-too-old');
  const inDanger = rules.cardOpened || f.emergency.length > 0 || f.redFlags.length > 0;
  if (inDanger && blank(f.locationNow)) out.push('location');
  return out;
}

function words(f: DraftFields, rules: MessageRules): Problem[] {
  const out: Problem[] = [];
  if (f.reasonCode === '') out.push('reason');
  if (blank(f.verbatim)) out.push('verbatim');
  if (f.urgency === null) out.push('urgency');
  else if (rules.lowestUrgency !== null && urgencyRank(f.urgency) > urgencyRank(rules.lowestUrgency))
    out.push('urgency-too-low');
  const protocol = rules.cardOpened || f.emergency.length > 0;
  if (!protocol && f.redFlags.some((mark) => mark.dismissed === null || blank(mark.dismissed.why)))
    out.push('red-flag-open');
  return out;
}

/** M14: asked for when the reason is a refill; a pharmacy's number must be one that can be dialled. */
function refill(f: DraftFields, rules: MessageRules): Problem[] {
  const out: Problem[] = [];
  if (f.reasonCode === 'refill') {
    if (blank(f.refill?.drug ?? '')) out.push('refill-drug');
    if (blank(f.refill?.daysLeft ?? '') && f.refill?.outNow !== true) out.push('refill-days-left');
    if (blank(f.refill?.pharmacyName ?? '')) out.push('refill-pharmacy');
  }
  const phone = f.refill?.pharmacyPhone ?? '';
  if (!blank(phone) && !rules.dialable(phone)) out.push('refill-pharmacy-phone');
  return out;
}

/** What is said at the end of the call: M18 for what goes out now, M19 for what is clinical; C27. */
function ending(f: DraftFields, rules: MessageRules): Problem[] {
  const out: Problem[] = [];
  if (rules.dispatched) {
    if (blank(f.told.callBy)) out.push('told-call-by');
    if (!f.told.expect) out.push('told-expect');
    if (!f.told.ifWorse) out.push('told-if-worse');
  }
  if (rules.clinical && !f.summary.readBack && blank(f.summary.whyNot)) out.push('summary');
  if (f.interpreterIsMinor && f.urgency !== 'emergency') out.push('interpreter-minor');
  return out;
}

/** Product.md 0.4: something met on the way may raise the urgency, never lower it. */
export function raise(current: Urgency | null, to: Urgency): Urgency {
  return current !== null && urgencyRank(current) <= urgencyRank(to) ? current : to;
}
