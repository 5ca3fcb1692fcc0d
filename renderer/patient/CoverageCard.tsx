// Coverage as recorded; "not verified" stays until somebody verified it (row 5).
import { ShieldCheck } from 'lucide-react';
import type { CoverageRow } from '#shared/domain/patient/card.ts';
import { t } from '../text/t.ts';
import { Chip } from '../ui/index.ts';
import { planName, viewOf } from './card-state.ts';
import { recordDate } from './dates.ts';
import { FactCard, Folding, type OneCardProps } from './FactCard.tsx';

export function CoverageCard({ loads, load, onRetry }: OneCardProps) {
  const rows = viewOf(loads, 'coverage')?.rows ?? [];
  return (
    <FactCard
      name="coverage"
      icon={ShieldCheck}
      load={load}
      onRetry={onRetry}
      {...(rows.length > 0 ? { chip: <Chip tone="amber">{t('patient.coverage.unverified')}</Chip> } : {})}
    >
      <Folding rows={rows} shown={2} draw={drawCoverage} />
    </FactCard>
  );
}

function drawCoverage(row: CoverageRow) {
  const name = planName(row.plan, row.payer);
  return (
    <div>
      <span>
        <strong>{name || t('patient.coverage.no-plan')}</strong>
        {' · '}
        {t(row.active ? 'patient.coverage.active' : 'patient.coverage.ended')}
        {row.until !== null && ` ${t('patient.coverage.until', { date: recordDate(row.until) })}`}
        {row.until === null &&
          row.from !== null &&
          ` ${t('patient.coverage.from', { date: recordDate(row.from) })}`}
      </span>
      <div className="cl-detail">
        {[
          row.memberId && t('patient.coverage.member', { id: row.memberId }),
          row.group && t('patient.coverage.group', { id: row.group }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
    </div>
  );
}
