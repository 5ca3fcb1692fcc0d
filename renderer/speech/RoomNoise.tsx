// The noise of levels 3 and 4: how loud it is, down to nothing. What it takes from the captions is the run's, not the sound's.
import { AudioLines } from 'lucide-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { changeSettings, useSettings } from '../settings/store.ts';
import { t } from '../text/t.ts';
import { IconButton } from '../ui/index.ts';
import { startNoise, type RoomNoise as Noise } from './room-noise.ts';

const steps = [0, 0.25, 0.5, 1] as const;

export function RoomNoise({ isSilent }: { isSilent: boolean }) {
  const volume = useSettings((s) => s.value?.practiceNoise ?? 0);
  const noise = useRef<Noise | null>(null);
  const heard = volume > 0 && !isSilent;
  const begin = useEffectEvent(() => {
    noise.current = startNoise(volume);
  });
  useEffect(() => {
    if (!heard) return;
    begin();
    return () => {
      noise.current?.stop();
      noise.current = null;
    };
  }, [heard]);
  useEffect(() => noise.current?.setVolume(volume), [volume]);
  const next = steps[(steps.findIndex((s) => s >= volume) + 1) % steps.length] ?? 0;
  return (
    <IconButton
      icon={AudioLines}
      size="small"
      label={volume === 0 ? t('speech.noise.off') : t('speech.noise', { percent: Math.round(volume * 100) })}
      onPress={() => void changeSettings({ practiceNoise: next })}
    />
  );
}
