// Something like speech as a WAV file, for a microphone that is never still: the browser's noise suppression takes beeps and
// steady tones away, and a measurement to 20 ms needs sound in every 20 ms.
import { encodeWav } from '#demo/carrier/sound/wav.ts';

const rate = 48_000;

/** 16 bit, mono; a voice's harmonics gliding between 110 and 170 Hz, louder and softer four times a second, never silent. */
export function speechWav(seconds: number): Buffer {
  const count = rate * seconds;
  const samples = new Int16Array(count);
  let phase = 0;
  for (let i = 0; i < count; i++) {
    const at = i / rate;
    const pitch = 140 + 30 * Math.sin(2 * Math.PI * 0.7 * at) + 6 * Math.sin(2 * Math.PI * 5.3 * at);
    phase += (2 * Math.PI * pitch) / rate;
    // Two formants that wander, as vowels do.
    const first = 500 + 250 * Math.sin(2 * Math.PI * 1.9 * at);
    const second = 1500 + 600 * Math.sin(2 * Math.PI * 1.3 * at);
    let value = 0;
    for (let harmonic = 1; harmonic * pitch < 3400; harmonic++) {
      const hz = harmonic * pitch;
      const gain =
        Math.exp(-(((hz - first) / 180) ** 2)) + 0.5 * Math.exp(-(((hz - second) / 250) ** 2)) + 0.02;
      value += gain * Math.sin(harmonic * phase);
    }
    const loud = 0.65 + 0.35 * Math.sin(2 * Math.PI * 4 * at);
    samples[i] = Math.round(Math.max(-1, Math.min(1, value * 0.28 * loud)) * 32_000);
  }
  return encodeWav([samples], rate);
}
