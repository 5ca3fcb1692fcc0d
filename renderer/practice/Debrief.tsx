// After the call: the result (a trainer's above the machine's), how the call went, cues passed over, and every line with what it
// earned and what would have been better.
import { ArrowRight, RotateCcw, Shuffle } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { HumanRating } from '#shared/domain/training/records.ts';
import { debrief, type Debrief as Told } from '#shared/domain/practice/debrief.ts';
import { injectedLines } from '#shared/domain/practice/injected.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { PracticeRun } from '#shared/domain/practice/run.ts';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import { errorText, t } from '../text/t.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';
import { Banner, Button, FailedBanner } from '../ui/index.ts';
import { Because } from './Because.tsx';
import { attemptsOf, nextAfter, seedFrom } from './attempts.ts';
import { CallCurve } from './CallCurve.tsx';
import { DebriefFoot } from './DebriefFoot.tsx';
import { MissedCues } from './MissedCues.tsx';
import { besides, humanLevels, ratingOf } from './moments.ts';
import { Remarks } from './Remarks.tsx';
import { letItRing, readKept, usePractice, type Ring } from './store.ts';
import { useBookmarks } from './use-bookmarks.ts';
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
  const kept = usePractice((s) => s.kept[id]);
  const { comments, ratings } = besides(kept);
  const { bookmarks, mark, failure } = useBookmarks(id, besides(kept).bookmarks);
  const rating = ratingOf(ratings);
  // A trainer's comment or score comes while it is read.
  useTopic(careline.practice.changed, () => void readKept(id));
  return (
    <div className="cl-page cl-practice-debrief">
      <p className="cl-practice-paper">{t('debrief.paper')}</p>
      <Head scenario={scenario} run={run} id={id} told={told} rating={rating} />
      <Ending told={told} rated={rating !== null} />
      <Because because={told.because} feeling={scenario.feeling} />
      <Remarks scenario={scenario} run={run} id={id} />
      {rating !== null && rating.note !== '' && (
        <Banner tone="violet" spoken={false} title={t('debrief.human.note', { name: rating.by })}>
          {rating.note}
        </Banner>
      )}
      {failure !== null && <FailedBanner code={failure.code} />}
      <CallCurve
        series={told.series}
        transcript={told.transcript}
        feeling={scenario.feeling}
        comments={comments}
        bookmarks={bookmarks}
      />
      <MissedCues transcript={told.transcript} met={told.score.cues.met} />
      <Transcript
        lines={told.transcript}
        comments={comments}
        bookmarks={bookmarks}
        injected={injectedLines(run)}
        human={humanLevels(run, rating)}
        onBookmark={kept === undefined ? undefined : mark}
      />
      <DebriefFoot scenario={scenario} id={id} />
    </div>
  );
}

function Head({
  scenario,
  run,
  id,
  told,
  rating,
}: DebriefProps & { told: Told; rating: HumanRating | null }) {
  const title = useRef<HTMLHeadingElement>(null);
  const { total } = told.score;
  const attempt = attemptsOf(
    scenario.id,
    usePractice((s) => s.rows),
  ).find((a) => a.id === id);
  const interrupted = usePractice((s) => s.rows.some((r) => r.id === id && r.interrupted));
  useEffect(() => {
    // The line that was pressed is gone: reading goes on at the result.
    if (document.activeElement === document.body) title.current?.focus({ preventScroll: true });
  }, []);
  const verdict = verdictText(told.score, told.ended !== null);
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
        {interrupted && <p className="cl-detail cl-ink-amber">{t('debrief.interrupted')}</p>}
      </div>
      <div className="cl-practice-total">
        <p
          className="cl-practice-number"
          role="img"
          aria-label={
            rating !== null
              ? t('debrief.human.total', { total: rating.overall, name: rating.by })
              : total === null
                ? t('practice.debrief.total.none')
                : t('practice.debrief.total', { total })
          }
        >
          {rating?.overall ?? total ?? '–'}
        </p>
        {rating === null ? (
          <>
            {total !== null && (
              <p className="cl-detail">{t('practice.debrief.sum', { ...sumOf(told.score), total })}</p>
            )}
            <p className={told.score.passed ? 'cl-detail' : 'cl-detail cl-ink-amber'}>{verdict}</p>
          </>
        ) : (
          <>
            <p className={rating.passed ? 'cl-detail' : 'cl-detail cl-ink-amber'}>
              {t(rating.passed ? 'debrief.human.passed' : 'debrief.human.failed', { name: rating.by })}
            </p>
            <p className="cl-detail">{t('debrief.human.machine', { total: total ?? '–' })}</p>
          </>
        )}
      </div>
      <Actions scenario={scenario} run={run} passed={rating?.passed ?? told.score.passed} />
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
      <Button size="small" icon={RotateCcw} onPress={() => ring({ scenarioId: scenario.id, level, seed })}>
        {t('practice.debrief.again.same')}
      </Button>
      {next?.why !== 'same-level' && (
        <Button
          size="small"
          icon={Shuffle}
          onPress={() => ring({ scenarioId: scenario.id, level, seed: fresh() })}
        >
          {t('practice.debrief.again.new')}
        </Button>
      )}
      {next && (
        <Button
          kind="primary"
          size="small"
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
function Ending({ told, rated }: { told: Told; rated: boolean }) {
  const missed = told.score.critical.filter((c) => c.state === 'missed');
  if (told.ended === null || (told.ended === 'resolved' && missed.length === 0)) return null;
  return (
    <Banner
      tone="amber"
      spoken={false}
      title={told.ended === 'resolved' ? undefined : t(`practice.debrief.${told.ended}`)}
    >
      {missed.length > 0 &&
        t(rated ? 'debrief.human.rules-missed' : 'practice.debrief.critical', {
          list: missed.map((c) => `${c.title} (${c.ruleId})`).join(', '),
        })}
    </Banner>
  );
}
