// Each skill over the attempts that are kept, as a small line with its number and what changed; when it is worth playing again.
import { TrendingUp } from 'lucide-react';
import { formatDate } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Card } from '../ui/index.ts';
import { pathOf, trendSpots } from './curve.ts';
import { againOn, skillTrends, type SkillTrend } from './moments.ts';
import { usePractice } from './store.ts';

const box = { width: 96, height: 18 };
const pad = 4;

export function Trend({ scenarioId }: { scenarioId: string }) {
  const progress = usePractice((s) => s.progress);
  const trends = skillTrends(progress?.attempts ?? [], scenarioId);
  const count = Math.max(...trends.map((x) => x.values.length));
  const due = againOn(progress, scenarioId);
  return (
    <Card
      title={t('debrief.trend')}
      icon={TrendingUp}
      level={2}
      source={count > 1 ? t('practice.trend.last', { count }) : undefined}
    >
      {count === 0 ? (
        <p className="cl-detail">{t('debrief.trend.none')}</p>
      ) : (
        <table className="cl-practice-trends">
          <caption className="cl-hidden">{t('debrief.trend.caption')}</caption>
          <thead className="cl-hidden">
            <tr>
              <th scope="col">{t('debrief.trend.skill')}</th>
              <th scope="col">{t('debrief.trend.values')}</th>
              <th scope="col">{t('debrief.trend.now')}</th>
              <th scope="col">{t('debrief.trend.change')}</th>
            </tr>
          </thead>
          <tbody>
            {trends.map((trend) => (
              <TrendRow key={trend.skill} trend={trend} />
            ))}
          </tbody>
        </table>
      )}
      {count === 1 && <p className="cl-detail cl-practice-after">{t('debrief.trend.one')}</p>}
      {due !== null && (
        <p className="cl-detail cl-practice-after">{t('debrief.again', { date: formatDate(due) })}</p>
      )}
    </Card>
  );
}

function TrendRow({ trend: { skill, values, change } }: { trend: SkillTrend }) {
  const spots = trendSpots(values, 100, box);
  return (
    <tr>
      <th scope="row">{t(`practice.category.${skill}`)}</th>
      <td>
        {values.length > 1 && (
          <svg
            className="cl-practice-trend"
            viewBox={`${-pad} ${-pad} ${box.width + 2 * pad} ${box.height + 2 * pad}`}
            aria-hidden="true"
          >
            <path d={pathOf(spots)} className="cl-practice-line cl-practice-trust" />
            {spots.slice(-1).map((s) => (
              <circle key={s.x} cx={s.x} cy={s.y} r={3} className="cl-practice-dot" />
            ))}
          </svg>
        )}
        <span className="cl-hidden">{values.join(', ')}</span>
      </td>
      <td className="cl-practice-number-cell">
        {values.length === 0 ? '–' : t('debrief.percent', { value: values.at(-1) ?? 0 })}
      </td>
      <td className="cl-detail">{change === null ? '' : t('debrief.trend.by', { change })}</td>
    </tr>
  );
}
