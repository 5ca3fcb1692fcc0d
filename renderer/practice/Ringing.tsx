// A practice call rings: the number and who it may be, as a real one would show; F2 answers.
import { Phone, PhoneIncoming } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { formatSpan } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { announce, Banner, Button, Icon } from '../ui/index.ts';
import { newRunId, startRun, usePractice, type Shown } from './store.ts';
import { useMonotonic } from './use-monotonic.ts';
import { useAnswerKey } from './use-answer-key.ts';

export function Ringing({
  scenario,
  call,
}: {
  scenario: Scenario;
  call: Extract<Shown, { kind: 'ringing' }>;
}) {
  const show = usePractice((s) => s.show);
  // One id for all tries of this ring, so that a repeat never starts two runs.
  const id = useRef(newRunId());
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const seconds = Math.max(0, (useMonotonic() - call.since) / 1000);
  const answer = (): void => {
    if (busy) return;
    setBusy(true);
    const { scenarioId, level, seed } = call;
    void startRun({ scenarioId, level, seed }, id.current, performance.now()).then((failed) => {
      setBusy(false);
      setFailure(failed?.code ?? null);
    });
  };
  useAnswerKey(answer);
  useEffect(() => announce(t('practice.ring.title')), []);
  return (
    <div className="cl-page">
      <section className="cl-panel cl-panel-active cl-practice-ring" aria-labelledby="cl-practice-ring">
        <span className="cl-practice-ring-icon">
          <Icon of={PhoneIncoming} size={22} />
        </span>
        <div className="cl-practice-fill">
          <h1 id="cl-practice-ring" className="cl-name">
            {t('practice.ring.title')}
          </h1>
          <p className="cl-dial">{scenario.caller.number}</p>
          <p className="cl-detail">
            {t('practice.run.head', { title: scenario.title, level: call.level, seed: call.seed })}
          </p>
        </div>
        <span role="timer" aria-label={t('practice.ring.for')} className="cl-timer cl-clock-large">
          {formatSpan(seconds, true)}
        </span>
        <div className="cl-inline cl-practice-ring-do">
          <Button
            kind="primary"
            size="large"
            icon={Phone}
            keys={keysOf('answer', isMac)}
            isPending={busy}
            onPress={answer}
          >
            {t('practice.ring.answer')}
          </Button>
          <Button
            size="large"
            onPress={() =>
              show({ kind: 'brief', scenarioId: scenario.id, level: call.level, seed: call.seed })
            }
          >
            {t('practice.ring.back')}
          </Button>
        </div>
      </section>
      {failure !== null && (
        <Banner tone="amber" title={errorText(failure).sentence}>
          {errorText(failure).next}
        </Banner>
      )}
    </div>
  );
}
