// Conditions, allergies, medicines. What nobody confirmed says so; "no known allergies" is not "none recorded".
import { Pill, Stethoscope, TriangleAlert } from 'lucide-react';
import type { AllergyRow, ConditionRow, MedicineRow } from '#shared/domain/patient/card.ts';
import { t } from '../text/t.ts';
import { Chip } from '../ui/index.ts';
import { substanceName, viewOf } from './card-state.ts';
import { recordDate } from './dates.ts';
import { FactCard, Folding, type OneCardProps } from './FactCard.tsx';

const shown = 4;
const join = (parts: (string | null | false)[]): string => parts.filter(Boolean).join(' · ');

export function ConditionCard({ loads, load, onRetry }: OneCardProps) {
  return (
    <FactCard name="conditions" icon={Stethoscope} load={load} onRetry={onRetry}>
      <Folding rows={viewOf(loads, 'conditions')?.rows ?? []} shown={shown} draw={drawCondition} />
    </FactCard>
  );
}

const drawCondition = (row: ConditionRow) => (
  <div className="cl-patient-line">
    <span>
      {row.text}
      {!row.confirmed && (
        <>
          {' '}
          <Chip tone="amber">{t('patient.condition.unconfirmed')}</Chip>
        </>
      )}
    </span>
    <span className="cl-detail-quiet">
      {join([
        row.clinical === 'recurrence' || row.clinical === 'relapse'
          ? t(`patient.condition.${row.clinical}`)
          : null,
        row.onset && t('patient.condition.since', { date: recordDate(row.onset) }),
      ])}
    </span>
  </div>
);

/** What may kill comes first. */
const rank = { high: 0, unknown: 1, low: 2 } as const;

export function AllergyCard({ loads, load, onRetry }: OneCardProps) {
  const rows = (viewOf(loads, 'allergies')?.rows ?? []).toSorted(
    (a, b) => rank[a.criticality] - rank[b.criticality],
  );
  return (
    <FactCard name="allergies" icon={TriangleAlert} load={load} onRetry={onRetry}>
      <Folding rows={rows} shown={shown} draw={drawAllergy} />
    </FactCard>
  );
}

const drawAllergy = (row: AllergyRow) => (
  <div className="cl-patient-line">
    <span>
      <strong>{substanceName(row.substance)}</strong>
      {' · '}
      {row.reactions.length > 0 ? row.reactions.join(', ') : t('patient.allergy.no-reaction')}
    </span>
    <span className="cl-patient-marks">
      {row.criticality !== 'unknown' && (
        <Chip tone={row.criticality === 'high' ? 'red' : 'neutral'}>
          {t(`patient.allergy.${row.criticality}`)}
        </Chip>
      )}
      {row.kind === 'intolerance' && <Chip>{t('patient.allergy.intolerance')}</Chip>}
      {!row.confirmed && <Chip tone="amber">{t('patient.allergy.unconfirmed')}</Chip>}
    </span>
  </div>
);

export function MedicineCard({ loads, load, onRetry }: OneCardProps) {
  return (
    <FactCard name="medicines" icon={Pill} load={load} onRetry={onRetry}>
      <Folding rows={viewOf(loads, 'medicines')?.rows ?? []} shown={shown} draw={drawMedicine} />
    </FactCard>
  );
}

const drawMedicine = (row: MedicineRow) => (
  <div>
    <span>
      {row.text}
      {row.status === 'on-hold' && (
        <>
          {' '}
          <Chip tone="amber">{t('patient.medicine.on-hold')}</Chip>
        </>
      )}
    </span>
    <div className="cl-detail">
      {join([
        row.dosage ?? t('patient.medicine.no-dosage'),
        row.since && t('patient.medicine.since', { date: recordDate(row.since) }),
        row.prescriber && t('patient.medicine.by', { name: row.prescriber }),
      ])}
    </div>
  </div>
);
