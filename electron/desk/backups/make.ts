// One backup: core.db copied under its own key by a worker and read back page by page, then its manifest, then the folder's
// name: a crash in between leaves a `.part` that the next one takes away. The keyring is not copied: one that lay here would
// still open by a secret that was changed since, and what a copy needs to be opened is in the profile or sealed to the
// organisation. patients.db is a cache.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { toRemove } from '#shared/domain/backups/plan.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { clearer, systemFailure } from '../vault/disk.ts';
import type { CopyReport } from '../vault/copies.ts';
import { syncDirectory, writeAtomic } from '../vault/files.ts';
import { runWorker } from '../vault/run-worker.ts';
import type { Vault } from '../vault/vault.ts';
import {
  backupsFolder,
  backupText,
  coreOf,
  hashOf,
  listBackups,
  type Backup,
  type Manifest,
} from './manifest.ts';

export interface MakeParts {
  profile: string;
  vaultId: string;
  now(): string;
}

/** Codes: disk-full, disk-error, profile-read-only, vault-damaged (the copy did not pass its check), conflict. */
export async function makeBackup(vault: Vault, parts: MakeParts): Promise<Result<Backup>> {
  const root = backupsFolder(parts.profile);
  const madeAt = parts.now();
  const id = madeAt.replaceAll(/\D/g, '');
  const part = join(root, `${id}.part`);
  try {
    mkdirSync(root, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(root))
      if (name.endsWith('.part')) rmSync(join(root, name), { recursive: true, force: true });
    const folder = join(root, id);
    if (existsSync(folder)) return fail('conflict', 'a backup of this moment is there');
    mkdirSync(part, { mode: 0o700 });
    const key = vault.readOnlyKeyFor('core');
    if (key === null) return fail('vault-closed');
    const target = join(part, 'core.db');
    const report = await runWorker<CopyReport>({ kind: 'copy', path: vault.pathOf('core'), target }, key);
    const said: Omit<Manifest, 'signature'> = {
      format: 'careline-backup-1',
      vaultId: parts.vaultId,
      madeAt,
      schema: report.version,
      pages: report.pages,
      bytes: statSync(target).size,
      sha256: await hashOf(target),
    };
    const manifest: Manifest = { ...said, signature: vault.sign(backupText(said)).toString('base64') };
    writeAtomic(join(part, 'backup.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    renameSync(part, folder);
    syncDirectory(root);
    prune(parts.profile, madeAt);
    return ok({ id, folder, manifest });
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    return clearer(systemFailure(error) ?? fail('unexpected', 'backup'), parts.profile);
  }
}

/** What can't be read as a backup stays: nobody knows what it is. */
function prune(profile: string, now: string): void {
  const all = listBackups(profile).filter((b) => b.manifest !== null);
  const gone = new Set(
    toRemove(
      all.map((b) => b.manifest?.madeAt ?? ''),
      now,
    ),
  );
  for (const backup of all)
    if (gone.has(backup.manifest?.madeAt ?? '')) rmSync(backup.folder, { recursive: true, force: true });
}

/** Every page, the structure and the hash of one. Null = fine; else why it is not (`vault-damaged`, `backup-foreign`). */
export async function checkBackup(
  backup: Backup,
  key: Buffer,
  own: (m: Manifest) => boolean,
): Promise<'backup-foreign' | 'vault-damaged' | null> {
  const { manifest } = backup;
  if (manifest === null) return 'vault-damaged';
  if (!own(manifest)) return 'backup-foreign';
  if ((await hashOf(coreOf(backup))) !== manifest.sha256) return 'vault-damaged';
  try {
    await runWorker<CopyReport>({ kind: 'verify-file', path: coreOf(backup) }, key);
    return null;
  } catch {
    return 'vault-damaged';
  }
}
