// npm run train:kb -- FOLDER: fits the trees by which the knowledge search orders its candidates, from the folder's
// articles.jsonl.gz and queries.dev.jsonl.gz (format: README beside them), and writes weights.json into the engine. The same files
// and code give the same bytes. `--validate` writes nothing and tells what fits on four fifths are worth on the last one.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { featureCount, featureNames } from '#desk/knowledge/engine/features.ts';
import { type Forest, forestScorer } from '#desk/knowledge/engine/rerank.ts';
import type { TermEntry } from '#desk/knowledge/engine/terms.ts';
import { readArticles, readQueries } from './eval-kb/files.ts';
import { fit } from './train-kb/fit.ts';
import { type List, listsOf } from './train-kb/lists.ts';
import { Means, ndcgOf, type Scorer, validated } from './train-kb/measure.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = process.argv[2];
if (folder === undefined || folder.startsWith('--')) {
  console.log('Say which folder has articles.jsonl.gz and queries.dev.jsonl.gz.');
  process.exit(2);
}
const terms = JSON.parse(readFileSync(join(root, 'data', 'knowledge', 'terms.json'), 'utf8')) as {
  entries: TermEntry[];
};
const lists = listsOf(
  readArticles(join(folder, 'articles.jsonl.gz')),
  readQueries(join(folder, 'queries.dev.jsonl.gz')),
  terms.entries,
);

const scorer = (forest: Forest): Scorer => {
  const score = forestScorer(forest);
  return (list: List) =>
    Array.from(list.ns, (_, i) => score(list.rows.subarray(i * featureCount, (i + 1) * featureCount)));
};
const fitted = (seen: readonly List[]): Forest => ({
  features: [...featureNames],
  trees: fit(seen, featureCount),
});
const tell = (name: string, means: Means): void => {
  for (const form of ['text', 'typo']) console.log(`${name.padEnd(12)} ${means.line(form)}`);
};

const plain = new Means();
for (const list of lists)
  plain.add(
    list,
    ndcgOf(
      list,
      list.ns.map((_, i) => (list.rows[i * featureCount] as number) * 1e6),
    ),
  );
tell('first', plain);
if (process.argv.includes('--validate')) {
  const folds = 5;
  for (const seed of [1, 2, 3])
    tell(
      `unseen, ${seed}`,
      validated(lists, folds, seed, (seen) => scorer(fitted(seen))),
    );
} else {
  const forest = fitted(lists);
  const own = new Means();
  const score = scorer(forest);
  for (const list of lists) own.add(list, ndcgOf(list, score(list)));
  tell('fitted on', own);
  const path = join(root, 'electron', 'desk', 'knowledge', 'engine', 'weights.json');
  const trees = forest.trees.map((tree) => JSON.stringify(tree)).join(',\n');
  writeFileSync(path, `{"features":${JSON.stringify(forest.features)},\n"trees":[\n${trees}\n]}\n`);
}
