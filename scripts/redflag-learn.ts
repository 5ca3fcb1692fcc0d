// Learning the weights of the red-flag scorer: logistic regression over plain facts of each line (AdaGrad, L2, fixed order
// of lines), and a softmax for the group. Everything is deterministic: the same lines give the same table.
import { redFlagGroups, type RedFlagGroup } from '#shared/domain/redflags/groups.ts';
import { conceptsAt, featuresOf } from '#shared/domain/redflags/features.ts';
import { ruleSpans } from '#shared/domain/redflags/rule-hits.ts';
import { viewOf } from '#shared/domain/redflags/view.ts';
import type { Line } from './redflag-lines.ts';

export interface Example {
  line: Line;
  facts: readonly string[];
  /** Whether a rule sees something by itself. */
  ruled: boolean;
  flag: 0 | 1;
}
export function exampleOf(line: Line): Example {
  const view = viewOf(line.text);
  return {
    line,
    facts: featuresOf(view, conceptsAt(view), 0, view.tokens.length).map((f) => f.name),
    ruled: ruleSpans(view).length > 0,
    flag: line.label === 'flag' ? 1 : 0,
  };
}

const rounds = 25;
const rate = 0.3;
const decay = 0.001;

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

/** Facts met in at least `least` lines. */
function vocabularyOf(examples: readonly Example[], least: number): string[] {
  const met = new Map<string, number>();
  for (const e of examples) for (const f of e.facts) met.set(f, (met.get(f) ?? 0) + 1);
  return [...met].filter(([, n]) => n >= least).map(([f]) => f);
}
const indexed = (examples: readonly Example[], facts: readonly string[]): number[][] => {
  const at = new Map(facts.map((f, i) => [f, i]));
  return examples.map((e) => e.facts.map((f) => at.get(f)).filter((i): i is number => i !== undefined));
};

export interface Learned {
  bias: number;
  weights: Map<string, number>;
}
/** A flag or none: weights whose sum, divided by the root of the number of known facts, is log-odds. */
export function learnFlag(examples: readonly Example[]): Learned {
  const facts = vocabularyOf(examples, 2);
  const rows = indexed(examples, facts);
  const w = new Float64Array(facts.length);
  const squares = new Float64Array(facts.length).fill(1e-6);
  let bias = 0;
  let biasSquares = 1e-6;
  for (const order of orders(examples.length, rounds)) {
    for (const i of order) {
      const row = rows[i]!;
      const scale = 1 / Math.sqrt(Math.max(1, row.length));
      let z = bias;
      for (const x of row) z += w[x]! * scale;
      const error = 1 / (1 + Math.exp(-z)) - examples[i]!.flag;
      biasSquares += error * error;
      bias -= (rate * error) / Math.sqrt(biasSquares);
      for (const x of row) {
        const g = error * scale + decay * w[x]!;
        squares[x]! += g * g;
        w[x]! -= (rate * g) / Math.sqrt(squares[x]!);
      }
    }
  }
  return { bias, weights: new Map(facts.map((f, i) => [f, w[i]!])) };
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
    .map((e) => ({ ...e, facts: e.facts.filter((f) => !f.includes(' ') && !f.startsWith('!')) }));
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
export function scoreOf({ bias, weights }: Learned, { facts }: Example): number {
  let sum = 0;
  let known = 0;
  for (const f of facts) {
    const w = weights.get(f);
    if (w === undefined) continue;
    sum += w;
    known += 1;
  }
  return bias + sum / Math.sqrt(Math.max(1, known));
}
