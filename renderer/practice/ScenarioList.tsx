// The left column: what a trainer assigned, what is worth playing next, each scenario with how it stands, and the attempts at the
// one that is chosen.
import {
  CalendarClock,
  CheckCheck,
  Circle,
  CircleX,
  ClipboardCheck,
  Pause,
  Play,
  RotateCcw,
  Sparkles,
  type LucideIcon,
} from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ScenarioSummary } from '#shared/contract/practice.ts';
import type { Assignment } from '#shared/domain/training/records.ts';
import { useDeskView } from '../app/desk-store.ts';
import { formatDate } from '../text/format.ts';
import { t } from '../text/t.ts';
import { AgeText, Button, Skeleton, useNow, WorkList, type Tone, type WorkRow } from '../ui/index.ts';
import {
  attemptsOf,
  openAssignments,
  standingOf,
  suggestionOf,
  type Attempt,
  type Standing,
} from './attempts.ts';
import { scenarioIdOf } from './shown.ts';
import { brief, usePractice } from './store.ts';
import { WhoPractises } from './WhoPractises.tsx';

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
  const { trainee, scenarios, rows, assignments, progress, shown, show, view } = usePractice();
  const now = useNow(60_000).toISOString();
  const list = useListFirst(scenarios !== null && trainee !== null && trainee !== undefined);
  if (scenarios === null || trainee === null || trainee === undefined)
    return trainee === null ? null : <Skeleton label={t('practice.loading')} lines={4} />;
  const chosen = view?.row.scenarioId ?? scenarioIdOf(shown, rows);
  const attempts = chosen === null ? [] : attemptsOf(chosen, rows);
  const passed = scenarios.filter((s) => standingOf(attemptsOf(s.id, rows)).kind === 'passed').length;
  const titleOf = (id: string): string => scenarios.find((s) => s.id === id)?.title ?? id;
  const next = suggestionOf(scenarios, rows, assignments, progress, now);
  const todo = openAssignments(assignments);
  const due = new Set(
    (progress?.scenarios ?? []).filter((s) => s.dueAt !== null && s.dueAt <= now).map((s) => s.scenarioId),
  );
  const select = (id: string): void => {
    const name = id.slice(2);
    const assigned = id.startsWith('t:') ? todo.find((a) => a.id === name) : undefined;
    // A call that goes on is gone back to; anything else is looked at beside it.
    if (id.startsWith('a:') && name === view?.row.id)
      return useDeskView.getState().show({ kind: 'call', callId: name });
    if (assigned) show(brief(assigned.scenarioId, { level: assigned.level, assignmentId: assigned.id }));
    else if (id.startsWith('n:')) show(brief(name, { level: next?.level ?? null }));
    else if (id.startsWith('a:')) show({ kind: 'run', runId: name });
    else show(brief(name));
    useDeskView.getState().show({ kind: 'none' });
    useDeskView.getState().setRightTab('practice');
  };
  return (
    <div className="cl-practice-left">
      <div ref={list} className="cl-practice-list">
        <WorkList
          label={t('practice.left')}
          selected={
            shown === null
              ? null
              : shown.kind === 'run'
                ? `a:${shown.runId}`
                : shown.assignmentId !== null
                  ? `t:${shown.assignmentId}`
                  : `s:${shown.scenarioId}`
          }
          onSelect={select}
          sections={[
            {
              id: 'assigned',
              title: t('practice.assigned'),
              note: todo.length > 0 ? String(todo.length) : undefined,
              rows: todo.map((a) => assignmentRow(a, titleOf(a.scenarioId))),
            },
            {
              id: 'next',
              title: t('practice.next'),
              rows:
                next === null || next.why === 'assigned'
                  ? []
                  : [
                      {
                        id: `n:${next.scenarioId}`,
                        title: titleOf(next.scenarioId),
                        icon: next.why === 'due' ? CalendarClock : Sparkles,
                        iconTone: 'violet',
                        meta: next.scenarioId,
                        detail: t(`practice.next.${next.why}`, { level: next.level }),
                      },
                    ],
            },
            {
              id: 'scenarios',
              title: t('practice.scenarios'),
              note: t('practice.scenarios.passed', { passed, all: scenarios.length }),
              rows: scenarios.map((s) => scenarioRow(s, standingOf(attemptsOf(s.id, rows)), due.has(s.id))),
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
      <Who name={trainee.name} />
    </div>
  );
}

let wasFirst = false;
/** Practice begins with a choice: the keyboard starts in the list, once, and takes the focus from nobody. */
function useListFirst(isThere: boolean) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isThere || wasFirst) return undefined;
    wasFirst = true;
    if (usePractice.getState().view !== null) return undefined;
    // Its rows come a frame after it.
    const frame = requestAnimationFrame(() => {
      const at = document.activeElement;
      if (at !== null && at !== document.body && !at.classList.contains('cl-practice-brief')) return;
      const rows = list.current?.querySelectorAll<HTMLElement>('[role="option"]') ?? [];
      const chosen = [...rows].find((row) => row.getAttribute('aria-selected') === 'true') ?? rows[0];
      chosen?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [isThere]);
  return list;
}

/** Whose attempts these are; somebody else may sit down between calls. */
function Who({ name }: { name: string }) {
  const [asked, setAsked] = useState(false);
  const going = usePractice((s) => s.view !== null);
  return (
    <div className="cl-column-foot cl-practice-foot">
      {asked && !going ? (
        <WhoPractises onDone={() => setAsked(false)} />
      ) : (
        <>
          <p className="cl-practice-fill">
            <span className="cl-detail-quiet">{t('practice.who.now')}</span> <strong>{name}</strong>
          </p>
          {!going && (
            <Button size="small" kind="plain" onPress={() => setAsked(true)}>
              {t('practice.who.change')}
            </Button>
          )}
        </>
      )}
    </div>
  );
}

function assignmentRow(a: Assignment, title: string): WorkRow {
  const late = a.state === 'overdue';
  const due = a.due === null ? null : formatDate(a.due);
  return {
    id: `t:${a.id}`,
    title,
    icon: ClipboardCheck,
    iconTone: late ? 'amber' : 'violet',
    meta: a.scenarioId,
    detail: [
      t('practice.assigned.by', { level: a.level, by: a.by }),
      due === null ? null : t(late ? 'practice.assigned.late' : 'practice.assigned.due', { due }),
    ]
      .filter((part) => part !== null)
      .join(' · '),
  };
}

function scenarioRow(scenario: ScenarioSummary, standing: Standing, due: boolean): WorkRow {
  const { icon, tone } = due ? { icon: CalendarClock, tone: 'amber' as const } : standings[standing.kind];
  const how = [
    standing.kind === 'none'
      ? t('practice.standing.none')
      : t(`practice.standing.${standing.kind}`, { level: standing.level }),
    due ? t('practice.standing.due') : null,
    scenario.sensitive !== null && standing.kind === 'none' ? t('practice.standing.may-decline') : null,
    scenario.lang === 'es' ? t('practice.standing.es') : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
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
    detail: <AgeText at={attempt.at} />,
    spoken: t('practice.attempt.label', {
      number,
      level,
      state: t(`practice.attempt.label.${state}`, { total: total ?? '–' }),
    }),
  };
}
