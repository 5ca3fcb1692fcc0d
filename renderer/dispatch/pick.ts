// What the dispatch card shows, as pure decisions over what the desk answered: whom to dial, what was tried, which card is
// the one to look at.
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import { urgencyRank } from '#shared/domain/messages/message.ts';
import type { AttemptMethod, AttemptResult, Entry, EntryOf } from '#shared/domain/messages/entry.ts';

export type LadderRow = DispatchCard['ladder'][number];
export type Contact = NonNullable<LadderRow['contact']>;
export interface Phone {
  label: string;
  number: string;
}

/** One try to reach one person: its rows (dialling, then the result, then perhaps a correction) as one line. */
export interface Try {
  attemptId: string;
  stepId: string | null;
  contact: { personId: string; name: string; role: string };
  method: AttemptMethod;
  to: string;
  at: string;
  result: AttemptResult;
  resultAt: string;
  /** What stood there before a correction; null = nothing was corrected. */
  before: AttemptResult | null;
  note: string;
  byBackend: boolean;
  author: string;
}

const isAttempt = (entry: Entry): entry is EntryOf<'attempt'> => entry.body.kind === 'attempt';

/** What goes before an answer: another word after it is no correction. */
const onItsWay: ReadonlySet<AttemptResult> = new Set(['dialling', 'sent', 'delivered', 'read']);

/** Tries in the order in which they began. */
export function triesOf(card: Pick<DispatchCard, 'attempts'>): Try[] {
  const tries = new Map<string, Try>();
  for (const entry of card.attempts) {
    if (!isAttempt(entry)) continue;
    const { attemptId, stepId, contact, method, to, result, note } = entry.body;
    const known = tries.get(attemptId);
    tries.set(attemptId, {
      attemptId,
      stepId: known?.stepId ?? stepId,
      contact: known?.contact ?? contact,
      method,
      to,
      at: known?.at ?? entry.at,
      result,
      resultAt: entry.at,
      before: known === undefined || onItsWay.has(known.result) ? null : known.result,
      note: note || (known?.note ?? ''),
      byBackend: entry.author.personId === 'backend',
      author: entry.author.name,
    });
  }
  return [...tries.values()];
}

/** Whom the backend reached for last; null = it has told of no attempt, and nothing may be said in its name. */
export const pagedOf = (tries: readonly Try[]): Try | null =>
  tries.findLast((each) => each.byBackend) ?? null;

/** A number that is being dialled now by a person; a result is awaited. */
export const diallingOf = (tries: readonly Try[]): Try | null =>
  tries.findLast((each) => each.result === 'dialling' && !each.byBackend) ?? null;

export interface Dial {
  row: LadderRow;
  contact: Contact;
  phone: Phone;
}

const digits = (number: string): string => number.replace(/\D/g, '');
/** The same number with and without the country's code. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [digits(one), digits(other)];
  return a === b || (Math.min(a.length, b.length) >= 10 && (a.endsWith(b) || b.endsWith(a)));
}
const tried = (tries: readonly Try[], number: string): boolean =>
  tries.some((each) => each.result !== 'dialling' && isSame(each.to, number));
const isOpen = (row: LadderRow): boolean => row.state === 'now' || row.state === 'waits';

/**
 * Whom to phone: the step whose turn it is, with the first number of that person that nobody has tried; a step that
 * reaches nobody is passed over (the card says so). Null = nobody with a number is left.
 */
export function dialOf(card: Pick<DispatchCard, 'ladder' | 'attempts'>): Dial | null {
  const tries = triesOf(card);
  const live = diallingOf(tries);
  const open = card.ladder.filter((row) => isOpen(row) && (row.contact?.phones.length ?? 0) > 0);
  const now = card.ladder.findIndex((row) => row.state === 'now');
  const row =
    open.find((each) => live !== null && each.stepId === live.stepId) ??
    open.find((each) => card.ladder.indexOf(each) >= now) ??
    null;
  if (row === null || row.contact === null) return null;
  const { contact } = row;
  const phone =
    contact.phones.find((p) => live !== null && isSame(p.number, live.to)) ??
    contact.phones.find((p) => !tried(tries, p.number)) ??
    contact.phones[0];
  return phone === undefined ? null : { row, contact, phone };
}

export type Next = { kind: 'number'; phone: Phone } | { kind: 'person'; contact: Contact; from: string };

/** What comes after this number: the same person's other numbers, then the next other person and from when. */
export function nextOf(card: Pick<DispatchCard, 'ladder' | 'attempts'>, dial: Dial): Next[] {
  const tries = triesOf(card);
  const numbers = dial.contact.phones
    .filter((p) => p.number !== dial.phone.number && !tried(tries, p.number))
    .map((phone): Next => ({ kind: 'number', phone }));
  const other = card.ladder.find(
    (row) => isOpen(row) && row.contact !== null && row.contact.personId !== dial.contact.personId,
  );
  return other?.contact
    ? [...numbers, { kind: 'person', contact: other.contact, from: other.dueAt }]
    : numbers;
}

/** The label that a dialled number has in the ladder: `office`; null = a number of no list. */
export function labelOf(card: Pick<DispatchCard, 'ladder'>, number: string): string | null {
  for (const row of card.ladder)
    for (const phone of row.contact?.phones ?? []) if (isSame(phone.number, number)) return phone.label;
  return null;
}

/** Danger: what is red and loud. Everything else that must be phoned is amber, and comes after it. */
export const isGrave = (card: Pick<DispatchCard, 'urgency'>): boolean =>
  urgencyRank(card.urgency) <= urgencyRank('urgent-clinical');
/** Most urgent first, then as they stood. */
export const byUrgency = (a: Pick<DispatchCard, 'urgency'>, b: Pick<DispatchCard, 'urgency'>): number =>
  urgencyRank(a.urgency) - urgencyRank(b.urgency);

/** A person at this desk has something to do: phone, or say what came of it. */
export const needsHands = (card: Pick<DispatchCard, 'state' | 'outcome'>): boolean =>
  card.state === 'manual' || (card.state === 'ended' && card.outcome === null);

/** Accepted, and nothing is known of what came of it at the time when somebody should ask. */
export const isOverdue = (
  card: Pick<DispatchCard, 'outcome' | 'checkBackAt' | 'state'>,
  now: number,
): boolean => card.outcome === null && card.checkBackAt !== null && Date.parse(card.checkBackAt) <= now;

/** The next instant that counts for a person: the alarm, else the next step; null = nothing counts down. */
export function countdownOf(
  card: Pick<DispatchCard, 'alarmAt' | 'ladder'>,
  now: number,
): { kind: 'alarm' | 'step'; at: string } | null {
  if (card.alarmAt !== null) return { kind: 'alarm', at: card.alarmAt };
  const next = card.ladder.find((row) => isOpen(row) && Date.parse(row.dueAt) > now);
  return next === undefined ? null : { kind: 'step', at: next.dueAt };
}

export interface Sides {
  desk: Try[];
  backend: Try[];
}
/** Who did what, where both did something: after a connection came back in the middle of a ladder. Null otherwise. */
export function sidesOf(tries: readonly Try[]): Sides | null {
  const desk = tries.filter((each) => !each.byBackend);
  const backend = tries.filter((each) => each.byBackend);
  return desk.length > 0 && backend.length > 0 ? { desk, backend } : null;
}
