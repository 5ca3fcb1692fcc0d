// An appointment that was left open: what is known of it, looking again, and closing it by hand. Whose it is stands at the record;
// here are its time and its kind only.
import { CalendarSearch, Check, X } from 'lucide-react';
import { useState } from 'react';
import type { BookingRow } from '#shared/contract/booking.ts';
import { sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, IconButton } from '../ui/index.ts';

const sure = { sureWithin: 60_000 };

export function BookingCard({ row, onClose }: { row: BookingRow; onClose: () => void }) {
  const [asked, setAsked] = useState<'again' | 'settle' | null>(null);
  const { contextId, patientId, bookingId } = row;
  const title = t(row.unread ? 'work.booking.unread' : `work.booking.${row.what}`);
  async function ask(what: 'again' | 'settle'): Promise<void> {
    setAsked(what);
    const result = await careline.booking[what]({ contextId, patientId, bookingId }, sure);
    setAsked(null);
    if (!result.ok) sayFailure(result);
    else if (result.value.state !== 'open' && result.value.state !== 'running') onClose();
  }
  return (
    <section className="cl-work-item" aria-label={title}>
      <div className="cl-work-item-head">
        <strong>{title}</strong>
        <IconButton icon={X} size="small" label={t('work.close')} onPress={onClose} />
      </div>
      <p className="cl-detail">
        {t('work.booking.at', { time: formatTime(row.at) })}{' '}
        {t(row.unread ? 'work.booking.unread.stands' : `work.booking.stands.${row.stands}`)}{' '}
        {row.resumed && t('work.booking.resumed')}{' '}
        {t(row.unread ? 'work.booking.unread.what' : 'work.booking.what')}
      </p>
      <div className="cl-work-item-head">
        {!row.unread && (
          <Button
            size="small"
            icon={CalendarSearch}
            isPending={asked === 'again'}
            onPress={() => void ask('again')}
          >
            {t('work.booking.again')}
          </Button>
        )}
        <Button size="small" icon={Check} isPending={asked === 'settle'} onPress={() => void ask('settle')}>
          {t('work.booking.settle')}
        </Button>
      </div>
    </section>
  );
}
