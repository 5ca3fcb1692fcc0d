// In which order hits are offered: what the practice and its call centre stand behind comes before any sample, as soon as
// it answers a word that was meant (row 54). Rank within a tier is the search's own.
import type Database from 'better-sqlite3';
import { nameWeight, type OwnNames, ownNames, type Said } from './names.ts';

export interface Candidate {
  n: number;
  sample: number;
  /** Lower is better. */
  score: number;
  /** So many words of the question stand in whole names of it, when they are several. */
  named?: number;
}

/** A sample may come before an own article that holds only one of so many words, when its title holds them all. */
export const several = 3;

/**
 * 0 = own, answers all; 1 = own, answers two words or one of two; 2 = sample whose title answers all of several;
 * 3 = own, answers one of several; 4 = samples, and own articles that hold nothing that was meant.
 */
export function tierOf(isSample: boolean, answers: number, meanings: number, titleHasAll: boolean): number {
  if (isSample) return titleHasAll && meanings >= several ? 2 : 4;
  if (answers === 0) return 4;
  if (answers >= meanings) return 0;
  return answers > 1 || meanings < several ? 1 : 3;
}

/** What is known of the candidates when they are put in tiers. */
export interface Answering<T> {
  /** How many things were meant. */
  meanings: number;
  /** How many of them an own article holds, or how many words stand in whole names of it. */
  answers(own: T): number;
  /** Whether a sample's title holds them all; asked only of several. */
  titleHasAll(sample: T): boolean;
  /** Whether an own article that answers nothing is filed under everything that was meant: it still comes before samples. */
  isFiledUnder?(own: T): boolean;
  /** 0 = in the language that was asked for. */
  language?(candidate: T): number;
  /** What an own article explains: a word that was asked for, or one that was only said; null = it is no word's article. */
  word?(own: T): 'asked' | 'said' | null;
}

/** A word's explanation comes first where it was asked for; else behind the articles one works by. */
const asked = -1;

/**
 * Tiers stand between own articles and samples. Among samples alone the search's own rank holds: a full title lifts one only over
 * an own article that would otherwise come first.
 */
export function inTiers<T extends Candidate>(found: readonly T[], by: Answering<T>): T[] {
  const { meanings } = by;
  const tier = new Map<T, number>();
  const words = new Set<T>();
  for (const c of found) {
    if (c.sample === 1) continue;
    const answers = by.answers(c);
    const filed = answers === 0 && meanings < several && by.isFiledUnder?.(c) === true;
    const plain = filed ? 3 : tierOf(false, answers, meanings, false);
    const word = by.word?.(c) ?? null;
    if (word === 'said') words.add(c);
    tier.set(c, word === 'asked' ? asked : word === 'said' ? Math.max(1, plain) : plain);
  }
  const lifts = meanings >= several && [...tier.values()].includes(3);
  const at = (c: T): number => {
    let known = tier.get(c);
    if (known === undefined) {
      known = tierOf(true, 0, meanings, lifts && by.titleHasAll(c));
      tier.set(c, known);
    }
    return known;
  };
  const lang = (c: T) => by.language?.(c) ?? 0;
  const explains = (c: T) => (words.has(c) ? 1 : 0);
  return found.toSorted(
    (a, b) =>
      at(a) - at(b) ||
      explains(a) - explains(b) ||
      lang(a) - lang(b) ||
      (b.named ?? 0) - (a.named ?? 0) ||
      a.score - b.score ||
      a.n - b.n,
  );
}

/** Own articles count more by each word of the question that stands in a whole name of theirs. */
export const byNames = <T extends Candidate>(found: readonly T[], names: OwnNames, said: Said): T[] =>
  found.map((c) => {
    if (c.sample === 1) return c;
    const covered = names.covered(c.n, said);
    return { ...c, score: c.score * nameWeight(covered), named: wholeNames(covered) };
  });

/** A whole name of several words answers as many, also where each by itself says little ("on call"). */
export const wholeNames = (covered: number): number => (covered > 1 ? covered : 0);

/** `isAlone`: nothing was said beside the names of the word. */
export function wordOf(
  names: OwnNames,
  n: number,
  said: Said,
  isAlone: () => boolean,
): 'asked' | 'said' | null {
  if (!names.isGlossary(n)) return null;
  if (names.isAskedFor(n, said)) return 'asked';
  return isAlone() ? null : 'said';
}

/** For the full-text search. Prepared statements on one connection; `meanings` are full-text expressions (query.ts). */
export function makeRanker(db: Database.Database) {
  const names = ownNames(db);
  // The casts matter: numbers are bound as REAL, which the index takes for "any row".
  const holders = db
    .prepare<{ match: string; from: number; to: number }, number>(
      `select rowid from article_index where article_index match @match
       and rowid between cast(@from as integer) and cast(@to as integer)`,
    )
    .pluck();
  const among = (found: readonly Candidate[], match: string): Set<number> => {
    if (found.length === 0) return new Set();
    const numbers = found.map(({ n }) => n);
    return new Set(holders.all({ match, from: Math.min(...numbers), to: Math.max(...numbers) }));
  };
  return function inOrder<T extends Candidate>(
    found: readonly T[],
    meanings: readonly string[],
    said: Said,
    language?: (candidate: T) => number,
  ): T[] {
    const own = found.filter((c) => c.sample === 0);
    const samples = found.filter((c) => c.sample === 1);
    const holding = meanings.map((m) => among(own, `{title keywords body} : (${m})`));
    const words = own.filter(({ n }) => names.isGlossary(n));
    const named = words.length === 0 ? [] : meanings.map((m) => among(words, `{title keywords} : (${m})`));
    let titled: Set<number> | null = null;
    return inTiers(byNames(found, names, said), {
      meanings: meanings.length,
      word: ({ n }) => wordOf(names, n, said, () => named.every((set) => set.has(n))),
      answers: ({ n }) =>
        Math.max(holding.filter((set) => set.has(n)).length, wholeNames(names.covered(n, said))),
      titleHasAll({ n }) {
        titled ??= among(samples, meanings.map((m) => `{title} : (${m})`).join(' AND '));
        return titled.has(n);
      },
      ...(language === undefined ? {} : { language }),
    });
  };
}
