// Laboratory values for the licensed role (row 11): the newest of each kind with flag and range; the trend on demand.
import { ChartLine, FlaskConical } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { LabRow } from '#shared/domain/patient/panel-rows.ts';
import { t } from '../../text/t.ts';
import { Button, Chip, Skeleton, VisuallyHidden } from '../../ui/index.ts';
import { shownIn, viewOf } from '../card-state.ts';
import { recordDate } from '../dates.ts';
import { FactCard, Folding, type OneCardProps } from '../FactCard.tsx';
import { shownValue } from './figures.ts';
import { hasTrend, pointsOf } from './trend.ts';
import { joined, unitText } from './words.ts';

const TrendChart = lazy(() => import('./TrendChart.tsx'));

export function LabCard({ loads, load, onRetry }: OneCardProps) {
  const view = viewOf(loads, 'labs');
  const rows = view?.rows ?? [];
  const has = shownIn(view);
  return (
    <FactCard
      name="labs"
      icon={FlaskConical}
      load={load}
      onRetry={onRetry}
      // The source has the value as it is recorded, with every digit.
      sources={rows.map((row) => ({ ...row, what: joined([row.text, valueText(row, row.value)]) }))}
    >
      <Folding rows={rows} shown={5} draw={(row) => <Lab row={row} has={has} />} />
    </FactCard>
  );
}

/** The value with its unit; null where none is recorded. */
const valueText = (row: LabRow, value: string | null): string | undefined =>
  value === null ? undefined : [value, row.unit && unitText(row.unit)].filter(Boolean).join(' ');

const tones = { high: 'red', low: 'red', abnormal: 'red', normal: 'neutral' } as const;

function Lab({ row, has }: { row: LabRow; has: (field: string) => boolean }) {
  const [open, setOpen] = useState(false);
  const recorded = valueText(row, row.value);
  const shown = valueText(row, row.value && shownValue(row.value, row.range));
  return (
    <div className="cl-patient-lab">
      <div className="cl-patient-line">
        <span>{row.text}</span>
        <span className="cl-patient-marks">
          <strong className="cl-patient-figure" title={shown === recorded ? undefined : recorded}>
            {shown ?? t('patient-cards.lab.no-value')}
          </strong>
          {row.flag !== null && row.flag !== 'normal' && (
            <Chip tone={tones[row.flag]}>{t(`patient-cards.lab.flag.${row.flag}`)}</Chip>
          )}
          {row.preliminary && <Chip tone="amber">{t('patient-cards.lab.preliminary')}</Chip>}
        </span>
      </div>
      <div className="cl-patient-line">
        <span className="cl-detail">
          {joined([
            has('range') &&
              (row.range === null
                ? t('patient-cards.lab.no-range')
                : t('patient-cards.lab.range', { range: row.range })),
            has('at') && (row.at === null ? t('patient-cards.undated') : recordDate(row.at)),
          ])}
        </span>
        {hasTrend(row) && (
          <Button
            kind="plain"
            size="small"
            icon={ChartLine}
            aria-expanded={open}
            onPress={() => setOpen(!open)}
          >
            {t(open ? 'patient-cards.lab.trend.hide' : 'patient-cards.lab.trend', {
              count: pointsOf(row).length,
            })}
            <VisuallyHidden>{t('patient-cards.lab.trend.of', { name: row.text })}</VisuallyHidden>
          </Button>
        )}
      </div>
      {open && (
        <Suspense fallback={<Skeleton lines={3} label={t('patient-cards.lab.trend.reading')} />}>
          <TrendChart row={row} />
        </Suspense>
      )}
    </div>
  );
}
