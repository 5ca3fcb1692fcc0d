// The ear itself: gets every frame that somebody hears and keeps parts, levels and the last seconds, never the whole call.
import { toneAmplitude, rms, tonesIn } from './goertzel.ts';
import { frameMs, frameSamples } from './sounds.ts';
import type { Heard, HeardPart } from './ear.ts';

const windowFrames = 5;
const keptMs = 3000;
const keptFrames = keptMs / frameMs;
/** An hour of changing sound every second. */
const mostParts = 4000;
/** RMS under which a window counts as silence: mu-law noise is far below, a voice that an echo canceller holds down above. */
const silent = 30;
/** Two windows belong together when their strongest tones are this near. */
const sameHz = 12;
/** A pure tone's amplitude is 1.41 times its RMS. */
const nearlyPure = 1.35;
const mostlyPure = 1.2;
/** Loudness kept for `lastSoundMs` with a level of the asker's. */
const levels = [60, 200, 500, 1000, 2000, 4000, 8000] as const;

export class Listening implements Heard {
  readonly #ring = new Int16Array(keptFrames * frameSamples);
  /** When each frame of the ring began, and how loud it was. */
  readonly #began = new Float64Array(keptFrames);
  readonly #loudness = new Float64Array(keptFrames);
  #frames = 0;
  readonly #window = new Int16Array(windowFrames * frameSamples);
  #inWindow = 0;
  #windowFromMs = 0;
  #parts: HeardPart[] = [];
  readonly #lastLouder = new Map<number, number>();

  /** `frame` was heard from `atMs` on, for 20 ms. */
  push(frame: Int16Array, atMs: number): void {
    this.#ring.set(frame, (this.#frames % keptFrames) * frameSamples);
    const loud = rms(frame);
    this.#began[this.#frames % keptFrames] = atMs;
    this.#loudness[this.#frames % keptFrames] = loud;
    this.#frames += 1;
    for (const level of levels) if (loud > level) this.#lastLouder.set(level, atMs + frameMs);
    if (this.#inWindow === 0) this.#windowFromMs = atMs;
    this.#window.set(frame, this.#inWindow * frameSamples);
    this.#inWindow += 1;
    if (this.#inWindow === windowFrames) this.#close(atMs + frameMs);
  }

  parts(sinceMs = -Infinity): readonly HeardPart[] {
    return this.#parts.filter((part) => part.toMs > sinceMs).map((part) => ({ ...part }));
  }

  level(ms = 1000): number {
    return rms(this.#last(ms));
  }

  toneLevel(hz: number, ms = 200): number {
    return toneAmplitude(this.#last(ms), hz);
  }

  lastSoundMs(level = 200): number | null {
    const known = levels.find((one) => one >= level) ?? levels[levels.length - 1] ?? 0;
    return this.#lastLouder.get(known) ?? null;
  }

  firstSoundMs(sinceMs: number, level = 200, hz: number | null = null): number | null {
    for (let n = Math.max(0, this.#frames - keptFrames); n < this.#frames; n += 1) {
      const slot = n % keptFrames;
      const began = this.#began[slot] ?? 0;
      const loud = this.#loudness[slot] ?? 0;
      if (began < sinceMs || loud <= level) continue;
      const frame = this.#ring.subarray(slot * frameSamples, (slot + 1) * frameSamples);
      if (hz === null || toneAmplitude(frame, hz) > loud * mostlyPure) return began;
    }
    return null;
  }

  #last(ms: number): Int16Array {
    const frames = Math.min(this.#frames, keptFrames, Math.max(1, Math.round(ms / frameMs)));
    const samples = new Int16Array(frames * frameSamples);
    for (let i = 0; i < frames; i += 1) {
      const at = ((this.#frames - frames + i) % keptFrames) * frameSamples;
      samples.set(this.#ring.subarray(at, at + frameSamples), i * frameSamples);
    }
    return samples;
  }

  /** Most windows go on with the tone before: one look instead of a search through all of them. */
  #tones(last: HeardPart | undefined, loud: number): readonly number[] {
    const only = last?.tones.length === 1 ? last.tones[0] : undefined;
    if (only !== undefined && toneAmplitude(this.#window, only) > loud * nearlyPure) return [only];
    return tonesIn(this.#window);
  }

  #close(toMs: number): void {
    this.#inWindow = 0;
    const loud = rms(this.#window);
    const last = this.#parts.at(-1);
    const tones = loud < silent ? [] : this.#tones(last, loud);
    const level = loud < silent ? 0 : Math.round(loud);
    const hz = tones[0] ?? null;
    const gap = last === undefined ? 0 : this.#windowFromMs - last.toMs;
    if (last !== undefined && gap < frameMs * 2 && alike(last, hz, level)) {
      const before = last.toMs - last.fromMs;
      const now = toMs - this.#windowFromMs;
      last.level = Math.round((last.level * before + level * now) / (before + now));
      last.toMs = toMs;
      return;
    }
    this.#parts.push({ fromMs: this.#windowFromMs, toMs, hz, tones, level });
    if (this.#parts.length > mostParts) this.#parts = this.#parts.slice(-mostParts / 2);
  }
}

function alike(part: HeardPart, hz: number | null, level: number): boolean {
  if ((part.level === 0) !== (level === 0)) return false;
  if (part.hz === null || hz === null) return part.hz === hz;
  return Math.abs(part.hz - hz) <= sameHz;
}
