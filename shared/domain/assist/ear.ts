// What the desk asks of the emotion model, whichever it is: one utterance in, what was heard out. Without one there are no
// hints, and everything else works.
import type { CallerState } from '../emotion/states.ts';
import type { Mark } from './quote.ts';

export interface HeardUtterance {
  state: CallerState;
  /** Calibrated, 0 to 1. */
  probability: number;
  /** UTF-16 ranges of the words that caused it. */
  marks: readonly Mark[];
  /** Sure enough to be shown. */
  speaks: boolean;
}
export interface Ear {
  name: string;
  version: string;
  /** Never throws; bounded time for any text. */
  hear(text: string): HeardUtterance;
}
