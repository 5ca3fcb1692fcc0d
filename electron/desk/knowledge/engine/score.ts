// BM25F over typed arrays: each posting's share is worked out once when the index is loaded, a question only adds them up.
import { bodyField, countMost, countShift, type EngineIndex, fieldCount } from './types.ts';

const bodyMost = countMost[bodyField] as number;

export interface Bm25Settings {
  /** Weight of each field, in the order of `fields`. */
  weights: readonly number[];
  /** How much a field's length counts, 0 to 1. */
  b: readonly number[];
  k1: number;
}

/** Mean length of each field among the articles that have one. */
export function meanLengths(index: EngineIndex): Float64Array {
  const sums = new Float64Array(fieldCount);
  const having = new Float64Array(fieldCount);
  for (let i = 0; i < index.lengths.length; i++) {
    const length = index.lengths[i] as number;
    (sums[i % fieldCount] as number) += length;
    if (length > 0) (having[i % fieldCount] as number)++;
  }
  return sums.map((sum, f) => sum / Math.max(1, having[f] as number));
}

/** For each posting, what it adds to a score per unit of idf: tf·(k1+1)/(k1+tf) with tf over all fields (BM25F, simple form). */
export function postingShares(
  index: EngineIndex,
  settings: Bm25Settings,
  means: Float64Array = meanLengths(index),
): Float32Array {
  const { weights, b, k1 } = settings;
  const docs = index.ns.length;
  const scale = new Float32Array(docs * fieldCount);
  for (let i = 0; i < scale.length; i++) {
    const f = i % fieldCount;
    const mean = means[f] as number;
    const relative = mean > 0 ? (index.lengths[i] as number) / mean : 1;
    scale[i] = (weights[f] as number) / (1 - (b[f] as number) + (b[f] as number) * relative || 1);
  }
  const shares = new Float32Array(index.postingDoc.length);
  for (let p = 0; p < shares.length; p++) {
    const counts = index.postingCounts[p] as number;
    const at = (index.postingDoc[p] as number) * fieldCount;
    let tf = 0;
    // Most postings are of a body alone, which lies lowest.
    if (counts <= bodyMost) tf = counts * (scale[at + bodyField] as number);
    else
      for (let f = 0; f < fieldCount; f++) {
        const count = (counts >>> (countShift[f] as number)) & (countMost[f] as number);
        if (count > 0) tf += count * (scale[at + f] as number);
      }
    shares[p] = (tf * (k1 + 1)) / (k1 + tf);
  }
  return shares;
}

/** Robertson and Spärck Jones' weight of a word in `having` of `docs` articles, always above 0. */
export const idfOf = (docs: number, having: number): number =>
  Math.log(1 + Math.max(0.5, docs - having + 0.5) / (having + 0.5));

/** Scores of one question over one index; made once, used for every question. */
export class Accumulator {
  readonly #scores: Float32Array;
  readonly #touched: Int32Array;
  #count = 0;

  constructor(docs: number) {
    this.#scores = new Float32Array(docs);
    this.#touched = new Int32Array(docs);
  }

  /** Adds `weight` times the shares of postings from..end; `mask` (1 = may be seen) is looked at before anything counts. */
  add(
    index: EngineIndex,
    shares: Float32Array,
    range: readonly [from: number, end: number],
    weight: number,
    mask: Uint8Array | null,
  ): void {
    const scores = this.#scores;
    const postingDoc = index.postingDoc;
    for (let p = range[0]; p < range[1]; p++) {
      const doc = postingDoc[p] as number;
      if (mask !== null && mask[doc] !== 1) continue;
      const before = scores[doc] as number;
      if (before === 0) this.#touched[this.#count++] = doc;
      scores[doc] = before + weight * (shares[p] as number);
    }
  }

  /** Score so far of one article. */
  at(doc: number): number {
    return this.#scores[doc] ?? 0;
  }

  /** Best first (at equal scores the earlier article), at most `limit`. */
  best(limit: number): { place: number; score: number }[] {
    const heap = new Int32Array(Math.min(limit, this.#count));
    const scores = this.#scores;
    const worse = (a: number, b: number): boolean => {
      const difference = (scores[a] as number) - (scores[b] as number);
      return difference < 0 || (difference === 0 && a > b);
    };
    let size = 0;
    const sink = (from: number): void => {
      const moved = heap[from] as number;
      let at = from;
      for (;;) {
        let child = at * 2 + 1;
        if (child >= size) break;
        if (child + 1 < size && worse(heap[child + 1] as number, heap[child] as number)) child++;
        if (!worse(heap[child] as number, moved)) break;
        heap[at] = heap[child] as number;
        at = child;
      }
      heap[at] = moved;
    };
    for (let i = 0; i < this.#count; i++) {
      const doc = this.#touched[i] as number;
      if (size < heap.length) {
        heap[size++] = doc;
        if (size === heap.length) for (let at = (size >> 1) - 1; at >= 0; at--) sink(at);
      } else if (size > 0 && worse(heap[0] as number, doc)) {
        heap[0] = doc;
        sink(0);
      }
    }
    return Array.from(heap.subarray(0, size), (place) => ({ place, score: scores[place] as number })).sort(
      (a, b) => b.score - a.score || a.place - b.place,
    );
  }

  clear(): void {
    for (let i = 0; i < this.#count; i++) this.#scores[this.#touched[i] as number] = 0;
    this.#count = 0;
  }
}
