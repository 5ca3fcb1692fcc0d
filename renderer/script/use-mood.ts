// Which mood orders the phrases, and which one the words to say are for. A mood that was chosen by hand counts for both at once;
// a hint's orders phrases as it comes, but the words that somebody may be reading aloud stay until the next step.
import { useState } from 'react';
import type { Mood } from '#shared/domain/script/script.ts';
import { useCueMood } from '../assist/index.ts';
import { useProgress } from './state.ts';

export interface MoodNow {
  /** By hand; null = not chosen. */
  chosen: Mood | null;
  /** Of a hint that shows now. */
  hint: Mood | null;
  order: Mood;
  said: Mood;
}

/** `stepKey` changes with the step that is drawn. */
export function useMood(callId: string, stepKey: string): MoodNow {
  const { mood: chosen } = useProgress(callId);
  const hint = useCueMood(callId);
  const [entered, setEntered] = useState({ stepKey, hint });
  if (entered.stepKey !== stepKey) setEntered({ stepKey, hint });
  const atEntry = entered.stepKey === stepKey ? entered.hint : hint;
  return { chosen, hint, order: chosen ?? hint ?? 'calm', said: chosen ?? atEntry ?? 'calm' };
}
