// Free times as a calm list by day, soonest first: arrow keys go through it, Enter chooses. What stands against one is said on
// its line; the zone is said where the clinic's clock is not the desk's.
import { CalendarSearch, RotateCw } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import type { BookingView, OfferView } from '#shared/contract/booking.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Banner, Button, Chip, EmptyState, Skeleton, useNow, WorkList } from '../ui/index.ts';
import { takeOver } from './go-on.ts';
import type { SlotsAsked, useSlots } from './reads.ts';
import { byDay, cityOf, clockOf, deskClock, mark, whenOf } from './times.ts';
import type { Wish } from './wish.ts';
import { placeOf, whoOf } from './words.ts';

export interface TimesProps {
  /** The practice's time zone. */
  home: string;
  slots: ReturnType<typeof useSlots>;
  asked: SlotsAsked | null;
  wish: Wish;
  taken: BookingView | null;
  onChoose: (offer: OfferView) => void;
  onWish: (wish: Wish) => void;
  foot: ReactNode;
}

export function Times({ home, slots, asked, wish, taken, onChoose, onWish, foot }: TimesProps) {
  const now = useNow(60_000);
  const list = useRef<HTMLDivElement>(null);
  const { value } = slots;
  const count = value?.offers.length ?? 0;
  // The pane was opened by a key or a press: the times take the focus once they are there, however late.
  // Once an answer: what is drawn anew each minute takes nothing.
  useEffect(() => {
    if (value !== null && count > 0) takeOver(list.current);
  }, [value, count]);
  if (asked !== null && (slots.reading || value === null))
    return (
      <div className="cl-booking-wait">
        <Skeleton lines={5} label={t('booking.times.reading')} />
      </div>
    );
  if (value === null) return null;
  const assumed = value.offers.some((o) => o.zoneAssumed);
  const otherClock = value.offers.some((o) => deskClock(o) !== null);
  const untold = value.offers.some((o) => o.conflicts === null);
  return (
    <>
      {taken?.offer && (
        <Banner tone="amber" title={t('booking.times.taken', { when: whenOf(taken.offer, home, now) })}>
          {t('booking.end.book.taken.say')}
        </Banner>
      )}
      <div ref={list} className="cl-booking-times">
        {count === 0 ? (
          <EmptyState
            icon={CalendarSearch}
            title={t('booking.times.none')}
            action={
              <div className="cl-booking-acts">
                {(wish.practitionerId !== null || wish.placeId !== null) && (
                  <Button onPress={() => onWish({ ...wish, practitionerId: null, placeId: null })}>
                    {t('booking.times.none.anyone')}
                  </Button>
                )}
                {(wish.span !== 'soonest' || wish.part !== 'any' || wish.weekdays.length > 0) && (
                  <Button onPress={() => onWish({ ...wish, span: 'soonest', part: 'any', weekdays: [] })}>
                    {t('booking.times.none.later')}
                  </Button>
                )}
              </div>
            }
          >
            {t('booking.times.none.what')}
          </EmptyState>
        ) : (
          <WorkList
            label={t('booking.times')}
            selected={null}
            onSelect={(id) => {
              const offer = value.offers.find((o) => o.offerId === id);
              if (offer) onChoose(offer);
            }}
            sections={byDay(value.offers, now).map((day) => ({
              id: day.id,
              title: day.title,
              rows: day.offers.map((offer) => {
                const against = mark(offer);
                const who = [whoOf(offer.practitioner), placeOf(offer.place)].join(' · ');
                return {
                  id: offer.offerId,
                  title: clockOf(offer, home),
                  detail: who,
                  meta: against && <Chip tone={against.tone}>{against.text}</Chip>,
                  spoken: [clockOf(offer, home), day.title, who, against?.text].filter(Boolean).join(', '),
                };
              }),
            }))}
          />
        )}
      </div>
      <footer className="cl-booking-foot">
        <span className="cl-detail">
          {[
            count > 0 && t(value.more ? 'booking.times.more' : 'booking.times.count', { count }),
            otherClock &&
              t('booking.time.clinic', { city: cityOf(home), time: formatTime(now.toISOString(), home) }),
            value.unreadable > 0 && t('booking.times.unreadable', { count: value.unreadable }),
            assumed && t('booking.time.assumed'),
            untold && t('booking.conflict.unknown'),
            slots.readAt !== null && t('booking.times.at', { time: formatTime(slots.readAt) }),
          ]
            .filter(Boolean)
            .join(' ')}
        </span>
        <Button size="small" kind="plain" icon={RotateCw} onPress={slots.again}>
          {t('booking.times.again')}
        </Button>
        {foot}
      </footer>
    </>
  );
}
