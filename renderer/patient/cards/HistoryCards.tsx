// Immunisations and who looks after the patient.
import { Syringe, UsersRound } from 'lucide-react';
import { t } from '../../text/t.ts';
import { Chip } from '../../ui/index.ts';
import { shownIn, viewOf } from '../card-state.ts';
import { recordDate } from '../dates.ts';
import { FactCard, Folding, type OneCardProps } from '../FactCard.tsx';
import { joined } from './words.ts';

export function ImmunisationCard({ loads, load, onRetry }: OneCardProps) {
  const view = viewOf(loads, 'immunisations');
  const rows = view?.rows ?? [];
  const has = shownIn(view);
  return (
    <FactCard
      name="immunisations"
      icon={Syringe}
      load={load}
      onRetry={onRetry}
      sources={rows.map((row) => ({ ...row, what: row.text }))}
    >
      <Folding
        rows={rows}
        shown={4}
        draw={(row) => (
          <div className="cl-patient-line">
            <span>
              {row.text}
              {has('given') && !row.given && (
                <>
                  {' '}
                  <Chip tone="amber">{t('patient-cards.vaccine.not-given')}</Chip>
                </>
              )}
              {row.reason !== null && <span className="cl-detail"> {row.reason}</span>}
            </span>
            {has('at') && (
              <span className="cl-detail-quiet">
                {row.at === null ? t('patient-cards.undated') : recordDate(row.at)}
              </span>
            )}
          </div>
        )}
      />
    </FactCard>
  );
}

export function CareTeamCard({ loads, load, onRetry }: OneCardProps) {
  const rows = viewOf(loads, 'care-team')?.rows ?? [];
  return (
    <FactCard
      name="care-team"
      icon={UsersRound}
      load={load}
      onRetry={onRetry}
      sources={rows.map((row) => ({ ...row, what: row.name ?? t('patient-cards.team.no-name') }))}
    >
      <Folding
        rows={rows}
        shown={4}
        draw={(row) => (
          <div className="cl-patient-line">
            <span>
              <strong>{row.name ?? t('patient-cards.team.no-name')}</strong>
              {row.role !== null && ` · ${row.role}`}
            </span>
            <span className="cl-detail-quiet">
              {joined([row.team, row.until && t('patient.coverage.until', { date: recordDate(row.until) })])}
            </span>
          </div>
        )}
      />
    </FactCard>
  );
}
