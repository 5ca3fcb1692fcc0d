// During the call: the five categories as they stand, and, below level 3, how angry and how trusting the caller is.
import { Activity, Gauge } from 'lucide-react';
import type { PracticeRun } from '#shared/domain/practice/run.ts';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import type { Score } from '#shared/domain/practice/score.ts';
import { t } from '../text/t.ts';
import { Card, Meter } from '../ui/index.ts';
import { Known } from './Known.tsx';
import { pointsOf, toneOf } from './words.ts';

export function LiveSide({ scenario, run, live }: { scenario: Scenario; run: PracticeRun; live: Score }) {
  const hidden = run.level === 3;
  return (
    <>
      <Card title={t('practice.live.gauges')} icon={Gauge} level={2}>
        {hidden ? (
          <p className="cl-detail">{t('practice.live.gauges.hidden')}</p>
        ) : (
          <div className="cl-stack cl-practice-tight">
            <Meter
              label={t('practice.anger.label')}
              value={run.emotion}
              max={10}
              text={t('practice.of-ten', { value: run.emotion })}
              tone="red"
            />
            <Meter
              label={t('practice.trust.label')}
              value={run.trust}
              max={10}
              text={t('practice.of-ten', { value: run.trust })}
              tone="violet"
            />
          </div>
        )}
      </Card>
      <Card title={t('practice.live.title')} icon={Activity} level={2}>
        <div className="cl-stack cl-practice-tight">
          {live.categories.map((c) => (
            <Meter
              key={c.category}
              label={t(`practice.category.${c.category}`)}
              value={c.points ?? 0}
              max={c.of}
              text={pointsOf(c)}
              tone={toneOf(c)}
            />
          ))}
        </div>
        {run.level === 2 && (
          <p className="cl-detail cl-practice-after">{t('practice.live.hints', { hints: run.hintsUsed })}</p>
        )}
      </Card>
      <Known scenario={scenario} />
    </>
  );
}
