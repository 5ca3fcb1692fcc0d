// When a dead desk may be started again, and which numbers its ports get: bookkeeping that both hosts share.

/** Desk restarts at most this often within `restartWindow`. */
export const restartLimit = 3;
/** Milliseconds. */
export const restartWindow = 60_000;

/** What became of a desk that ended: `stopped` was asked for, `failed` said why it can't start, `died` said nothing. */
export type DeskEnd = 'stopped' | 'failed' | 'died';
export interface RestartDecision {
  start: boolean;
  /** Times of the restarts that still count, to be given to the next decision. */
  recent: number[];
  why: 'stopped' | 'failed' | 'too-often' | null;
}

/**
 * May the desk be started again now? `recent` are the times (ms, any steady clock) of earlier restarts. A desk that said
 * that it cannot start would say so again; a person asks for that with "try again", which starts with an empty list.
 */
export function decideRestart(end: DeskEnd, recent: readonly number[], now: number): RestartDecision {
  const counting = recent.filter((at) => now - at < restartWindow);
  if (end !== 'died') return { start: false, recent: counting, why: end };
  if (counting.length >= restartLimit) return { start: false, recent: counting, why: 'too-often' };
  return { start: true, recent: [...counting, now], why: null };
}

/** Port numbers and epochs. Both only go up, over restarts of the desk too, so that a late frame never fits a new port. */
export interface PortNumbers {
  next(): { port: number; epoch: number };
  /** For `init.epochBase`: every epoch given from now on is greater. */
  epochBase(): number;
}
export function portNumbers(): PortNumbers {
  let last = 0;
  return {
    next() {
      last++;
      return { port: last, epoch: last };
    },
    epochBase: () => last,
  };
}
