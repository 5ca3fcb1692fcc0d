// Looking up words and stems of an index.
import type { EngineIndex } from './types.ts';

/** The first place of `list` (of `length`) whose string is not before `wanted`. */
function firstFrom(length: number, at: (i: number) => string, wanted: string): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(middle) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

const sortedWord = (index: EngineIndex, i: number): string =>
  index.words[index.sorted[i] as number] as string;

/** The number of a word, or -1. */
export function wordNumber(index: EngineIndex, word: string): number {
  const at = firstFrom(index.sorted.length, (i) => sortedWord(index, i), word);
  return at < index.sorted.length && sortedWord(index, at) === word ? (index.sorted[at] as number) : -1;
}

/** The number of a stem, or -1. */
export function stemNumber(index: EngineIndex, stem: string): number {
  const at = firstFrom(index.stems.length, (i) => index.stems[i] as string, stem);
  return index.stems[at] === stem ? at : -1;
}

/** Places of `sorted` whose words begin so: [from, end). */
export function beginningWith(index: EngineIndex, prefix: string): readonly [from: number, end: number] {
  const at = (i: number): string => sortedWord(index, i);
  const from = firstFrom(index.sorted.length, at, prefix);
  // No word has a character above this one.
  return [from, firstFrom(index.sorted.length, at, `${prefix}\uffff`)];
}

export const postingsOf = (index: EngineIndex, stem: number): readonly [from: number, end: number] =>
  stem < 0 ? [0, 0] : [index.postingStart[stem] as number, index.postingStart[stem + 1] as number];
