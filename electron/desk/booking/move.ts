// Moving: the new time first, read back; only then the old one is cancelled. Where it stops, both stand, and that is said.
// The state is plain data: kept, it goes on after a restart, and no step is done twice.
import { beginMove, type Move, nextStep, type Standing, standing } from '#shared/domain/booking/change.ts';
import { book, type BookingClient } from './book.ts';
import { cancel, type Cancelling } from './cancel.ts';
import type { BookOutcome, CancelOutcome } from './outcome.ts';
import type { Booking } from './resource.ts';

export interface Moving {
  booking: Omit<Booking, 'replaces'>;
  old: Cancelling;
}
export interface MoveOutcome {
  move: Move;
  /** What the record holds as far as is known. */
  stands: Standing;
  book: BookOutcome | null;
  cancel: CancelOutcome | null;
}

/** `from`: how far an earlier attempt came. `now`: UTC instant. */
export async function moveVisit(
  fhir: BookingClient,
  m: Moving,
  now: string,
  signal: AbortSignal,
  from: Move | null = null,
): Promise<MoveOutcome> {
  let move = from ?? beginMove(m.booking.bookingId, m.old.visitId);
  const ended = (booked: BookOutcome | null, cancelled: CancelOutcome | null): MoveOutcome => {
    const unsure = booked?.kind === 'offline' && booked.perhaps;
    return { move, stands: unsure ? 'unknown' : standing(move), book: booked, cancel: cancelled };
  };
  let booked: BookOutcome | null = null;
  if (nextStep(move) === 'book-new' || nextStep(move) === 'read-new') {
    booked = await book(fhir, { ...m.booking, replaces: m.old.visitId }, now, signal);
    if (booked.kind === 'differs' || booked.kind === 'doubled') move = { ...move, newId: booked.held.id };
    if (booked.kind === 'unconfirmed') move = { ...move, newId: booked.visitId };
    if (booked.kind !== 'booked') return ended(booked, null);
    move = { ...move, newId: booked.held.id, newConfirmed: true };
  }
  if (nextStep(move) !== 'cancel-old') return ended(booked, null);
  const cancelled = await cancel(fhir, m.old, signal);
  if (cancelled.kind === 'cancelled') move = { ...move, oldCancelled: true };
  return ended(booked, cancelled);
}
