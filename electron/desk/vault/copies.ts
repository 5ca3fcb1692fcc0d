// Verified copies: made before a migration touches a file, and for backups. A copy counts only after it was opened with
// the key and every page and the structure were checked. The backup API cannot write encrypted files; VACUUM INTO can.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail, FailureError } from '#shared/domain/result.ts';
import { checkPages } from './cipher-check.ts';
import { syncDirectory, syncFile } from './files.ts';
import { versionOf } from './migrations.ts';
import { openReadOnly, type Db } from './open.ts';

export interface CopyReport {
  path: string;
  pages: number;
  version: number;
}

/** Copies the open database to `target` (must not exist) under the same key. Throws FailureError; leaves no half copy. */
export async function verifiedCopy(db: Db, key: Buffer, target: string): Promise<CopyReport> {
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  if (existsSync(target)) throw new FailureError(fail('conflict', 'a file of that name is there'));
  const part = `${target}.part`;
  rmSync(part, { force: true });
  db.prepare('vacuum into ?').run(part);
  const report = await verifyFile(part, key);
  if (report.version !== versionOf(db)) throw new FailureError(fail('vault-damaged', 'copy differs'));
  syncFile(part);
  renameSync(part, target);
  syncDirectory(dirname(target));
  return { ...report, path: target };
}

/** Checks a closed file with its key: pages authentic, structure whole. Throws FailureError. */
export async function verifyFile(path: string, key: Buffer): Promise<CopyReport> {
  const pages = await checkPages(path, key);
  if (pages.pages === 0 || pages.bad.length > 0 || pages.loose > 0)
    throw new FailureError(fail('vault-damaged', `${pages.bad.length} bad pages`));
  const db = openReadOnly(path, key);
  try {
    if (db.pragma('integrity_check', { simple: true }) !== 'ok')
      throw new FailureError(fail('vault-damaged', 'integrity check'));
    return { path, pages: pages.pages, version: versionOf(db) };
  } finally {
    db.close();
  }
}

/** Keeps the newest `keep` copies of one database; names sort by time. */
export function pruneCopies(folder: string, prefix: string, keep: number): void {
  const names = readdirSync(folder)
    .filter((n) => n.startsWith(prefix) && n.endsWith('.db'))
    .sort();
  for (const name of names.slice(0, Math.max(0, names.length - keep))) rmSync(join(folder, name));
}
