// What was asked for as a message, from a booking that could not be done: the time that was wanted, the visit it was about.
import type { BookingView } from '#shared/contract/booking.ts';
import type { BookingAsk } from '#shared/domain/booking/ask.ts';
import type { BookingRules } from '#shared/domain/booking/visit.ts';
import { askToBook, askToCancel, askToMove, type Asking } from './asking.ts';
import type { OldWords } from './old.ts';

export function askOf(
  view: Pick<BookingView, 'what' | 'offer' | 'old' | 'kindId'>,
  words: Pick<OldWords, 'reason' | 'note'>,
  rules: BookingRules,
): BookingAsk {
  const { what, offer, old, kindId } = view;
  const asking: Asking = {
    wish: null,
    days: null,
    kind: rules.kinds.find((k) => k.id === kindId)?.label ?? '',
    practitioner: offer?.practitioner ?? '',
    place: offer?.place ?? '',
    wanted: offer,
    note: words.note,
  };
  // Names of the old visit stay at the record: its id and time say which.
  const visit = { visitId: old?.visitId ?? '', start: old?.start ?? null, practitioner: null, place: null };
  if (what === 'cancel') return askToCancel(visit, words.reason, words.note);
  return what === 'move' ? askToMove(visit, asking) : askToBook(asking);
}
