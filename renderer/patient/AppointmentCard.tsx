// What comes next and what was last. What to bring is visibly missing when both the record and the practice's own list
// lack it (row 3). A visit is booked, moved and cancelled from here, on the spot (rows 1 and 2).
import { CalendarDays, CalendarPlus } from 'lucide-react';
import type { AppointmentRow } from '#shared/domain/patient/card.ts';
import { openBooking } from '../app/task-pressed.ts';
import { calmName } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, Chip, useNow } from '../ui/index.ts';
import { useMayBook } from './acting.ts';
import { shownIn, viewOf } from './card-state.ts';
import { visitTime } from './dates.ts';
import { FactCard, type OneCardProps } from './FactCard.tsx';

export function AppointmentCard({ loads, load, onRetry, zone }: OneCardProps) {
  const now = useNow(60_000);
  const mayBook = useMayBook();
  const view = viewOf(loads, 'appointments');
  const rows = view?.rows ?? [];
  const next = rows.filter((row) => row.when === 'next');
  const last = rows.filter((row) => row.when === 'last');
  return (
    <FactCard
      name="appointments"
      icon={CalendarDays}
      load={load}
      onRetry={onRetry}
      sources={rows.map((row) => ({
        ...row,
        what: row.start === null ? t('patient.visit.no-time') : visitTime(row.start, zone, now),
      }))}
      action={
        mayBook && (
          <Button size="small" icon={CalendarPlus} onPress={() => openBooking('book')}>
            {t('patient-cards.visit.book')}
          </Button>
        )
      }
    >
      <dl className="cl-rows cl-rows-narrow">
        {next.length === 0 && (
          <div className="cl-row">
            <dt>{t('patient.visit.next')}</dt>
            <dd className="cl-ink-neutral">{t('patient.visit.none-next')}</dd>
          </div>
        )}
        {[...next, ...last].map((row, i, all) => (
          <Visit
            key={row.id}
            row={row}
            isFirst={all[i - 1]?.when !== row.when}
            zone={zone}
            has={shownIn(view)}
          />
        ))}
      </dl>
    </FactCard>
  );
}

interface VisitProps {
  row: AppointmentRow;
  isFirst: boolean;
  zone: string | undefined;
  has: (field: string) => boolean;
}

function Visit({ row, isFirst, zone, has }: VisitProps) {
  const now = useNow(60_000);
  const mayBook = useMayBook();
  const { when, status, start, what, practitioner, place, bring, bringFrom } = row;
  const time = start === null ? t('patient.visit.no-time') : visitTime(start, zone, now);
  const shown = has('status') && status !== 'booked' && status !== 'fulfilled';
  const mayChange = mayBook && when === 'next' && (status === 'booked' || status === 'pending');
  return (
    <div className="cl-row">
      <dt>{isFirst && t(`patient.visit.${when}`)}</dt>
      <dd>
        <strong>{time}</strong>
        {[what, practitioner].filter(Boolean).map((part) => (
          <span key={part}>
            {' · '}
            {part}
          </span>
        ))}
        {shown && (
          <>
            {' '}
            <Chip tone={status === 'cancelled' || status === 'noshow' ? 'neutral' : 'amber'}>
              {t(`patient.visit.status.${status}`)}
            </Chip>
          </>
        )}
        {place !== null && <div className="cl-detail">{calmName(place)}</div>}
        <div className="cl-patient-visit">
          {when === 'next' && has('bring') && (
            <div className="cl-detail">
              {t(bringFrom === 'account' ? 'patient.visit.bring.account' : 'patient.visit.bring', {
                text: bring ?? '',
              })}
              {bring === null && (
                <strong className="cl-patient-missing">{t('patient.visit.bring.missing')}</strong>
              )}
            </div>
          )}
          {mayChange && (
            <div className="cl-patient-acts">
              <Button
                size="small"
                aria-label={t('patient-cards.visit.move.spoken', { time })}
                onPress={() => openBooking('move', row.id)}
              >
                {t('patient-cards.visit.move')}
              </Button>
              <Button
                size="small"
                aria-label={t('patient-cards.visit.cancel.spoken', { time })}
                onPress={() => openBooking('cancel', row.id)}
              >
                {t('patient-cards.visit.cancel')}
              </Button>
            </div>
          )}
        </div>
      </dd>
    </div>
  );
}
