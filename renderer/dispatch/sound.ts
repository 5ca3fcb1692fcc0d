// The alarm as it is heard: two tones, three times, made here so that no file and no network is needed.

/** Loudness of 1; softer while somebody is on the line, who must still be heard. */
const loud = 0.22;
const soft = 0.06;
const tones = [880, 660] as const;
/** Seconds of a tone, and of the pause after a pair. */
const length = 0.17;
const pause = 0.16;
const pairs = 3;

let context: AudioContext | null = null;

/** Answers whether it could be heard: a page that nobody has touched yet may not make a sound. */
export async function playAlarm(onCall: boolean): Promise<boolean> {
  try {
    context ??= new AudioContext();
    if (context.state === 'suspended') await context.resume();
    if (context.state !== 'running') return false;
    ring(context, onCall ? soft : loud);
    return true;
  } catch {
    // No device: the text and the flash stand anyway.
    return false;
  }
}

function ring(audio: AudioContext, level: number): void {
  const out = audio.createGain();
  out.connect(audio.destination);
  let at = audio.currentTime + 0.02;
  for (let pair = 0; pair < pairs; pair++) {
    for (const tone of tones) {
      const voice = audio.createOscillator();
      const shape = audio.createGain();
      voice.frequency.value = tone;
      // Rises and falls within the tone, or it would click.
      shape.gain.setValueAtTime(0, at);
      shape.gain.linearRampToValueAtTime(level, at + 0.02);
      shape.gain.setValueAtTime(level, at + length - 0.04);
      shape.gain.linearRampToValueAtTime(0, at + length);
      voice.connect(shape).connect(out);
      voice.start(at);
      voice.stop(at + length);
      at += length;
    }
    at += pause;
  }
}
