// A recorder that a leg or a conference feeds: what it kept is what a WAV file is made of.
import { frameMs, frameSamples } from '../sound/sounds.ts';
import { silentFrame } from '../sound/source.ts';
import type { Recorder, RecorderState } from './switchboard.ts';

/** Two hours; after that nothing more is kept, so that a forgotten recorder can't eat the machine. */
const mostFrames = (2 * 3_600_000) / frameMs;

export class Recording implements Recorder {
  #state: RecorderState = 'in-progress';
  #pause: 'skip' | 'silence' = 'skip';
  #frames: Int16Array[][];
  #kept: Int16Array[] | null = null;
  #length = 0;
  readonly #onStop: (recording: Recording) => void;

  constructor(channels: number, onStop: (recording: Recording) => void) {
    this.#frames = Array.from({ length: channels }, () => []);
    this.#onStop = onStop;
  }

  get state(): RecorderState {
    return this.#state;
  }

  get lengthMs(): number {
    return this.#length * frameMs;
  }

  /** One frame per channel; null is silence. */
  push(...frames: (Int16Array | null)[]): void {
    if (this.#state === 'stopped' || this.#length >= mostFrames) return;
    if (this.#state === 'paused' && this.#pause === 'skip') return;
    const quiet = this.#state === 'paused';
    this.#frames.forEach((kept, channel) => {
      const frame = quiet ? null : (frames[channel] ?? null);
      kept.push(frame === null ? silentFrame : frame.slice());
    });
    this.#length += 1;
  }

  pause(behaviour: 'skip' | 'silence'): void {
    if (this.#state === 'stopped') return;
    this.#pause = behaviour;
    this.#state = 'paused';
  }

  resume(): void {
    if (this.#state === 'paused') this.#state = 'in-progress';
  }

  stop(): Int16Array[] {
    if (this.#kept !== null) return this.#kept;
    this.#state = 'stopped';
    this.#kept = this.#frames.map((frames) => {
      const samples = new Int16Array(frames.length * frameSamples);
      frames.forEach((frame, i) => samples.set(frame, i * frameSamples));
      return samples;
    });
    this.#frames = [];
    this.#onStop(this);
    return this.#kept;
  }
}
