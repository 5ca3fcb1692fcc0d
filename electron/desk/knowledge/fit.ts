// Whether what was found fits the question at all: among thousands of articles any one known word or figure brings hits.
import type { Meaning } from './holding.ts';

const isFigure = (meaning: Meaning): boolean => meaning[0]?.every((stem) => /^\p{N}+$/u.test(stem)) === true;

/**
 * True where none of the found holds half of the things that were meant. A figure counts only in a question of nothing else: it
 * stands in many articles and means another thing in each.
 */
export function fitsBadly(
  meanings: readonly Meaning[],
  found: readonly { n: number }[],
  holds: (n: number, meaning: Meaning) => boolean,
): boolean {
  const words = meanings.filter((m) => !isFigure(m));
  const meant = words.length > 0 ? words : meanings;
  if (meant.length === 0) return false;
  return !found.some(({ n }) => meant.filter((m) => holds(n, m)).length * 2 >= meant.length);
}
