// How far two raters of the same replies agree: Cohen's kappa with quadratic weights over the levels 0 to 4. A regression check and
// a help for trainers; never a validation.

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
  const n = pairs.length;
  const same = pairs.filter(({ a, b }) => a === b).length;
  const rows = table.map((row) => row.reduce((x, y) => x + y, 0));
  const columns = table.map((_, j) => table.reduce((sum, row) => sum + (row[j] ?? 0), 0));
  let seen = 0;
  let byChance = 0;
  for (const [i, row] of table.entries())
    for (const [j, count] of row.entries()) {
      const weight = (i - j) ** 2;
      seen += weight * count;
      byChance += (weight * (rows[i] ?? 0) * (columns[j] ?? 0)) / Math.max(1, n);
    }
  return { n, kappa: n < 2 || byChance === 0 ? null : 1 - seen / byChance, same, table };
}

/** Two levels or more apart, the farthest first. */
export const pairsApart = <P extends Pair>(pairs: readonly P[]): P[] =>
  pairs
    .filter(({ a, b }) => Math.abs(a - b) >= 2)
    .toSorted((x, y) => Math.abs(y.a - y.b) - Math.abs(x.a - x.b));
