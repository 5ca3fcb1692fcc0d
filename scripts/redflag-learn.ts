// Learning the weights of the red-flag scorer: logistic regression over plain facts of each line (AdaGrad, L2, in every
// round another part of a line's facts left out, fixed order of lines), and a softmax for the group. Everything is
// deterministic: the same lines give the same table.
import { redFlagGroups, type RedFlagGroup } from '#shared/domain/redflags/groups.ts';
import { conceptsAt, featuresOf, tellsOf } from '#shared/domain/redflags/features.ts';
import { ruleSpans } from '#shared/domain/redflags/rule-hits.ts';
import { viewsOf } from '#shared/domain/redflags/scan.ts';
import { windowsOf } from '#shared/domain/redflags/windows.ts';
import type { Line } from './redflag-lines.ts';

/** A line as a whole and its pieces (windows.ts); a piece says whether a rule sees something in it. */
export interface Example {
  line: Line;
  flag: 0 | 1;
  /** Facts of the line and, where it asks the desk for something, of the rest of it. */
  texts: readonly (readonly string[])[];
  ruled: boolean;
  /** How much it counts in learning; 1 unless told. */
  weight?: number;
  /** The same line once more with a request: its words are no news. */
  copied?: true;
  pieces: readonly { facts: readonly string[]; telling: boolean; ruled: boolean; whole: boolean }[];
}
export function exampleOf(line: Line): Example {
  const views = viewsOf(line.text).map((view) => {
    const concepts = conceptsAt(view);
    const spans = ruleSpans(view);
    return {
      ruled: spans.length > 0,
      facts: factsOf(view, concepts, spans, 0, view.tokens.length),
      pieces: windowsOf(view).map((w) => ({
        facts: factsOf(view, concepts, spans, w.from, w.to),
        telling: tellsOf(view, concepts, w.from, w.to),
        ruled: spans.some(({ span }) => span.start < w.to && w.from < span.end),
        whole: w.whole,
      })),
    };
  });
  return {
    line,
    flag: line.label === 'flag' ? 1 : 0,
    texts: views.map((v) => v.facts),
    ruled: views.some((v) => v.ruled),
    pieces: views.flatMap((v) => v.pieces),
  };
}
const factsOf = (...at: Parameters<typeof featuresOf>): string[] => featuresOf(...at).map((f) => f.name);

interface Row {
  facts: readonly string[];
  flag: 0 | 1;
  weight: number;
}
/**
 * What is learned from: every line; the pieces of a line without a flag, which are none either; and the pieces of a flag
 * in which a rule sees something, taken for flags.
 */
const pieceWeight = 0.5;
function rowsOf(examples: readonly Example[]): Row[] {
  return examples.flatMap((e) => [
    ...e.texts.map((facts) => ({ facts, flag: e.flag, weight: e.weight ?? 1 })),
    ...e.pieces
      .filter((p) => !p.whole && (e.flag === 0 || p.ruled))
      .map((p) => ({ facts: p.facts, flag: e.flag, weight: pieceWeight * (e.weight ?? 1) })),
  ]);
}

const rounds = 12;
const rate = 0.3;
const decay = 0.001;
/** Share of a line's facts left out each time: many small voices must learn to do without the loudest. */
const leftOut = 0.4;
/**
 * Rare facts learn along, so that the others need not explain what is odd about one line. Facts that end up weighing
 * less are left out: that halves the table and moves only the threshold.
 */
const leastWeight = 1.1;

/** Numbers from 0 to 1 that are the same every time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}
/** A shuffled order that is the same every time. */
function* orders(size: number, times: number): Generator<number[]> {
  let seed = 7;
  const order = Array.from({ length: size }, (_, i) => i);
  for (let t = 0; t < times; t += 1) {
    for (let i = size - 1; i > 0; i -= 1) {
      seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
      const k = seed % (i + 1);
      [order[i], order[k]] = [order[k]!, order[i]!];
    }
    yield order;
  }
}

interface Facts {
  facts: readonly string[];
}
/** Facts met in at least `least` lines. */
function vocabularyOf(examples: readonly Facts[], least: number): string[] {
  const met = new Map<string, number>();
  for (const e of examples) for (const f of e.facts) met.set(f, (met.get(f) ?? 0) + 1);
  return [...met].filter(([, n]) => n >= least).map(([f]) => f);
}
const indexed = (examples: readonly Facts[], facts: readonly string[]): number[][] => {
  const at = new Map(facts.map((f, i) => [f, i]));
  return examples.map((e) => e.facts.map((f) => at.get(f)).filter((i): i is number => i !== undefined));
};

