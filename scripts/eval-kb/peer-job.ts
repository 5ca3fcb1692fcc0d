// Builds one peer, asks it everything and says what it cost.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { askAll, rounded } from './answer.ts';
import { type KbArticle, type KbQuery, readArticles, readQueries } from './files.ts';
import { residentBytes } from './memory.ts';
import { buildFts5, openFts5 } from './peers/fts5.ts';
import { lunrSearch } from './peers/lunr.ts';
import { miniSearch } from './peers/minisearch.ts';
import type { Files, PeerMeasured, PeerName } from './protocol.ts';
import { firstOfEachSet } from './queries.ts';
import type { System } from './systems.ts';

/** A prefix costs the slow ones a tenth of a second. */
const prefixes: Record<PeerName, number> = { fts5: 800, minisearch: 200, lunr: 200 };

type Say = (text: string) => void;

async function fullText(files: Files, articles: readonly KbArticle[], queries: readonly KbQuery[], say: Say) {
  const file = join(files.folder, 'fts5.db');
  const key = randomBytes(32);
  let started = performance.now();
  const indexBytes = buildFts5(file, key, articles);
  const buildMs = performance.now() - started;
  const idle = residentBytes();
  started = performance.now();
  const system = openFts5(file, key);
  await system.search(queries[0]?.text ?? '', 1);
  const loadMs = performance.now() - started;
  const answers = await askAll(system, queries, { prefixes: prefixes.fts5, apart: false, say });
  const memoryBytes = residentBytes() - idle;
  await system.close();
  return { costs: { buildMs, indexBytes, loadMs, memoryBytes }, answers };
}

async function inMemory(
  name: 'minisearch' | 'lunr',
  articles: readonly KbArticle[],
  queries: readonly KbQuery[],
  say: Say,
) {
  const idle = residentBytes();
  const started = performance.now();
  const system: System & { bytes(): number } = name === 'lunr' ? lunrSearch(articles) : miniSearch(articles);
  const buildMs = performance.now() - started;
  say(`index built in ${(buildMs / 1000).toFixed(0)} s`);
  const answers = await askAll(system, queries, { prefixes: prefixes[name], apart: false, say });
  const memoryBytes = residentBytes() - idle;
  return { costs: { buildMs, indexBytes: system.bytes(), loadMs: null, memoryBytes }, answers };
}

export async function measurePeer(name: PeerName, files: Files, say: Say): Promise<PeerMeasured> {
  const articles = readArticles(files.articles);
  const queries = firstOfEachSet(readQueries(files.queries), files.limit);
  const { costs, answers } = await (name === 'fts5'
    ? fullText(files, articles, queries, say)
    : inMemory(name, articles, queries, say));
  return {
    costs: {
      ...costs,
      buildMs: rounded(costs.buildMs),
      loadMs: costs.loadMs === null ? null : rounded(costs.loadMs),
    },
    answers,
  };
}
