// For tests of the booking room: what a page asks of it, over and over.
import { randomUUID } from 'node:crypto';
import type { BookingView, OfferView } from '#shared/contract/booking.ts';
import type { Result } from '#shared/domain/result.ts';
import { must } from '../router/testing.ts';
import type { Desk } from './testing-room.ts';

export const wish = {
  kindId: 'follow-up',
  minutes: 30,
  practitionerId: null,
  placeId: null,
  from: '2026-11-23',
  to: '2026-11-23',
  part: 'any',
  weekdays: [],
};
interface Slots {
  offers: OfferView[];
}
export function visitOf(view: BookingView): string {
  if (view.book?.kind !== 'booked') throw new Error(JSON.stringify(view));
  return view.book.held.visitId;
}
export const old = (view: BookingView) => ({
  visitId: visitOf(view),
  start: view.offer?.start ?? null,
  reason: 'transport',
  note: 'Bus strike',
});

/** `desk`: the one of the test that runs. */
export function asksOf(desk: () => Desk) {
  const offers = async (of: object = desk().about): Promise<OfferView[]> =>
    must(await desk().ask<Slots>('booking.slots', { ...of, wish, moving: null })).offers;
  async function first(): Promise<OfferView> {
    const [offer] = await offers();
    if (offer === undefined) throw new Error('no time is left');
    return offer;
  }
  const bookingOf = (offer: OfferView, bookingId: string = randomUUID()) => ({
    ...desk().about,
    bookingId,
    offerId: offer.offerId,
    kindId: 'follow-up',
  });
  const book = async (input: object): Promise<Result<BookingView>> => desk().ask('booking.book', input);
  const booked = async (): Promise<BookingView> => must(await book(bookingOf(await first())));
  const moving = async (view: BookingView) => ({ ...bookingOf(await first()), old: old(view) });
  return { offers, first, bookingOf, book, booked, moving };
}
