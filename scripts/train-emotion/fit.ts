// Fits a linear block: logistic regression by AdaGrad, weights averaged over the later passes, pruned to the features that
// carry most, eight bits each. The same rows and options give the same bytes.
import type { Features } from '#shared/domain/emotion/features.ts';
import type { LinearBlock } from '#shared/domain/emotion/linear.ts';
import { createRandom, shuffle } from './random.ts';

export interface FitRow {
  features: Features;
  /** 0 to 1 a label; -1 where nothing is known, which trains nothing. */
  targets: Float32Array;
  weight?: number;
  /** The row trains, but does not decide which features are looked at and how rare they are. */
  guest?: boolean;
}
export interface FitOptions {
  epochs: number;
  rate: number;
  decay: number;
  /** A feature seen in fewer rows is not looked at. */
  minRows: number;
  /** Features kept after pruning. */
  keep: number;
  link: 'sigmoid' | 'softmax';
  norm: 'tfidf' | 'raw';
  seed: number;
}
export const usualFit: FitOptions = {
  epochs: 8,
  rate: 0.3,
  decay: 1e-6,
  minRows: 2,
  keep: 32_000,
  link: 'sigmoid',
  norm: 'tfidf',
  seed: 1,
};

interface Sparse {
  places: Int32Array;
  values: Float32Array;
}

/** Features seen often enough, ascending by key, and how rare each is. */
function vocabularyOf(rows: readonly FitRow[], options: FitOptions) {
  const seen = new Map<number, number>();
  const own = rows.filter((row) => !row.guest);
  for (const row of own) for (const key of row.features.keys()) seen.set(key, (seen.get(key) ?? 0) + 1);
  const keys = Uint32Array.from([...seen].filter(([, n]) => n >= options.minRows).map(([key]) => key)).sort();
  const counts = Float32Array.from(keys, (key) => seen.get(key) ?? 1);
  const idf = counts.map((n) => (options.norm === 'raw' ? 1 : Math.log(own.length / n) + 1));
  const places = new Map<number, number>();
  keys.forEach((key, place) => places.set(key, place));
  return { keys, counts, idf, places };
}

function sparseOf(
  features: Features,
  places: ReadonlyMap<number, number>,
  idf: Float32Array,
  norm: string,
): Sparse {
  const at: number[] = [];
  const values: number[] = [];
  let squares = 0;
  for (const [key, count] of features) {
    const place = places.get(key);
    if (place === undefined) continue;
    const value = norm === 'raw' ? count : (1 + Math.log(Math.max(1, count))) * (idf[place] as number);
    at.push(place);
    values.push(value);
    squares += value * value;
  }
  const length = norm === 'raw' || squares === 0 ? 1 : Math.sqrt(squares);
  return { places: Int32Array.from(at), values: Float32Array.from(values, (v) => v / length) };
}

/** Turns logits into probabilities where they stand. */
function link(sums: Float32Array, kind: 'sigmoid' | 'softmax'): void {
  if (kind === 'sigmoid') {
    for (let c = 0; c < sums.length; c++) sums[c] = 1 / (1 + Math.exp(-(sums[c] as number)));
    return;
  }
  const top = Math.max(...sums);
  let all = 0;
  for (let c = 0; c < sums.length; c++) all += sums[c] = Math.exp((sums[c] as number) - top);
  for (let c = 0; c < sums.length; c++) sums[c] = (sums[c] as number) / all;
}

export function fitLinear(
  rows: readonly FitRow[],
  labels: readonly string[],
  asked: Partial<FitOptions>,
): LinearBlock {
  const options = { ...usualFit, ...asked };
  const width = labels.length;
  const { keys, counts, idf, places } = vocabularyOf(rows, options);
  const inputs = rows.map((row) => sparseOf(row.features, places, idf, options.norm));
  const weights = new Float32Array(keys.length * width);
  const squares = new Float32Array(keys.length * width).fill(1e-8);
  const bias = new Float32Array(width).fill(options.link === 'softmax' ? 0 : -3);
  const biasSquares = new Float32Array(width).fill(1);
  const random = createRandom(options.seed);
  const order = Int32Array.from(rows.keys());
  const out = new Float32Array(width);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    const rate = options.rate * (1 - (epoch / options.epochs) * 0.8);
    for (const i of order) {
      const { places: at, values } = inputs[i] as Sparse;
      const row = rows[i] as FitRow;
      out.set(bias);
      for (let q = 0; q < at.length; q++) {
        const base = (at[q] as number) * width;
        const value = values[q] as number;
        for (let c = 0; c < width; c++) out[c] = (out[c] as number) + (weights[base + c] as number) * value;
      }
      link(out, options.link);
      const weight = row.weight ?? 1;
      for (let c = 0; c < width; c++) {
        const target = row.targets[c] as number;
        const g = target < 0 ? 0 : ((out[c] as number) - target) * weight;
        out[c] = g;
        biasSquares[c] = (biasSquares[c] as number) + g * g;
        bias[c] = (bias[c] as number) - (0.1 * g) / Math.sqrt(biasSquares[c] as number);
      }
      for (let q = 0; q < at.length; q++) {
        const base = (at[q] as number) * width;
        const value = values[q] as number;
        for (let c = 0; c < width; c++) {
          const w = weights[base + c] as number;
          const g = (out[c] as number) * value + options.decay * w;
          const s = (squares[base + c] as number) + g * g;
          squares[base + c] = s;
          weights[base + c] = w - (rate * g) / Math.sqrt(s);
        }
      }
    }
  }
  return pruned({ labels, norm: options.norm, keys, idf, weights, bias }, counts, options.keep);
}

interface Full {
  labels: readonly string[];
  norm: 'tfidf' | 'raw';
  keys: Uint32Array;
  idf: Float32Array;
  weights: Float32Array;
  bias: Float32Array;
}
/** The `keep` features that move the outputs most over the training rows, in eight bits a weight. */
function pruned(full: Full, counts: Float32Array, keep: number): LinearBlock {
  const width = full.labels.length;
  const worth = Float64Array.from(full.keys, (_, k) => {
    let sum = 0;
    for (let c = 0; c < width; c++) sum += (full.weights[k * width + c] as number) ** 2;
    return Math.sqrt(sum * (counts[k] as number)) * (full.idf[k] as number);
  });
  const places = Int32Array.from(full.keys.keys())
    .sort((a, b) => (worth[b] as number) - (worth[a] as number) || a - b)
    .slice(0, keep)
    .sort();
  const scale = new Float32Array(width);
  for (const k of places)
    for (let c = 0; c < width; c++)
      scale[c] = Math.max(scale[c] as number, Math.abs(full.weights[k * width + c] as number));
  for (let c = 0; c < width; c++) scale[c] = (scale[c] as number) / 127 || 1;
  const weights = new Int8Array(places.length * width);
  places.forEach((k, i) => {
    for (let c = 0; c < width; c++)
      weights[i * width + c] = Math.round((full.weights[k * width + c] as number) / (scale[c] as number));
  });
  return {
    labels: full.labels,
    norm: full.norm,
    keys: Uint32Array.from(places, (k) => full.keys[k] as number),
    idf: Float32Array.from(places, (k) => full.idf[k] as number),
    weights,
    scale,
    bias: full.bias,
    thresholds: new Float32Array(width).fill(0.5),
  };
}
