// A damaged vault made whole (C43): a new core.db is built beside the damaged one, from a backup or from nothing, with what
// can still be read of the damaged one; it is checked; only then the damaged files are set aside, never deleted, and the new
// one takes their place. A crash at any step leaves something that can be restored again.
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail, FailureError, ok, type Result } from '#shared/domain/result.ts';
import { appendAudit } from '../audit/append.ts';
import { verifyFile } from '../vault/copies.ts';
import { isThere, systemFailure } from '../vault/disk.ts';
import { syncDirectory, syncFile } from '../vault/files.ts';
import { inspectFile } from '../vault/inspect.ts';
import { markerIn, newestMarker, writeMarker, type Marker } from '../vault/marker.ts';
import { latest, migrate, type Migration } from '../vault/migrations.ts';
import { openReadOnly, openWriter, sqliteFailure, type Db } from '../vault/open.ts';
import { vaultPaths } from '../vault/paths.ts';
import { coreOf, listBackups, type Backup } from './manifest.ts';
import { salvage, type Salvaged } from './salvage.ts';

export interface RestoreParts {
  profile: string;
  /** In clear; the caller wipes them. `patients` null: this desk may not read (its lease ended). */
  keys: { core: Buffer; patients: Buffer | null };
  /** A backup that was checked; null: only what can be read of the damaged file, and the backend's. */
  from: Backup | null;
  /** Of the keyring by which the vault is opened. */
  generation: number;
  migrations: readonly Migration[];
  now(): string;
  person: { id: string; role: string } | null;
  progress(done: number, total: number): void;
}
export interface Restored {
  /** Instant of the backup that was used. */
  from: string | null;
  /** Rows read out of the damaged file. */
  salvaged: number;
  /** Tables of it with rows that could not be read. */
  holes: string[];
  /** Saved here and not yet acknowledged by the backend, in the vault as it is now. */
  unsent: number;
  /** Folder that the damaged files were set aside in, by its name. */
  setAside: string | null;
}
export const quarantineFolder = (profile: string): string => join(profile, 'set-aside');
const files = (db: string): string[] => [db, `${db}-wal`, `${db}-shm`];

/**
 * Codes: vault-keyring-older (a file here knows of a way in that was taken out since; nothing is changed), vault-damaged
 * (the new file did not pass its check), disk-full, disk-error, profile-read-only.
 */
export async function restore(parts: RestoreParts): Promise<Result<Restored>> {
  const paths = vaultPaths(parts.profile);
  const made = `${paths.core}.new`;
  try {
    for (const file of files(made)) rmSync(file, { force: true });
    const damaged = (await isWhole(paths.core, parts.keys.core, parts.migrations))
      ? null
      : sourceOf(parts.profile);
    let out: Restored = { from: null, salvaged: 0, holes: [], unsent: 0, setAside: null };
    const coreIsWhole = damaged === null && isThere(paths.core);
    const marker = markerHere(damaged ?? paths.core, parts);
    if (parts.generation < marker.generation) return fail('vault-keyring-older');
    if (!coreIsWhole) {
      const built = await build(made, damaged, { ...marker, generation: parts.generation }, parts);
      out = { ...out, ...built, from: parts.from?.manifest?.madeAt ?? null };
    }
    out.setAside = setAside(parts, coreIsWhole);
    if (!coreIsWhole) renameSync(made, paths.core);
    freshCache(parts, paths.patients);
    syncDirectory(paths.folder);
    return ok(out);
  } catch (error) {
    for (const file of files(made)) rmSync(file, { force: true });
    return sqliteFailure(error) ?? systemFailure(error) ?? fail('unexpected', 'restore');
  }
}

/** What the file that stands here, and every backup whether it was chosen or not, still know of the keyring. */
const markerHere = (core: string, { profile, keys }: RestoreParts): Marker =>
  newestMarker([core, ...listBackups(profile).map(coreOf)].map((path) => markerIn(path, keys.core)));

async function isWhole(path: string, key: Buffer, list: readonly Migration[]): Promise<boolean> {
  try {
    await inspectFile(path, key, latest(list, 'core'), null);
    return true;
  } catch {
    return false;
  }
}

/** The damaged file: in its place, or, after a crash in mid-restore, in the newest folder set aside. */
function sourceOf(profile: string): string | null {
  const { core } = vaultPaths(profile);
  if (isThere(core)) return core;
  const root = quarantineFolder(profile);
  if (!existsSync(root)) return null;
  const newest = readdirSync(root).toSorted().at(-1);
  const path = newest === undefined ? null : join(root, newest, 'core.db');
  return path !== null && existsSync(path) ? path : null;
}

async function build(
  made: string,
  damaged: string | null,
  marker: Marker,
  { keys, from, migrations, now, person, progress }: RestoreParts,
): Promise<Pick<Restored, 'salvaged' | 'holes' | 'unsent'>> {
  if (from !== null) copyFileSync(coreOf(from), made);
  const into = openWriter(made, keys.core, { fresh: from === null });
  let unsent = 0;
  let got: Salvaged = { whole: [], holes: [], rows: 0 };
  try {
    migrate(into, 'core', migrations);
    const source = damaged === null ? null : openDamaged(damaged, keys.core);
    if (source !== null)
      try {
        got = salvage(source, into, progress);
      } finally {
        source.close();
      }
    into
      .transaction(() => {
        // Neither an older backup nor an older damaged file takes it back.
        writeMarker(into, marker);
        appendAudit(into, {
          event: 'vault.restore',
          outcome: 'ok',
          person,
          surface: 'main',
          subject: {
            count: got.rows,
            what: `${from === null ? 'no-backup' : from.id}:${got.holes.length}-tables-with-holes`,
          },
          at: now(),
        });
      })
      .immediate();
    unsent = Number(into.prepare("select count(*) from outbox where state = 'waiting'").pluck().get());
    into.pragma('wal_checkpoint(truncate)');
  } finally {
    into.close();
  }
  for (const file of files(made).slice(1)) rmSync(file, { force: true });
  syncFile(made);
  await verifyFile(made, keys.core);
  // Also a reader leaves them beside a file in this mode.
  for (const file of files(made).slice(1)) rmSync(file, { force: true });
  return { salvaged: got.rows, holes: got.holes, unsent };
}

/** Null: not even its first page can be read. */
function openDamaged(path: string, key: Buffer): Db | null {
  try {
    return openReadOnly(path, key);
  } catch {
    return null;
  }
}

/** Moves what was there into a folder of its own, by time. Null: there was nothing. */
function setAside({ profile, now }: RestoreParts, coreIsWhole: boolean): string | null {
  const paths = vaultPaths(profile);
  const gone = [...(coreIsWhole ? [] : files(paths.core)), ...files(paths.patients)].filter(isThere);
  if (gone.length === 0) return null;
  const name = now().replaceAll(/\D/g, '');
  const folder = join(quarantineFolder(profile), name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const path of gone) renameSync(path, join(folder, path.slice(paths.folder.length + 1)));
  syncDirectory(folder);
  syncDirectory(paths.folder);
  return name;
}

/** A cache: it fills again. */
function freshCache({ keys, migrations }: RestoreParts, path: string): void {
  if (keys.patients === null) return;
  for (const file of files(path)) rmSync(file, { force: true });
  const db = openWriter(path, keys.patients, { fresh: true });
  try {
    migrate(db, 'patients', migrations);
    db.pragma('wal_checkpoint(truncate)');
  } catch (error) {
    throw error instanceof FailureError ? error : new FailureError(fail('disk-error', 'cache'));
  } finally {
    db.close();
  }
}
