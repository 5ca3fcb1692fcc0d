// Notices a main page that was served and put nothing on the screen, so that nobody sits before an empty window.
import type { LastReason } from './last-page.ts';

/** A page may take so long to draw on a computer that is busy starting, ms. */
export const drawsWithin = 30_000;
/** With a built file missing there is little hope: only what is drawn already may stay, ms. */
export const afterMissing = 1500;

export interface BlankWatch {
  /** The main page's document was asked for. */
  served(): void;
  /** A built file is not there or can't be read. */
  missing(): void;
  painted(): void;
}

export function createBlankWatch(
  later: (ms: number, task: () => void) => () => void,
  showLast: (reason: LastReason) => void,
): BlankWatch {
  let callOff: (() => void) | null = null;
  const watch = (ms: number, reason: LastReason): void => {
    callOff?.();
    callOff = later(ms, () => {
      callOff = null;
      showLast(reason);
    });
  };
  return {
    served: () => watch(drawsWithin, 'blank'),
    // A page that stands already keeps its words: a part of it that can't be loaded is told in its place.
    missing() {
      if (callOff !== null) watch(afterMissing, 'files');
    },
    painted() {
      callOff?.();
      callOff = null;
    },
  };
}
