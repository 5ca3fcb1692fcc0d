// What the form decides by itself, as pure functions: which urgency may be chosen and why not, when a read-back counts no
// longer, what a field's text means. What makes a message complete is the domain's (complete.ts).
import type { Account } from '#shared/domain/accounts/account.ts';
import { defaultUrgency, lowestUrgency, mayHold, reasonOf } from '#shared/domain/accounts/rules.ts';
import { raise, type Problem } from '#shared/domain/messages/complete.ts';
import { urgencies, urgencyRank, type DraftFields, type Urgency } from '#shared/domain/messages/message.ts';
import { normalDigits, parsePhone } from '#shared/domain/phone/phone.ts';

/** The part of the form that a problem belongs to: its `data-field`. */
export const fieldOf: Record<Problem, string> = {
  origin: 'origin',
  'other-phone-why': 'origin',
  'caller-name': 'caller-name',
  'caller-name-invalid': 'caller-name',
  'caller-is': 'caller-is',
  'callback-number': 'callback-number',
  'callback-invalid': 'callback-number',
  'callback-read-back': 'read-back',
  'callback-extension': 'extension',
  'callback-second-invalid': 'second',
  'patient-name': 'patient-name',
  'patient-name-invalid': 'patient-name',
  'patient-birth-date': 'patient-birth-date',
  'birth-date-invalid': 'patient-birth-date',
  'birth-date-future': 'patient-birth-date',
  'birth-date-too-old': 'patient-birth-date',
  location: 'location',
  reason: 'reason',
  verbatim: 'verbatim',
  urgency: 'urgency',
  'urgency-too-low': 'urgency',
  'red-flag-open': 'red-flags',
  'refill-drug': 'refill-drug',
  'refill-days-left': 'refill-days-left',
  'refill-pharmacy': 'refill-pharmacy',
  'refill-pharmacy-phone': 'refill-pharmacy-phone',
  'told-call-by': 'told-call-by',
  'told-expect': 'told-expect',
  'told-if-worse': 'told-if-worse',
  summary: 'summary',
  'interpreter-minor': 'interpreter',
  'repeats-unknown': 'repeats',
};
const isProblem = (text: string): text is Problem => Object.hasOwn(fieldOf, text);
/** The desk names what lacks in the failure's message: codes only, joined by commas. */
export const problemsIn = (message: string): Problem[] => message.split(',').filter(isProblem);

/** M15: a newly chosen reason brings its class; a class that was raised above the old reason's is never lowered by it. */
export function withReason(fields: DraftFields, account: Account, code: string): DraftFields {
  const before = fields.reasonCode === '' ? null : defaultUrgency(account, fields.reasonCode);
  const usual = defaultUrgency(account, code);
  const raised =
    fields.urgency !== null && (before === null || urgencyRank(fields.urgency) < urgencyRank(before));
  return { ...fields, reasonCode: code, urgency: raised ? raise(fields.urgency, usual) : usual };
}

/** Where the emergency card was used and nobody has chosen a reason, the account's own `urgent` one stands there to be changed. */
export const withUrgentReason = (fields: DraftFields, account: Account): DraftFields =>
  fields.reasonCode === '' && reasonOf(account, 'urgent') !== null
    ? withReason(fields, account, 'urgent')
    : fields;

export type WhyNotOffered = 'emergency-used' | 'raised' | 'no-reason' | 'clinical' | 'not-listed' | null;
/**
 * The classes that may be chosen, most urgent first, and why the others may not. `least`: what the message's own facts ask
 * for (red flags, conditions, a medicine that is out).
 */
export function offered(
  account: Account,
  code: string,
  emergencyUsed: boolean,
  least: Urgency = 'non-clinical',
): { classes: Urgency[]; why: WhyNotOffered } {
  if (emergencyUsed) return { classes: ['emergency'], why: 'emergency-used' };
  const usual: Urgency = code === '' ? 'routine-clinical' : lowestUrgency(account, code);
  if (urgencyRank(least) < urgencyRank(usual))
    return { classes: urgencies.filter((u) => urgencyRank(u) <= urgencyRank(least)), why: 'raised' };
  if (code === '') return { classes: urgencies.slice(0, 3), why: 'no-reason' };
  const classes = urgencies.filter((u) => urgencyRank(u) <= urgencyRank(usual));
  if (classes.length === urgencies.length) return { classes, why: null };
  return { classes, why: reasonOf(account, code) === null ? 'not-listed' : 'clinical' };
}

/** What happens after saving: at once, or with the morning's hand-over. */
export const goesOut = (account: Account, code: string, urgency: Urgency): 'at-once' | 'may-wait' =>
  urgency === 'non-clinical' && mayHold(account, code) ? 'may-wait' : 'at-once';

