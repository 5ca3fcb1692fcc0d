// What other developers' rooms bring into the answer card: dictation and the sound of the caller's room. Each is drawn only where it is
// there, so that no button does nothing.
import type { ComponentType } from 'react';

export interface SpeakProps {
  /** The words that were understood, whole: they become the trainee's turn as if typed. */
  onSpoken: (words: string) => void;
  /** Nobody hears the trainee now: on hold, muted, or the call is over. */
  isDisabled: boolean;
}
export interface NoiseProps {
  /** The level has noise on the line. */
  isOn: boolean;
}
export interface PracticeExtras {
  Speak: ComponentType<SpeakProps> | null;
  Noise: ComponentType<NoiseProps> | null;
}
export const extras: PracticeExtras = { Speak: null, Noise: null };
