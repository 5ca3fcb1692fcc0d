// Search over 50,000 articles in an encrypted vault: each typed key, whole questions, the first answer after the key is in hand,
// memory, import and delivery; full-text search of the same articles in the same run. CARELINE_BENCH_ARTICLES names other articles (format
// of data/kb).
import { rmSync } from 'node:fs';
import { articleTarget } from '#desk/knowledge/delivered.ts';
import { readArticle } from '#desk/knowledge/read.ts';
import { migrations } from '#desk/migrations.ts';
import { openTestVault } from '#desk/vault/testing.ts';
import type { CarelineMeasured } from '../../scripts/eval-kb/careline-job.ts';
import { endJobs, runJob } from '../../scripts/eval-kb/jobs.ts';
import type { Files, PeerMeasured } from '../../scripts/eval-kb/protocol.ts';
import type { Timing } from '../../scripts/eval-kb/systems.ts';
import { vaultFolder, type VaultMade } from '../../scripts/eval-kb/vault-job.ts';
import { benchFolder } from './desk.ts';
import { writeCorpus } from './knowledge-corpus.ts';
import { type Bench, spread, spreadLine } from './measure.ts';

const articles = 50_000;
/** One page of the feed. */
const delivered = 200;
const MiB = 2 ** 20;

const line = (what: string, t: Timing): string =>
  `${what.padEnd(44)} n ${String(t.n).padStart(5)}   p50 ${t.p50.toFixed(2)}   p95 ${t.p95.toFixed(2)} ms`;

/** New versions of some articles: written unseen one by one, put in force at once, tidied away afterwards. */
async function deliver(bench: Bench, files: Files): Promise<void> {
  const opened = await openTestVault(vaultFolder(files), undefined, migrations);
  if (!opened.ok) throw new Error(opened.code);
  const vault = opened.value;
  const db = vault.core;
  const now = new Date().toISOString();
  const ids = db.prepare<[number], string>('select id from article_heads order by n limit ?').pluck();
  const prepareMs: number[] = [];
  for (const [i, id] of ids.all(delivered).entries()) {
    const read = readArticle(db, id);
    if (!read.ok) throw new Error(read.code);
    const article = {
      ...read.value,
      version: read.value.version + 1,
      body: `${read.value.body} Changed today.`,
    };
    const from = performance.now();
    vault.tx(() =>
      articleTarget.prepare(
        db,
        { seq: i + 1, at: now, by: null, note: null, body: { kind: 'article', article } },
        now,
      ),
    );
    prepareMs.push(performance.now() - from);
  }
  let from = performance.now();
  vault.tx(() => articleTarget.flip(db, now));
  const flipMs = performance.now() - from;
  const tidyMs: number[] = [];
  for (let more = 1; more > 0;) {
    from = performance.now();
    more = vault.tx(() => articleTarget.tidy(db, 4));
    tidyMs.push(performance.now() - from);
  }
  vault.close();
  bench.print(spreadLine(`delivery: one article written unseen`, spread(prepareMs)));
  bench.print(`delivery: ${delivered} articles put in force at once   ${flipMs.toFixed(1)} ms`);
  bench.print(spreadLine('delivery: four old ones taken out of full text', spread(tidyMs)));
  bench.limit(
    `delivery: longest turn of the desk`,
    Math.max(flipMs, spread(prepareMs).p95, spread(tidyMs).p95),
    20,
    'ms',
  );
}

export async function run(bench: Bench): Promise<void> {
  const folder = benchFolder();
  try {
    const corpus = writeCorpus(folder, articles, process.env.CARELINE_BENCH_ARTICLES);
    const files: Files = { articles: corpus.articles, queries: corpus.queries, limit: null, folder };
    bench.print(`${corpus.n} articles, ${corpus.made}; questions are titles; encryption on`);
    const quiet = (): void => undefined;
    const vault = await runJob<VaultMade>({ kind: 'vault', files }, 'vault', quiet);
    const own = await runJob<CarelineMeasured>({ kind: 'careline', files }, 'careline', quiet);
    const peer = await runJob<PeerMeasured>({ kind: 'peer', name: 'fts5', files }, 'fts5', quiet);
    bench.print(
      `import ${(vault.importMs / 1000).toFixed(1)} s (${(vault.importMs / vault.articles).toFixed(2)} ms an article, longest turn ${vault.longestBatchMs.toFixed(0)} ms), refused ${vault.refused.n}; core.db ${(vault.fileBytes / 1e6).toFixed(0)} MB`,
    );
    bench.print(
      `index built in its thread and kept: ${(vault.index.buildMs / 1000).toFixed(1)} s, ${(vault.index.bytes / 1e6).toFixed(1)} MB in the file, longest write ${vault.index.longestWriteMs.toFixed(0)} ms`,
    );
    bench.print(line('each typed key, 12 hits with passages', own.answers.typedPrefix));
    bench.print(line('whole question, 12 hits with passages', own.answers.fullQuery));
    bench.print(line('full text (FTS5) alone: each typed key', peer.answers.typedPrefix));
    bench.print(line('full text (FTS5) alone: whole question', peer.answers.fullQuery));
    bench.print(
      `Careline / full text alone, p95: typed key ${(own.answers.typedPrefix.p95 / peer.answers.typedPrefix.p95).toFixed(2)}×, whole question ${(own.answers.fullQuery.p95 / peer.answers.fullQuery.p95).toFixed(2)}×`,
    );
    bench.print(line('key in hand to the first answer (full text)', own.firstAnswer));
    bench.print(line('key in hand to the first answer of the index', own.firstAnswerOfIndex));
    bench.print(
      `processor time of the same, all threads: ${own.firstAnswerCpuMs.toFixed(0)} ms to the first answer, ${own.firstAnswerOfIndexCpuMs.toFixed(0)} ms to that of the index`,
    );
    bench.print(
      `memory above idle: ${(own.memoryLoadedBytes / MiB).toFixed(0)} MiB with the index loaded, ${(own.memoryBytes / MiB).toFixed(0)} MiB after every question; full text alone ${((peer.costs.memoryBytes ?? 0) / MiB).toFixed(0)} MiB`,
    );
    await deliver(bench, files);
    bench.limit('each typed key p95', own.answers.typedPrefix.p95, 20, 'ms');
    bench.limit('key in hand to the first answer p50', own.firstAnswer.p50, 500, 'ms');
    bench.limit('memory above idle, index loaded', own.memoryLoadedBytes / MiB, 150, 'MiB');
  } finally {
    endJobs();
    rmSync(folder, { recursive: true, force: true });
  }
}
