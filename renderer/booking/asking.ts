// What was asked for as a message of the log, when it can't be done now: the wishes as they stand in the form, each a sentence.
import { type AskLine, askLines, type BookingAsk } from '#shared/domain/booking/ask.ts';
import type { CancelReason } from '#shared/domain/booking/visit.ts';
import type { OfferView, VisitView } from '#shared/contract/booking.ts';
import { formatDate } from '../text/format.ts';
import { t, type TextKey } from '../text/t.ts';
import { oldWhen } from './words.ts';
import type { Wish } from './wish.ts';

export interface Asking {
  wish: Wish | null;
  /** The days that the wish means; null = not asked, or unreadable: then what was typed goes into the note. */
  days: { from: string; to: string } | null;
  kind: string;
  practitioner: string;
  place: string;
  wanted: Pick<OfferView, 'start' | 'practitioner' | 'place'> | null;
  note: string;
}
const at = (text: string | null | undefined): string => (text ?? '').slice(0, 160).trim();

function wishesOf({ wish, days, kind, practitioner, place, wanted, note }: Asking) {
  const weekdays = (wish?.weekdays ?? []).map((d) => t(`booking.weekday.${d as 1}`)).join(', ');
  const typed = days === null && wish !== null && wish.span === null ? `${wish.from} – ${wish.to}` : '';
  const only = weekdays === '' ? '' : t('booking.line.weekdays', { days: weekdays });
  return {
    kind: kind.slice(0, 80),
    practitioner: at(practitioner),
    place: at(place),
    from: days?.from ?? '',
    to: days?.to ?? '',
    part: wish?.part ?? 'any',
    wanted:
      wanted === null
        ? null
        : {
            start: new Date(wanted.start).toISOString(),
            practitioner: at(wanted.practitioner),
            place: at(wanted.place),
          },
    note: [typed, only, note.trim()].filter(Boolean).join('; ').slice(0, 300).trim(),
  };
}

export const askToBook = (asking: Asking): BookingAsk => ({ what: 'book', wishes: wishesOf(asking) });
/** Of a visit that is booked: its time may not be known here. */
type OldOne = Pick<VisitView, 'visitId' | 'practitioner' | 'place'> & { start: string | null };
const oldOf = (visit: OldOne) => ({
  id: visit.visitId,
  start: visit.start,
  practitioner: at(visit.practitioner),
  place: at(visit.place),
});
export const askToMove = (visit: OldOne, asking: Asking): BookingAsk => ({
  what: 'move',
  old: oldOf(visit),
  wishes: wishesOf(asking),
});
export const askToCancel = (visit: OldOne, reason: CancelReason, note: string): BookingAsk => ({
  what: 'cancel',
  old: oldOf(visit),
  reason,
  note: note.trim().slice(0, 300),
});

function valueOf({ key, value }: AskLine, zone: string, now: Date): string {
  if (key === 'old' || key === 'wanted') return oldWhen(value, zone, now);
  if (key === 'from' || key === 'to') return formatDate(value, { weekday: true, now: now.toISOString() });
  if (key === 'part') return t(`booking.part.${value}` as TextKey);
  if (key === 'reason') return t(`booking.reason.${value}` as TextKey);
  return value;
}
/** One sentence a line, in the order in which the desk reads them. */
export const linesOf = (ask: BookingAsk, zone: string, now: Date): string[] =>
  askLines(ask).map((line) =>
    t(`booking.line.${line.key}`, { value: valueOf(line, zone, now) })
      .trim()
      .slice(0, 600),
  );
