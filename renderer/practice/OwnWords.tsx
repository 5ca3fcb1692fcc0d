// In your own words: typed, or spoken where something that understands speech is there.
import { PenLine, SendHorizontal } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { Lang } from '#shared/domain/script/languages.ts';
import { SpeakTurn } from '../speech/SpeakTurn.tsx';
import { t } from '../text/t.ts';
import { Button, TextArea } from '../ui/index.ts';
import { composing } from './store.ts';

/** As the contract asks: what is typed is told at most this often, ms. */
const tellEvery = 2000;
const longest = 1000;

export interface OwnWordsProps {
  runId: string;
  lang: Lang;
  /** Who is told, when it isn't the caller. */
  to?: string | null;
  isDisabled: boolean;
  /** Whether the field has the focus: a digit is a digit there. */
  onTyping: (typing: boolean) => void;
  /** Answers whether the line was taken; what was typed stays when it wasn't. */
  onSay: (text: string, by: 'typed' | 'spoken') => Promise<boolean>;
}

export function OwnWords({ runId, lang, to = null, isDisabled, onTyping, onSay }: OwnWordsProps) {
  const [typed, setTyped] = useState('');
  // What a listener wrote down stays a spoken turn when it was put right by hand.
  const [spoken, setSpoken] = useState(false);
  const told = useRef(-Infinity);
  const label = to === null ? t('practice.run.type') : t('practice.party.tell-whom', { who: to });
  const send = (): void => {
    const text = typed.trim();
    if (text === '' || isDisabled) return;
    void onSay(text, spoken ? 'spoken' : 'typed').then((taken) => taken && change(''));
  };
  const change = (text: string): void => {
    setTyped(text);
    if (text === '') setSpoken(false);
    if (performance.now() - told.current < tellEvery) return;
    told.current = performance.now();
    composing(runId);
  };
  const enter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <div className="cl-practice-type" onFocus={() => onTyping(true)} onBlur={() => onTyping(false)}>
      <TextArea
        label={label}
        hideLabel
        icon={PenLine}
        placeholder={label}
        value={typed}
        onChange={change}
        onKeyDown={enter}
        maxLength={longest}
      />
      <SpeakTurn
        lang={lang}
        isDisabled={isDisabled}
        onHeard={(words) => {
          change(`${typed} ${words}`.trim().slice(0, longest));
          setSpoken(true);
        }}
      />
      <Button
        icon={SendHorizontal}
        keys="Enter"
        isDisabled={typed.trim() === '' || isDisabled}
        onPress={send}
      >
        {t('practice.run.send')}
      </Button>
    </div>
  );
}
