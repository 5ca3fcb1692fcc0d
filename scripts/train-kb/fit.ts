// LambdaMART: small regression trees, each a step by which badly ordered pairs change places, weighed by what the swap is worth
// in nDCG (Burges, "From RankNet to LambdaRank to LambdaMART", 2010). The same lists and seed give the same trees.
import type { Tree } from '#desk/knowledge/engine/rerank.ts';
import { type Binned, binsOf } from './bins.ts';
import { depth, gainAt, type List, onlyJudged } from './lists.ts';
import { randomFrom } from './measure.ts';

export interface FitSettings {
  trees: number;
  leaves: number;
  rate: number;
  /** Ridge on a leaf's value. */
  ridge: number;
  /** Least candidates in a leaf. */
  least: number;
  /** Share of lists and of features that a tree sees. */
  lists: number;
  features: number;
  /** What a misspelt form counts against a plain one. */
  typo: number;
  /** Most that a list of a small set counts against one of a set of middle size. */
  mostWeight: number;
  seed: number;
}

export const settings: FitSettings = {
  trees: 80,
  leaves: 8,
  rate: 0.1,
  ridge: 1,
  least: 30,
  lists: 0.7,
  features: 0.5,
  typo: 0.3,
  mostWeight: 4,
  seed: 1,
};

/** Better articles that teach, and places that they are compared with. */
const mostBetter = 15;
const mostCompared = 60;
/** Below the measured places a swap still counts a little, so that an article comes up from there. */
const worth = (rank: number): number => (rank < depth ? gainAt(rank) : gainAt(rank) / 2);
const digits = (value: number): number => Number(value.toPrecision(4));

interface Slopes {
  first: Float64Array;
  second: Float64Array;
}

function pull(
  list: List,
  scores: Float64Array,
  weight: number,
  offset: number,
  { first, second }: Slopes,
): void {
  const judged = onlyJudged(list.set);
  const grade = (i: number): number => Math.max(0, list.grades[i] ?? 0);
  const order = Array.from(list.ns.keys())
    .filter((i) => !judged || (list.grades[i] ?? -1) >= 0)
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  const better = order.flatMap((i, rank) => (grade(i) > 0 ? [rank] : [])).slice(0, mostBetter);
  for (const p of better) {
    const i = order[p] ?? 0;
    for (let r = 0; r < Math.min(order.length, mostCompared); r++) {
      const j = order[r] ?? 0;
      if (grade(j) >= grade(i)) continue;
      const gain = (Math.abs(worth(p) - worth(r)) * (grade(i) - grade(j))) / list.ideal;
      const wrong = 1 / (1 + Math.exp((scores[i] ?? 0) - (scores[j] ?? 0)));
      const step = weight * gain * wrong;
      const bend = step * (1 - wrong);
      (first[offset + i] as number) += step;
      (first[offset + j] as number) -= step;
      (second[offset + i] as number) += bend;
      (second[offset + j] as number) += bend;
    }
  }
}

interface Node {
  rows: Int32Array;
  first: number;
  second: number;
  at: number;
  split: { gain: number; feature: number; bin: number };
}

