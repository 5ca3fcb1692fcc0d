// Empathy over the attempts that are kept: a line from the second attempt on, a sentence before.
import { TrendingUp } from 'lucide-react';
import { useId } from 'react';
import { t } from '../text/t.ts';
import { Card } from '../ui/index.ts';
import { empathyTrend } from './attempts.ts';
import { pathOf, trendSpots } from './curve.ts';
import { usePractice } from './store.ts';

const box = { width: 300, height: 56 };
const pad = 8;
const of = 20;

export function Trend({ scenarioId }: { scenarioId: string }) {
  const id = useId();
  const progress = usePractice((s) => s.progress);
  const trend = empathyTrend(progress?.attempts ?? [], scenarioId);
  const count = trend.length;
  const spots = trendSpots(
    trend.map((p) => p.value),
    of,
    box,
  );
  return (
    <Card
      title={t('practice.trend.title')}
      icon={TrendingUp}
      level={2}
      source={count > 1 ? t('practice.trend.last', { count }) : undefined}
    >
      {count === 0 && <p className="cl-detail">{t('practice.trend.none')}</p>}
      {count === 1 && <p className="cl-detail">{t('practice.trend.one', { value: trend[0]?.value ?? 0 })}</p>}
      {count > 1 && (
        <svg
          className="cl-practice-trend"
          viewBox={`${-pad} ${-pad} ${box.width + 2 * pad} ${box.height + 2 * pad}`}
          role="img"
          aria-labelledby={`${id}-t ${id}-d`}
        >
          <title id={`${id}-t`}>{t('practice.trend.title')}</title>
          <desc id={`${id}-d`}>
            {t('practice.trend.desc', { count, values: trend.map((p) => p.value).join(', ') })}
          </desc>
          <path d={pathOf(spots)} className="cl-practice-line cl-practice-trust" />
          {spots.map((s, i) => (
            <circle key={trend[i]?.id} cx={s.x} cy={s.y} r={3.2} className="cl-practice-dot" />
          ))}
        </svg>
      )}
    </Card>
  );
}
