// The ticks of reading back (rows 1 and 3): date, time, place, with whom, and what to bring, each from the record as it is now.
// What the record lacks is said as missing, never left out; a change at the record takes a tick back by itself.
import type { BookingView } from '#shared/contract/booking.ts';
import { useCardKeys } from '../app/card-keys.ts';
import { calmName, formatDate } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Tick, useNow } from '../ui/index.ts';
import { type About, type ReadPart, tickRead } from './acts.ts';
import { clockOf } from './times.ts';

type Facts = NonNullable<BookingView['readBack']>;
const parts: readonly ReadPart[] = ['date', 'time', 'place', 'withWhom', 'bring'];

function wordsOf(part: ReadPart, facts: Facts, view: BookingView, home: string, now: Date): string | null {
  switch (part) {
    case 'date':
      return facts.date === null ? null : formatDate(facts.date, { weekday: true, now: now.toISOString() });
    case 'time':
      // By the clinic's clock.
      return facts.time === null || view.offer === null
        ? facts.time
        : clockOf({ start: view.offer.start, zone: facts.zone }, home);
    case 'place':
      return facts.place === null ? null : calmName(facts.place);
    case 'withWhom':
      return facts.withWhom;
    case 'bring':
      return facts.bring.from === 'missing' ? null : facts.bring.lines.join(' ');
  }
}

export interface ReadBackProps {
  about: About;
  view: BookingView;
  readBack: Facts;
  /** The practice's time zone. */
  home: string;
}

export function ReadBack({ about, view, readBack, home }: ReadBackProps) {
  const now = useNow(60_000);
  const toggle = (part: ReadPart): void =>
    void tickRead(about, view.bookingId, part, !readBack.ticked.includes(part));
  const { within, drawn } = useCardKeys({
    choose(digit) {
      const part = parts[digit - 1];
      if (part !== undefined) toggle(part);
      return part !== undefined;
    },
  });
  return (
    <div className="cl-booking-read" role="group" aria-label={t('booking.read-back')} {...within}>
      <h3 className="cl-booking-sub">{t('booking.read-back')}</h3>
      <p className="cl-detail">
        {t(readBack.still.length === 0 ? 'booking.read-back.done' : 'booking.read-back.what')}
      </p>
      <ul>
        {parts.map((part, i) => {
          const words = wordsOf(part, readBack, view, home, now);
          return (
            <li key={part}>
              <Tick
                keys={drawn(i + 1)}
                isSelected={readBack.ticked.includes(part)}
                onChange={() => toggle(part)}
              >
                <span className="cl-booking-part">{t(`booking.read-back.${part}`)}</span>
                {words === null ? (
                  <strong className="cl-booking-missing">
                    {t(part === 'bring' ? 'booking.read-back.bring.missing' : 'booking.read-back.missing')}
                  </strong>
                ) : (
                  <span className="cl-booking-words">{words}</span>
                )}
                {part === 'bring' && readBack.bring.from !== 'missing' && (
                  <span className="cl-detail-quiet">
                    {t(`booking.read-back.bring.${readBack.bring.from}`)}
                  </span>
                )}
              </Tick>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
