// Says each of the caller's lines as it comes, by a voice of this computer; a switch beside the captions, which always stand.
import { Volume2, VolumeX } from 'lucide-react';
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { Lang } from '#shared/domain/script/languages.ts';
import { useTopic } from '../bridge/use-desk.ts';
import { careline } from '../bridge/index.ts';
import { changeSettings, useSettings } from '../settings/store.ts';
import { t } from '../text/t.ts';
import { IconButton } from '../ui/index.ts';
import { ownVoice, speak, stopSpeaking } from './player.ts';
import { readSpeech, useSpeech } from './store.ts';

/** The system lists its voices late. */
const onVoices = (told: () => void): (() => void) => {
  const voices = globalThis.speechSynthesis;
  voices?.addEventListener?.('voiceschanged', told);
  return () => voices?.removeEventListener?.('voiceschanged', told);
};

export interface CallerVoiceProps {
  text: string;
  /** Changes with each line of the call. */
  turn: number;
  lang: Lang;
  /** The caller is on hold, or the call is over. */
  isSilent: boolean;
}

export function CallerVoice({ text, turn, lang, isSilent }: CallerVoiceProps) {
  const isOn = useSettings((s) => s.value?.practiceVoice ?? false);
  const engine = useSpeech((s) => s.state?.engine ?? null);
  const hasVoice = useSyncExternalStore(onVoices, () => ownVoice(lang) !== null);
  const canSpeak = hasVoice || engine !== null;
  const heard = isOn && canSpeak && !isSilent;
  const say = useEffectEvent(() => void speak(text, lang));
  useTopic(careline.speech.changed, () => void readSpeech());
  useEffect(() => void readSpeech(), []);
  useEffect(() => {
    if (heard) say();
    return stopSpeaking;
  }, [turn, heard]);
  if (!canSpeak) return null;
  return (
    <IconButton
      icon={isOn ? Volume2 : VolumeX}
      size="small"
      label={t(isOn ? 'speech.voice.on' : 'speech.voice.off')}
      onPress={() => void changeSettings({ practiceVoice: !isOn })}
    />
  );
}