/** M3: the read-back is of these digits; other digits need a new one, another way of writing them doesn't. */
export function withNumber(fields: DraftFields, number: string): DraftFields {
  const { callback } = fields;
  const same = (normalDigits(number) ?? number) === (normalDigits(callback.number) ?? callback.number);
  return { ...fields, callback: { ...callback, number, readBack: same && callback.readBack } };
}

/** An extension typed behind the number goes to its own field, unless that already holds one. */
export function withSplitExtension(fields: DraftFields): DraftFields {
  const { number, extension } = fields.callback;
  const found = parsePhone(number)?.extension ?? '';
  if (found === '' || (extension !== '' && extension !== found)) return fields;
  const bare = number.replace(/\s*(?:;ext=|ext(?:ension)?\.?:?|x|#)\s*\d{1,7}\s*$/i, '');
  return { ...fields, callback: { ...fields.callback, number: bare, extension: found } };
}

/** Pasted text may hold a NUL, which the desk refuses: it is left out, or nothing typed after it would be kept. */
export function withoutNul(fields: DraftFields): DraftFields {
  const text = JSON.stringify(fields);
  return text.includes('\\u0000')
    ? (JSON.parse(text, (_key, value: unknown) =>
        typeof value === 'string' ? value.replaceAll('\0', '') : value,
      ) as DraftFields)
    : fields;
}

const callerTypeOf = (is: DraftFields['callerIs']): DraftFields['callerType'] =>
  is === 'facility-nurse' ? 'facility' : is === 'pharmacy' || is === 'provider' ? is : 'public';

/** A caller who is the patient is named once; a patient's name that was typed by hand stays. */
export function withCaller(
  fields: DraftFields,
  change: Partial<Pick<DraftFields, 'callerName' | 'callerIs'>>,
): DraftFields {
  const next = {
    ...fields,
    ...change,
    // M8: who calls for a facility, a pharmacy or another provider is verified by another rule (row 24).
    ...(change.callerIs === undefined ? {} : { callerType: callerTypeOf(change.callerIs) }),
  };
  if (next.callerIs === 'self' && next.callerName === '' && change.callerIs === 'self')
    return { ...next, callerName: next.patientName };
  const follows = fields.patientName === '' || fields.patientName === fields.callerName;
  return next.callerIs === 'self' && follows && fields.patientRef === ''
    ? { ...next, patientName: next.callerName }
    : next;
}

/** Taken on another phone where there are several practices: whose message it is has to be said first (M1). */
export const withPracticeAsked = (fields: DraftFields): DraftFields => ({ ...fields, practice: '' });
export { isPracticeAsked } from '#shared/domain/messages/message.ts';

/** Another account for a message from another phone: its reasons are others. */
export function withAccount(fields: DraftFields, account: Account): DraftFields {
  const known = reasonOf(account, fields.reasonCode) !== null;
  const line = account.lines[0];
  const moved = {
    ...fields,
    accountId: account.id,
    zone: account.zone,
    practice: account.name,
    dnis: line?.dnis ?? '',
    greeting: line?.greeting ?? '',
  };
  return known ? withReason(moved, account, fields.reasonCode) : { ...moved, reasonCode: '' };
}

/** Minutes after midnight of `22:30`, `10 pm`, `10.30pm`; null when the text is no time of day. */
export function clockOf(text: string): number | null {
  const found = /\b(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?(?=$|[\s,.;])/i.exec(text.trim());
  if (found === null) return null;
  const half = found[3]?.[0]?.toLowerCase();
  if (half === undefined && found[2] === undefined) return null;
  let hour = Number(found[1]);
  const minute = Number(found[2] ?? 0);
  if (half !== undefined && (hour < 1 || hour > 12)) return null;
  if (half === 'p' && hour < 12) hour += 12;
  if (half === 'a' && hour === 12) hour = 0;
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}

/** M4: true when the caller can only be reached until before the time that they are told to expect a call. */
export function reachableTooEarly(until: string, now: string, by: string): boolean {
  const [end, from, to] = [clockOf(until), clockOf(now), clockOf(by)];
  if (end === null || from === null || to === null) return false;
  const day = 24 * 60;
  const ahead = (at: number): number => (at - from + day) % day;
  // Half a day ahead at most: "until 9:00" at 23:50 is tomorrow, "until 23:00" has passed.
  return ahead(end) > day / 2 || ahead(end) < ahead(to);
}

/** `3 February 1955`: a date that can be read aloud and has one meaning. */
export const dateInWords = (date: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(date));
