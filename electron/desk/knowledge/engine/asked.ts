// A question made ready to be compared with articles: its words as numbers from 0, what they may stand for, what follows what.
import { askedParts } from './intent.ts';
import { isStopWord, stemOf } from './text.ts';

/** More different words than these say nothing new (a mail): the commonest are left out. Fits one bit each. */
export const mostAsked = 30;

/** One thing that was said: a word, with the stems that may stand for it. */
export interface Meaning {
  word: string;
  /** The first is the best guess. */
  stems: { stem: string; weight: number }[];
  /** How much it tells, by its first stem. */
  idf: number;
}

export interface Asked {
  meanings: Meaning[];
  total: number;
  /** follows[a] has bit b: word b came after word a, stop words apart. */
  follows: Int32Array;
  pairs: number;
  /** Stop words that were said, up to 30. */
  small: string[];
  /** Parts of a topic asked for (intent.ts). */
  parts: number;
  /** The word that tells most. */
  top: number;
}

/** `tokens` in order as typed; `meanings` the words that count among them. */
export function askedOf(tokens: readonly string[], found: readonly Meaning[], wantParts: boolean): Asked {
  const meanings =
    found.length <= mostAsked
      ? [...found]
      : found.toSorted((a, b) => b.idf - a.idf || (a.word < b.word ? -1 : 1)).slice(0, mostAsked);
  const number = new Map(meanings.map(({ word }, i) => [word, i]));
  const follows = new Int32Array(meanings.length);
  let before = -1;
  for (const token of tokens) {
    if (isStopWord(token) && !number.has(token)) continue;
    const at = number.get(token) ?? -1;
    if (before >= 0 && at >= 0 && at !== before) (follows[before] as number) |= 1 << at;
    before = at;
  }
  let pairs = 0;
  for (const bits of follows) for (let rest = bits; rest !== 0; rest &= rest - 1) pairs++;
  const idfs = meanings.map(({ idf }) => idf);
  return {
    meanings,
    total: idfs.reduce((a, b) => a + b, 0) || 1,
    follows,
    pairs,
    small: [...new Set(tokens.filter((t) => isStopWord(t) && !number.has(t)))]
      .slice(0, mostAsked)
      .map(stemOf),
    parts: wantParts ? askedParts(tokens.join(' ')) : 0,
    top: idfs.indexOf(Math.max(...idfs)),
  };
}
