// A backup: both databases and the wrapped keys in a folder of their own, each file verified after writing. Runs in a
// worker, so that saving goes on meanwhile.
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail, FailureError } from '#shared/domain/result.ts';
import type { CopyReport } from './copies.ts';
import { syncDirectory, syncFile } from './files.ts';
import { runWorker } from './run-worker.ts';
import type { Vault } from './session.ts';

/**
 * Copies the vault into the folder `target`, which must not exist yet. While locked only core.db is copied (patients.db
 * is a cache). Throws FailureError.
 */
export async function copyVault(vault: Vault, target: string): Promise<CopyReport[]> {
  if (existsSync(target)) throw new FailureError(fail('conflict', 'the folder is there already'));
  mkdirSync(target, { recursive: true, mode: 0o700 });
  const reports: CopyReport[] = [];
  for (const name of ['core', 'patients'] as const) {
    const key = vault.readOnlyKeyFor(name);
    if (!key) continue;
    const job = { kind: 'copy', path: vault.pathOf(name), target: join(target, `${name}.db`) } as const;
    reports.push(await runWorker<CopyReport>(job, key));
  }
  const ring = join(target, 'keyring.json');
  copyFileSync(vault.keyringPath, ring);
  syncFile(ring);
  syncDirectory(target);
  return reports;
}
