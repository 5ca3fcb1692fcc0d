// Says one line at a time: a new one ends the one before. Failures are silence: the captions stand in any case.
import type { Lang } from '#shared/domain/script/languages.ts';
import { careline } from '../bridge/index.ts';
import { audible, pieces, systemVoice } from './voices.ts';

let context: AudioContext | null = null;
export function audio(): AudioContext | null {
  try {
    context ??= new AudioContext();
    if (context.state === 'suspended') void context.resume();
    return context;
  } catch {
    return null;
  }
}

let playing: AudioBufferSourceNode | null = null;
/** Counts up with each line: what comes late of an older one is not heard. */
let turn = 0;

export function stopSpeaking(): void {
  turn++;
  globalThis.speechSynthesis?.cancel();
  playing?.stop();
  playing = null;
}

export const ownVoice = (lang: Lang): SpeechSynthesisVoice | null =>
  systemVoice(globalThis.speechSynthesis?.getVoices() ?? [], lang);

export async function speak(text: string, lang: Lang): Promise<void> {
  stopSpeaking();
  const own = turn;
  const voice = ownVoice(lang);
  if (voice !== null) {
    const line = new SpeechSynthesisUtterance(audible(text));
    line.voice = voice;
    line.lang = voice.lang;
    globalThis.speechSynthesis.speak(line);
    return;
  }
  for (const piece of pieces(audible(text))) {
    const made = await careline.speech.say({ text: piece, lang });
    if (!made.ok || own !== turn) return;
    await play(made.value.wav, () => own === turn);
    if (own !== turn) return;
  }
}

async function play(base64: string, wanted: () => boolean): Promise<void> {
  const out = audio();
  if (out === null) return;
  try {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const sound = await out.decodeAudioData(bytes.buffer);
    if (!wanted()) return;
    await new Promise<void>((done) => {
      const source = out.createBufferSource();
      source.buffer = sound;
      source.connect(out.destination);
      source.addEventListener('ended', () => done(), { once: true });
      playing = source;
      source.start();
    });
  } catch {
    // Not a sound that this browser knows: the captions stand.
  }
}
