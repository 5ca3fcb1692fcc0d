// The caller's mood: a chip that the agent chooses, or the hint's, marked as one. By hand always wins (row 29, row 50).
import { CloudLightning, Frown, HeartCrack, HelpCircle, Smile, Zap } from 'lucide-react';
import { moods, type Mood } from '#shared/domain/script/script.ts';
import { t } from '../text/t.ts';
import { ToggleChips } from '../ui/index.ts';
import { changeProgress } from './state.ts';
import type { MoodNow } from './use-mood.ts';

const icons: Record<Mood, typeof Smile> = {
  calm: Smile,
  anxious: CloudLightning,
  angry: Zap,
  grieving: HeartCrack,
  confused: HelpCircle,
  in_pain: Frown,
};

export function Moods({ callId, mood }: { callId: string; mood: MoodNow }) {
  return (
    <ToggleChips
      label={t('script.mood')}
      hideLabel
      options={moods.map((id) => ({
        id,
        title:
          mood.chosen === null && mood.hint === id
            ? t('script.mood.hint', { mood: t(`script.mood.${id}`) })
            : t(`script.mood.${id}`),
        icon: icons[id],
      }))}
      value={mood.chosen ?? mood.hint}
      // Pressing the hint's own chip makes it the agent's; pressing one's own again takes it back.
      onChange={(chosen) =>
        changeProgress(callId, (was) => ({
          ...was,
          mood: chosen ?? (was.mood === null ? mood.hint : null),
        }))
      }
    />
  );
}
