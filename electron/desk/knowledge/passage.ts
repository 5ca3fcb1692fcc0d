// The passage of an article that a result row shows, with what matched marked: computed from the stored text of the shown
// hits alone. Whatever a word was found by (itself, another ending, a repaired slip, an abbreviation's meaning) is marked.
import { markEnd, markStart } from '#shared/domain/knowledge/highlight.ts';

/** Says which of the things that were meant a word of the text answers, or -1. Words come lower-case, without accents. */
export type Matcher = (word: string) => number;

interface Word {
  from: number;
  to: number;
  meant: number;
}
const asIndexed = (word: string) => word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const plainWord = /^[a-z0-9]+$/;

function wordsIn(text: string, matches: Matcher): Word[] {
  const found: Word[] = [];
  // A letter with a combining accent is one word with it.
  for (const hit of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu)) {
    const [word] = hit;
    found.push({
      from: hit.index,
      to: hit.index + word.length,
      meant: matches(plainWord.test(word) ? word : asIndexed(word)),
    });
  }
  return found;
}

function marked(text: string, words: readonly Word[], from: number, to: number): string {
  let out = '';
  let at = from;
  for (const word of words) {
    if (word.meant < 0 || word.from < from || word.to > to) continue;
    out += text.slice(at, word.from) + markStart + text.slice(word.from, word.to) + markEnd;
    at = word.to;
  }
  return out + text.slice(at, to);
}

/** The whole text with what matched between marks (highlight.ts). */
export const markAll = (text: string, matches: Matcher): string =>
  marked(text, wordsIn(text, matches), 0, text.length);

/** So many words before the first match may be given away to begin at a line's or sentence's start … */
const mostBefore = 14;
/** … and where there is none, so many show what it belongs to. */
const fewBefore = 4;
const begins = (text: string, word: Word | undefined) =>
  word === undefined ||
  /(^|[.!?:]\s+|\n)[^\p{L}\p{N}]*$/u.test(text.slice(Math.max(0, word.from - 12), word.from));

/**
 * The stretch of `size` words that answers most of what was meant, then holds most matches, then comes first. Without any match
 * the beginning. "…" stands where text was left out.
 */
export function markPassage(text: string, matches: Matcher, size: number): string {
  const words = wordsIn(text, matches);
  if (words.length === 0) return text;
  const hits = words.flatMap((word, i) => (word.meant < 0 ? [] : [i]));
  let best = 0;
  let bestScore = -1;
  for (const [k, first] of hits.entries()) {
    const meant = new Set<number>();
    let count = 0;
    for (let j = k; j < hits.length; j++) {
      const i = hits[j] ?? 0;
      if (i >= first + size) break;
      meant.add(words[i]?.meant ?? -1);
      count++;
    }
    const score = meant.size * 1000 + count;
    if (score > bestScore) [best, bestScore] = [first, score];
  }
  let start = best - fewBefore;
  for (let back = 0; back <= mostBefore && best - back >= 0; back++)
    if (begins(text, words[best - back])) {
      start = best - back;
      break;
    }
  // Not at the cost of a match at the other end.
  const last = hits.findLast((i) => i < best + size) ?? best;
  start = Math.max(0, Math.min(start, best), last - size + 1);
  const end = Math.min(words.length, start + size) - 1;
  const from = start === 0 ? 0 : (words[start]?.from ?? 0);
  const to = end === words.length - 1 ? text.length : (words[end]?.to ?? text.length);
  return `${from > 0 ? '…' : ''}${marked(text, words, from, to)}${to < text.length ? '…' : ''}`;
}
