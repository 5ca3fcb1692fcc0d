// The left column: each scenario with how it stands, and the kept attempts at the one that is chosen.
import { CheckCheck, Circle, CircleX, Info, Pause, Play, RotateCcw, type LucideIcon } from 'lucide-react';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import { t } from '../text/t.ts';
import { AgeText, Icon, WorkList, type Tone, type WorkRow } from '../ui/index.ts';
import { attemptsOf, standingOf, type Attempt, type Standing } from './attempts.ts';
import { scenarioIdOf } from './shown.ts';
import { usePractice } from './store.ts';

const standings: Record<Standing['kind'], { icon: LucideIcon; tone: Tone }> = {
  passed: { icon: CheckCheck, tone: 'green' },
  failed: { icon: RotateCcw, tone: 'amber' },
  unfinished: { icon: Play, tone: 'violet' },
  none: { icon: Circle, tone: 'neutral' },
};
const outcomes: Record<Attempt['state'], { icon: LucideIcon; tone: Tone }> = {
  passed: { icon: CheckCheck, tone: 'green' },
  failed: { icon: CircleX, tone: 'amber' },
  unfinished: { icon: Pause, tone: 'neutral' },
};

export function ScenarioList() {
  const { scenarios, runs, shown, show } = usePractice();
  const all = scenarios ?? [];
  const chosen = all.find((s) => s.id === scenarioIdOf(shown, runs)) ?? all[0];
  const attempts = chosen === undefined ? [] : attemptsOf(chosen, runs);
  const passed = all.filter((s) => standingOf(attemptsOf(s, runs)).kind === 'passed').length;
  const select = (id: string): void => {
    const name = id.slice(2);
    if (id.startsWith('a:')) show({ kind: 'run', runId: name });
    else show({ kind: 'brief', scenarioId: name, level: null, seed: null });
  };
  return (
    <>
      <div className="cl-practice-list">
        <WorkList
          label={t('practice.left')}
          selected={
            shown?.kind === 'run' ? `a:${shown.runId}` : chosen === undefined ? null : `s:${chosen.id}`
          }
          onSelect={select}
          sections={[
            {
              id: 'scenarios',
              title: t('practice.scenarios'),
              note: t('practice.scenarios.passed', { passed, all: all.length }),
              rows: all.map((s) => scenarioRow(s, standingOf(attemptsOf(s, runs)))),
            },
            {
              id: 'attempts',
              title: t('practice.attempts'),
              note: attempts.length > 0 ? String(attempts.length) : undefined,
              rows: attempts.map(attemptRow),
            },
          ]}
        />
        {attempts.length === 0 && <p className="cl-practice-none cl-detail">{t('practice.attempts.none')}</p>}
      </div>
      {chosen && (
        <p className="cl-column-foot cl-practice-foot cl-detail">
          <Icon of={Info} size={14} />
          {t(chosen.review === 'draft' ? 'practice.draft' : 'practice.draft.reviewed')}
        </p>
      )}
    </>
  );
}

function scenarioRow(scenario: Scenario, standing: Standing): WorkRow {
  const { icon, tone } = standings[standing.kind];
  const how =
    standing.kind === 'none'
      ? t('practice.standing.none')
      : t(`practice.standing.${standing.kind}`, { level: standing.level });
  return {
    id: `s:${scenario.id}`,
    title: scenario.title,
    icon,
    iconTone: tone,
    meta: scenario.id,
    detail: how,
    spoken: `${scenario.title}, ${how}`,
  };
}

function attemptRow(attempt: Attempt): WorkRow {
  const { icon, tone } = outcomes[attempt.state];
  const { number, level, total, state } = attempt;
  return {
    id: `a:${attempt.id}`,
    title: t('practice.attempt', { number, level }),
    icon,
    iconTone: tone,
    meta: state === 'unfinished' ? t('practice.attempt.unfinished') : (total ?? '–'),
    detail: <AgeText at={attempt.startedAt} />,
    spoken: t('practice.attempt.label', {
      number,
      level,
      state: t(`practice.attempt.label.${state}`, { total: total ?? '–' }),
    }),
  };
}
