// Tone detection on short windows of 8 kHz audio.
import { sampleRate } from './sounds.ts';

const lowest = 100;
const highest = 3800;
const coarseStep = 25;
const fineStep = 5;
/** Share of the strongest tone that another one must have to be named. */
const alsoHeard = 0.25;

const windows = new Map<number, Float64Array>();
function hann(length: number): Float64Array {
  const known = windows.get(length);
  if (known !== undefined) return known;
  const made = Float64Array.from(
    { length },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / Math.max(1, length - 1)),
  );
  windows.set(length, made);
  return made;
}

export function rms(samples: Int16Array): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i += 1) sum += (samples[i] ?? 0) ** 2;
  return Math.sqrt(sum / Math.max(1, samples.length));
}

function amplitude(windowed: Float64Array, hz: number): number {
  const k = 2 * Math.cos((2 * Math.PI * hz) / sampleRate);
  let a = 0;
  let b = 0;
  for (let i = 0; i < windowed.length; i += 1) {
    const c = (windowed[i] ?? 0) + k * a - b;
    b = a;
    a = c;
  }
  // The window halves the mean, hence 4 instead of 2.
  return (Math.sqrt(Math.max(0, a * a + b * b - k * a * b)) * 4) / Math.max(1, windowed.length);
}

function shaped(samples: Int16Array): Float64Array {
  const window = hann(samples.length);
  // A plain loop: `from` with a function takes ten times as long, and every ear does this ten times a second.
  const made = new Float64Array(samples.length);
  for (let i = 0; i < made.length; i += 1) made[i] = (samples[i] ?? 0) * (window[i] ?? 0);
  return made;
}

/** Amplitude (0 to 32767) of one frequency. */
export const toneAmplitude = (samples: Int16Array, hz: number): number => amplitude(shaped(samples), hz);

/** The tones in a window, strongest first, to 5 Hz; empty when nothing in it is a tone (noise, silence). */
export function tonesIn(samples: Int16Array): number[] {
  const level = rms(samples);
  if (level === 0) return [];
  const windowed = shaped(samples);
  const coarse: number[] = [];
  for (let hz = lowest; hz <= highest; hz += coarseStep) coarse.push(amplitude(windowed, hz));
  const strongest = Math.max(...coarse);
  // A pure tone's amplitude is 1.41 times its RMS; three equal ones have 0.82 each. Noise stays far below.
  if (strongest < level * 0.5) return [];
  // Two tones that are near (440 and 480 Hz) may stand under one coarse peak: all that is loud is looked at closely.
  const close = new Map<number, number>();
  coarse.forEach((value, i) => {
    if (value < strongest * alsoHeard) return;
    const middle = lowest + i * coarseStep;
    for (let hz = middle - 15; hz <= middle + 15; hz += fineStep)
      if (!close.has(hz)) close.set(hz, amplitude(windowed, hz));
  });
  const loudest = Math.max(...close.values());
  const peaks = [...close]
    .map(([hz, value]) => ({ hz, amplitude: value }))
    .filter((one) => one.amplitude >= loudest * alsoHeard)
    .filter((one) => one.amplitude >= (close.get(one.hz - fineStep) ?? 0))
    .filter((one) => one.amplitude > (close.get(one.hz + fineStep) ?? 0));
  return peaks.toSorted((one, other) => other.amplitude - one.amplitude).map((peak) => peak.hz);
}
