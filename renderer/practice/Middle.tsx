// The middle column: what a call will be, a call that rings, the call itself, or its debrief.
import { GraduationCap } from 'lucide-react';
import { t } from '../text/t.ts';
import { EmptyState } from '../ui/index.ts';
import { Brief } from './Brief.tsx';
import { Debrief } from './Debrief.tsx';
import { Ringing } from './Ringing.tsx';
import { RolePlay } from './RolePlay.tsx';
import { phaseOf, scenarioIdOf } from './shown.ts';
import { usePractice } from './store.ts';

export function Middle() {
  const { scenarios, runs, shown } = usePractice();
  const scenario = scenarios?.find((s) => s.id === scenarioIdOf(shown, runs));
  if (shown === null || scenario === undefined)
    return (
      <EmptyState icon={GraduationCap} title={t('practice.empty')}>
        {t('practice.empty.what')}
      </EmptyState>
    );
  if (shown.kind === 'brief')
    return (
      <Brief
        key={`${scenario.id} ${shown.level} ${shown.seed}`}
        scenario={scenario}
        level={shown.level}
        seed={shown.seed}
      />
    );
  if (shown.kind === 'ringing') return <Ringing key={shown.since} scenario={scenario} call={shown} />;
  const kept = runs.find((r) => r.id === shown.runId);
  if (kept === undefined) return null;
  return phaseOf(scenario, kept.run) === 'going-on' ? (
    <RolePlay key={kept.id} scenario={scenario} kept={kept} />
  ) : (
    <Debrief key={kept.id} scenario={scenario} kept={kept} />
  );
}
