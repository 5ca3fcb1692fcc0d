// The order of candidates: the sum of many small trees over their features, fitted by scripts/train-kb.ts. The file is data;
// it names the features it was fitted on, and another list of features is refused.
import { featureNames } from './features.ts';
import weights from './weights.json' with { type: 'json' };

/** Node i asks whether feature[i] is at most most[i], then goes to yes[i] or no[i]; feature -1 = a leaf that adds value[i]. */
export interface Tree {
  feature: number[];
  most: number[];
  yes: number[];
  no: number[];
  value: number[];
}
export interface Forest {
  features: string[];
  trees: Tree[];
}

/** Scores rows of features; throws when the trees were fitted on others. */
export function forestScorer(forest: Forest): (row: Float32Array) => number {
  if (forest.features.join() !== featureNames.join())
    throw new Error('the weights are of other features: train anew');
  const nodes = forest.trees.reduce((sum, tree) => sum + tree.feature.length, 0);
  const feature = new Int16Array(nodes);
  const value = new Float64Array(nodes);
  const next = new Int32Array(nodes * 2);
  const roots: number[] = [];
  let base = 0;
  for (const tree of forest.trees) {
    roots.push(base);
    for (let i = 0; i < tree.feature.length; i++) {
      feature[base + i] = tree.feature[i] ?? -1;
      value[base + i] = ((tree.feature[i] ?? -1) < 0 ? tree.value[i] : tree.most[i]) ?? 0;
      next[(base + i) * 2] = base + (tree.yes[i] ?? 0);
      next[(base + i) * 2 + 1] = base + (tree.no[i] ?? 0);
    }
    base += tree.feature.length;
  }
  return (row) => {
    let sum = 0;
    for (const root of roots) {
      let at = root;
      for (let f = feature[at] as number; f >= 0; f = feature[at] as number)
        at = next[at * 2 + ((row[f] as number) <= (value[at] as number) ? 0 : 1)] as number;
      sum += value[at] as number;
    }
    return sum;
  };
}

let made: ((row: Float32Array) => number) | undefined;
const score = (row: Float32Array): number => (made ??= forestScorer(weights as Forest))(row);

/** Above 0; twice as much means as much better anywhere in the list. */
export const scoreOf = (row: Float32Array): number => Math.exp(score(row));
