// The mood that the cue in sight stands for: it orders phrases until the agent picks one by hand (row 29).
import type { AssistView } from '#shared/domain/assist/view.ts';
import { moodOf } from '#shared/domain/emotion/states.ts';
import type { Mood } from '#shared/domain/script/script.ts';
import { useAssist } from './store.ts';

export function moodOfView(view: AssistView | null): Mood | null {
  const cue = view?.cue ?? null;
  // Thanks are no mood to speak to: calm is how the phrases stand anyway, and no chip claims to have heard it.
  return cue === null || cue.state === 'grateful' ? null : moodOf(cue.state);
}

/** Null while no cue shows. */
export const useCueMood = (callId: string): Mood | null => moodOfView(useAssist(callId));
