// An open vault: two databases, the keys that are in memory, and what locking takes away. Locked, core.db goes on taking
// messages (sealing needs public keys only) while patients.db is closed and nothing sealed can be read.
import { sign, type KeyObject } from 'node:crypto';
import { statSync } from 'node:fs';
import { fail, FailureError, ok, type Result } from '#shared/domain/result.ts';
import { shred } from './files.ts';
import type { HostSecrets } from './host-secrets.ts';
import { unwrapKey, writeKeyring, type Keyring } from './keyring.ts';
import type { VaultKeys } from './keys.ts';
import { versionOf, type DbName } from './migrations.ts';
import { openWriter, type Db } from './open.ts';
import { ringFiles, type VaultPaths } from './paths.ts';
import { readerOps } from './reader-ops.ts';
import { rawPublicKey, type RandomBytes } from './seal.ts';
import { slotOps } from './slot-ops.ts';
import { copyOf, failureOf, masterOf, privateKeyOf, type ArgonSource, type OpenState } from './state.ts';
import { addHostSecrets, unwrapMaster, type Unlock, type UnwrappedMaster } from './ways.ts';

export interface FileStats {
  bytes: number;
  schema: number;
  /** 2 = FULL, read from the connection. */
  synchronous: number;
  opens: number;
}
export interface Vault extends VaultKeys {
  readonly core: Db;
  /** Null while locked, and while write-only. */
  readonly patients: Db | null;
  readonly locked: boolean;
  /** X25519, raw 32 bytes: what new bodies are sealed for. */
  readonly readerPublicKey: Buffer;
  /** Ed25519, raw 32 bytes: the device's name towards the backend. */
  readonly devicePublicKey: Buffer;
  /** Private key for `unseal`, or null while locked or write-only. Never keep it. */
  reader(): KeyObject | null;
  /** Ed25519 signature (64 bytes) by the device key; also while locked, so that sync goes on. */
  sign(bytes: Buffer): Buffer;
  /** A copy of the master key for the parent process, or null while locked. The parent wipes it at lock. */
  keepForReopen(): Buffer | null;
  /** A copy of a database's key for a worker's `openReadOnly`; transfer it, then wipe it. Null: locked or write-only. */
  readOnlyKeyFor(name: DbName): Buffer | null;
  pathOf(name: DbName): string;
  readonly keyringPath: string;
  lock(): void;
  unlock(unlock: Unlock): Promise<Result<null>>;
  /** After an opening: what it was opened by is brought to today's form. Never throws, changes nothing where it fails. */
  renewed(how: Unlock, by: UnwrappedMaster): Promise<void>;
  /** Whether the system's key store was given the key too. */
  readonly hostHasKey: boolean;
  /**
   * Gives the master key to the key store (anew), proved by a round trip before the keyring changes; the ring before
   * stays beside it. A failure changes nothing; `locked` while the store was asked is one.
   */
  giveToHost(secrets: HostSecrets): Promise<Result<null>>;
  /** The key store's way leaves this ring in memory, so that no later write brings it back to the disk. */
  forgetHost(): void;
  /** Runs `fn` in one immediate transaction on core.db; rolled back when it throws. */
  tx<T>(fn: () => T): T;
  stats(): { core: FileStats; patients: FileStats | null };
  close(): void;
}

export interface VaultParts {
  paths: VaultPaths;
  ring: Keyring;
  core: Db;
  /** Null: the readers were dropped. */
  patients: Db | null;
  /** Owned by the vault from here on. */
  master: Buffer;
  random: RandomBytes;
  argon: ArgonSource;
  /** Makes patients.db anew under this key, in place of any that lies there. */
  freshPatients(key: Buffer): Db;
}

const fileStats = (db: Db): FileStats => ({
  bytes: statSync(db.name).size,
  schema: versionOf(db),
  synchronous: Number(db.pragma('synchronous', { simple: true })),
  opens: Number(db.prepare('select count from vault_opens').pluck().get()),
});

