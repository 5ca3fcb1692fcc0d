// One clock of 20 ms for the whole switch. It counts from where it began, so late timers don't add up, and it rests while
// nobody is on a call.
import { frameMs } from '../sound/sounds.ts';

/** After a longer pause (a stopped process) the missed frames are left out instead of being caught up in a burst. */
const mostCatchUp = 10;

export interface Ticker {
  /** Runs until `rest`; twice is nothing. */
  run(): void;
  rest(): void;
}

/** `tick` is called once per 20 ms with the frame's place in time, in milliseconds of `now`. */
export function openTicker(now: () => number, tick: (atMs: number) => void): Ticker {
  let timer: NodeJS.Timeout | null = null;
  let nextMs = 0;

  function turn(): void {
    timer = null;
    const late = Math.floor((now() - nextMs) / frameMs);
    if (late > mostCatchUp) nextMs += (late - mostCatchUp) * frameMs;
    while (now() >= nextMs) {
      const atMs = nextMs;
      nextMs += frameMs;
      tick(atMs);
      if (stopped) return;
    }
    timer = setTimeout(turn, Math.max(1, nextMs - now()));
  }

  let stopped = true;
  return {
    run() {
      if (!stopped) return;
      stopped = false;
      nextMs = now();
      timer = setTimeout(turn, frameMs);
    },
    rest() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
