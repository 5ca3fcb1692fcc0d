// Repairs a word that no article has, against the words that articles do have: candidates by the pairs of letters they share,
// judged by distance.ts and by how often they are used. Only words of an article that may be seen.
import { isShown } from './complete.ts';
import { distance, distanceAsBeginning } from './distance.ts';
import type { Segment } from './segment.ts';
import type { EngineIndex } from './types.ts';

/** Shorter words have too many neighbours to guess from. */
const shortestRepaired = 4;
const shortestHalf = 5;
const alphabet = 28;
const codeOf = (text: string, i: number): number => {
  const code = text.charCodeAt(i) - 96;
  return code >= 1 && code <= 26 ? code : 27;
};

/** Which words have a pair of letters; a word's beginning and end count as letters. */
export interface Pairs {
  start: Int32Array;
  words: Int32Array;
  /** Scratch of one question: pairs shared so far. */
  shared: Uint8Array;
}

function eachPair(word: string, closed: boolean, see: (pair: number) => void): void {
  let before = 0;
  for (let i = 0; i < word.length; i++) {
    const code = codeOf(word, i);
    see(before * alphabet + code);
    before = code;
  }
  if (closed) see(before * alphabet);
}

const hasDigit = /\p{N}/u;

export function pairsOf({ words }: EngineIndex): Pairs {
  const start = new Int32Array(alphabet * alphabet + 1);
  const usable = (word: string): boolean => word.length >= shortestRepaired - 1 && !hasDigit.test(word);
  for (const word of words) if (usable(word)) eachPair(word, true, (pair) => (start[pair + 1] as number)++);
  for (let i = 0; i + 1 < start.length; i++) (start[i + 1] as number) += start[i] as number;
  const list = new Int32Array(start.at(-1) ?? 0);
  const next = start.slice();
  words.forEach((word, id) => {
    if (!usable(word)) return;
    eachPair(word, true, (pair) => {
      list[next[pair] as number] = id;
      (next[pair] as number)++;
    });
  });
  return { start, words: list, shared: new Uint8Array(words.length) };
}

/** How far a repair may be: two slips, or a few cheap ones, for long words only. */
const farthest = (length: number): number => (length < 6 ? 1.35 : length < 8 ? 1.6 : length < 11 ? 2.1 : 2.6);
/** A slip weighs as much as being used e^6 times less. */
const slip = 6;

/**
 * What part of all articles must have the repair: the more of a short word it changes, the more likely it is another word, or one of
 * another language, and only a common word is then meant.
 */
const leastShare = (length: number, cost: number): number =>
  length < 6 && cost > 0.8 ? 0.004 : length < 8 && cost > 1 ? 0.001 : 0;

export interface Repair {
  word: string;
  cost: number;
  /** Articles that have it. */
  docs: number;
}

function sharing(pairs: Pairs, word: string, closed: boolean, least: number): number[] {
  const found: number[] = [];
  const seen: number[] = [];
  const { shared } = pairs;
  eachPair(word, closed, (pair) => {
    const end = pairs.start[pair + 1] as number;
    for (let i = pairs.start[pair] as number; i < end; i++) {
      const id = pairs.words[i] as number;
      const count = ((shared[id] as number) + 1) & 255;
      shared[id] = count;
      if (count === 1) seen.push(id);
      if (count === least) found.push(id);
    }
  });
  for (const id of seen) shared[id] = 0;
  return found;
}

/** The best repairs of a word, best first, at most `limit`; `half` = it may be the beginning of one. */
export function repairs(
  segments: readonly Segment[],
  mask: readonly Uint8Array[],
  wrong: string,
  options: { half: boolean; limit: number },
): Repair[] {
  const { half, limit } = options;
  const n = wrong.length;
  if (n < (half ? shortestHalf : shortestRepaired) || hasDigit.test(wrong)) return [];
  const most = half ? Math.min(1.35, farthest(n)) : farthest(n);
  const pairCount = half ? n : n + 1;
  const articles = segments.reduce((sum, { index }) => sum + index.ns.length, 0);
  const least = Math.max(2, Math.min(pairCount - 3, Math.ceil(pairCount * 0.45)));
  const merged = new Map<string, Repair>();
  segments.forEach((segment, s) => {
    const { index } = segment;
    const ranked: { id: number; cost: number; value: number }[] = [];
    for (const id of sharing(segment.pairs(), wrong, !half, least)) {
      const right = index.words[id] as string;
      if (right === wrong || (half ? right.length < n - 1 : Math.abs(right.length - n) > 3)) continue;
      const cost = half ? distanceAsBeginning(wrong, right) : distance(wrong, right);
      if (cost > most) continue;
      ranked.push({ id, cost, value: Math.log1p(index.wordDocs[id] as number) - slip * cost });
    }
    ranked.sort((x, y) => y.value - x.value || x.id - y.id);
    let taken = 0;
    for (const { id, cost } of ranked) {
      if (taken === limit) break;
      if (!isShown(segment, id, mask[s] as Uint8Array)) continue;
      taken++;
      const word = index.words[id] as string;
      const docs = (merged.get(word)?.docs ?? 0) + (index.wordDocs[id] as number);
      merged.set(word, { word, cost, docs });
    }
  });
  const value = (r: Repair): number => Math.log1p(r.docs) - slip * r.cost;
  return [...merged.values()]
    .filter(({ docs, cost }) => docs >= articles * leastShare(n, cost))
    .sort((x, y) => value(y) - value(x) || (x.word < y.word ? -1 : 1))
    .slice(0, limit);
}

/** "bloodpressure" → blood, pressure: the cut whose rarer half is commonest. `docsOf` = articles that have a word. */
export function cutInTwo(wrong: string, docsOf: (word: string) => number): [string, string] | null {
  let best: [string, string] | null = null;
  let most = 9;
  for (let i = 3; i <= wrong.length - 3; i++) {
    const [left, right] = [wrong.slice(0, i), wrong.slice(i)];
    const docs = Math.min(docsOf(left), docsOf(right));
    if (docs > most) {
      most = docs;
      best = [left, right];
    }
  }
  return best;
}
