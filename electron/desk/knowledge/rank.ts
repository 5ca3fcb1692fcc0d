// In which order hits are offered: what the practice and its call centre stand behind comes before any sample, as soon as
// it answers a word that was meant (row 54). Rank within a tier is the index's own.
import type Database from 'better-sqlite3';

export interface Candidate {
  n: number;
  sample: number;
  /** bm25, weighted: lower is better. */
  score: number;
}

/** A sample may come before an own article that holds only one of so many words, when its title holds them all. */
const several = 3;

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

/** Prepared statements on one connection; `meanings` are full-text expressions (query.ts). */
export function makeRanker(db: Database.Database) {
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
  return function inOrder<T extends Candidate>(found: readonly T[], meanings: readonly string[]): T[] {
    const own = found.filter((c) => c.sample === 0);
    const samples = found.filter((c) => c.sample === 1);
    const holding = meanings.map((m) => among(own, `{title keywords body} : (${m})`));
    const titled =
      meanings.length >= several
        ? among(samples, meanings.map((m) => `{title} : (${m})`).join(' AND '))
        : new Set<number>();
    const tier = new Map(
      found.map(({ n, sample }) => [
        n,
        tierOf(sample === 1, holding.filter((set) => set.has(n)).length, meanings.length, titled.has(n)),
      ]),
    );
    const at = (c: T): number => tier.get(c.n) ?? 4;
    return found.toSorted((a, b) => at(a) - at(b) || a.score - b.score || a.n - b.n);
  };
}
