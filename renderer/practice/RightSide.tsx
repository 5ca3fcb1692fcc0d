// The right column: before and during a call what is on the agent's screen and the live meters, after it the score.
import { score } from '#shared/domain/practice/score.ts';
import { ScoreSide } from './ScoreSide.tsx';
import { LiveSide } from './LiveSide.tsx';
import { HowScored } from './HowScored.tsx';
import { Known } from './Known.tsx';
import { phaseOf, scenarioIdOf } from './shown.ts';
import { usePractice } from './store.ts';
import { Trend } from './Trend.tsx';

export function RightSide() {
  const { scenarios, runs, shown } = usePractice();
  const scenario = scenarios?.find((s) => s.id === scenarioIdOf(shown, runs));
  if (shown === null || scenario === undefined) return null;
  const run = shown.kind === 'run' ? runs.find((r) => r.id === shown.runId)?.run : undefined;
  return (
    <div className="cl-practice-side">
      {run === undefined ? (
        <>
          {shown.kind === 'ringing' ? <Known scenario={scenario} /> : <HowScored />}
          <Trend scenario={scenario} />
        </>
      ) : phaseOf(scenario, run) === 'going-on' ? (
        <LiveSide scenario={scenario} run={run} live={score(scenario, run)} />
      ) : (
        <ScoreSide scenario={scenario} run={run} />
      )}
    </div>
  );
}
