// Asking the desk to change something at the record. A page may go while it is under way: what comes of it is kept by the desk;
// what was refused at once is kept here for the call, so that it is read when the form is open again.
import { uuidv7 } from 'uuidv7';
import type { BookingView } from '#shared/contract/booking.ts';
import type { BookingAsk } from '#shared/domain/booking/ask.ts';
import type { CancelReason } from '#shared/domain/booking/visit.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { noteAsked, readStanding, takeBooking } from '../app/booked.ts';
import { keepIn, keptIn } from '../app/kept-words.ts';
import { sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';

export interface About {
  contextId: string;
  patientId: string;
  /** What the form was opened for: each has its own words and its own end. */
  task: string;
}
export interface Old {
  visitId: string;
  start: string | null;
  reason: CancelReason;
  note: string;
}
export interface Doing {
  bookingId: string;
  what: 'book' | 'move' | 'cancel' | 'again';
}
export type ReadPart = NonNullable<BookingView['readBack']>['still'][number];
/** Long enough for a desk that restarts: a repeat with the same id makes no second one. */
const sure = { sureWithin: 60_000 };

/** Names of what is kept for the call while the form is closed; all begin with the first. */
export function names(contextId: string, task: string) {
  const all = `booking ${contextId} ${task}`;
  return {
    all,
    wish: `${all} wish`,
    /** Of a move or a cancellation: which visit, why, and a note. */
    old: `${all} old`,
    /** The time that was chosen. */
    offer: `${all} offer`,
    /** The booking that is looked at; null = the form, `auto` = what is unfinished, if anything. */
    shown: `${all} shown`,
    doing: `${all} doing`,
    failure: `${all} failure`,
    note: `${all} note`,
    message: `${all} message`,
    /** Id of a message whose answer was lost: sent again it is the same. */
    sending: `${all} sending`,
  };
}
const idsOf = ({ contextId, patientId }: About) => ({ contextId, patientId });

async function run(
  about: About,
  doing: Doing,
  ask: () => Promise<Result<BookingView>>,
): Promise<Result<BookingView>> {
  const at = names(about.contextId, about.task);
  keepIn<Doing | null>(at.doing, doing);
  keepIn<Failure | null>(at.failure, null);
  const result = await ask();
  keepIn<Doing | null>(at.doing, null);
  if (result.ok) {
    takeBooking(result.value);
    keepIn<string | null>(at.shown, result.value.bookingId);
    keepIn<string | null>(at.offer, null);
  } else {
    keepIn<Failure | null>(at.failure, result);
    // It may have been begun all the same: the desk knows.
    void readStanding(about.contextId, about.patientId);
  }
  return result;
}

export function bookTime(
  about: About,
  offerId: string,
  kindId: string | null,
  old: Old | null,
): Promise<Result<BookingView>> {
  const bookingId = uuidv7();
  const input = { ...idsOf(about), bookingId, offerId, kindId };
  return run(about, { bookingId, what: old === null ? 'book' : 'move' }, () =>
    old === null ? careline.booking.book(input, sure) : careline.booking.move({ ...input, old }, sure),
  );
}
export function cancelVisit(about: About, old: Old): Promise<Result<BookingView>> {
  const bookingId = uuidv7();
  return run(about, { bookingId, what: 'cancel' }, () =>
    careline.booking.cancel({ ...idsOf(about), bookingId, ...old }, sure),
  );
}
export const lookAgain = (about: About, bookingId: string): Promise<Result<BookingView>> =>
  run(about, { bookingId, what: 'again' }, () =>
    careline.booking.again({ ...idsOf(about), bookingId }, sure),
  );

/** Also long after the call: asks for no evidence. Answers whether it was done. */
export async function settle(about: About, bookingId: string): Promise<boolean> {
  const result = await careline.booking.settle({ ...idsOf(about), bookingId }, sure);
  if (!result.ok) sayFailure(result);
  return result.ok;
}
export async function tickRead(about: About, bookingId: string, part: ReadPart, on: boolean): Promise<void> {
  const result = await careline.booking.readBack({ ...idsOf(about), bookingId, part, on }, sure);
  if (result.ok) takeBooking(result.value);
  else sayFailure(result);
}

export interface SavedMessage {
  messageId: string;
  savedAt: string;
  cut: boolean;
}
/** `messageId`: of the draft that the context is, where there is no call; else a message of its own. */
export async function saveAsMessage(input: {
  contextId: string;
  task: string;
  patientId: string | null;
  accountId: string;
  messageId: string | null;
  ask: BookingAsk;
  lines: string[];
  patientName: string;
  otherPhoneWhy: string | null;
}): Promise<Result<SavedMessage>> {
  const { messageId: draftId, task, ...rest } = input;
  const at = names(input.contextId, task);
  const messageId = draftId ?? (keptIn(at.sending, '') || uuidv7());
  keepIn(at.sending, messageId);
  const result = await careline.booking.ask({ ...rest, messageId, patientBirthDate: '' }, sure);
  if (result.ok) {
    keepIn(at.sending, '');
    keepIn<SavedMessage | null>(at.message, result.value);
    noteAsked(input.contextId);
  } else sayFailure(result);
  return result;
}
