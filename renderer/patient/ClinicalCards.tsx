// Conditions, allergies, medicines. What nobody confirmed says so; "no known allergies" is not "none recorded"; of what
// isn't shown on this call nothing is said.
import { Pill, Stethoscope, TriangleAlert } from 'lucide-react';
import type { AllergyRow, ConditionRow, MedicineRow } from '#shared/domain/patient/card.ts';
import { t } from '../text/t.ts';
import { Chip } from '../ui/index.ts';
import { shownIn, substanceName, viewOf } from './card-state.ts';
import { joined } from './cards/words.ts';
import { recordDate } from './dates.ts';
import { FactCard, Folding, type OneCardProps } from './FactCard.tsx';

const shown = 4;
type Has = (field: string) => boolean;

export function ConditionCard({ loads, load, onRetry }: OneCardProps) {
  const view = viewOf(loads, 'conditions');
  const rows = view?.rows ?? [];
  return (
    <FactCard
      name="conditions"
      icon={Stethoscope}
      load={load}
      onRetry={onRetry}
      sources={rows.map((row) => ({ ...row, what: row.text }))}
    >
      <Folding rows={rows} shown={shown} draw={(row) => drawCondition(row, shownIn(view))} />
    </FactCard>
  );
}

const drawCondition = (row: ConditionRow, has: Has) => (
  <div className="cl-patient-line">
    <span>
      {row.text}
      {has('confirmed') && !row.confirmed && (
        <>
          {' '}
          <Chip tone="amber">{t('patient.condition.unconfirmed')}</Chip>
        </>
      )}
    </span>
    <span className="cl-detail-quiet">
      {joined([
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
  const view = viewOf(loads, 'allergies');
  const rows = (view?.rows ?? []).toSorted((a, b) => rank[a.criticality] - rank[b.criticality]);
  return (
    <FactCard
      name="allergies"
      icon={TriangleAlert}
      load={load}
      onRetry={onRetry}
      sources={rows.map((row) => ({ ...row, what: substanceName(row.substance) }))}
    >
      <Folding rows={rows} shown={shown} draw={(row) => drawAllergy(row, shownIn(view))} />
    </FactCard>
  );
}

const drawAllergy = (row: AllergyRow, has: Has) => (
  <div className="cl-patient-line">
    <span>
      <strong>{substanceName(row.substance)}</strong>
      {has('reactions') &&
        ` · ${row.reactions.length > 0 ? row.reactions.join(', ') : t('patient.allergy.no-reaction')}`}
    </span>
    <span className="cl-patient-marks">
      {row.criticality !== 'unknown' && (
        <Chip tone={row.criticality === 'high' ? 'red' : 'neutral'}>
          {t(`patient.allergy.${row.criticality}`)}
        </Chip>
      )}
      {row.kind === 'intolerance' && <Chip>{t('patient.allergy.intolerance')}</Chip>}
      {has('confirmed') && !row.confirmed && <Chip tone="amber">{t('patient.allergy.unconfirmed')}</Chip>}
    </span>
  </div>
);

export function MedicineCard({ loads, load, onRetry }: OneCardProps) {
  const view = viewOf(loads, 'medicines');
  const rows = view?.rows ?? [];
  return (
    <FactCard
      name="medicines"
      icon={Pill}
      load={load}
      onRetry={onRetry}
      sources={rows.map((row) => ({ ...row, what: row.text }))}
    >
      <Folding rows={rows} shown={shown} draw={(row) => drawMedicine(row, shownIn(view))} />
    </FactCard>
  );
}

const drawMedicine = (row: MedicineRow, has: Has) => (
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
      {joined([
        has('dosage') && (row.dosage ?? t('patient.medicine.no-dosage')),
        row.since && t('patient.medicine.since', { date: recordDate(row.since) }),
        row.prescriber && t('patient.medicine.by', { name: row.prescriber }),
      ])}
    </div>
  </div>
);
