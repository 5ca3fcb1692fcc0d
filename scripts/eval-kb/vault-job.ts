// A vault as the desk has one: the articles come in through the desk's own import, the index is built by its own thread and
// kept in the file.
import { statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { startBuilding } from '#desk/knowledge/builder.ts';
import { importArticles } from '#desk/knowledge/import.ts';
import { takeShippedTerms } from '#desk/knowledge/shipped-terms.ts';
import { migrations } from '#desk/migrations.ts';
import { makeTestVault } from '#desk/vault/testing.ts';
import { buildBundles } from '../build.mjs';
import { rounded } from './answer.ts';
import { readArticles, Unusable } from './files.ts';
import { toProduct } from './map.ts';
import type { Files } from './protocol.ts';

export interface VaultMade {
  articles: number;
  /** Not taken by the import, with its reason; the first ten by id. */
  refused: { n: number; first: { id: string; why: string }[] };
  importMs: number;
  /** Longest time the import held the desk's thread. */
  longestBatchMs: number;
  /** From the articles in the vault to an index in force. */
  index: { buildMs: number; bytes: number; longestWriteMs: number };
  fileBytes: number;
}

/** The list of abbreviations that ships. */
const dataFolder = join(import.meta.dirname, '../../data/knowledge');

export const vaultFolder = (files: Files): string => join(files.folder, 'profile');

const worker = 'desk/knowledge-worker.mjs';
/** The search thread as it ships: bundled. From source its start would count the reading of TypeScript. */
export const workerFile = (files: Files): string => join(files.folder, 'built', worker);
async function buildWorker(files: Files): Promise<void> {
  const out = join(files.folder, 'built');
  await buildBundles(out, [worker]);
  symlinkSync(join(import.meta.dirname, '../../node_modules'), join(out, 'node_modules'), 'junction');
}

export async function makeVault(files: Files, say: (text: string) => void): Promise<VaultMade> {
  const articles = readArticles(files.articles);
  await buildWorker(files);
  const vault = await makeTestVault(vaultFolder(files), migrations);
  const started = performance.now();
  let told = 0;
  const done = await importArticles(vault.core, articles.map(toProduct), {
    now: new Date().toISOString(),
    onProgress: (n) => {
      if (n < told + 10_000) return;
      told = n;
      say(`${n} of ${articles.length} articles imported`);
    },
  });
  if (!done.ok) throw new Unusable(`the import failed: ${done.code}`);
  const importMs = performance.now() - started;
  const { added, refused, longestBatchMs } = done.value;
  if (added === 0) throw new Unusable('the import took none of the articles.');
  takeShippedTerms(vault.core, dataFolder, new Date().toISOString());
  say('building the index');
  const buildFrom = performance.now();
  const built = await startBuilding({
    file: vault.pathOf('core'),
    key: () => vault.readOnlyKeyFor('core'),
    db: vault.core,
  }).done;
  if (!built.ok) throw new Unusable(`the index was not built: ${built.code}`);
  const buildMs = performance.now() - buildFrom;
  vault.core.pragma('wal_checkpoint(truncate)');
  const fileBytes = statSync(vault.pathOf('core')).size;
  vault.close();
  return {
    articles: added,
    refused: {
      n: refused.length,
      first: refused.slice(0, 10).map(({ id, why }) => ({
        // An article that does not fit is named by its place.
        id: id.startsWith('#') ? (articles[Number(id.slice(1)) - 1]?.id ?? id) : id,
        why,
      })),
    },
    importMs: rounded(importMs),
    longestBatchMs: rounded(longestBatchMs),
    index: {
      buildMs: rounded(buildMs),
      bytes: built.value.bytes,
      longestWriteMs: rounded(built.value.longestWriteMs),
    },
    fileBytes,
  };
}
