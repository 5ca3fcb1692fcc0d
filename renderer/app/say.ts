// How a failure reaches a person when no screen of its own shows it: sentence and next step, as a toast and aloud.
import { CircleAlert } from 'lucide-react';
import { create } from 'zustand';
import type { Failure } from '#shared/domain/result.ts';
import { useDeskView } from './desk-store.ts';
import { errorText } from '../text/t.ts';
import { announce, toast } from '../ui/index.ts';

export function sayFailure(failure: Pick<Failure, 'code'>): void {
  const { sentence, next } = errorText(failure.code);
  say(`${sentence} ${next}`);
}

/** The sentence of now while the emergency card is open, which says it in a line of its own; no toast lies over it. */
export const useSaidOverCard = create<{ text: string | null }>()(() => ({ text: null }));
export const clearSaid = (): void => useSaidOverCard.setState({ text: null });

export function say(text: string): void {
  if (useDeskView.getState().emergencyOpen) useSaidOverCard.setState({ text });
  else toast({ text, icon: CircleAlert });
  announce(text);
}
