// After the call: each category with the lines its points come from, the trend, strengths, one next step, compliance.
import { Check, ClipboardCheck, Target, ThumbsUp, X } from 'lucide-react';
import { debrief, type Debrief } from '#shared/domain/practice/debrief.ts';
import type { PracticeRun } from '#shared/domain/practice/run.ts';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import { formatSpan } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Card, Icon } from '../ui/index.ts';
import { CategoryRow } from './CategoryRow.tsx';
import { besides, ratingOf } from './moments.ts';
import { usePractice } from './store.ts';
import { TalkShare } from './TalkShare.tsx';
import { Trend } from './Trend.tsx';

const at = (ms: number): string => formatSpan(ms / 1000);

export function ScoreSide({ scenario, run }: { scenario: Scenario; run: PracticeRun }) {
  const told = debrief(scenario, run);
  const rating = usePractice((s) =>
    s.shown?.kind === 'run' ? ratingOf(besides(s.kept[s.shown.runId]).ratings) : null,
  );
  const total = told.score.total ?? '–';
  return (
    <>
      <section className="cl-practice-scores" aria-labelledby="cl-practice-scores">
        <h2 id="cl-practice-scores" className="cl-practice-small">
          {t('practice.score.title')}
        </h2>
        {told.score.categories.map((c) => (
          <CategoryRow key={c.category} category={c} hints={run.hintsUsed} parTurns={scenario.parTurns} />
        ))}
        <p className="cl-detail cl-practice-after">
          {rating === null
            ? t('practice.score.machine', { total })
            : t('debrief.human.above', { human: rating.overall, name: rating.by, total })}
        </p>
      </section>
      <Strengths told={told} />
      <NextStep told={told} />
      <Compliance told={told} scenario={scenario} />
      <Trend scenarioId={scenario.id} />
      <TalkShare talk={told.score.talk} why={told.score.why} />
    </>
  );
}

function Strengths({ told }: { told: Debrief }) {
  return (
    <Card title={t('practice.strengths.title', { count: told.strengths.length })} icon={ThumbsUp} level={2}>
      {told.strengths.length === 0 ? (
        <p className="cl-detail">{t('practice.strengths.none')}</p>
      ) : (
        <ul className="cl-practice-ticks">
          {told.strengths.map((s) => (
            <li key={s.ruleId}>
              <Icon of={Check} size={15} />
              <span>
                {s.atMs === null ? s.text : t('practice.strengths.at', { text: s.text, time: at(s.atMs) })}
                {s.quote !== null && (
                  <span className="cl-detail cl-practice-quote">{t('debrief.quote', { text: s.quote })}</span>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function NextStep({ told }: { told: Debrief }) {
  const { nextStep } = told;
  // Only what can be played here: a scenario that isn't installed trains nobody.
  const installed = usePractice((s) => s.scenarios) ?? [];
  const trains = (nextStep?.trains ?? []).filter((id) => installed.some((s) => s.id === id));
  return (
    <Card
      title={t('practice.next-step.title')}
      icon={Target}
      level={2}
      source={nextStep === null ? undefined : t('practice.next-step.rule', { rule: nextStep.ruleId })}
    >
      <p>
        {nextStep === null
          ? t('practice.next-step.none')
          : trains.length === 0
            ? nextStep.text
            : t('practice.next-step.trains', {
                text: nextStep.text,
                count: trains.length,
                list: trains.join(', '),
              })}
      </p>
    </Card>
  );
}

function Compliance({ told, scenario }: { told: Debrief; scenario: Scenario }) {
  // What must not be done is kept or broken: "not done" would read both ways.
  const nots = new Set(
    [...scenario.compliance, ...scenario.critical].filter((i) => i.kind === 'must-not').map((i) => i.ruleId),
  );
  const wordOf = ({ ruleId, passed, why }: Debrief['compliance'][number]) => {
    if (!nots.has(ruleId)) return passed ? 'done' : 'missed';
    return passed ? 'kept' : why === 'done-but-must-not' ? 'broken' : 'unspoken';
  };
  return (
    <Card title={t('practice.compliance.title')} icon={ClipboardCheck} level={2}>
      <ul className="cl-practice-compliance">
        {told.compliance.map((row) => (
          <li key={row.ruleId} className={row.passed ? undefined : 'cl-practice-undone'}>
            <span className="cl-caption-time">
              {row.atMs === null ? t('practice.compliance.no-time') : at(row.atMs)}
            </span>
            <Icon of={row.passed ? Check : X} size={15} tone={row.passed ? 'green' : 'amber'} />
            <span>
              {row.title}
              {row.critical && <span className="cl-detail-quiet"> {t('debrief.critical')}</span>}
              {nots.has(row.ruleId) && (
                <span className={row.passed ? 'cl-detail-quiet' : 'cl-detail cl-ink-amber'}>
                  {' '}
                  {t(`practice.compliance.${wordOf(row)}`)}
                </span>
              )}
              {row.why !== null && row.why !== 'never' && row.why !== 'done-but-must-not' && (
                <span className="cl-detail cl-ink-amber"> {t(`debrief.why-not.${row.why}`)}</span>
              )}
              {!nots.has(row.ruleId) && (
                <span className="cl-hidden"> {t(`practice.compliance.${wordOf(row)}`)}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
