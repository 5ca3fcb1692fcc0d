// Shape of the rule tables: typed data, so that a clinician's correction is a changed line and not changed code.
import type { RedFlagGroup } from './groups.ts';

/** Lay wordings, one a line or parted by `;`. The language is described in phrases.ts. */
export type Wordings = string;
export type Concepts = Readonly<Record<string, Wordings>>;

export interface Rule {
  /** `group.name`, at most 60 characters. */
  id: string;
  group: RedFlagGroup;
  /** Phrases that raise the flag alone. */
  say?: Wordings;
  /** Concepts that must stand within `within` words of each other, in any order, in one sentence. */
  near?: readonly string[];
  within?: number;
  /** One of these must be stated somewhere in the text as well, in the patient, not negated. */
  given?: readonly string[];
  /**
   * `mention`: a noun ("chest pain") that also stands in appointments and forms; there it doesn't count unless it is
   * said to be happening. `said` (default): a statement. `insist`: said in a way that negation, questions and old times
   * can't be about (the words carry their own negation).
   */
  how?: 'mention' | 'said' | 'insist';
  /** Words or concepts that, in the same clause, mean something else. */
  unless?: Wordings;
}

export const linesOf = (wordings: Wordings): string[] =>
  wordings
    .split(/[;\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
