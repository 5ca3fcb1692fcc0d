// Drawing by seed and place: a fresh draw for each line without hidden state, so that a run can be replayed from its data.

/** 32 well-mixed bits from two whole numbers (splitmix-style finaliser). */
function mix(seed: number, place: number): number {
  let x = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(place + 1, 0x85ebca6b)) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** A whole number from 0 to `below` − 1. */
export const draw = (seed: number, place: number, below: number): number =>
  below <= 1 ? 0 : mix(seed, place) % below;

/** A shuffled copy. */
export function shuffled<T>(items: readonly T[], seed: number, place: number): T[] {
  return items
    .map((item, i) => ({ item, key: mix(seed ^ 0x5bd1e995, place * 31 + i) }))
    .toSorted((a, b) => a.key - b.key)
    .map((x) => x.item);
}