/** Throws FailureError when the ring lacks a key. */
export function makeVault(parts: VaultParts): Vault {
  const { paths, ring, core, master: given } = parts;
  const device = privateKeyOf('ed25519', 'device', ring, given);
  const devicePublicKey = rawPublicKey(device);
  const coreKey = unwrapKey(ring, 'core', given);
  const reader = ring.dropped === undefined ? privateKeyOf('x25519', 'reader', ring, given) : null;
  const readerPublicKey =
    reader === null ? Buffer.from(ring.dropped?.reader ?? '', 'base64') : rawPublicKey(reader);
  const state: OpenState = { ...parts, master: given, reader, readerPublicKey };
  const slots = slotOps(state);
  const readers = readerOps(state);
  readers.restoreReturned(given);

  /** Keys first: a database that will not close must not keep them. */
  function lock(): void {
    const closing = state.patients;
    state.patients = null;
    state.reader = null;
    state.master?.fill(0);
    state.master = null;
    closing?.close();
  }

  /** What an opening brings to today's form. Never throws: the way that opened it still does. */
  async function renewed(how: Unlock, by: UnwrappedMaster): Promise<void> {
    if ('passphrase' in how) await slots.renewScrypt(by.slot, how.passphrase);
    if (!by.shouldRewrap) return;
    if ('hostSecrets' in how) await giveToHost(how.hostSecrets);
    else if ('passphrase' in how && how.device && by.slot) await slots.renewDevice(by.slot.id, how.device);
  }

  async function unlock(how: Unlock): Promise<Result<null>> {
    if (state.master) return ok(null);
    if (!core.open) return fail('vault-closed');
    let fresh: Buffer | null = null;
    try {
      const opened = await unwrapMaster(ring, how);
      fresh = opened.master;
      if (state.master) return ok(null); // another unlock was quicker
      unwrapKey(ring, 'core', fresh).fill(0);
      if (ring.dropped === undefined) {
        const key = unwrapKey(ring, 'patients', fresh);
        try {
          const nextReader = privateKeyOf('x25519', 'reader', ring, fresh);
          state.patients = openWriter(paths.patients, key, { fresh: false });
          state.reader = nextReader;
        } finally {
          key.fill(0);
        }
      }
      state.master = fresh;
      fresh = null;
      readers.restoreReturned(state.master);
      await renewed(how, opened);
      return ok(null);
    } catch (error) {
      return failureOf(error, 'unlock');
    } finally {
      fresh?.fill(0);
    }
  }

  /** How often the key store's way was forgotten: a failure in between gives it back to nobody. */
  let forgotten = 0;
  async function giveToHost(secrets: HostSecrets): Promise<Result<null>> {
    const before = ring.host;
    const knew = forgotten;
    let mine: Buffer | null = null;
    try {
      mine = masterOf(state);
      await addHostSecrets(ring, mine, secrets);
      // Locked while the store took its time: what it made is thrown away.
      if (state.master === null) throw new FailureError(fail('locked'));
      writeKeyring(paths.keyring, ring);
      return ok(null);
    } catch (error) {
      if (before && knew === forgotten) ring.host = before;
      else delete ring.host;
      return failureOf(error, 'key store');
    } finally {
      mine?.fill(0);
    }
  }

  function close(): void {
    lock();
    coreKey.fill(0);
    core.close();
  }

  return {
    ...slots.keys,
    ...readers.keys,
    vaultId: ring.vaultId,
    core,
    get patients() {
      return state.patients;
    },
    get locked() {
      return state.master === null;
    },
    get readable() {
      return ring.dropped === undefined;
    },
    readerPublicKey,
    devicePublicKey,
    reader: () => state.reader,
    sign: (bytes) => sign(null, bytes, device),
    keepForReopen: () => (state.master ? copyOf(state.master) : null),
    readOnlyKeyFor(name) {
      if (name === 'core') return copyOf(coreKey);
      return state.master && state.patients ? unwrapKey(ring, 'patients', state.master) : null;
    },
    pathOf: (name) => paths[name],
    keyringPath: paths.keyring,
    lock,
    unlock,
    renewed,
    get hostHasKey() {
      return ring.host !== undefined;
    },
    giveToHost,
    forgetHost() {
      forgotten++;
      delete ring.host;
    },
    tx: (fn) => core.transaction(fn).immediate(),
    stats: () => ({ core: fileStats(core), patients: state.patients ? fileStats(state.patients) : null }),
    destroyKeys() {
      close();
      return ringFiles(paths)
        .map((path) => shred(path))
        .every(Boolean);
    },
    close,
  };
}
