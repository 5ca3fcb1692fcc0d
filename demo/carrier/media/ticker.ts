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

/** The computer's clock may be set in mid-call: from this difference on, frames take the new time. */
const clockJumpMs = 500;

/** `tick` is called once per 20 ms with the frame's place in time, in milliseconds of `now`; paced by no clock one can set. */
export function openTicker(now: () => number, tick: (atMs: number) => void): Ticker {
  let timer: NodeJS.Timeout | null = null;
  let stopped = true;
  let nextMs = 0;
  let offsetMs = 0;

  function turn(): void {
    timer = null;
    const late = Math.floor((performance.now() - nextMs) / frameMs);
    if (late > mostCatchUp) nextMs += (late - mostCatchUp) * frameMs;
    const offset = now() - performance.now();
    if (Math.abs(offset - offsetMs) > clockJumpMs) offsetMs = offset;
    while (performance.now() >= nextMs) {
      const atMs = nextMs + offsetMs;
      nextMs += frameMs;
      tick(atMs);
      if (stopped) return;
    }
    // A tick that rested and ran again has set the next turn itself: two would go on beside each other.
    timer ??= setTimeout(turn, Math.max(1, nextMs - performance.now()));
  }

  return {
    run() {
      if (!stopped) return;
      stopped = false;
      nextMs = performance.now();
      offsetMs = now() - nextMs;
      timer = setTimeout(turn, frameMs);
    },
    rest() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
