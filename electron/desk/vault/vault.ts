// Creating and opening the vault. What can go wrong has an error of its own, and no path through here deletes or
// overwrites a database: a missing key never leads to a fresh one (C5, C38, C43).
import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { fail, FailureError, ok, type Result } from '#shared/domain/result.ts';
import { pruneCopies, verifiedCopy } from './copies.ts';
import { blockedFolder, clearer, systemFailure } from './disk.ts';
import { firstBytes } from './files.ts';
import type { HostSecrets } from './host-secrets.ts';
import { inspectFile } from './inspect.ts';
import {
  addHostSecrets,
  addPassphrase,
  keyNames,
  readKeyring,
  unwrapKey,
  unwrapMaster,
  wrapKeyInto,
  writeKeyring,
  type Keyring,
  type ScryptCost,
  type Unlock,
} from './keyring.ts';
import { latest, migrate, migrations, type DbName, type Migration } from './migrations.ts';
import { openWriter, sqliteFailure, type Db } from './open.ts';
import { databasesExist, vaultPaths, type VaultPaths } from './paths.ts';
import { makeVault, type Vault } from './session.ts';
import type { RandomBytes } from './seal.ts';

export type { Vault } from './session.ts';
export type { HostSecrets } from './host-secrets.ts';
export type { SlotView, VaultKeys } from './keys.ts';
export type { Unlock } from './keyring.ts';
export type { Db } from './open.ts';

interface Common {
  /** The profile's folder; the vault lies in `<profile>/vault`. */
  profile: string;
  random: RandomBytes;
  /** Now, as an ISO instant: names copies and folders set aside. */
  clock: () => string;
  migrations?: readonly Migration[];
}
export interface CreateOptions extends Common {
  /** At least one of the two. Both: either opens the vault. */
  passphrase?: string;
  hostSecrets?: HostSecrets;
  scrypt?: ScryptCost;
}
export interface OpenOptions extends Common {
  unlock: Unlock;
}

/** What a profile holds, without opening anything: nothing, a vault, or why neither can be said (an error code). */
export function vaultState(profile: string): 'absent' | 'present' | ErrorCode {
  const paths = vaultPaths(profile);
  try {
    const blocked = blockedFolder(paths.folder);
    if (blocked) return blocked.code;
    const ring = readKeyring(paths.keyring);
    if (ring) return ring.state === 'ready' ? 'present' : 'absent';
    return databasesExist(paths) ? 'vault-missing-key' : 'absent';
  } catch (error) {
    return (systemFailure(error) ?? fail('vault-damaged')).code;
  }
}

/** The key store's way into a profile's vault: null when it was never given the key. Throws FailureError. */
export const hostWay = (profile: string): { backend: string | null } | null => {
  const way = readKeyring(vaultPaths(profile).keyring)?.unlock.host;
  return way ? { backend: way.backend ?? null } : null;
};

/** Takes the key store's way out of the keyring and of the one kept beside it. False: the disk would not have it. */
export function forgetHostWay(profile: string): boolean {
  const { keyring } = vaultPaths(profile);
  try {
    const ring = readKeyring(keyring);
    if (ring?.unlock.host === undefined) return true;
    delete ring.unlock.host;
    // The second time, what is kept beside it is the ring without it.
    for (let times = 0; times < 2; times++) writeKeyring(keyring, ring);
    return true;
  } catch {
    return false;
  }
}

/** The master key by the key store alone, for `openVault`; the caller wipes it. No file is opened. */
export async function masterByHost(
  profile: string,
  secrets: HostSecrets,
): Promise<Result<{ master: Buffer; shouldRewrap: boolean }>> {
  try {
    const ring = readKeyring(vaultPaths(profile).keyring);
    if (ring?.state !== 'ready') return fail('not-found', 'no vault');
    return ok(await unwrapMaster(ring, { hostSecrets: secrets }));
  } catch (error) {
    return systemFailure(error) ?? fail('unexpected', 'key store');
  }
}

/** Codes: weak-passphrase, keystore-unavailable, vault-exists, vault-missing-key, disk-full, disk-error … */
export async function createVault(options: CreateOptions): Promise<Result<Vault>> {
  const paths = vaultPaths(options.profile);
  return settle(options.profile, async (opened) => {
    const blocked = blockedFolder(paths.folder);
    if (blocked) throw new FailureError(blocked);
    const left = readKeyring(paths.keyring);
    if (left?.state === 'ready') throw new FailureError(fail('vault-exists'));
    if (!left && databasesExist(paths)) throw new FailureError(fail('vault-missing-key'));
    if (left) renameSync(paths.folder, join(options.profile, `vault-unfinished-${stamp(options.clock())}`));

    const { ring, master } = await newKeyring(options);
    opened.wipe.push(master);
    // Looked at again: making the keys took a while, and a keyring that came meanwhile opens somebody's messages.
    if (readKeyring(paths.keyring) || databasesExist(paths)) throw new FailureError(fail('vault-exists'));
    mkdirSync(paths.folder, { recursive: true, mode: 0o700 });
    writeKeyring(paths.keyring, ring, { keepPrevious: false });
    const core = freshDatabase('core', paths, ring, master, options, opened);
    const patients = freshDatabase('patients', paths, ring, master, options, opened);
    ring.state = 'ready';
    ring.salts = { core: saltOf(paths.core), patients: saltOf(paths.patients) };
    writeKeyring(paths.keyring, ring, { keepPrevious: false });
    return makeVault({ paths, ring, core, patients, master: Buffer.from(master) });
  });
}

