// What comes next and what was last. What to bring is visibly missing when the record lacks it (row 3).
import { CalendarDays } from 'lucide-react';
import type { AppointmentRow } from '#shared/domain/patient/card.ts';
import { t } from '../text/t.ts';
import { Chip, useNow } from '../ui/index.ts';
import { viewOf } from './card-state.ts';
import { visitTime } from './dates.ts';
import { FactCard, type OneCardProps } from './FactCard.tsx';

export function AppointmentCard({ loads, load, onRetry, zone }: OneCardProps) {
  const rows = viewOf(loads, 'appointments')?.rows ?? [];
  const next = rows.filter((row) => row.when === 'next');
  const last = rows.filter((row) => row.when === 'last');
  return (
    <FactCard name="appointments" icon={CalendarDays} load={load} onRetry={onRetry}>
      <dl className="cl-rows cl-rows-narrow">
        {next.length === 0 && (
          <div className="cl-row">
            <dt>{t('patient.visit.next')}</dt>
            <dd className="cl-ink-neutral">{t('patient.visit.none-next')}</dd>
          </div>
        )}
        {[...next, ...last].map((row, i, all) => (
          <Visit key={row.id} row={row} isFirst={all[i - 1]?.when !== row.when} zone={zone} />
        ))}
      </dl>
    </FactCard>
  );
}

function Visit({ row, isFirst, zone }: { row: AppointmentRow; isFirst: boolean; zone: string | undefined }) {
  const now = useNow(60_000);
  const { when, status, start, what, practitioner, place, bring } = row;
  const shown = status !== 'booked' && status !== 'fulfilled';
  return (
    <div className="cl-row">
      <dt>{isFirst && t(`patient.visit.${when}`)}</dt>
      <dd>
        <strong>{start === null ? t('patient.visit.no-time') : visitTime(start, zone, now)}</strong>
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
        {place !== null && <div className="cl-detail">{place}</div>}
        {when === 'next' && (
          <div className="cl-detail">
            {t('patient.visit.bring', { text: bring ?? '' })}
            {bring === null && (
              <strong className="cl-patient-missing">{t('patient.visit.bring.missing')}</strong>
            )}
          </div>
        )}
      </dd>
    </div>
  );
}
