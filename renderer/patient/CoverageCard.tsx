// Coverage as recorded, always with its date; "not verified" stays until somebody verified it (row 5).
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import type { CoverageRow } from '#shared/domain/patient/card.ts';
import { t } from '../text/t.ts';
import { Chip, useNow } from '../ui/index.ts';
import { planName, shownIn, viewOf } from './card-state.ts';
import { MaskedNumber } from './caller/MaskedNumber.tsx';
import { asOfText, recordDate } from './dates.ts';
import { FactCard, Folding, type OneCardProps } from './FactCard.tsx';

export function CoverageCard({ loads, load, onRetry }: OneCardProps) {
  const now = useNow(60_000);
  const view = viewOf(loads, 'coverage');
  const rows = view?.rows ?? [];
  const name = (row: CoverageRow): string => planName(row.plan, row.payer) || t('patient.coverage.no-plan');
  return (
    <FactCard
      name="coverage"
      icon={ShieldCheck}
      load={load}
      onRetry={onRetry}
      sources={rows.map((row) => ({ ...row, what: name(row) }))}
      chip={
        rows.some((row) => !row.verified) && (
          <Chip icon={ShieldAlert} tone="amber">
            {t('patient.coverage.unverified')}
          </Chip>
        )
      }
    >
      <Folding rows={rows} shown={2} draw={(row) => drawCoverage(row, name(row), shownIn(view))} />
      {view?.asOf && (
        <p className="cl-patient-note cl-detail-quiet">
          {t('patient-cards.coverage.as-of', { time: asOfText(view.asOf, now) })}
        </p>
      )}
    </FactCard>
  );
}

function drawCoverage(row: CoverageRow, name: string, has: (field: string) => boolean) {
  return (
    <div>
      <span>
        <strong>{name}</strong>
        {has('active') && ` · ${t(row.active ? 'patient.coverage.active' : 'patient.coverage.ended')}`}
        {row.until !== null && ` ${t('patient.coverage.until', { date: recordDate(row.until) })}`}
        {row.until === null &&
          row.from !== null &&
          ` ${t('patient.coverage.from', { date: recordDate(row.from) })}`}
        {row.verified && (
          <>
            {' '}
            <Chip icon={ShieldCheck} tone="green">
              {t('patient.coverage.verified')}
            </Chip>
          </>
        )}
      </span>
      <div className="cl-detail">
        {row.memberId !== null && (
          <MaskedNumber
            number="wholeMemberId"
            coverageId={row.id}
            masked={t('patient.coverage.member', { id: row.memberId })}
          />
        )}
        {row.group !== null &&
          `${row.memberId === null ? '' : ' · '}${t('patient.coverage.group', { id: row.group })}`}
      </div>
    </div>
  );
}
