// A small convolutional net over word vectors: what runs of one to four words mean together, where the linear block only
// knows the words it has seen. Its tables are eight bits; answers to common words are kept.
import { keyOf } from './features.ts';
import type { Token } from './tokens.ts';

/** The kind of key a word of the table has. */
export const wordKind = 70;
/** Words looked at; longer utterances are heard by their first ones here, and whole by the linear block. */
export const mostWords = 80;

export interface NetShape {
  /** Numbers a word vector has; a multiple of four. */
  width: number;
  /** How many words each kind of kernel spans. */
  spans: readonly number[];
  /** Kernels a span. */
  filters: number;
}
export interface NetBlock extends NetShape {
  labels: readonly string[];
  /** Keys of the known words, ascending. */
  keys: Uint32Array;
  table: Int8Array;
  tableScale: Float32Array;
  /** Slot by slot: for each span, for each place in it, for each filter, `width` numbers. */
  kernels: Int8Array;
  /** A slot. */
  kernelScale: Float32Array;
  kernelBias: Float32Array;
  /** From (spans × filters + width) pooled numbers to the labels, label by label within a number. */
  out: Float32Array;
  outBias: Float32Array;
  /** The linear block's share of a logit, a label; the rest is the net's. */
  mix: Float32Array;
  /** For the mixed probability. */
  thresholds: Float32Array;
}

export const slotsOf = (shape: NetShape): number => shape.spans.reduce((a, b) => a + b, 0) * shape.filters;
export const pooledOf = (shape: NetShape): number => shape.spans.length * shape.filters + shape.width;

/** Place of a word's vector, or -1 for a word the table does not know. */
export function wordPlace(keys: Uint32Array, word: string): number {
  const key = keyOf(word, wordKind);
  let low = 0;
  let high = keys.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = keys[middle] as number;
    if (at === key) return middle;
    if (at < key) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Largest answer of each kernel over the places `rows` of y allows, then the mean vector; `best` gets the places. */
export function pool(
  shape: NetShape,
  y: Float32Array,
  rows: number,
  bias: Float32Array,
  pooled: Float32Array,
  best: Int32Array,
): void {
  const slots = slotsOf(shape);
  const { filters } = shape;
  let offset = 0;
  shape.spans.forEach((span, kind) => {
    for (let f = 0; f < filters; f++) {
      let top = -Infinity;
      let place = 0;
      for (let t = 0; t + span <= rows; t++) {
        let sum = bias[kind * filters + f] as number;
        for (let j = 0; j < span; j++) sum += y[(t + j) * slots + offset + j * filters + f] as number;
        if (sum > top) {
          top = sum;
          place = t;
        }
      }
      pooled[kind * filters + f] = top > 0 ? top : 0;
      best[kind * filters + f] = place;
    }
    offset += span * filters;
  });
}

/** Words whose answers are kept; the common ones come again and again. About 5 kB a word. */
const keptWords = 1500;
const kept = new WeakMap<NetBlock, Map<number, Float32Array>>();

/** What every kernel's places answer to one word; four at a time, which is three times as quick as one. */
function answersTo(net: NetBlock, place: number): Float32Array {
  let known = kept.get(net);
  if (!known) kept.set(net, (known = new Map()));
  const had = known.get(place);
  if (had) return had;
  if (known.size >= keptWords) known.clear();
  const { width, kernels, table } = net;
  const scale = net.tableScale[place] as number;
  const from = place * width;
  const answers = new Float32Array(slotsOf(net));
  for (let s = 0; s < answers.length; s += 4) {
    const at = s * width;
    let a = 0;
    let b = 0;
    let c = 0;
    let e = 0;
    for (let d = 0; d < width; d++) {
      const value = table[from + d] as number;
      a += value * (kernels[at + d] as number);
      b += value * (kernels[at + width + d] as number);
      c += value * (kernels[at + 2 * width + d] as number);
      e += value * (kernels[at + 3 * width + d] as number);
    }
    answers[s] = a * scale * (net.kernelScale[s] as number);
    answers[s + 1] = b * scale * (net.kernelScale[s + 1] as number);
    answers[s + 2] = c * scale * (net.kernelScale[s + 2] as number);
    answers[s + 3] = e * scale * (net.kernelScale[s + 3] as number);
  }
  known.set(place, answers);
  return answers;
}

/** What the net makes of an utterance before its last layer. */
export function pooledBy(net: NetBlock, tokens: readonly Token[]): Float32Array {
  const { width } = net;
  const slots = slotsOf(net);
  const words = tokens.slice(0, mostWords);
  const rows = Math.max(words.length, ...net.spans);
  const y = new Float32Array(rows * slots);
  const pooled = new Float32Array(pooledOf(net));
  const mean = net.spans.length * net.filters;
  words.forEach((token, t) => {
    const place = wordPlace(net.keys, token.word);
    if (place < 0) return;
    y.set(answersTo(net, place), t * slots);
    const scale = (net.tableScale[place] as number) / words.length;
    for (let d = 0; d < width; d++)
      pooled[mean + d] = (pooled[mean + d] as number) + (net.table[place * width + d] as number) * scale;
  });
  pool(net, y, rows, net.kernelBias, pooled, new Int32Array(mean));
  return pooled;
}

/** One logit a label. */
export function netLogits(net: NetBlock, pooled: Float32Array): Float64Array {
  const labels = net.labels.length;
  const sums = Float64Array.from(net.outBias);
  for (let i = 0; i < pooled.length; i++) {
    const value = pooled[i] as number;
    if (value === 0) continue;
    for (let c = 0; c < labels; c++)
      sums[c] = (sums[c] as number) + value * (net.out[i * labels + c] as number);
  }
  return sums;
}
