// The whole run: one process after the other (so that none slows another down), then the table.
import { closeSync, openSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { basename } from 'node:path';
import type { Ablated } from './ablate-job.ts';
import type { Asked } from './args.ts';
import { depth } from './args.ts';
import { rounded } from './answer.ts';
import type { CarelineMeasured } from './careline-job.ts';
import { readArticles, readQueries, Unusable } from './files.ts';
import { runJob } from './jobs.ts';
import { type Files, type PeerMeasured, peerNames } from './protocol.ts';
import { firstOfEachSet } from './queries.ts';
import { compare, headline, qualityOf, resamples, runLines, scoreAll, seed } from './report.ts';
import type { VaultMade } from './vault-job.ts';

/** A path that can't be written is told before minutes of work, not after. */
function mustBeWritable(path: string): void {
  try {
    closeSync(openSync(path, 'a'));
  } catch {
    throw new Unusable(`The file ${basename(path)} could not be written.`);
  }
}

const counted = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(names, (n) => n)].map(([name, list]) => [name, list.length]));

export async function measureAll(asked: Asked, folder: string, say: (text: string) => void) {
  const started = performance.now();
  const articles = readArticles(asked.articles);
  const queries = firstOfEachSet(readQueries(asked.queries), asked.limit);
  const ids = new Set(articles.map((a) => a.id));
  if (asked.run !== null) for (const path of [asked.run, `${asked.run}.typo`]) mustBeWritable(path);
  const files: Files = { articles: asked.articles, queries: asked.queries, limit: asked.limit, folder };
  say(`${articles.length} articles, ${queries.length} queries`);

  const vault = await runJob<VaultMade>({ kind: 'vault', files }, 'vault', say);
  const careline = await runJob<CarelineMeasured>({ kind: 'careline', files }, 'careline', say);
  const own = scoreAll(queries, careline.answers, asked.k);
  const { answers, ...costs } = careline;

  const peers: Record<string, unknown> = {};
  const besides: Record<string, unknown> = {};
  for (const name of asked.peers ? peerNames : []) {
    const measured = await runJob<PeerMeasured>({ kind: 'peer', name, files }, name, say);
    const by = scoreAll(queries, measured.answers, asked.k);
    const { fullQuery, typedPrefix } = measured.answers;
    peers[name] = { ...qualityOf(queries, by), fullQuery, typedPrefix, ...measured.costs };
    besides[name] = compare(queries, own, by);
  }

  let ablations: Record<string, unknown> | null = null;
  if (asked.ablate) {
    const ablated = await runJob<Ablated>({ kind: 'ablate', files }, 'ablate', say);
    const whole = scoreAll(queries, ablated.nothing ?? answers, asked.k);
    ablations = Object.fromEntries(
      Object.entries(ablated).map(([out, each]) => {
        const by = scoreAll(queries, each, asked.k);
        const { fullQuery, typedPrefix } = each;
        const row = { ...qualityOf(queries, by), fullQuery, typedPrefix };
        return [out, out === 'nothing' ? row : { ...row, worth: compare(queries, whole, by) }];
      }),
    );
  }

  const figures = {
    what: 'search over articles; docs/knowledge.md says what each figure means',
    machine: {
      node: process.versions.node,
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: availableParallelism(),
      load: loadavg().map((l) => Math.round(l * 10) / 10),
    },
    articles: {
      file: basename(asked.articles),
      n: articles.length,
      kinds: counted(articles.map((a) => a.kind)),
    },
    queries: {
      file: basename(asked.queries),
      n: queries.length,
      sets: counted(queries.map((q) => q.set)),
      missingSets: headline.filter((set) => !queries.some((q) => q.set === set)),
      judgedArticlesMissing: queries.reduce(
        (n, q) => n + [...q.judgments.keys()].filter((id) => !ids.has(id)).length,
        0,
      ),
    },
    k: asked.k,
    depth,
    careline: {
      ...qualityOf(queries, own),
      fullQuery: answers.fullQuery,
      typedPrefix: answers.typedPrefix,
      buildMs: vault.index.buildMs,
      indexBytes: vault.index.bytes,
      loadMs: careline.firstAnswerOfIndex.p50,
      ...costs,
      vault,
    },
    peers: asked.peers ? peers : null,
    /** Careline's nDCG less the peer's. */
    besides: asked.peers ? { resamples, seed, ...besides } : null,
    ablations,
    seconds: rounded((performance.now() - started) / 1000),
  };
  const runs: [path: string, lines: string][] =
    asked.run === null
      ? []
      : [
          [asked.run, runLines(queries, answers.text)],
          [`${asked.run}.typo`, runLines(queries, answers.typo)],
        ];
  return { figures, runs };
}
