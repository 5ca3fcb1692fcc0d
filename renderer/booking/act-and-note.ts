// What was done at the record also stands in the notes of the call, once the record was read: never what was only asked for.
import type { BookingView } from '#shared/contract/booking.ts';
import type { Result } from '#shared/domain/result.ts';
import { noteSaid } from '../app/note-said.ts';
import { renewRecord } from '../app/renew.ts';
import { type About, bookTime, cancelVisit, lookAgain, type Old } from './acts.ts';
import { noteOf, toldOf } from './words.ts';

/** `zone`: the practice's own. */
async function noted(doing: Promise<Result<BookingView>>, zone: string): Promise<void> {
  const result = await doing;
  const note = result.ok ? noteOf(result.value, toldOf(result.value, zone, new Date())) : null;
  if (!result.ok || note === null) return;
  noteSaid(result.value.contextId, note);
  // What stands beside it shows what was booked before.
  renewRecord();
}
export const bookAndNote = (
  about: About,
  offerId: string,
  kindId: string | null,
  old: Old | null,
  zone: string,
): Promise<void> => noted(bookTime(about, offerId, kindId, old), zone);
export const cancelAndNote = (about: About, old: Old, zone: string): Promise<void> =>
  noted(cancelVisit(about, old), zone);
export const lookAndNote = (about: About, bookingId: string, zone: string): Promise<void> =>
  noted(lookAgain(about, bookingId), zone);
