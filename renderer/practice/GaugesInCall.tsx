// Levels 1 and 2: how the caller stands now, in the card itself, since the practice tab is often behind another one.
import { Gauge } from 'lucide-react';
import type { PracticeRun } from '#shared/domain/practice/run.ts';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import { t } from '../text/t.ts';
import { Icon } from '../ui/index.ts';

export function GaugesInCall({ scenario, run }: { scenario: Scenario; run: PracticeRun }) {
  const gauges = [
    { name: t(`practice.feeling.${scenario.feeling}.label`), value: run.emotion, tone: 'red' },
    { name: t('practice.trust.label'), value: run.trust, tone: 'violet' },
  ];
  return (
    <div className="cl-practice-gauges" role="group" aria-label={t('practice.live.gauges')}>
      <Icon of={Gauge} size={15} />
      {gauges.map(({ name, value, tone }) => (
        <span key={name} className="cl-practice-gauge">
          <span>{name}</span>
          <span className="cl-bar" aria-hidden="true">
            <span className={`cl-bar-fill cl-bar-${tone}`} style={{ width: `${value * 10}%` }} />
          </span>
          <span className="cl-meter-text">{t('practice.of-ten', { value })}</span>
        </span>
      ))}
    </div>
  );
}
