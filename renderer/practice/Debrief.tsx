// After the call: the result, how the call went, and every line with what it earned and what would have been better.
import { ArrowRight, RotateCcw, Shuffle } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { KeptRun } from '#shared/contract/practice.ts';
import { debrief, type Debrief as Told } from '#shared/domain/practice/debrief.ts';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import { t } from '../text/t.ts';
import { Banner, Button } from '../ui/index.ts';
import { attemptsOf, nextAfter, seedFrom } from './attempts.ts';
import { CallCurve } from './CallCurve.tsx';
import { phaseOf } from './shown.ts';
import { usePractice } from './store.ts';
import { Transcript } from './Transcript.tsx';
import { lengthOf, sumOf, verdictText } from './words.ts';

export function Debrief({ scenario, kept }: { scenario: Scenario; kept: KeptRun }) {
  const told = debrief(scenario, kept.run);
  const stale = phaseOf(scenario, kept.run) === 'stale';
  return (
    <div className="cl-page">
      <Head scenario={scenario} kept={kept} told={told} />
      {stale && (
        <Banner tone="amber" spoken={false}>
          {t('practice.run.stale', { was: kept.run.scenarioVersion, is: scenario.version })}
        </Banner>
      )}
      <Ending told={told} />
      <CallCurve series={told.series} transcript={told.transcript} />
      <Transcript lines={told.transcript} />
    </div>
  );
}

function Head({ scenario, kept, told }: { scenario: Scenario; kept: KeptRun; told: Told }) {
  const title = useRef<HTMLHeadingElement>(null);
  const { total } = told.score;
  const attempt = attemptsOf(
    scenario,
    usePractice((s) => s.runs),
  ).find((a) => a.id === kept.id);
  useEffect(() => {
    // The line that was pressed is gone: reading goes on at the result.
    if (document.activeElement === document.body) title.current?.focus({ preventScroll: true });
  }, []);
  return (
    <header className="cl-panel cl-practice-result">
      <div className="cl-practice-fill">
        <h1 ref={title} tabIndex={-1} className="cl-name">
          {told.title}
        </h1>
        <p className="cl-detail">
          {t('practice.debrief.sub', {
            level: told.level,
            seed: told.seed,
            length: lengthOf(told.durationMs),
            attempt: attempt?.number ?? 1,
            version: kept.run.scenarioVersion,
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
      <Actions scenario={scenario} kept={kept} passed={told.score.passed} />
    </header>
  );
}

function Actions({ scenario, kept, passed }: { scenario: Scenario; kept: KeptRun; passed: boolean }) {
  const { scenarios, runs, show } = usePractice();
  const { level, seed } = kept.run;
  const next = nextAfter(scenarios ?? [], runs, scenario.id, level, passed);
  const ring = (call: { scenarioId: string; level: typeof level; seed: number }): void =>
    show({ kind: 'ringing', ...call, since: performance.now() });
  const fresh = (): number => seedFrom(Math.random());
  return (
    <div className="cl-inline cl-practice-actions">
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
  const missed = told.score.critical.filter((c) => !c.done);
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
