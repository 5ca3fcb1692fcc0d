// What was booked, moved or cancelled on this call before: one line each, to be looked at, read back or cancelled again.
import type { BookingView } from '#shared/contract/booking.ts';
import { leftOf } from '../app/booked.ts';
import { t } from '../text/t.ts';
import { Button, useNow } from '../ui/index.ts';
import { endOf, isTaken } from './end.ts';
import type { Here } from './here.ts';
import { endWords, toldOf } from './words.ts';

export interface BeforeProps {
  here: Here;
  bookings: readonly BookingView[];
  onShow: (bookingId: string) => void;
}

export function Before({ here, bookings, onShow }: BeforeProps) {
  const now = useNow(60_000);
  // The newest, and whatever somebody still has to look at: the form needs the room.
  const left = new Set(leftOf(bookings));
  const shown = bookings.filter((b, i) => !isTaken(b) && (i === 0 || left.has(b)));
  if (shown.length === 0) return null;
  return (
    <ul className="cl-task-before" aria-label={t('booking.before')}>
      {shown.map((b) => {
        const values = toldOf(b, here.zone, now);
        const { title } = endWords(endOf(b), values);
        return (
          <li key={b.bookingId}>
            <span className="cl-detail">{values.when || values.old}</span>
            <span>{title}</span>
            <Button size="small" kind="plain" onPress={() => onShow(b.bookingId)}>
              {t('booking.before.open')}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
