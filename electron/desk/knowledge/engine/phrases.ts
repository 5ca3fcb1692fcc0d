// "Exact phrases": word for word, within one field.
import { postingsOf, wordNumber } from './lexicon.ts';
import type { Segment } from './segment.ts';
import { type EngineIndex, fieldCount } from './types.ts';

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

/** A narrower mask: only articles that hold every phrase. */
export function holdingPhrases(
  { index, isStopStem }: Segment,
  mask: Uint8Array,
  phrases: readonly (readonly string[])[],
): Uint8Array {
  let left = mask;
  for (const phrase of phrases) {
    const words = phrase.map((word) => wordNumber(index, word));
    const next = new Uint8Array(left.length);
    if (!words.includes(-1)) {
      // Stop words have no postings for bodies, so only a word that counts may choose who is looked at.
      const [rarest] = words
        .map((word) => index.wordStem[word] as number)
        .filter((stem) => isStopStem[stem] === 0)
        .map((stem) => postingsOf(index, stem))
        .sort((a, b) => a[1] - a[0] - (b[1] - b[0]));
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
