// Digits of one call, given to the SDK one run at a time. A browser's sender forgets what it has not sent yet as soon as it
// is given more, so somebody who types fast would lose digits: what is typed meanwhile is gathered here.

/** ms: a digit's tone and the gap after it, as the SDK sends them. */
const digitMs = 160 + 70;
/** ms, so that the last gap is over for sure. */
const marginMs = 30;
/** ms, of a `w`. The SDK starts it together with the digits before it, and would lose those that take longer. */
const pauseMs = 500;

export interface Digits {
  type(digits: string): void;
  /** The call is over: what waits is dropped. */
  end(): void;
}
export function createDigits(
  send: (run: string) => void,
  later: (ms: number, task: () => void) => () => void,
  /** The browser's sender still has some to send: on a busy computer it takes longer than it should. */
  unsent: () => boolean,
): Digits {
  let waiting = '';
  let sending = false;

  function next(): void {
    if (unsent()) return void later(digitMs, next);
    const run = /^(?:w|[^w]+)/.exec(waiting)?.[0] ?? '';
    sending = run !== '';
    if (!sending) return;
    waiting = waiting.slice(run.length);
    if (run !== 'w') send(run);
    later(run === 'w' ? pauseMs : run.length * digitMs + marginMs, next);
  }
  return {
    type(digits) {
      waiting += digits;
      if (!sending) next();
    },
    end: () => void (waiting = ''),
  };
}
