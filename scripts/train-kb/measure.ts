// nDCG of scored lists, means by set, and k-fold validation within each set. Imports no product code.
import { cut, depth, gainAt, type List, onlyJudged } from './lists.ts';

export function ndcgOf(list: List, scores: ArrayLike<number>): number {
  const score = (i: number): number => scores[i] ?? 0;
  let order = Array.from(list.ns.keys())
    .sort((a, b) => score(b) - score(a) || (list.ns[a] ?? 0) - (list.ns[b] ?? 0))
    .slice(0, cut);
  if (onlyJudged(list.set)) order = order.filter((i) => (list.grades[i] ?? -1) >= 0);
  return (
    order.slice(0, depth).reduce((sum, i, rank) => sum + Math.max(0, list.grades[i] ?? 0) * gainAt(rank), 0) /
    list.ideal
  );
}

export class Means {
  readonly #by = new Map<string, number[]>();

  add(list: List, value: number): void {
    const key = `${list.form} ${list.set}`;
    this.#by.set(key, [...(this.#by.get(key) ?? []), value]);
  }

  of(form: string): { mean: number; sets: Record<string, number> } {
    const sets = Object.fromEntries(
      [...this.#by]
        .filter(([key]) => key.startsWith(`${form} `))
        .map(([key, values]) => [
          key.slice(form.length + 1),
          values.reduce((a, b) => a + b, 0) / values.length,
        ]),
    );
    const values = Object.values(sets);
    return { mean: values.reduce((a, b) => a + b, 0) / Math.max(1, values.length), sets };
  }

  line(form: string): string {
    const { mean, sets } = this.of(form);
    const each = Object.entries(sets).map(([set, value]) => `${set} ${value.toFixed(3)}`);
    return `${form.padEnd(4)} ${mean.toFixed(4)}  ${each.join('  ')}`;
  }
}

/** Numbers from 0 to 1 that are the same for a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Which of `k` parts a query belongs to; each set is spread evenly, both forms of a query are in one part. */
export function foldsOf(lists: readonly List[], k: number, seed: number): Map<string, number> {
  const random = randomFrom(seed);
  const folds = new Map<string, number>();
  for (const set of new Set(lists.map((list) => list.set))) {
    const queries = [...new Set(lists.filter((list) => list.set === set).map((list) => list.query))];
    queries
      .map((query) => ({ query, at: random() }))
      .sort((a, b) => a.at - b.at)
      .forEach(({ query }, i) => folds.set(query, i % k));
  }
  return folds;
}

export type Scorer = (list: List) => ArrayLike<number>;

/** Every list is scored by a fit that has not seen its query. */
export function validated(
  lists: readonly List[],
  k: number,
  seed: number,
  fit: (seen: List[]) => Scorer,
): Means {
  const folds = foldsOf(lists, k, seed);
  const means = new Means();
  for (let fold = 0; fold < k; fold++) {
    const score = fit(lists.filter((list) => folds.get(list.query) !== fold));
    for (const list of lists) if (folds.get(list.query) === fold) means.add(list, ndcgOf(list, score(list)));
  }
  return means;
}
