// Your answer: a line to choose by its key or words of your own, the hint of the level, and the timer of level 3.
import { Lightbulb, PenLine, SendHorizontal } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { PracticeReply, RunView } from '#shared/domain/practice/run.ts';
import { useCardKeys } from '../app/card-keys.ts';
import { t } from '../text/t.ts';
import { Button, Icon, TextArea } from '../ui/index.ts';
import { askForHint } from './store.ts';
import { TurnTimer } from './TurnTimer.tsx';

export interface AnswerCardProps {
  runId: string;
  /** Changes with every line that is said. */
  turn: number;
  view: RunView;
  isBusy: boolean;
  /** Answers whether the line was taken; what was typed stays when it wasn't. */
  onReply: (reply: PracticeReply) => Promise<boolean>;
}

export function AnswerCard({ runId, turn, view, isBusy, onReply }: AnswerCardProps) {
  const card = useRef<HTMLElement>(null);
  const [typed, setTyped] = useState('');
  // In the field a digit is a digit: the keys drawn on the lines say so.
  const [typing, setTyping] = useState(false);
  const { within, drawn } = useCardKeys({
    choose(digit) {
      const choice = isBusy ? undefined : view.choices[digit - 1];
      if (choice !== undefined) void onReply({ choiceId: choice.id });
      return choice !== undefined;
    },
  });
  useEffect(() => {
    // The digits count while the card has the focus; a field that somebody types in keeps it.
    const at = document.activeElement;
    if (at === null || at === document.body || !at.isConnected) card.current?.focus({ preventScroll: true });
  }, [turn]);
  const send = (): void => {
    const text = typed.trim();
    if (text === '' || isBusy) return;
    void onReply({ text }).then((taken) => taken && setTyped(''));
  };
  const enter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <section
      ref={card}
      tabIndex={-1}
      className="cl-panel cl-practice-answer"
      aria-label={t('practice.run.answers')}
      {...within}
    >
      <div className="cl-practice-answer-head">
        <h2 className="cl-practice-small">{t('practice.run.choose')}</h2>
        {view.timerSeconds !== null && <TurnTimer key={turn} limit={view.timerSeconds} />}
      </div>
      <Hint
        key={turn}
        runId={runId}
        hint={view.hint}
        onShown={() => card.current?.focus({ preventScroll: true })}
      />
      <ul className="cl-practice-choices">
        {view.choices.map((choice, i) => (
          <li key={`${turn} ${choice.id}`}>
            <Button
              className="cl-practice-choice"
              keys={typing ? `Alt+${i + 1}` : drawn(i + 1)}
              isDisabled={isBusy}
              onPress={() => void onReply({ choiceId: choice.id })}
            >
              “{choice.text}”
            </Button>
          </li>
        ))}
      </ul>
      <div className="cl-practice-type" onFocus={() => setTyping(true)} onBlur={() => setTyping(false)}>
        <TextArea
          label={t('practice.run.type')}
          icon={PenLine}
          placeholder={t('practice.run.type')}
          value={typed}
          onChange={setTyped}
          onKeyDown={enter}
          maxLength={1000}
        />
        <Button icon={SendHorizontal} keys="Enter" isDisabled={typed.trim() === '' || isBusy} onPress={send}>
          {t('practice.run.send')}
        </Button>
      </div>
    </section>
  );
}

interface HintProps {
  runId: string;
  hint: RunView['hint'];
  /** Its button is gone with the press: somebody must take the focus. */
  onShown: () => void;
}

function Hint({ runId, hint, onShown }: HintProps) {
  const [asked, setAsked] = useState(false);
  if (hint === null) return null;
  if (hint.mode === 'on-ask' && !asked)
    return (
      <div className="cl-inline">
        <Button
          kind="plain"
          size="small"
          icon={Lightbulb}
          onPress={() => {
            void askForHint(runId).then((failed) => {
              if (failed !== null) return;
              setAsked(true);
              onShown();
            });
          }}
        >
          {t('practice.run.hint.ask')}
        </Button>
        <span className="cl-detail-quiet">{t('practice.run.hint.cost')}</span>
      </div>
    );
  return (
    <p className="cl-practice-hint" role="status">
      <Icon of={Lightbulb} size={15} />
      <span>
        <strong>{t('practice.run.hint')}</strong> {hint.text}
      </span>
    </p>
  );
}
