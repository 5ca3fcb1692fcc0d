// A spoken turn: the site's listener writes it down, the trainee reads it and sends it. Shown only where one was set up.
import { Mic, Square } from 'lucide-react';
import { useState } from 'react';
import type { Lang } from '#shared/domain/script/languages.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { careline } from '../bridge/index.ts';
import { errorText, t } from '../text/t.ts';
import { announce, Button } from '../ui/index.ts';
import { stopSpeaking } from './player.ts';
import { readSpeech, useSpeech } from './store.ts';

export interface SpeakTurnProps {
  lang: Lang;
  isDisabled: boolean;
  /** What was understood, to be read before it is sent. */
  onHeard: (text: string) => void;
}

export function SpeakTurn({ lang, isDisabled, onHeard }: SpeakTurnProps) {
  const state = useSpeech((s) => s.state);
  const [told, setTold] = useState<ErrorCode | 'nothing' | null>(null);
  const [pending, setPending] = useState(false);
  const [open, setOpen] = useState(false);
  if (state === null || state.dictation === 'none') return null;
  if (state.dictation === 'wrong')
    return (
      <p className="cl-detail-quiet" title={t('speech.speak.wrong.what')}>
        {t('speech.speak.wrong')}
      </p>
    );
  const begin = async (): Promise<void> => {
    stopSpeaking();
    setTold(null);
    const begun = await careline.speech.listen({ lang });
    setTold(begun.ok ? null : begun.code);
    setOpen(begun.ok);
    if (begun.ok) announce(t('speech.speak.listening'));
    await readSpeech();
  };
  const end = async (): Promise<void> => {
    setPending(true);
    const words = await careline.speech.heard();
    setPending(false);
    setOpen(false);
    setTold(words.ok ? (words.value.text === '' ? 'nothing' : null) : words.code);
    if (words.ok && words.value.text !== '') onHeard(words.value.text);
    await readSpeech();
  };
  return (
    <>
      <Button
        icon={open ? Square : Mic}
        kind={open ? 'primary' : 'quiet'}
        isPending={pending}
        isDisabled={isDisabled && !open}
        onPress={() => void (open ? end() : begin())}
      >
        {t(open ? 'speech.speak.end' : 'speech.speak')}
      </Button>
      {told !== null && (
        <p className="cl-detail" role="status">
          {told === 'nothing'
            ? t('speech.speak.nothing')
            : `${errorText(told).sentence} ${errorText(told).next}`}
        </p>
      )}
    </>
  );
}
