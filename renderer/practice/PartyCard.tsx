// Whoever was brought in, while the caller waits on hold: what they say, what they are told, and how it goes on.
import { PhoneForwarded, SendHorizontal, Undo2, UsersRound } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { PracticeParty } from '#shared/contract/practice.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { Failure } from '#shared/domain/result.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, TextArea } from '../ui/index.ts';
import { moveParty, tellParty } from './store.ts';

export function PartyCard({ runId, party }: { runId: string; party: PracticeParty }) {
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const [busy, setBusy] = useState(false);
  const card = useRef<HTMLElement>(null);
  const who = t(`practice.target.${party.target}`);
  const talks = party.state === 'talking';
  useEffect(() => {
    if (document.activeElement === document.body) card.current?.focus({ preventScroll: true });
  }, []);
  async function run(doing: () => Promise<Failure | null>): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    const failed = await doing();
    setBusy(false);
    setFailure(failed?.code ?? null);
    return failed === null;
  }
  const tell = (): void => {
    const words = text.trim();
    if (words !== '') void run(() => tellParty(runId, words)).then((told) => told && setText(''));
  };
  return (
    <section
      ref={card}
      tabIndex={-1}
      className="cl-panel cl-panel-active cl-practice-answer cl-practice-with-party"
      data-face="answer"
      aria-label={t('practice.party.label', { who })}
    >
      <header className="cl-practice-answer-head">
        <h2 className="cl-practice-small">
          {t(talks ? 'practice.party.talking' : 'practice.party.ringing', { who })}
        </h2>
      </header>
      <p className="cl-detail">{t('practice.party.waits')}</p>
      <ol className="cl-practice-party">
        {party.lines.map((line) => (
          <li key={`${line.atMs} ${line.text}`}>
            <span className="cl-detail-quiet">{line.who === 'party' ? who : t('practice.run.you')}</span> “
            {line.text}”
          </li>
        ))}
      </ol>
      {failure !== null && (
        <Banner tone="amber" title={errorText(failure).sentence} onDismiss={() => setFailure(null)}>
          {errorText(failure).next}
        </Banner>
      )}
      {talks && (
        <div className="cl-practice-type">
          <TextArea
            label={t('practice.party.tell')}
            hideLabel
            placeholder={t('practice.party.tell')}
            value={text}
            onChange={setText}
            maxLength={600}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              tell();
            }}
          />
          <Button icon={SendHorizontal} keys="Enter" isDisabled={text.trim() === '' || busy} onPress={tell}>
            {t('practice.run.send')}
          </Button>
        </div>
      )}
      <div className="cl-inline">
        {talks && (
          <>
            <Button
              icon={UsersRound}
              isDisabled={busy}
              onPress={() => void run(() => moveParty(runId, 'join'))}
            >
              {t('practice.party.join')}
            </Button>
            <Button
              icon={PhoneForwarded}
              isDisabled={busy}
              onPress={() => void run(() => moveParty(runId, 'hand-over'))}
            >
              {t('practice.party.hand-over')}
            </Button>
          </>
        )}
        <Button icon={Undo2} isDisabled={busy} onPress={() => void run(() => moveParty(runId, 'let-go'))}>
          {t('practice.party.let-go')}
        </Button>
      </div>
    </section>
  );
}
