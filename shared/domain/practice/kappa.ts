// Agreement of two raters on a ladder: weighted kappa (Cohen 1968) with quadratic weights, exact, within one, and a bootstrap
// interval whose draws are the same each time. Agreement, not proof: two raters can be wrong together.
import { draw } from './seed.ts';

/** Levels that two raters gave to one thing. */
export type Pair = readonly [a: number, b: number];

/**
 * 1 = the same, 0 = as by chance; can be negative. `levels` = how many there are (0 to levels − 1). Null when there is nothing
 * to compare, or both gave one and the same level to everything (chance then explains all).
 */
export function weightedKappa(pairs: readonly Pair[], levels = 5): number | null {
  if (pairs.length === 0) return null;
  const span = (levels - 1) ** 2;
  const rows = new Float64Array(levels);
  const columns = new Float64Array(levels);
  let observed = 0;
  for (const [a, b] of pairs) {
    rows[a] = (rows[a] ?? 0) + 1;
    columns[b] = (columns[b] ?? 0) + 1;
    observed += (a - b) ** 2 / span;
  }
  let expected = 0;
  for (const [a, ofA] of rows.entries())
    for (const [b, ofB] of columns.entries())
      expected += ((a - b) ** 2 / span) * ((ofA * ofB) / pairs.length);
  return expected === 0 ? null : 1 - observed / expected;
}

export interface Agreement {
  n: number;
  /** Shares, 0 to 1; null when there is nothing to compare. */
  exact: number | null;
  withinOne: number | null;
  kappa: number | null;
  /** 95 % of the draws; null with kappa. */
  interval: readonly [number, number] | null;
}

/** `draws` of as many pairs, with replacement; `seed` makes them the same each time. */
export function agreementOf(pairs: readonly Pair[], { levels = 5, draws = 1000, seed = 8 } = {}): Agreement {
  const n = pairs.length;
  const share = (fits: (p: Pair) => boolean) => (n === 0 ? null : pairs.filter(fits).length / n);
  return {
    n,
    exact: share(([a, b]) => a === b),
    withinOne: share(([a, b]) => Math.abs(a - b) <= 1),
    kappa: weightedKappa(pairs, levels),
    interval: intervalOf(pairs, levels, draws, seed),
  };
}

function intervalOf(
  pairs: readonly Pair[],
  levels: number,
  draws: number,
  seed: number,
): readonly [number, number] | null {
  const kappas = Array.from({ length: draws }, (_, d) =>
    weightedKappa(
      pairs.map((pair, i) => pairs[draw(seed + d, i, pairs.length)] ?? pair),
      levels,
    ),
  )
    .filter((k) => k !== null)
    .toSorted((a, b) => a - b);
  const low = kappas[Math.floor(kappas.length * 0.025)];
  const high = kappas[Math.ceil(kappas.length * 0.975) - 1];
  return low === undefined || high === undefined ? null : [low, high];
}
