// Creating and opening the vault. What can go wrong has an error of its own, and no path through here deletes or
// overwrites a database: a missing key never leads to a fresh one (C5, C38, C43).
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { secretProblem } from '#shared/domain/access/secret.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { fail, FailureError, ok, type Result } from '#shared/domain/result.ts';
import { tuneArgon2 } from './argon.ts';
import { pruneCopies, verifiedCopy } from './copies.ts';
import { blockedFolder, clearer, systemFailure } from './disk.ts';
import type { HostSecrets } from './host-secrets.ts';
import { inspectFile } from './inspect.ts';
import type { SlotView } from './keys.ts';
import {
  keyNames,
  readKeyring,
  replaceKeyring,
  unwrapKey,
  wrapKeyInto,
  writeKeyring,
  type Keyring,
} from './keyring.ts';
import { latest, migrate, migrations, type DbName, type Migration } from './migrations.ts';
import { openWriter, sqliteFailure, type Db } from './open.ts';
import { databasesExist, saltOf, vaultPaths, type VaultPaths } from './paths.ts';
import { compareMarker, readMarker, writeMarker } from './marker.ts';
import { dropFrom } from './reader-ops.ts';
import { makeVault, type Vault } from './session.ts';
import { rawPublicKey, type RandomBytes } from './seal.ts';
import { viewSlots } from './slot-ops.ts';
import { makeSlot } from './slots.ts';
import { privateKeyOf, type ArgonSource } from './state.ts';
import { uuidFrom } from './uuid.ts';
import { addHostSecrets, unwrapMaster, type Unlock } from './ways.ts';

export type { Vault } from './session.ts';
export type { HostSecrets } from './host-secrets.ts';
export type { SlotView, VaultKeys } from './keys.ts';
export type { Unlock } from './ways.ts';
export type { Db } from './open.ts';

interface Common {
  /** The profile's folder; the vault lies in `<profile>/vault`. */
  profile: string;
  random: RandomBytes;
  /** Now, as an ISO instant: names copies and folders set aside. */
  clock: () => string;
  migrations?: readonly Migration[];
  /** What one guess costs in slots that are made here; tuned to this computer without it. */
  argon?: ArgonSource;
}
export interface CreateOptions extends Common {
  /** At least one of the two. Both: either opens the vault. */
  passphrase?: string;
  hostSecrets?: HostSecrets;
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
  const way = readKeyring(vaultPaths(profile).keyring)?.host;
  return way ? { backend: way.backend ?? null } : null;
};

/** Who can unlock a profile's vault, without opening it; nobody where the keyring says nothing. */
export function slotsIn(profile: string): SlotView[] {
  try {
    const ring = readKeyring(vaultPaths(profile).keyring);
    return ring?.state === 'ready' ? viewSlots(ring) : [];
  } catch {
    return [];
  }
}

/** Takes the key store's way out of the keyring and of the one kept beside it. False: the disk would not have it. */
export function forgetHostWay(profile: string): boolean {
  const { keyring } = vaultPaths(profile);
  try {
    const ring = readKeyring(keyring);
    if (ring?.host === undefined) return true;
    delete ring.host;
    replaceKeyring(keyring, ring);
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
    return makeVault({ ...partsOf(options, ring), core, patients, master: Buffer.from(master) });
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
    const by = await unwrapMaster(ring, options.unlock);
    const { master } = by;
    opened.wipe.push(master);
    // All keys before the first file is touched: a ring that lacks one is a missing key, not half a vault.
    for (const name of ring.dropped === undefined ? keyNames : writeOnlyNames)
      unwrapKey(ring, name, master).fill(0);
    // Both files are looked at before either is opened for writing.
    for (const name of ring.dropped === undefined ? (['core', 'patients'] as const) : (['core'] as const)) {
      const key = unwrapKey(ring, name, master);
      opened.wipe.push(key);
      const salt = ring.salts ? Buffer.from(ring.salts[name], 'base64') : null;
      await inspectFile(paths[name], key, latest(list, name), salt);
    }
    const core = await existingDatabase('core', paths, ring, master, options, opened);
    compared(core, ring, master, paths, options.random);
    const patients =
      ring.dropped === undefined
        ? await existingDatabase('patients', paths, ring, master, options, opened)
        : null;
    const vault = makeVault({ ...partsOf(options, ring), core, patients, master: Buffer.from(master) });
    // What opened it still does: that a newer form could not be written now is no reason to keep anybody out.
    await vault.renewed(options.unlock, by);
    return vault;
  });
}
const writeOnlyNames = ['core', 'device'] as const;

/** Makes good what core.db knows and the ring does not: the readers were dropped. Throws `vault-keyring-older`. */
function compared(core: Db, ring: Keyring, master: Buffer, paths: VaultPaths, random: RandomBytes): void {
  const standing = compareMarker(core, ring);
  if (standing === 'note') writeMarker(core, { dropped: ring.dropped?.reader ?? null });
  if (standing !== 'drop') return;
  const reader = ring.keys.reader === undefined ? null : privateKeyOf('x25519', 'reader', ring, master);
  const known = reader === null ? null : rawPublicKey(reader).toString('base64');
  dropFrom(ring, known ?? readMarker(core).dropped ?? '', random);
  replaceKeyring(paths.keyring, ring);
}

const partsOf = (options: Common, ring: Keyring) => {
  const paths = vaultPaths(options.profile);
  return {
    paths,
    ring,
    random: options.random,
    argon: argonOf(options),
    freshPatients(key: Buffer): Db {
      for (const end of ['', '-wal', '-shm']) rmSync(`${paths.patients}${end}`, { force: true });
      return newDatabase('patients', paths, key, options);
    },
  };
};

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
  const { random, passphrase } = options;
  const vaultId = uuidFrom(random(16));
  const ring: Keyring = { v: 2, vaultId, generation: 0, state: 'creating', slots: [], keys: {} };
  if (passphrase === undefined && !options.hostSecrets)
    throw new FailureError(fail('weak-passphrase', 'no way to unlock was given'));
  const master = random(32);
  if (passphrase !== undefined) {
    const secret = { secret: passphrase, kind: 'passphrase', device: null } as const;
    if (secretProblem(secret.kind, passphrase, false) !== null)
      throw new FailureError(fail('weak-passphrase'));
    ring.argon = await argonOf(options)();
    const id = uuidFrom(random(16));
    ring.slots.push(await makeSlot({ vaultId, id, person: null, secret, master, cost: ring.argon, random }));
  }
  if (options.hostSecrets) await addHostSecrets(ring, master, options.hostSecrets);
  for (const name of keyNames) {
    const key = random(32);
    wrapKeyInto(ring, name, key, master, random);
    key.fill(0);
  }
  return { ring, master };
}
const argonOf = ({ argon, random }: Common): ArgonSource =>
  argon ?? (() => tuneArgon2({ random, monotonic: () => performance.now() }));

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
  const db = newDatabase(name, paths, key, options);
  opened.databases.push(db);
  return db;
}
/** Closed again when its tables can't be made. */
function newDatabase(name: DbName, paths: VaultPaths, key: Buffer, options: Common): Db {
  const db = openWriter(paths[name], key, { fresh: true });
  try {
    migrate(db, name, options.migrations ?? migrations);
    db.pragma('wal_checkpoint(truncate)');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
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

const stamp = (instant: string): string => instant.replaceAll(/[^0-9]/g, '');