/**
 * Codes: not-found (nothing there), vault-wrong-key, vault-missing-key, vault-keyring-damaged, vault-foreign,
 * vault-newer-schema, vault-damaged, vault-plain-file, vault-not-durable, vault-migration-failed, keystore-…, disk-full,
 * profile-read-only, profile-blocked, disk-error.
 */
export async function openVault(options: OpenOptions): Promise<Result<Vault>> {
  const paths = vaultPaths(options.profile);
  const list = options.migrations ?? migrations;
  return settle(options.profile, async (opened) => {
    const ring = readKeyring(paths.keyring);
    if (!ring && databasesExist(paths)) throw new FailureError(fail('vault-missing-key', 'no keyring'));
    if (ring?.state !== 'ready') throw new FailureError(fail('not-found', 'no vault'));
    const { master, shouldRewrap } = await unwrapMaster(ring, options.unlock);
    opened.wipe.push(master);
    // All four keys before the first file is touched: a ring that lacks one is a missing key, not half a vault.
    for (const name of keyNames) unwrapKey(ring, name, master).fill(0);
    // Both files are looked at before either is opened for writing.
    for (const name of ['core', 'patients'] as const) {
      const key = unwrapKey(ring, name, master);
      opened.wipe.push(key);
      const salt = ring.salts ? Buffer.from(ring.salts[name], 'base64') : null;
      await inspectFile(paths[name], key, latest(list, name), salt);
    }
    const core = await existingDatabase('core', paths, ring, master, options, opened);
    const patients = await existingDatabase('patients', paths, ring, master, options, opened);
    const vault = makeVault({ paths, ring, core, patients, master: Buffer.from(master) });
    // The old wrapping still opens it: that a new one could not be made now is no reason to keep anybody out.
    if (shouldRewrap && 'hostSecrets' in options.unlock) await vault.giveToHost(options.unlock.hostSecrets);
    return vault;
  });
}

/** What to close and wipe when opening fails half way. */
interface Opened {
  databases: Db[];
  wipe: Buffer[];
}
async function settle(profile: string, work: (opened: Opened) => Promise<Vault>): Promise<Result<Vault>> {
  const opened: Opened = { databases: [], wipe: [] };
  try {
    return ok(await work(opened));
  } catch (error) {
    for (const db of opened.databases) db.close();
    const failure = sqliteFailure(error) ?? systemFailure(error) ?? fail('unexpected', 'vault');
    return clearer(failure, profile);
  } finally {
    for (const key of opened.wipe) key.fill(0);
  }
}

async function newKeyring(options: CreateOptions): Promise<{ ring: Keyring; master: Buffer }> {
  const { random } = options;
  const ring: Keyring = { v: 1, vaultId: uuidFrom(random(16)), state: 'creating', unlock: {}, keys: {} };
  const master = random(32);
  if (options.passphrase === undefined && !options.hostSecrets)
    throw new FailureError(fail('weak-passphrase', 'no way to unlock was given'));
  if (options.passphrase !== undefined)
    await addPassphrase(ring, master, options.passphrase, random, options.scrypt);
  if (options.hostSecrets) await addHostSecrets(ring, master, options.hostSecrets);
  for (const name of keyNames) {
    const key = random(32);
    wrapKeyInto(ring, name, key, master, random);
    key.fill(0);
  }
  return { ring, master };
}

function freshDatabase(
  name: DbName,
  paths: VaultPaths,
  ring: Keyring,
  master: Buffer,
  options: Common,
  opened: Opened,
): Db {
  const key = unwrapKey(ring, name, master);
  opened.wipe.push(key);
  const db = openWriter(paths[name], key, { fresh: true });
  opened.databases.push(db);
  migrate(db, name, options.migrations ?? migrations);
  db.pragma('wal_checkpoint(truncate)');
  return db;
}

async function existingDatabase(
  name: DbName,
  paths: VaultPaths,
  ring: Keyring,
  master: Buffer,
  options: Common,
  opened: Opened,
): Promise<Db> {
  const list = options.migrations ?? migrations;
  const key = unwrapKey(ring, name, master);
  opened.wipe.push(key);
  const db = openWriter(paths[name], key, { fresh: false });
  opened.databases.push(db);
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version < latest(list, name)) {
    const label = `${name}-${stamp(options.clock())}-v${String(version).padStart(4, '0')}.db`;
    // A failed step leaves the file at the last good one and this copy beside it; nothing is put back silently.
    await verifiedCopy(db, key, join(paths.copies, label));
    pruneCopies(paths.copies, `${name}-`, 3);
    migrate(db, name, list);
  }
  return db;
}

const saltOf = (path: string): string => firstBytes(path, 16).toString('base64');
const stamp = (instant: string): string => instant.replaceAll(/[^0-9]/g, '');
/** A random (version 4) UUID from the injected source. */
function uuidFrom(bytes: Buffer): string {
  bytes[6] = ((bytes[6] ?? 0) & 15) | 64;
  bytes[8] = ((bytes[8] ?? 0) & 63) | 128;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
