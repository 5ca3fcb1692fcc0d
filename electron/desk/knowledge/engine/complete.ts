// Words that a half-typed one may become. Only words of an article that may be seen: a completion must not betray a hidden one.
import { beginningWith, postingsOf } from './lexicon.ts';
import type { Segment } from './segment.ts';
import { fieldCount } from './types.ts';

/** Whether an article that the mask shows holds this very word. */
export function isShown({ index }: Segment, word: number, mask: Uint8Array): boolean {
  const [from, end] = postingsOf(index, index.wordStem[word] as number);
  for (let p = from; p < end; p++) {
    const doc = index.postingDoc[p] as number;
    if (mask[doc] !== 1) continue;
    const last = index.starts[(doc + 1) * fieldCount] as number;
    for (let i = index.starts[doc * fieldCount] as number; i < last; i++)
      if (index.tokens[i] === word) return true;
  }
  return false;
}

/** Most used first, at most `limit`. */
export function completions(
  segments: readonly Segment[],
  half: string,
  limit: number,
  mask: readonly Uint8Array[],
): string[] {
  const found = new Map<string, number>();
  segments.forEach((segment, s) => {
    const { index } = segment;
    const [from, end] = beginningWith(index, half);
    // Words are numbered by use, most used first.
    const words = index.sorted.slice(from, end).sort();
    let taken = 0;
    for (const word of words) {
      if (taken === limit) break;
      if (!isShown(segment, word, mask[s] as Uint8Array)) continue;
      const text = index.words[word] as string;
      found.set(text, (found.get(text) ?? 0) + (index.wordDocs[word] as number));
      taken++;
    }
  });
  return [...found]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, limit)
    .map(([word]) => word);
}
