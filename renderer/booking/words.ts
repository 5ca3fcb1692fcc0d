// Sentences of a booking: who and where by name or said to be missing, what to tell the caller, what goes into the notes.
import type { BookingView, OfferView, VisitView } from '#shared/contract/booking.ts';
import { calmName } from '../text/format.ts';
import { hasText, t, type TextKey, type TextValues } from '../text/t.ts';
import { whenOf } from './times.ts';
import type { End } from './end.ts';

type Named = Pick<OfferView, 'start' | 'zone' | 'practitioner' | 'place'>;
export interface Told extends TextValues {
  when: string;
  who: string;
  place: string;
  old: string;
}
const nobody = { when: '', who: '', place: '', old: '' };

export const whoOf = (name: string | null): string => name ?? t('booking.with.unnamed');
export const placeOf = (name: string | null): string =>
  name === null ? t('booking.place.unnamed') : calmName(name);

/** `zone`: the practice's own, for a visit whose place doesn't say one. */
export const oldWhen = (start: string | null, zone: string, now: Date): string =>
  start === null ? t('booking.old.no-time') : whenOf({ start, zone }, zone, now);
export const told = (offer: Named | null, old: string, home: string, now: Date): Told =>
  offer === null
    ? { ...nobody, old }
    : { when: whenOf(offer, home, now), who: whoOf(offer.practitioner), place: placeOf(offer.place), old };
export const toldOf = (view: Pick<BookingView, 'offer' | 'old'>, zone: string, now: Date): Told =>
  told(view.offer, view.old === null ? '' : oldWhen(view.old.start, zone, now), zone, now);

/** `Tue 24 Nov, 14:30 · Follow-up visit · Dr. Haddad`. */
export const visitLine = (visit: VisitView, zone: string, now: Date): string =>
  [oldWhen(visit.start, zone, now), visit.what, visit.practitioner].filter(Boolean).join(', ');

const endKey = (key: string, part: '' | '.what' | '.say'): TextKey => {
  const full = `booking.end.${key}${part}`;
  if (!hasText(full)) throw new Error(`no sentence ${full}`);
  return full;
};
export interface EndWords {
  title: string;
  what: string[];
  say: string;
}
export function endWords(end: End, values: Told): EndWords {
  const what = [t(endKey(end.key, '.what'), values)];
  if (end.why !== null)
    what.push(`${t(endKey(end.why, ''), values)}. ${t(endKey(end.why, '.what'), values)}`);
  return { title: t(endKey(end.key, ''), values), what, say: t(endKey(end.key, '.say'), values) };
}

/** For the notes of the call, once it is known; null while there is nothing to note. */
export function noteOf(view: BookingView, values: Told): string | null {
  if (view.state !== 'done') return null;
  if (view.what === 'cancel') return t('booking.note.cancel', values);
  if (view.what === 'move') return t('booking.note.move', values);
  return t(
    view.book?.kind === 'booked' && view.book.pending ? 'booking.note.pending' : 'booking.note.book',
    values,
  );
}

/** What the record holds against what was asked for, a line each. */
export function differencesOf(view: Pick<BookingView, 'book' | 'cancel' | 'offer'>, now: Date): string[] {
  const found =
    view.book?.kind === 'differs' ? view.book : view.cancel?.kind === 'differs' ? view.cancel : null;
  if (found === null) return [];
  const zone = view.offer?.zone;
  const time = (start: string | null): string =>
    start === null || zone === undefined ? t('booking.old.no-time') : whenOf({ start, zone }, zone, now);
  const values = { held: '', asked: time(view.offer?.start ?? null) };
  return found.differences.map((d) =>
    t(`booking.differs.${d}`, {
      ...values,
      held: d === 'status' ? found.held.status : time(found.held.start),
    }),
  );
}
