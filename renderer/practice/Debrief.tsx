// After the call: the result, how the call went, and every line with what it earned and what would have been better.
import { ArrowRight, RotateCcw, Shuffle } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { debrief, type Debrief as Told } from '#shared/domain/practice/debrief.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { PracticeRun } from '#shared/domain/practice/run.ts';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button } from '../ui/index.ts';
import { attemptsOf, nextAfter, seedFrom } from './attempts.ts';
import { CallCurve } from './CallCurve.tsx';
import { letItRing, usePractice, type Ring } from './store.ts';
import { Transcript } from './Transcript.tsx';
import { lengthOf, sumOf, verdictText } from './words.ts';

export interface DebriefProps {
  /** As the run was played. */
  scenario: Scenario;
  run: PracticeRun;
  id: string;
}

export function Debrief({ scenario, run, id }: DebriefProps) {
  const told = debrief(scenario, run);
  return (
    <div className="cl-page cl-practice-debrief">
      <Head scenario={scenario} run={run} id={id} told={told} />
      <Ending told={told} />
      <CallCurve series={told.series} transcript={told.transcript} feeling={scenario.feeling} />
      <Transcript lines={told.transcript} />
    </div>
  );
}

function Head({ scenario, run, id, told }: DebriefProps & { told: Told }) {
  const title = useRef<HTMLHeadingElement>(null);
  const { total } = told.score;
  const attempt = attemptsOf(
    scenario.id,
    usePractice((s) => s.rows),
  ).find((a) => a.id === id);
  useEffect(() => {
    // The line that was pressed is gone: reading goes on at the result.
    if (document.activeElement === document.body) title.current?.focus({ preventScroll: true });
  }, []);
  return (
    <header className="cl-panel cl-practice-result">
      <div className="cl-practice-fill">
        <h2 ref={title} tabIndex={-1} className="cl-name">
          {told.title}
        </h2>
        <p className="cl-detail">
          {t('practice.debrief.sub', {
            level: told.level,
            seed: told.seed,
            length: lengthOf(told.durationMs),
            attempt: attempt?.number ?? 1,
            version: run.scenarioVersion,
          })}
        </p>
      </div>
      <div className="cl-practice-total">
        <p
          className="cl-practice-number"
          role="img"
          aria-label={
            total === null ? t('practice.debrief.total.none') : t('practice.debrief.total', { total })
          }
        >
          {total ?? '–'}
        </p>
        {total !== null && (
          <p className="cl-detail">{t('practice.debrief.sum', { ...sumOf(told.score), total })}</p>
        )}
        <p className={told.score.passed ? 'cl-detail' : 'cl-detail cl-ink-amber'}>
          {verdictText(told.score, told.ended !== null)}
        </p>
      </div>
      <Actions scenario={scenario} run={run} passed={told.score.passed} />
    </header>
  );
}

function Actions({ scenario, run, passed }: { scenario: Scenario; run: PracticeRun; passed: boolean }) {
  const { scenarios, rows } = usePractice();
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const { level, seed } = run;
  const next = nextAfter(scenarios ?? [], rows, scenario.id, level, passed);
  const ring = (call: Omit<Ring, 'assignmentId'>): void =>
    void letItRing({ ...call, assignmentId: null }).then((failed) => setFailure(failed?.code ?? null));
  const fresh = (): number => seedFrom(Math.random());
  return (
    <div className="cl-inline cl-practice-actions">
      {failure !== null && (
        <Banner tone="amber" title={errorText(failure).sentence} onDismiss={() => setFailure(null)}>
          {errorText(failure).next}
        </Banner>
      )}
      <Button icon={RotateCcw} onPress={() => ring({ scenarioId: scenario.id, level, seed })}>
        {t('practice.debrief.again.same')}
      </Button>
      {next?.why !== 'same-level' && (
        <Button icon={Shuffle} onPress={() => ring({ scenarioId: scenario.id, level, seed: fresh() })}>
          {t('practice.debrief.again.new')}
        </Button>
      )}
      {next && (
        <Button
          kind="primary"
          icon={ArrowRight}
          onPress={() => ring({ scenarioId: next.scenarioId, level: next.level, seed: fresh() })}
        >
          {t(`practice.debrief.next.${next.why}`, {
            level: next.level,
            title: scenarios?.find((s) => s.id === next.scenarioId)?.title ?? '',
          })}
        </Button>
      )}
    </div>
  );
}

/** How it ended, when it didn't end well, and which must was missed. */
function Ending({ told }: { told: Told }) {
  const missed = told.score.critical.filter((c) => c.state === 'missed');
  if (told.ended === null || (told.ended === 'resolved' && missed.length === 0)) return null;
  return (
    <Banner
      tone="amber"
      spoken={false}
      title={told.ended === 'resolved' ? undefined : t(`practice.debrief.${told.ended}`)}
    >
      {missed.length > 0 &&
        t('practice.debrief.critical', {
          list: missed.map((c) => `${c.title} (${c.ruleId})`).join(', '),
        })}
    </Banner>
  );
}
