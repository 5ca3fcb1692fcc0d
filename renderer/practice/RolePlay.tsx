// The call itself: what was said above, the caller's line in the largest type, your answer below.
import { Captions, Square } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { KeptRun } from '#shared/contract/practice.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { viewOf, type PracticeReply } from '#shared/domain/practice/run.ts';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import { score } from '#shared/domain/practice/score.ts';
import { formatSpan } from '../text/format.ts';
import { PracticeHint } from '../assist/PracticeHint.tsx';
import { errorText, t } from '../text/t.ts';
import { announce, Avatar, Banner, Button, CaptionLine, Icon } from '../ui/index.ts';
import { AnswerCard } from './AnswerCard.tsx';
import { callMs } from './pace.ts';
import { sayLine, usePractice } from './store.ts';
import { useMonotonic } from './use-monotonic.ts';
import { verdictText } from './words.ts';

export function RolePlay({ scenario, kept }: { scenario: Scenario; kept: KeptRun }) {
  const { run } = kept;
  const show = usePractice((s) => s.show);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  useAnchor(kept);
  const view = viewOf(scenario, run);
  const said = run.lines.slice(0, -1);

  const answer = async (reply: PracticeReply): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    const { anchor } = usePractice.getState();
    const atMs = callMs(
      anchor ?? { base: run.lines.at(-1)?.atMs ?? 0, at: 0 },
      anchor ? performance.now() : 0,
    );
    const failed = await sayLine(kept.id, reply, atMs);
    setBusy(false);
    setFailure(failed?.code ?? null);
    if (failed === null) speak(scenario, kept.id);
    return failed === null;
  };
  return (
    <div className="cl-practice-call">
      <header className="cl-panel cl-practice-call-head">
        <Avatar name={scenario.caller.name} size="large" />
        <div className="cl-practice-fill">
          <h1 className="cl-name">{scenario.caller.name}</h1>
          <p className="cl-detail">
            {t('practice.run.head', { title: scenario.title, level: run.level, seed: run.seed })}
          </p>
        </div>
        <CallClock base={run.lines.at(-1)?.atMs ?? 0} />
        <Button
          icon={Square}
          onPress={() => show({ kind: 'brief', scenarioId: scenario.id, level: run.level, seed: run.seed })}
        >
          {t('practice.run.stop')}
        </Button>
      </header>
      <Said lines={said} />
      <section className="cl-panel cl-panel-active cl-practice-now" aria-label={t('practice.run.caller')}>
        <p className="cl-detail-quiet cl-practice-from">
          <Icon of={Captions} size={15} />
          <span>{t('practice.run.caller')}</span>
          <span>·</span>
          <span>{t('practice.run.from')}</span>
        </p>
        <p className="cl-practice-words">“{view.callerLine}”</p>
      </section>
      {run.level < 3 && <PracticeHint runId={kept.id} line={view.callerLine} />}
      {failure !== null && (
        <Banner tone="amber" title={t('practice.run.failed')} onDismiss={() => setFailure(null)}>
          {errorText(failure).sentence} {errorText(failure).next}
        </Banner>
      )}
      <AnswerCard
        key={kept.id}
        runId={kept.id}
        turn={run.lines.length}
        view={view}
        isBusy={busy}
        onReply={answer}
      />
    </div>
  );
}

/** The page's stopwatch: a call found after a reload goes on from its last line. */
function useAnchor({ id, run }: KeptRun): void {
  const known = usePractice((s) => s.anchor?.runId === id);
  const base = run.lines.at(-1)?.atMs ?? 0;
  useEffect(() => {
    if (!known) usePractice.setState({ anchor: { runId: id, base, at: performance.now() } });
  }, [known, id, base]);
}

function CallClock({ base }: { base: number }) {
  const anchor = usePractice((s) => s.anchor);
  const now = useMonotonic();
  // Never behind the last line: the caller's answer is dated a moment ahead.
  const ms = Math.max(base, anchor === null ? 0 : callMs(anchor, now));
  return (
    <span role="timer" aria-label={t('practice.run.time')} className="cl-timer cl-clock-large">
      {formatSpan(ms / 1000, true)}
    </span>
  );
}

/** What a listener hears after an answer: the caller's next line, or that the call has ended. */
function speak(scenario: Scenario, runId: string): void {
  const run = usePractice.getState().runs.find((r) => r.id === runId)?.run;
  if (run === undefined) return;
  announce(viewOf(scenario, run).callerLine);
  if (run.ended !== null)
    announce(t('practice.run.ended', { verdict: verdictText(score(scenario, run), true) }));
}

function Said({ lines }: { lines: KeptRun['run']['lines'] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [lines.length]);
  return (
    <div
      ref={box}
      className="cl-practice-said"
      role="log"
      aria-live="off"
      aria-label={t('practice.run.transcript')}
      tabIndex={0}
    >
      {lines.map((line, i) => (
        <CaptionLine
          key={i}
          time={formatSpan(line.atMs / 1000)}
          who={t(line.who === 'caller' ? 'practice.run.caller' : 'practice.run.you')}
        >
          {line.text}
        </CaptionLine>
      ))}
    </div>
  );
}
