// The articles that ship with the program: read without holding up the desk, and not parsed at all when the same bytes are
// already in.
import type Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { parseArticleFile } from '#shared/domain/knowledge/parse.ts';
import { FailureError, type Result, fail, ok } from '#shared/domain/result.ts';
import { type ImportOptions, type ImportReport, importArticles } from './import.ts';

const unpack = promisify(gunzip);
const packName = 'starter';
const importedFile = 'imported.jsonl.gz';
const ours = 'Careline starter articles';
const sourceNames: Record<string, string> = {
  shared: ours,
  glossary: ours,
  handouts: ours,
  payers: ours,
  policies: ours,
  spanish: ours,
  riverside: 'Riverside Family Practice (invented)',
  harbor: 'Harbor Oncology (invented)',
  'ivy-lane': 'Ivy Lane Hospice (invented)',
};

async function ownFiles(folder: string): Promise<{ path: string; folder: string }[]> {
  const found: { path: string; folder: string }[] = [];
  for (const name of (await readdir(join(folder, 'articles'))).sort()) {
    const files = (await readdir(join(folder, 'articles', name))).filter((f) => f.endsWith('.md')).sort();
    found.push(...files.map((f) => ({ path: join(folder, 'articles', name, f), folder: name })));
  }
  return found;
}

/** Own articles first (they are what a call needs), then the samples. Throws FailureError on a file that is not an article. */
export async function* starterArticles(folder: string): AsyncGenerator<unknown> {
  for (const file of await ownFiles(folder)) {
    const read = parseArticleFile(await readFile(file.path, 'utf8'), sourceNames[file.folder] ?? file.folder);
    if (!read.ok) throw new FailureError(read);
    yield read.value;
  }
  // Unpacked off the main thread; line by line from there, because 2,500 at once would hold it for 60 ms.
  const text = (await unpack(await readFile(join(folder, importedFile)))).toString('utf8');
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? text.length : end);
    if (line) yield JSON.parse(line);
    at += line.length + 1;
  }
}

async function packDigest(folder: string): Promise<string> {
  const hash = createHash('sha256');
  const files = [...(await ownFiles(folder)).map((f) => f.path), join(folder, importedFile)];
  for (const path of files) hash.update(await readFile(path)).update('\0');
  return hash.digest('hex');
}

/** `folder` is the shipped data/knowledge. Null when that very pack is in already. Can be cancelled and run again. */
export async function importStarter(
  db: Database.Database,
  folder: string,
  options: ImportOptions,
): Promise<Result<ImportReport | null>> {
  try {
    const digest = await packDigest(folder);
    if (options.signal?.aborted || !db.open) return fail('cancelled');
    const known = db
      .prepare<[string], { digest: string }>('select digest from article_packs where name = ?')
      .get(packName);
    if (known?.digest === digest) return ok(null);
    const result = await importArticles(db, starterArticles(folder), options);
    if (!result.ok) return result;
    db.prepare(
      'insert or replace into article_packs (name, digest, articles, imported_at) values (?, ?, ?, ?)',
    ).run(packName, digest, result.value.added + result.value.same, options.now);
    return result;
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    return fail('disk-error', error instanceof Error ? error.name : 'starter articles');
  }
}
