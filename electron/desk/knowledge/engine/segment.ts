// An index made ready for questions. An engine has up to two: the big one as it lies in the vault, and a small one of what came since.
import { wordNumber, postingsOf } from './lexicon.ts';
import { Accumulator, type Bm25Settings, postingShares } from './score.ts';
import { type EngineIndex, fieldCount } from './types.ts';

export interface Segment {
  index: EngineIndex;
  shares: Float32Array;
  scores: Accumulator;
  /** 1 = counts at all: not superseded by a newer article elsewhere. */
  live: Uint8Array;
}

export function segmentOf(
  index: EngineIndex,
  settings: Bm25Settings,
  means: Float64Array,
  dead: (n: number) => boolean,
): Segment {
  return {
    index,
    shares: postingShares(index, settings, means),
    scores: new Accumulator(index.ns.length),
    live: Uint8Array.from(index.ns, (n) => (dead(n) ? 0 : 1)),
  };
}

/** Whether the words stand in this order, side by side, in one field of the article. */
export function holdsPhrase(index: EngineIndex, place: number, words: readonly number[]): boolean {
  const [first] = words;
  if (first === undefined) return true;
  for (let f = 0; f < fieldCount; f++) {
    const end = (index.starts[place * fieldCount + f + 1] as number) - words.length;
    for (let i = index.starts[place * fieldCount + f] as number; i <= end; i++) {
      if (index.tokens[i] !== first) continue;
      let k = 1;
      while (k < words.length && index.tokens[i + k] === words[k]) k++;
      if (k === words.length) return true;
    }
  }
  return false;
}

/** A narrower mask: only articles that hold every phrase, word for word. */
export function holdingPhrases(
  segment: Segment,
  mask: Uint8Array,
  phrases: readonly (readonly string[])[],
): Uint8Array {
  let left = mask;
  for (const phrase of phrases) {
    const { index } = segment;
    const words = phrase.map((word) => wordNumber(index, word));
    const next = new Uint8Array(left.length);
    if (!words.includes(-1)) {
      // Stop words have no postings for bodies, so only a word that counts may choose who is looked at.
      const ranges = words
        .filter((word) => !(index.stems[index.wordStem[word] as number] as string).startsWith('='))
        .map((word) => postingsOf(index, index.wordStem[word] as number))
        .sort((a, b) => a[1] - a[0] - (b[1] - b[0]));
      const [rarest] = ranges;
      const look = (place: number): void => {
        if (left[place] === 1 && holdsPhrase(index, place, words)) next[place] = 1;
      };
      if (rarest === undefined) for (let d = 0; d < left.length; d++) look(d);
      else for (let p = rarest[0]; p < rarest[1]; p++) look(index.postingDoc[p] as number);
    }
    left = next;
  }
  return left;
}