export interface Learned {
  bias: number;
  weights: Map<string, number>;
}
/** A flag or none: weights whose sum, divided by the root of the number of facts, is log-odds. */
export function learnFlag(examples: readonly Example[]): Learned {
  const taught = rowsOf(examples);
  const facts = vocabularyOf(taught, 1);
  const rows = indexed(taught, facts);
  const next = chance(11);
  const w = new Float64Array(facts.length);
  const squares = new Float64Array(facts.length).fill(1e-6);
  let bias = 0;
  let biasSquares = 1e-6;
  for (const order of orders(taught.length, rounds)) {
    for (const i of order) {
      const row = rows[i]!.filter(() => next() >= leftOut);
      const scale = 1 / Math.sqrt(taught[i]!.facts.length * (1 - leftOut));
      let z = bias;
      for (const x of row) z += w[x]! * scale;
      const { flag, weight } = taught[i]!;
      const error = weight * (1 / (1 + Math.exp(-z)) - flag);
      biasSquares += error * error;
      bias -= (rate * error) / Math.sqrt(biasSquares);
      for (const x of row) {
        const g = error * scale + decay * w[x]!;
        squares[x]! += g * g;
        w[x]! -= (rate * g) / Math.sqrt(squares[x]!);
      }
    }
  }
  return {
    bias,
    weights: new Map(facts.flatMap((f, i) => (Math.abs(w[i]!) < leastWeight ? [] : [[f, w[i]!]]))),
  };
}

export interface LearnedGroups {
  bias: number[];
  /** Weights by fact, in the order of `redFlagGroups`. */
  weights: Map<string, Float64Array>;
}
/** Which group, over the lines that are flags: single words and concepts only. */
export function learnGroups(examples: readonly Example[]): LearnedGroups {
  const flags = examples
    .filter((e) => e.flag === 1)
    .map((e) => ({
      ...e,
      facts: (e.texts.at(-1) ?? []).filter((f) => !/[ !~%]|^=n/.test(f)),
    }));
  const facts = vocabularyOf(flags, 3);
  const rows = indexed(flags, facts);
  const size = redFlagGroups.length;
  const w = facts.map(() => new Float64Array(size));
  const squares = facts.map(() => new Float64Array(size).fill(1e-4));
  const bias = Array.from({ length: size }, () => 0);
  for (const order of orders(flags.length, 12)) {
    for (const i of order) {
      const row = rows[i]!;
      const z = bias.map((b, g) => row.reduce((sum, x) => sum + w[x]![g]!, b));
      const top = Math.max(...z);
      const e = z.map((v) => Math.exp(v - top));
      const total = e.reduce((a, b) => a + b, 0);
      const right = redFlagGroups.indexOf(flags[i]!.line.group as RedFlagGroup);
      for (let g = 0; g < size; g += 1) {
        const error = e[g]! / total - (g === right ? 1 : 0);
        bias[g]! -= 0.005 * error;
        for (const x of row) {
          const step = error + 0.003 * w[x]![g]!;
          squares[x]![g]! += step * step;
          w[x]![g]! -= (0.1 * step) / Math.sqrt(squares[x]![g]!);
        }
      }
    }
  }
  return { bias, weights: new Map(facts.map((f, i) => [f, w[i]!])) };
}

/** Log-odds of an example, as shared/domain/redflags/weigh.ts sums them. */
export function scoreOf({ bias, weights }: Learned, { facts }: { facts: readonly string[] }): number {
  let sum = 0;
  for (const f of facts) sum += weights.get(f) ?? 0;
  return bias + sum / Math.sqrt(Math.max(1, facts.length));
}

/** The most that any window of the example says, as shared/domain/redflags/weigh.ts decides. */
export const highest = (
  model: Learned,
  e: Example,
  { rule, piece, untold }: { rule: number; piece: number; untold: number },
): number =>
  Math.max(
    -9,
    ...e.pieces.map(
      (p) =>
        scoreOf(model, p) +
        (p.ruled ? rule : 0) -
        (p.whole ? 0 : piece) -
        (p.ruled || p.telling ? 0 : untold),
    ),
  );