function grow(
  binned: Binned,
  rows: Int32Array,
  slopes: Slopes,
  used: readonly number[],
  s: FitSettings,
): Tree {
  const tree: Tree = { feature: [], most: [], yes: [], no: [], value: [] };
  const bins = 64;
  const best = (node: Node): Node => {
    const base = node.first ** 2 / (node.second + s.ridge);
    for (const feature of used) {
      const [a, b, c] = [new Float64Array(bins), new Float64Array(bins), new Int32Array(bins)];
      const of = binned.bins[feature] as Uint8Array;
      for (const row of node.rows) {
        const bin = of[row] as number;
        (a[bin] as number) += slopes.first[row] as number;
        (b[bin] as number) += slopes.second[row] as number;
        (c[bin] as number)++;
      }
      let [first, second, count] = [0, 0, 0];
      const edges = (binned.edges[feature] as number[]).length;
      for (let bin = 0; bin < edges; bin++) {
        first += a[bin] as number;
        second += b[bin] as number;
        count += c[bin] as number;
        if (count < s.least) continue;
        if (node.rows.length - count < s.least) break;
        const rest = (node.first - first) ** 2 / (node.second - second + s.ridge);
        const gain = first ** 2 / (second + s.ridge) + rest - base;
        if (gain > node.split.gain) node.split = { gain, feature, bin };
      }
    }
    return node;
  };
  const node = (own: Int32Array): Node => {
    let [first, second] = [0, 0];
    for (const row of own) {
      first += slopes.first[row] as number;
      second += slopes.second[row] as number;
    }
    const at = tree.feature.length;
    tree.feature.push(-1);
    tree.most.push(0);
    tree.yes.push(0);
    tree.no.push(0);
    tree.value.push(digits((s.rate * first) / (second + s.ridge)));
    return best({ rows: own, first, second, at, split: { gain: 1e-9, feature: -1, bin: 0 } });
  };
  const leaves = [node(rows)];
  while (leaves.length < s.leaves) {
    leaves.sort((a, b) => b.split.gain - a.split.gain || a.at - b.at);
    const next = leaves[0];
    if (next === undefined || next.split.feature < 0) break;
    leaves.shift();
    const { feature, bin } = next.split;
    const of = binned.bins[feature] as Uint8Array;
    const yes = node(next.rows.filter((row) => (of[row] as number) <= bin));
    const no = node(next.rows.filter((row) => (of[row] as number) > bin));
    tree.feature[next.at] = feature;
    tree.most[next.at] = (binned.edges[feature] as number[])[bin] as number;
    tree.yes[next.at] = yes.at;
    tree.no[next.at] = no.at;
    tree.value[next.at] = 0;
    leaves.push(yes, no);
  }
  return tree;
}

/** The leaf of a binned row. */
function valueOf(tree: Tree, binned: Binned, row: number): number {
  let at = 0;
  for (let feature = tree.feature[0] as number; feature >= 0; feature = tree.feature[at] as number) {
    const x = binned.value(row, feature);
    at = (x <= (tree.most[at] as number) ? tree.yes[at] : tree.no[at]) as number;
  }
  return tree.value[at] as number;
}

export function fit(lists: readonly List[], features: number, s: FitSettings = settings): Tree[] {
  const binned = binsOf(lists, features);
  const plain = lists.filter((list) => list.form === 'text');
  const sets = new Set(lists.map((list) => list.set));
  const size = (set: string): number => plain.filter((list) => list.set === set).length;
  const weights = lists.map(
    (list) =>
      Math.min(s.mostWeight, plain.length / sets.size / Math.max(1, size(list.set))) *
      (list.form === 'typo' ? s.typo : 1),
  );
  const scores = lists.map((list) => new Float64Array(list.ns.length));
  const random = randomFrom(s.seed);
  const trees: Tree[] = [];
  for (let t = 0; t < s.trees; t++) {
    const slopes = { first: new Float64Array(binned.rows), second: new Float64Array(binned.rows) };
    lists.forEach((list, i) => {
      if (random() < s.lists)
        pull(list, scores[i] as Float64Array, weights[i] as number, binned.offsets[i] as number, slopes);
    });
    const used = Array.from({ length: features }, (_, f) => f).filter(() => random() < s.features);
    const rows = Int32Array.from({ length: binned.rows }, (_, i) => i).filter(
      (i) => (slopes.second[i] as number) > 0,
    );
    const tree = grow(binned, rows, slopes, used, s);
    trees.push(tree);
    scores.forEach((own, i) => {
      const offset = binned.offsets[i] as number;
      for (let k = 0; k < own.length; k++) (own[k] as number) += valueOf(tree, binned, offset + k);
    });
  }
  return trees;
}
