// The appointments of a call, as the desk keeps them: one audited read for every room that shows it (the form, the wrap-up).
import { useEffect } from 'react';
import { create } from 'zustand';
import type { BookingRow, BookingView } from '#shared/contract/booking.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { useDesk, useTopic } from '../bridge/use-desk.ts';
import { useVerified } from './verified.ts';

export interface Standing {
  /** Newest first; null = not read yet. */
  bookings: readonly BookingView[] | null;
  failure: Failure | null;
}
const unread: Standing = { bookings: null, failure: null };
/** By context and patient: another patient of the same call has others. */
interface Store {
  by: Readonly<Record<string, Standing>>;
  messages: readonly string[];
  /** What a person has to look at, of everybody on every call: ids and states only. */
  open: readonly BookingRow[];
}
const useStore = create<Store>()(() => ({ by: {}, messages: [], open: [] }));
const keyOf = (contextId: string, patientId: string): string => `${contextId} ${patientId}`;
const newest = new Map<string, number>();

export async function readStanding(contextId: string, patientId: string): Promise<void> {
  const key = keyOf(contextId, patientId);
  const mine = (newest.get(key) ?? 0) + 1;
  newest.set(key, mine);
  const result = await careline.booking.standing({ contextId, patientId });
  if (newest.get(key) !== mine) return;
  useStore.setState(({ by }) => ({
    by: {
      ...by,
      [key]: result.ok
        ? { bookings: result.value, failure: null }
        : { bookings: by[key]?.bookings ?? null, failure: result },
    },
  }));
}

/** An answer is newer than any list that was read before it. */
export function takeBooking(view: BookingView): void {
  const key = keyOf(view.contextId, view.patientId);
  useStore.setState(({ by }) => {
    const others = (by[key]?.bookings ?? []).filter((b) => b.bookingId !== view.bookingId);
    const bookings = [...others, view].toSorted((a, b) => b.at.localeCompare(a.at));
    return { by: { ...by, [key]: { bookings, failure: null } } };
  });
}

/** Null in place of a patient: nobody is verified, so nothing is read. */
export function useStanding(contextId: string, patientId: string | null): Standing {
  const found = useStore((s) =>
    patientId === null ? unread : (s.by[keyOf(contextId, patientId)] ?? unread),
  );
  const epoch = useDesk().hello?.epoch;
  useEffect(() => {
    if (patientId !== null) void readStanding(contextId, patientId);
  }, [contextId, patientId, epoch]);
  useTopic(careline.booking.changed, () => {
    if (patientId !== null) void readStanding(contextId, patientId);
  });
  return found;
}

/** A person still has to do something with it: read it back, or settle it. */
export const isUnfinished = (view: Pick<BookingView, 'state' | 'readBack'>): boolean =>
  view.state === 'running' ||
  view.state === 'open' ||
  (view.state === 'done' && view.readBack !== null && view.readBack.still.length > 0);

/** Without what was moved or cancelled since: nothing of that needs to be read back any more. */
export const leftOf = (bookings: readonly BookingView[]): BookingView[] =>
  bookings.filter((b) => {
    const visitId = b.book?.kind === 'booked' ? b.book.held.visitId : null;
    const replaced =
      visitId !== null && bookings.some((o) => o.state === 'done' && o.old?.visitId === visitId);
    return isUnfinished(b) && !(replaced && b.state === 'done');
  });

/** What the appointments of a call mean for how it ended. */
export interface Result {
  /** The newest that somebody still has to look at, of whoever was chosen on the call. */
  unfinished: Pick<BookingRow, 'what' | 'state' | 'patientId'> | null;
  suggests: 'resolved' | 'message-taken' | null;
}
/**
 * @param bookings of the patient who is verified now; null = nobody is, or not read yet
 * @param open of this call, of all its patients
 */
export function resultOf(
  bookings: readonly BookingView[] | null,
  open: readonly BookingRow[],
  patientId: string | null,
  asked: boolean,
): Result {
  // Theirs are in the list too, but a tick is heard of there a moment later.
  const others = open.filter((row) => bookings === null || row.patientId !== patientId);
  const unfinished = leftOf(bookings ?? [])[0] ?? others.at(-1) ?? null;
  const done = bookings?.some((b) => b.state === 'done') === true;
  return { unfinished, suggests: asked ? 'message-taken' : done && unfinished === null ? 'resolved' : null };
}

/** An appointment of this call was taken as a message instead. */
export const noteAsked = (contextId: string): void =>
  useStore.setState(({ messages }) => ({ messages: [...messages, contextId] }));
export const useAsked = (contextId: string): boolean => useStore((s) => s.messages.includes(contextId));

async function readOpen(): Promise<void> {
  const result = await careline.booking.open();
  // A role that books nothing has none.
  if (result.ok) useStore.setState({ open: result.value });
}

/** Also of who was chosen before on this call: a booking must not be forgotten with its patient. */
export function useBookingResult(contextId: string): Result & { isOther: boolean } {
  const patientId = useVerified(contextId)?.patientId ?? null;
  const { bookings } = useStanding(contextId, patientId);
  const open = useStore((s) => s.open);
  const epoch = useDesk().hello?.epoch;
  useEffect(() => void readOpen(), [contextId, epoch]);
  useTopic(careline.booking.changed, () => void readOpen());
  const asked = useAsked(contextId);
  const ofCall = open.filter((row) => row.contextId === contextId);
  const result = resultOf(patientId === null ? null : bookings, ofCall, patientId, asked);
  return { ...result, isOther: result.unfinished !== null && result.unfinished.patientId !== patientId };
}
