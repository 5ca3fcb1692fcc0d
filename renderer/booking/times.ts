// Times as they are read aloud: by the clinic's clock, grouped by its days, and the desk's own beside it where that shows
// another; what stands against one in words.
import type { OfferView, VisitView } from '#shared/contract/booking.ts';
import { formatDate, formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { dayAt } from './wish.ts';

type Time = Pick<OfferView, 'start' | 'zone'>;

/** `America/New_York` as a person says it. */
export const cityOf = (zone: string): string => zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
/** `14:30` by the clinic's clock; with the clinic's town where its clock is not the practice's (`home`). */
export function clockOf({ start, zone }: Time, home: string): string {
  const time = formatTime(start, zone);
  return time === formatTime(start, home) ? time : t('booking.time.town', { time, city: cityOf(zone) });
}
/** `13:30 by this desk’s clock`, or null where that shows the same. */
export function deskClock({ start, zone }: Time): string | null {
  const here = formatTime(start);
  return here === formatTime(start, zone) ? null : t('booking.time.here', { time: here });
}
export const dayOfTime = ({ start, zone }: Time, now: Date): string =>
  formatDate(start, { zone, weekday: true, now: now.toISOString() });
/** `Tue 24 Nov, 14:30`. */
export const whenOf = (time: Time, home: string, now: Date): string =>
  t('booking.time.when', { day: dayOfTime(time, now), time: clockOf(time, home) });

export interface Day {
  id: string;
  title: string;
  offers: OfferView[];
}
/** In the order of the days, as the record answered. */
export function byDay(offers: readonly OfferView[], now: Date): Day[] {
  const days = new Map<string, Day>();
  for (const offer of offers) {
    const id = dayAt(new Date(offer.start), offer.zone);
    const day = days.get(id) ?? { id, title: dayOfTime(offer, now), offers: [] };
    day.offers.push(offer);
    days.set(id, day);
  }
  return [...days.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

const visitName = (visit: VisitView | undefined, zone: string, now: Date): string =>
  visit === undefined
    ? t('booking.conflict.visit.unknown')
    : t('booking.conflict.visit', {
        what: visit.what ?? t('booking.conflict.visit.what'),
        when: whenOf({ start: visit.start, zone }, zone, now),
      });

export interface Against {
  words: string;
  tone: 'amber' | 'red' | 'neutral';
}
/** In the order of gravity; the first is what a list shows. */
export function against(
  offer: Pick<OfferView, 'conflicts' | 'zone'>,
  visits: readonly VisitView[],
  now: Date,
): Against[] {
  if (offer.conflicts === null) return [{ words: t('booking.conflict.unknown'), tone: 'neutral' }];
  return offer.conflicts.map((c): Against => {
    if (c.kind === 'past') return { words: t('booking.conflict.past'), tone: 'red' };
    const visit = visitName(
      visits.find((v) => v.visitId === c.visitId),
      offer.zone,
      now,
    );
    if (c.kind === 'overlap') return { words: t('booking.conflict.overlap', { visit }), tone: 'red' };
    if (c.kind === 'tight')
      return { words: t('booking.conflict.tight', { visit, minutes: c.minutes }), tone: 'amber' };
    return { words: t('booking.conflict.same-kind', { visit }), tone: 'amber' };
  });
}
/** It has passed, or the patient is elsewhere then. */
export const isRed = (offer: Pick<OfferView, 'conflicts'>): boolean => mark(offer)?.tone === 'red';
/** Short, for one line of a list. */
export function mark(offer: Pick<OfferView, 'conflicts'>): { text: string; tone: 'amber' | 'red' } | null {
  const first = offer.conflicts?.[0];
  if (first === undefined) return null;
  const tone = first.kind === 'past' || first.kind === 'overlap' ? 'red' : 'amber';
  return { text: t(`booking.mark.${first.kind}`), tone };
}
