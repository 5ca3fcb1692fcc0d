// The practice tab of the right column: before a call how it is judged, during it the live meters, after it the score.
import { t } from '../text/t.ts';
import { Skeleton } from '../ui/index.ts';
import { HowScored } from './HowScored.tsx';
import { Known } from './Known.tsx';
import { LiveSide } from './LiveSide.tsx';
import { ScoreSide } from './ScoreSide.tsx';
import { scenarioIdOf } from './shown.ts';
import { usePractice } from './store.ts';
import { Trend } from './Trend.tsx';

export function RightSide() {
  const { scenarios, rows, shown, view, scenario, kept } = usePractice();
  if (view !== null && view.call !== 'ringing')
    return (
      <div className="cl-practice-side">
        {scenario === null ? (
          <Skeleton label={t('practice.run.reading')} lines={4} />
        ) : (
          <LiveSide scenario={scenario} run={view.run} />
        )}
      </div>
    );
  const id = view?.row.scenarioId ?? scenarioIdOf(shown, rows);
  const run = shown?.kind === 'run' ? kept[shown.runId] : undefined;
  const summary = scenarios?.find((s) => s.id === id);
  if (view === null && run?.run && run.scenario)
    return (
      <div className="cl-practice-side">
        <ScoreSide scenario={run.scenario} run={run.run} />
      </div>
    );
  return (
    <div className="cl-practice-side">
      {view !== null && summary ? <Known known={summary.known} /> : <HowScored />}
      {summary && <Trend scenarioId={summary.id} />}
    </div>
  );
}
