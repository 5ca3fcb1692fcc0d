// Is one system better than another, or was it luck with the queries? Paired: both answered the same ones. Each set is drawn
// anew by itself, so that a mean over sets keeps its weights.

export interface Comparison {
  /** Mean over sets of the first system less that of the second. */
  difference: number;
  /** The middle 95 % of the resamples. */
  interval: [low: number, high: number];
  /** Two-sided: how often luck alone would turn the sign. At least 2 / (resamples + 1). */
  p: number;
}

/** Mulberry32: the same seed gives the same numbers on every machine. In [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * `sets`: for each set of queries the differences, query by query. Null when there is nothing to compare.
 * `resamples` ≥ 1; the same `seed` gives the same answer.
 */
export function pairedBootstrap(
  sets: readonly (readonly number[])[],
  resamples: number,
  seed: number,
): Comparison | null {
  const filled = sets.filter((s) => s.length > 0).map((s) => Float64Array.from(s));
  if (filled.length === 0) return null;
  const random = seeded(seed);
  const drawn = new Float64Array(resamples);
  for (let r = 0; r < resamples; r++) {
    let sum = 0;
    for (const set of filled) {
      let of = 0;
      for (let i = 0; i < set.length; i++) of += set[Math.floor(random() * set.length)] ?? 0;
      sum += of / set.length;
    }
    drawn[r] = sum / filled.length;
  }
  drawn.sort();
  const at = (share: number): number =>
    drawn[Math.min(resamples - 1, Math.max(0, Math.round(share * (resamples - 1))))] ?? 0;
  const below = drawn.filter((d) => d <= 0).length;
  const above = drawn.filter((d) => d >= 0).length;
  return {
    difference:
      filled.reduce((sum, set) => sum + set.reduce((a, b) => a + b, 0) / set.length, 0) / filled.length,
    interval: [at(0.025), at(0.975)],
    p: Math.min(1, (2 * (Math.min(below, above) + 1)) / (resamples + 1)),
  };
}
