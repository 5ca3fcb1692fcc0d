// What of practising aloud is there on this computer, read when the first answer card shows.
import { create } from 'zustand';
import type { SpeechState } from '#shared/contract/speech.ts';
import { careline } from '../bridge/index.ts';

export const useSpeech = create<{ state: SpeechState | null }>()(() => ({ state: null }));

export async function readSpeech(): Promise<void> {
  const read = await careline.speech.state();
  if (read.ok) useSpeech.setState({ state: read.value });
}
