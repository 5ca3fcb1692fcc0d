// A linear block: one weight a feature and label, eight bits each. Small enough to ship, quick enough to ask once a word.
import type { Features } from './features.ts';

export interface LinearBlock {
  labels: readonly string[];
  /** `tfidf`: counts are damped, weighted by how rare a feature is, and the utterance has length one. `raw`: as given. */
  norm: 'tfidf' | 'raw';
  /** Ascending. */
  keys: Uint32Array;
  /** One a key; all 1 with `raw`. */
  idf: Float32Array;
  /** Key by key, all labels of a key together. */
  weights: Int8Array;
  /** What one step of a weight is worth, a label. */
  scale: Float32Array;
  bias: Float32Array;
  /** The probability from which a label counts as said, a label (chosen on the development part). */
  thresholds: Float32Array;
}

/** Place of a key in the block, or -1. */
export function placeOf(block: LinearBlock, key: number): number {
  let low = 0;
  let high = block.keys.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = block.keys[middle] as number;
    if (at === key) return middle;
    if (at < key) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The features that the block knows, as places and values ready to be multiplied. */
export function vectorOf(block: LinearBlock, features: Features): { places: number[]; values: number[] } {
  const places: number[] = [];
  const values: number[] = [];
  let squares = 0;
  for (const [key, count] of features) {
    const place = placeOf(block, key);
    if (place < 0) continue;
    const value =
      block.norm === 'raw' ? count : (1 + Math.log(Math.max(1, count))) * (block.idf[place] as number);
    places.push(place);
    values.push(value);
    squares += value * value;
  }
  if (block.norm === 'tfidf' && squares > 0) {
    const length = Math.sqrt(squares);
    for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) / length;
  }
  return { places, values };
}

/** One logit a label. */
export function logitsOf(block: LinearBlock, features: Features): Float64Array {
  const labels = block.labels.length;
  const sums = new Float64Array(labels);
  const { places, values } = vectorOf(block, features);
  places.forEach((place, i) => {
    const value = values[i] as number;
    const at = place * labels;
    for (let c = 0; c < labels; c++)
      sums[c] = (sums[c] as number) + value * (block.weights[at + c] as number);
  });
  for (let c = 0; c < labels; c++)
    sums[c] = (sums[c] as number) * (block.scale[c] as number) + (block.bias[c] as number);
  return sums;
}

/** The weight of one feature for one label, 0 for a feature the block does not know. */
export function weightOf(block: LinearBlock, key: number, label: number): number {
  const place = placeOf(block, key);
  if (place < 0) return 0;
  return (block.weights[place * block.labels.length + label] as number) * (block.scale[label] as number);
}

export const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));
export function softmax(logits: ArrayLike<number>): number[] {
  const list = Array.from(logits);
  const top = Math.max(...list);
  const grown = list.map((l) => Math.exp(l - top));
  const sum = grown.reduce((a, b) => a + b, 0);
  return grown.map((g) => g / sum);
}
