// In your own words: typed, or spoken where something that understands speech is there.
import { PenLine, SendHorizontal } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { t } from '../text/t.ts';
import { Button, TextArea } from '../ui/index.ts';
import { extras } from './extras.ts';
import { composing } from './store.ts';

/** As the contract asks: what is typed is told at most this often, ms. */
const tellEvery = 2000;

export interface OwnWordsProps {
  runId: string;
  isDisabled: boolean;
  /** Whether the field has the focus: a digit is a digit there. */
  onTyping: (typing: boolean) => void;
  /** Answers whether the line was taken; what was typed stays when it wasn't. */
  onSay: (text: string, by: 'typed' | 'spoken') => Promise<boolean>;
}

export function OwnWords({ runId, isDisabled, onTyping, onSay }: OwnWordsProps) {
  const [typed, setTyped] = useState('');
  const told = useRef(-Infinity);
  const send = (): void => {
    const text = typed.trim();
    if (text === '' || isDisabled) return;
    void onSay(text, 'typed').then((taken) => taken && setTyped(''));
  };
  const change = (text: string): void => {
    setTyped(text);
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
        label={t('practice.run.type')}
        hideLabel
        icon={PenLine}
        placeholder={t('practice.run.type')}
        value={typed}
        onChange={change}
        onKeyDown={enter}
        maxLength={1000}
      />
      {extras.Speak && (
        <extras.Speak isDisabled={isDisabled} onSpoken={(words) => void onSay(words, 'spoken')} />
      )}
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
