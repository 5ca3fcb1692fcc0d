// The measures of a ranking, as data/kb's README defines them. Imports nothing: what is judged has no part in the judging.

/** Article id → grade: 3 the answer, 2 correct but incomplete, 1 related, 0 judged not relevant. */
export type Judgments = ReadonlyMap<string, number>;

export interface Scores {
  /** Linear gains, discount 1/log2(rank + 1), against the best order of all judged articles. 0 to 1. */
  ndcg: number;
  /** 1/rank of the first right article among the first k, else 0. */
  mrr: number;
  /** Right articles among the first k, of as many as k places can hold. */
  recall: number;
}

/** From this grade on an article counts as right for MRR and recall. */
const rightFrom = 2;

function dcg(grades: readonly number[], k: number): number {
  return grades.slice(0, k).reduce((sum, grade, i) => sum + grade / Math.log2(i + 2), 0);
}

/**
 * Scores of one ranking (ids, best first; a repeated id counts once) at depth `k` ≥ 1. With `judgedOnly` the unjudged are
 * dropped first. A query without any grade of 2 takes its related articles for right; one without those scores 0.
 */
export function scoreRanking(
  ranking: readonly string[],
  judgments: Judgments,
  k: number,
  judgedOnly = false,
): Scores {
  const once = [...new Set(ranking)];
  const list = (judgedOnly ? once.filter((id) => judgments.has(id)) : once).slice(0, k);
  const grades = [...judgments.values()];
  const best = dcg(
    grades.toSorted((a, b) => b - a),
    k,
  );
  const least = grades.some((g) => g >= rightFrom) ? rightFrom : 1;
  const isRight = (id: string): boolean => (judgments.get(id) ?? 0) >= least;
  const right = grades.filter((g) => g >= least).length;
  const first = list.findIndex(isRight);
  return {
    ndcg:
      best === 0
        ? 0
        : dcg(
            list.map((id) => judgments.get(id) ?? 0),
            k,
          ) / best,
    mrr: first < 0 ? 0 : 1 / (first + 1),
    recall: right === 0 ? 0 : list.filter(isRight).length / Math.min(right, k),
  };
}

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, v) => sum + v, 0) / values.length;

/** The value at the nearest rank (one that was measured, never one in between); NaN of nothing. `share` in (0, 1]. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
