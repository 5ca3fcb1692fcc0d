// Words and phrases that carry a caller's state, as tables in three languages. A phrase is written in the form
// `cues-words.ts` gives words (lower case, no accents, no apostrophes: "cant", "dont", "manana"); `*` at the end of a word
// stands for any ending, `_` for one word of any kind, `~` for up to two words or none.
import type { CallerState } from './states.ts';

/** `feel`: somebody feels it, so whose it is matters. `event`: it tells the caller's state whoever it is said of. */
export type CueKind = 'feel' | 'event';
/** Whom or what a trap phrase disarms: no cue inside it counts. */
export type CueTarget = Exclude<CallerState, 'calm'> | 'trap';

/** One row of a table: what it tells, how it is said, how strongly (1 hint, 2 clear, 3 strong), phrases between `|`. */
export type CueRow = readonly [target: CueTarget, kind: CueKind, strength: 1 | 2 | 3, phrases: string];

export interface CueTable {
  rows: readonly CueRow[];
  /** Words that deny what follows them. */
  deny: readonly string[];
  /** Words after a cue that say it is over ("any more"), with a denial before it. */
  over: readonly string[];
  /** The speaker. */
  self: readonly string[];
  /** Somebody else. */
  others: readonly string[];
  /** Words that put what follows in the past. */
  past: readonly string[];
  /** Words that make it a case only thought of. */
  ifs: readonly string[];
  more: readonly string[];
  less: readonly string[];
  /** Words after which a new thought begins, so that no denial reaches over them. */
  turns: readonly string[];
  /** Words that say whatever troubled the caller is well now. */
  fine: readonly string[];
}
