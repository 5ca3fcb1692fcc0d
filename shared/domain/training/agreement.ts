// How far two raters of the same replies agree: a table of the levels 0 to 4 and weighted kappa. A regression check and a help for
// trainers; never a validation.
import { weightedKappa } from '../practice/kappa.ts';

export interface Pair {
  /** 0 to 4. */
  a: number;
  b: number;
}
const size = 5;

export interface AgreementOf {
  n: number;
  /** Null = too few pairs, or both always gave the same level: nothing to agree beyond chance. */
  kappa: number | null;
  same: number;
  /** Rows: a; columns: b. */
  table: number[][];
}

export function kappaOf(pairs: readonly Pair[]): AgreementOf {
  const table = Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
  for (const { a, b } of pairs) {
    const row = table[a];
    if (row !== undefined) row[b] = (row[b] ?? 0) + 1;
  }
  return {
    n: pairs.length,
    kappa:
      pairs.length < 2
        ? null
        : weightedKappa(
            pairs.map(({ a, b }) => [a, b] as const),
            size,
          ),
    same: pairs.filter(({ a, b }) => a === b).length,
    table,
  };
}

/** Two levels or more apart, the farthest first. */
export const pairsApart = <P extends Pair>(pairs: readonly P[]): P[] =>
  pairs
    .filter(({ a, b }) => Math.abs(a - b) >= 2)
    .toSorted((x, y) => Math.abs(y.a - y.b) - Math.abs(x.a - x.b));
