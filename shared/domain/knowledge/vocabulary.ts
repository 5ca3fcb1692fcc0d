// The words that the articles use, for two helps while typing: completing a half-typed word, and repairing one letter of a
// word that no article has. Never more than that: a repaired drug name must be one that is really in the articles.
import type { SearchTerms } from './query.ts';

export interface Vocabulary {
  readonly size: number;
  /** In how many articles the word stands; 0 = unknown. */
  count(word: string): number;
  /** Words that begin so, most used first. */
  complete(prefix: string, limit: number): string[];
}

export function makeVocabulary(entries: Iterable<readonly [word: string, articles: number]>): Vocabulary {
  const counts = new Map(entries);
  const sorted = [...counts.keys()].sort();
  const from = (prefix: string) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? '') < prefix) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const count = (word: string) => counts.get(word) ?? 0;
  return {
    size: counts.size,
    count,
    complete(prefix, limit) {
      const found: string[] = [];
      for (let i = from(prefix); sorted[i]?.startsWith(prefix); i++) found.push(sorted[i] ?? '');
      return found.sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1)).slice(0, limit);
    },
  };
}

export interface Correction {
  from: string;
  to: string;
}

/** Shorter words have too many neighbours to guess from. */
const shortestRepaired = 4;
const letters = 'abcdefghijklmnopqrstuvwxyz';

/** Everything one slip away: a letter left out, doubled or added, replaced, or two swapped. */
function* oneEditAway(word: string): Generator<string> {
  for (let i = 0; i <= word.length; i++) {
    const before = word.slice(0, i);
    const after = word.slice(i);
    if (after) yield before + after.slice(1);
    if (after.length > 1) yield before + after[1] + after[0] + after.slice(2);
    for (const letter of letters) {
      yield before + letter + after;
      if (after) yield before + letter + after.slice(1);
    }
  }
}

function repair(word: string, known: (candidate: string) => number): string | null {
  if (word.length < shortestRepaired || /\p{N}/u.test(word)) return null;
  let best: string | null = null;
  let bestCount = 0;
  for (const candidate of oneEditAway(word)) {
    if (candidate.length < shortestRepaired - 1) continue;
    const n = known(candidate);
    if (n > bestCount || (n === bestCount && n > 0 && best !== null && candidate < best)) {
      best = candidate;
      bestCount = n;
    }
  }
  return best;
}

/** So few articles may have a slip of their own; so many more make the other spelling the one that was meant. */
const rare = 2;
const muchMore = 20;

/** For a rare word: the frequent one that it becomes when two neighbouring letters change places, else null. */
function swapped(word: string, vocabulary: Vocabulary): string | null {
  if (word.length < shortestRepaired || vocabulary.count(word) > rare) return null;
  const near = Array.from(
    { length: word.length - 1 },
    (_, i) => word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2),
  );
  const [best] = near
    .filter((w) => vocabulary.count(w) >= muchMore * Math.max(1, vocabulary.count(word)))
    .sort((a, b) => vocabulary.count(b) - vocabulary.count(a));
  return best ?? null;
}

/**
 * Repairs unknown words outside quotes. A word that some article has is searched as typed; a rare one with two letters
 * swapped is searched both ways, because it may be a name.
 */
export function correctTerms(
  terms: SearchTerms,
  vocabulary: Vocabulary,
): { terms: SearchTerms; corrections: Correction[] } {
  const corrections: Correction[] = [];
  const fixed = (word: string, to: string | null) => {
    if (to === null) return word;
    corrections.push({ from: word, to });
    return to;
  };
  const words = terms.words.flatMap((word) => {
    const swap = swapped(word, vocabulary);
    if (vocabulary.count(word) === 0) return [fixed(word, swap ?? repair(word, vocabulary.count))];
    return swap === null ? [word] : [word, fixed(word, swap)];
  });
  let typing = terms.typing;
  if (typing !== null && vocabulary.complete(typing, 1).length === 0) {
    // Half a word with a slip in it: the repaired half must begin a known word.
    const asBeginning = (candidate: string) => {
      const [first] = vocabulary.complete(candidate, 1);
      return first === undefined ? 0 : vocabulary.count(first);
    };
    typing = fixed(
      typing,
      swapped(typing, vocabulary) ?? repair(typing, vocabulary.count) ?? repair(typing, asBeginning),
    );
  }
  return { terms: { ...terms, words: [...new Set(words)], typing }, corrections };
}
