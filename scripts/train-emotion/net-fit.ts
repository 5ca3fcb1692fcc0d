// Trains the net: Adam over batches, dropout of pooled numbers, channels and words. The long dot products run in
// WebAssembly (simd.ts); everything else is plain. The same rows and options give the same numbers.
import { mostWords, pool, pooledOf, slotsOf, type NetShape } from '#shared/domain/emotion/net.ts';
import { createRandom, shuffle } from './random.ts';
import { createDots } from './simd.ts';

export interface NetRow {
  /** Places of the words in the table, -1 for an unknown one. */
  words: Int32Array;
  /** 0 to 1 a label; -1 where nothing is known. */
  targets: Float32Array;
  weight: number;
}
export interface NetOptions extends NetShape {
  epochs: number;
  rate: number;
  batch: number;
  /** What a label's error counts. */
  labelWeights: Float32Array;
  drop: { pooled: number; channels: number; words: number };
  /** Word vectors learn at this share of the rate. */
  wordRate: number;
  seed: number;
}
export interface Trained {
  table: Float32Array;
  kernels: Float32Array;
  kernelBias: Float32Array;
  out: Float32Array;
  outBias: Float32Array;
}

/** One array of parameters with its two running means. */
function createMoments(values: Float32Array) {
  const first = new Float32Array(values.length);
  const second = new Float32Array(values.length);
  return (gradient: Float32Array, at: number, from: number, count: number, step: number): void => {
    for (let i = 0; i < count; i++) {
      const g = gradient[from + i] as number;
      const p = at + i;
      const m = (first[p] as number) * 0.9 + 0.1 * g;
      const v = (second[p] as number) * 0.999 + 0.001 * g * g;
      first[p] = m;
      second[p] = v;
      values[p] = (values[p] as number) - (step * m) / (Math.sqrt(v) + 1e-8);
    }
  };
}

