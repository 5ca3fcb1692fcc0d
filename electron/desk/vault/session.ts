// An open vault: two databases, the keys that are in memory, and what locking takes away. Locked, core.db goes on taking
// messages (sealing needs public keys only) while patients.db is closed and nothing sealed can be read.
import { sign, type KeyObject } from 'node:crypto';
import { statSync } from 'node:fs';
import { fail, FailureError, ok, type Result } from '#shared/domain/result.ts';
import { systemFailure } from './disk.ts';
import type { HostSecrets } from './host-secrets.ts';
import {
  unwrapKey,
  unwrapMaster,
  writeKeyring,
  addHostSecrets,
  type Keyring,
  type Unlock,
} from './keyring.ts';
import type { VaultKeys } from './keys.ts';
import { versionOf, type DbName } from './migrations.ts';
import { openWriter, sqliteFailure, type Db } from './open.ts';
import type { VaultPaths } from './paths.ts';
import { privateKeyFrom, rawPublicKey } from './seal.ts';

export interface FileStats {
  bytes: number;
  schema: number;
  /** 2 = FULL, read from the connection. */
  synchronous: number;
  opens: number;
}
export interface Vault extends VaultKeys {
  readonly core: Db;
  /** Null while locked. */
  readonly patients: Db | null;
  readonly locked: boolean;
  /** X25519, raw 32 bytes: what new bodies are sealed for. */
  readonly readerPublicKey: Buffer;
  /** Ed25519, raw 32 bytes: the device's name towards the backend. */
  readonly devicePublicKey: Buffer;
  /** Private key for `unseal`, or null while locked. Never keep it. */
  reader(): KeyObject | null;
  /** Ed25519 signature (64 bytes) by the device key; also while locked, so that sync goes on. */
  sign(bytes: Buffer): Buffer;
  /** A copy of the master key for the parent process, or null while locked. The parent wipes it at lock. */
  keepForReopen(): Buffer | null;
  /** A copy of a database's key for a worker's `openReadOnly`; transfer it, then wipe it. Null: locked. */
  readOnlyKeyFor(name: DbName): Buffer | null;
  pathOf(name: DbName): string;
  readonly keyringPath: string;
  lock(): void;
  unlock(unlock: Unlock): Promise<Result<null>>;
  /** Whether the system's key store was given the key too. */
  readonly hostHasKey: boolean;
  /**
   * Gives the master key to the key store (anew), proved by a round trip before the keyring changes; the ring before
   * stays beside it. A failure changes nothing; `locked` while the store was asked is one.
   */
  giveToHost(secrets: HostSecrets): Promise<Result<null>>;
  /** Runs `fn` in one immediate transaction on core.db; rolled back when it throws. */
  tx<T>(fn: () => T): T;
  stats(): { core: FileStats; patients: FileStats | null };
  close(): void;
}

export interface VaultParts {
  paths: VaultPaths;
  ring: Keyring;
  core: Db;
  patients: Db;
  /** Owned by the vault from here on. */
  master: Buffer;
}

const fileStats = (db: Db): FileStats => ({
  bytes: statSync(db.name).size,
  schema: versionOf(db),
  synchronous: Number(db.pragma('synchronous', { simple: true })),
  opens: Number(db.prepare('select count from vault_opens').pluck().get()),
});

function privateKey(
  curve: 'x25519' | 'ed25519',
  name: 'reader' | 'device',
  ring: Keyring,
  master: Buffer,
): KeyObject {
  const seed = unwrapKey(ring, name, master);
  try {
    return privateKeyFrom(curve, seed);
  } finally {
    seed.fill(0);
  }
}

/** Throws FailureError when the ring lacks a key. */
export function makeVault({ paths, ring, core, patients: patientsOpened, master: given }: VaultParts): Vault {
  let master: Buffer | null = given;
  let patients: Db | null = patientsOpened;
  const device = privateKey('ed25519', 'device', ring, given);
  let reader: KeyObject | null = privateKey('x25519', 'reader', ring, given);
  const coreKey = unwrapKey(ring, 'core', given);
  const readerPublicKey = rawPublicKey(reader);
  const devicePublicKey = rawPublicKey(device);

  /** Keys first: a database that will not close must not keep them. */
  function lock(): void {
    const closing = patients;
    patients = null;
    reader = null;
    master?.fill(0);
    master = null;
    closing?.close();
  }

  async function unlock(how: Unlock): Promise<Result<null>> {
    if (master) return ok(null);
    if (!core.open) return fail('vault-closed');
    let fresh: Buffer | null = null;
    try {
      const opened = await unwrapMaster(ring, how);
      fresh = opened.master;
      if (master) return ok(null); // another unlock was quicker
      const key = unwrapKey(ring, 'patients', fresh);
      try {
        const nextReader = privateKey('x25519', 'reader', ring, fresh);
        patients = openWriter(paths.patients, key, { fresh: false });
        reader = nextReader;
      } finally {
        key.fill(0);
      }
      master = fresh;
      fresh = null;
      if (opened.shouldRewrap && 'hostSecrets' in how) await giveToHost(how.hostSecrets);
      return ok(null);
    } catch (error) {
      return sqliteFailure(error) ?? fail('unexpected', 'unlock');
    } finally {
      fresh?.fill(0);
    }
  }

  async function giveToHost(secrets: HostSecrets): Promise<Result<null>> {
    if (!master) return fail('locked');
    const before = ring.unlock.host;
    const mine = copyOf(master);
    try {
      await addHostSecrets(ring, mine, secrets);
      // Locked while the store took its time: what it made is thrown away.
      if (master === null) throw new FailureError(fail('locked'));
      writeKeyring(paths.keyring, ring);
      return ok(null);
    } catch (error) {
      if (before) ring.unlock.host = before;
      else delete ring.unlock.host;
      return systemFailure(error) ?? fail('unexpected', 'key store');
    } finally {
      mine.fill(0);
    }
  }

  const soon = fail('unexpected', 'keyring v1');
  return {
    vaultId: ring.vaultId,
    slots: () => [],
    setSlot: async () => soon,
    changeSlot: async () => soon,
    removeSlot: () => soon,
    checkSecret: async () => soon,
    setEscrow: () => soon,
    escrow: () => null,
    readable: true,
    dropReaders: () => soon,
    restoreReaders: () => soon,
    keepReadable: () => soon,
    openKept: () => null,
    destroyKeys: () => false,
    core,
    get patients() {
      return patients;
    },
    get locked() {
      return master === null;
    },
    readerPublicKey,
    devicePublicKey,
    reader: () => reader,
    sign: (bytes) => sign(null, bytes, device),
    keepForReopen: () => (master ? copyOf(master) : null),
    readOnlyKeyFor(name) {
      if (name === 'core') return copyOf(coreKey);
      return master ? unwrapKey(ring, 'patients', master) : null;
    },
    pathOf: (name) => paths[name],
    keyringPath: paths.keyring,
    lock,
    unlock,
    get hostHasKey() {
      return ring.unlock.host !== undefined;
    },
    giveToHost,
    tx: (fn) => core.transaction(fn).immediate(),
    stats: () => ({ core: fileStats(core), patients: patients ? fileStats(patients) : null }),
    close() {
      lock();
      coreKey.fill(0);
      core.close();
    },
  };
}

/** Not from Node's shared pool, so that its memory can be transferred and wiped. */
function copyOf(bytes: Buffer): Buffer {
  const out = Buffer.alloc(bytes.length);
  bytes.copy(out);
  return out;
}
