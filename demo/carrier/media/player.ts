// What is being played somewhere, frame by frame: a queue of sounds, each with a promise that says how it ended.
import { openSource, silentFrame, type PlainSound, type Source } from '../sound/source.ts';
import type { Speech } from '../sound/speech.ts';
import type { Sound } from '../sound/sounds.ts';
import type { Played } from './switchboard.ts';

interface Item {
  sound: PlainSound | null;
  source: Source | null;
  /** Still to be played, this time included; Infinity for ever. */
  left: number;
  onStart: (() => void) | null;
  done(played: Played): void;
}

export class Player {
  #queue: Item[] = [];
  readonly #speech: Speech;
  #ended = false;

  constructor(speech: Speech) {
    this.#speech = speech;
  }

  get busy(): boolean {
    return this.#queue.length > 0;
  }

  /** After what already waits. `times` 0 is until stopped. */
  add(sound: Sound, times = 1, onStart: (() => void) | null = null): Promise<Played> {
    if (this.#ended) return Promise.resolve('ended');
    return new Promise((done) => {
      const item: Item = { sound: null, source: null, left: times === 0 ? Infinity : times, onStart, done };
      this.#queue.push(item);
      const prepared = this.#speech.prepare(sound);
      if (prepared instanceof Promise) void prepared.then((plain) => (item.sound = plain));
      else item.sound = prepared;
    });
  }

  /** Instead of what plays now. */
  replace(sound: Sound, times = 1): Promise<Played> {
    this.stop();
    return this.add(sound, times);
  }

  stop(): void {
    this.#drop('stopped');
  }

  end(): void {
    this.#ended = true;
    this.#drop('ended');
  }

  /** The next 20 ms; null when nothing is to be heard. */
  next(): Int16Array | null {
    for (;;) {
      const item = this.#queue[0];
      if (item === undefined) return null;
      // The engine is still speaking into its file: silence keeps the order of what is said.
      if (item.sound === null) return silentFrame;
      if (item.source === null) {
        item.source = openSource(item.sound);
        item.onStart?.();
        item.onStart = null;
      }
      const frame = item.source();
      if (frame !== null) return frame;
      item.left -= 1;
      item.source = null;
      // A sound without a single frame, repeated for ever, would never let go.
      if (item.left > 0 && !isEmpty(item.sound)) continue;
      if (this.#queue[0] === item) this.#queue.shift();
      item.done('finished');
    }
  }

  #drop(played: Played): void {
    const dropped = this.#queue;
    this.#queue = [];
    for (const item of dropped) item.done(played);
  }
}

const isEmpty = (sound: PlainSound): boolean => openSource(sound)() === null;