export function fitNet(
  rows: readonly NetRow[],
  start: Float32Array,
  labels: number,
  options: NetOptions,
  each?: (epoch: number, trained: Trained, loss: number) => void,
): Trained {
  const { width, spans, filters, batch, drop } = options;
  const slots = slotsOf(options);
  const kernelCount = spans.length * filters;
  const pooledCount = pooledOf(options);
  const random = createRandom(options.seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const dots = createDots(mostWords + 2, slots, width);

  const table = Float32Array.from(start);
  const kernels = dots.w;
  spans.forEach((span, kind) => {
    const from = spans.slice(0, kind).reduce((a, b) => a + b, 0) * filters * width;
    const spread = Math.sqrt(2 / (span * width + filters));
    for (let i = 0; i < span * filters * width; i++) kernels[from + i] = normal() * spread;
  });
  const kernelBias = new Float32Array(kernelCount);
  const out = Float32Array.from(
    { length: pooledCount * labels },
    () => normal() * Math.sqrt(2 / (pooledCount + labels)),
  );
  const outBias = new Float32Array(labels).fill(-2);
  const trained: Trained = { table, kernels, kernelBias, out, outBias };

  const gKernels = new Float32Array(kernels.length);
  const gKernelBias = new Float32Array(kernelCount);
  const gOut = new Float32Array(out.length);
  const gOutBias = new Float32Array(labels);
  const learn = {
    table: createMoments(table),
    kernels: createMoments(kernels),
    kernelBias: createMoments(kernelBias),
    out: createMoments(out),
    outBias: createMoments(outBias),
  };
  /** Gradients of the words of one batch: a row each, in order of first sight. */
  const gWords = new Float32Array(batch * mostWords * width);
  const rowOf = new Map<number, number>();

  const pooled = new Float32Array(pooledCount);
  const best = new Int32Array(kernelCount);
  const dropped = new Float32Array(pooledCount);
  const gPooled = new Float32Array(pooledCount);
  const channels = new Float32Array(width);
  const errors = new Float32Array(labels);
  const gX = new Float32Array((mostWords + 2) * width);
  const heard = new Uint8Array(mostWords + 2);

  const one = (row: NetRow): number => {
    const count = Math.min(row.words.length, mostWords);
    const places = Math.max(count, ...spans);
    const even = places + (places & 1);
    const { x, y } = dots;
    x.fill(0, 0, even * width);
    pooled.fill(0);
    for (let d = 0; d < width; d++) channels[d] = random() < drop.channels ? 0 : 1 / (1 - drop.channels);
    for (let t = 0; t < count; t++) {
      const word = row.words[t] as number;
      heard[t] = word < 0 || random() < drop.words ? 0 : 1;
      if (heard[t] === 0) continue;
      for (let d = 0; d < width; d++) {
        const value = (table[word * width + d] as number) * (channels[d] as number);
        x[t * width + d] = value;
        pooled[kernelCount + d] = (pooled[kernelCount + d] as number) + value / count;
      }
    }
    dots.run(even);
    pool(options, y, places, kernelBias, pooled, best);
    for (let i = 0; i < pooledCount; i++) dropped[i] = random() < drop.pooled ? 0 : 1 / (1 - drop.pooled);
    errors.set(outBias);
    for (let i = 0; i < pooledCount; i++) {
      const value = (pooled[i] as number) * (dropped[i] as number);
      pooled[i] = value;
      if (value === 0) continue;
      const at = i * labels;
      for (let c = 0; c < labels; c++) errors[c] = (errors[c] as number) + value * (out[at + c] as number);
    }
    let loss = 0;
    for (let c = 0; c < labels; c++) {
      const p = 1 / (1 + Math.exp(-(errors[c] as number)));
      const target = row.targets[c] as number;
      const weight = target < 0 ? 0 : row.weight * (options.labelWeights[c] as number);
      loss -= weight * Math.log(Math.max(1e-7, target > 0.5 ? p : 1 - p));
      errors[c] = ((p - target) * weight) / batch;
      gOutBias[c] = (gOutBias[c] as number) + (errors[c] as number);
    }
    for (let i = 0; i < pooledCount; i++) {
      const scale = dropped[i] as number;
      gPooled[i] = 0;
      if (scale === 0) continue;
      const value = pooled[i] as number;
      const at = i * labels;
      let sum = 0;
      for (let c = 0; c < labels; c++) {
        const e = errors[c] as number;
        gOut[at + c] = (gOut[at + c] as number) + e * value;
        sum += e * (out[at + c] as number);
      }
      gPooled[i] = sum * scale;
    }
    gX.fill(0, 0, even * width);
    let offset = 0;
    for (let kind = 0; kind < spans.length; kind++) {
      const span = spans[kind] as number;
      for (let f = 0; f < filters; f++) {
        const k = kind * filters + f;
        const g = gPooled[k] as number;
        if (g === 0 || (pooled[k] as number) === 0) continue;
        gKernelBias[k] = (gKernelBias[k] as number) + g;
        for (let j = 0; j < span; j++) {
          const from = ((best[k] as number) + j) * width;
          const at = (offset + j * filters + f) * width;
          for (let d = 0; d < width; d++) {
            gKernels[at + d] = (gKernels[at + d] as number) + g * (x[from + d] as number);
            gX[from + d] = (gX[from + d] as number) + g * (kernels[at + d] as number);
          }
        }
      }
      offset += span * filters;
    }
    for (let t = 0; t < count; t++) {
      if (heard[t] === 0) continue;
      const word = row.words[t] as number;
      let place = rowOf.get(word);
      if (place === undefined) {
        place = rowOf.size;
        rowOf.set(word, place);
        gWords.fill(0, place * width, (place + 1) * width);
      }
      for (let d = 0; d < width; d++) {
        const g = (gX[t * width + d] as number) + (gPooled[kernelCount + d] as number) / count;
        gWords[place * width + d] = (gWords[place * width + d] as number) + g * (channels[d] as number);
      }
    }
    return loss;
  };

  const order = Int32Array.from(rows.keys());
  const total = Math.ceil(rows.length / batch) * options.epochs;
  let step = 0;
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    let loss = 0;
    for (let from = 0; from < order.length; from += batch) {
      rowOf.clear();
      gKernels.fill(0);
      gKernelBias.fill(0);
      gOut.fill(0);
      gOutBias.fill(0);
      for (let i = from; i < Math.min(order.length, from + batch); i++)
        loss += one(rows[order[i] as number] as NetRow);
      step++;
      const warm = Math.min(1, step / 200) * Math.max(0.02, 1 - step / total);
      const size = (options.rate * warm * Math.sqrt(1 - 0.999 ** step)) / (1 - 0.9 ** step);
      learn.kernels(gKernels, 0, 0, gKernels.length, size);
      learn.kernelBias(gKernelBias, 0, 0, kernelCount, size);
      learn.out(gOut, 0, 0, gOut.length, size);
      learn.outBias(gOutBias, 0, 0, labels, size);
      for (const [word, place] of rowOf)
        learn.table(gWords, word * width, place * width, width, size * options.wordRate);
    }
    each?.(epoch, trained, loss / rows.length);
  }
  return trained;
}
