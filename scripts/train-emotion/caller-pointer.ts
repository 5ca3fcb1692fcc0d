// Learns which phrase of an utterance a reader would point at, from the cue words that the training lines of all three
// languages are labelled with. What a word did for the state is taken from a head that had not seen the line, as it will be
// in use. AdaGrad on the probability of the labelled phrases, averaged over the later passes, eight bits a weight.
import { callerInput } from '#shared/domain/emotion/caller-head.ts';
import { markFeatures, shares } from '#shared/domain/emotion/caller-marks.ts';
import {
  lengthKey,
  lengthValue,
  longestSpan,
  spanLabels,
  spanProbabilities,
} from '#shared/domain/emotion/caller-spans.ts';
import type { Features } from '#shared/domain/emotion/features.ts';
import type { LinearBlock } from '#shared/domain/emotion/linear.ts';
import type { EmotionModel } from '#shared/domain/emotion/model.ts';
import type { CallerLine } from './caller-lines.ts';
import { createRandom, shuffle } from './random.ts';

const fit = { epochs: 10, rate: 0.1, decay: 1e-3, minLines: 2, start: 1e-3, seed: 1 };
const width = spanLabels.length;

/** The words of a line and which runs of them its author labelled. */
export interface PointerLine {
  features: Features[];
  phrases: { from: number; words: number }[];
}

/** The lines that have a phrase of at most `longestSpan` words labelled. */
export function pointerLines(
  model: EmotionModel,
  lines: readonly CallerLine[],
  headOf: (i: number) => LinearBlock,
): PointerLine[] {
  return lines.flatMap((line, i): PointerLine[] => {
    if (line.state === 'calm' || line.cues.length === 0) return [];
    const caught = callerInput(model, line.lang, line.text);
    const words = caught.words.words;
    const phrases = line.cues.flatMap((cue) => {
      const start = line.text.indexOf(cue);
      const end = start + cue.length;
      const from = words.findIndex((word) => word.end > start);
      const to = words.findLastIndex((word) => word.start < end);
      const count = to - from + 1;
      return start >= 0 && from >= 0 && count >= 1 && count <= longestSpan ? [{ from, words: count }] : [];
    });
    if (phrases.length === 0) return [];
    return [{ features: markFeatures(shares(headOf(i), caught, line.state), caught, line.state), phrases }];
  });
}

interface Known {
  words: { places: Int32Array; values: Float32Array }[];
  phrases: PointerLine['phrases'];
}

export function fitPointer(lines: readonly PointerLine[]): LinearBlock {
  const seen = new Map<number, number>();
  for (const line of lines)
    for (const key of new Set(line.features.flatMap((f) => [...f.keys()])))
      seen.set(key, (seen.get(key) ?? 0) + 1);
  const lengths = Array.from({ length: longestSpan }, (_, i) => lengthKey(i + 1));
  const often = [...seen].filter(([, n]) => n >= fit.minLines).map(([key]) => key);
  const keys = Uint32Array.from(new Set([...often, ...lengths])).sort();
  const places = new Map(Array.from(keys, (key, place) => [key, place] as const));
  const known = lines.map((line): Known => ({
    words: line.features.map((features) => {
      const kept = [...features].filter(([key]) => places.has(key));
      return {
        places: Int32Array.from(kept, ([key]) => places.get(key) as number),
        values: Float32Array.from(kept, ([, value]) => value),
      };
    }),
    phrases: line.phrases,
  }));
  const lengthPlaces = Int32Array.from([-1, ...lengths.map((key) => places.get(key) as number)]);
  return packed(keys, learn(known, keys.length, lengthPlaces));
}

/** Weights, `width` a key, averaged over the later half of the passes. */
function learn(lines: readonly Known[], keys: number, lengthPlaces: Int32Array): Float64Array {
  const weights = new Float64Array(keys * width);
  const squares = new Float64Array(keys * width).fill(fit.start);
  const sums = new Float64Array(keys * width);
  const order = Int32Array.from(lines.keys());
  const random = createRandom(fit.seed);
  let added = 0;
  for (let epoch = 0; epoch < fit.epochs; epoch++) {
    shuffle(order, random);
    const rate = fit.rate * (1 - (0.8 * epoch) / fit.epochs);
    const move = (at: number, slope: number): void => {
      const g = slope + fit.decay * (weights[at] as number);
      squares[at] = (squares[at] as number) + g * g;
      weights[at] = (weights[at] as number) - (rate * g) / Math.sqrt(squares[at] as number);
    };
    for (const i of order) step(lines[i] as Known, weights, lengthPlaces, move);
    if (epoch * 2 < fit.epochs) continue;
    added += 1;
    weights.forEach((value, at) => (sums[at] = (sums[at] as number) + value));
  }
  return sums.map((sum) => sum / added);
}

/** One line: moves each weight against how far the probabilities are from the labelled phrases. */
function step(
  { words, phrases }: Known,
  weights: Float64Array,
  lengthPlaces: Int32Array,
  move: (at: number, slope: number) => void,
): void {
  const n = words.length;
  const score = (label: number): Float64Array =>
    Float64Array.from(words, ({ places, values }) => {
      let sum = 0;
      for (let q = 0; q < places.length; q++)
        sum += (weights[(places[q] as number) * width + label] as number) * (values[q] as number);
      return sum;
    });
  const length = Float64Array.from(lengthPlaces, (p) =>
    p < 0 ? 0 : (weights[p * width] as number) * lengthValue,
  );
  const wrong = spanProbabilities({ inside: score(0), first: score(1), last: score(2), length });
  for (const phrase of phrases) {
    const at = phrase.from * longestSpan + phrase.words - 1;
    wrong[at] = (wrong[at] as number) - 1 / phrases.length;
  }
  const slopes = spanLabels.map(() => new Float64Array(n + 1));
  const [inside, first, last] = slopes as [Float64Array, Float64Array, Float64Array];
  const ofLength = new Float64Array(longestSpan + 1);
  const add = (list: Float64Array, at: number, value: number): void => {
    list[at] = (list[at] as number) + value;
  };
  for (let from = 0; from < n; from++)
    for (let count = 1; count <= longestSpan && from + count <= n; count++) {
      const d = wrong[from * longestSpan + count - 1] as number;
      add(inside, from, d);
      add(inside, from + count, -d);
      add(first, from, d);
      add(last, from + count - 1, d);
      add(ofLength, count, d);
    }
  for (let i = 1; i < n; i++) add(inside, i, inside[i - 1] as number);
  words.forEach(({ places, values }, i) => {
    for (let q = 0; q < places.length; q++)
      for (let c = 0; c < width; c++)
        move((places[q] as number) * width + c, (slopes[c]?.[i] as number) * (values[q] as number));
  });
  for (let count = 1; count <= longestSpan; count++)
    move((lengthPlaces[count] as number) * width, (ofLength[count] as number) * lengthValue);
}

/** Eight bits a weight. */
function packed(keys: Uint32Array, full: Float64Array): LinearBlock {
  const scale = new Float32Array(width);
  full.forEach((value, at) => {
    scale[at % width] = Math.max(scale[at % width] as number, Math.abs(value));
  });
  for (let c = 0; c < width; c++) scale[c] = (scale[c] as number) / 127 || 1;
  return {
    labels: spanLabels,
    norm: 'raw',
    keys,
    idf: new Float32Array(keys.length).fill(1),
    weights: Int8Array.from(full, (value, at) => Math.round(value / (scale[at % width] as number))),
    scale,
    bias: new Float32Array(width),
    thresholds: new Float32Array(width).fill(0.5),
  };
}
