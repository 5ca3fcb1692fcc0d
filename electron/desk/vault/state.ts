// What of an open vault is in memory, and shared by the files that work on it.
import type { KeyObject } from 'node:crypto';
import { fail, FailureError, type Failure } from '#shared/domain/result.ts';
import type { ArgonCost } from './argon.ts';
import { systemFailure } from './disk.ts';
import { unwrapKey, type Keyring } from './keyring.ts';
import { sqliteFailure, type Db } from './open.ts';
import type { VaultPaths } from './paths.ts';
import { privateKeyFrom, type RandomBytes } from './seal.ts';

/** What one guess costs here, when no slot was made on this computer yet. */
export type ArgonSource = () => Promise<ArgonCost>;

export interface OpenState {
  readonly paths: VaultPaths;
  readonly ring: Keyring;
  readonly core: Db;
  readonly random: RandomBytes;
  readonly argon: ArgonSource;
  readonly freshPatients: (key: Buffer) => Db;
  /** Null while locked. */
  master: Buffer | null;
  reader: KeyObject | null;
  patients: Db | null;
  readonly readerPublicKey: Buffer;
}

export function privateKeyOf(
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

/** Why something with the keys failed: the file's or the disk's word, else `unexpected` with where. */
export const failureOf = (error: unknown, where: string): Failure =>
  sqliteFailure(error) ?? systemFailure(error) ?? fail('unexpected', where);

/** Not from Node's shared pool, so that its memory can be transferred and wiped. */
export function copyOf(bytes: Buffer): Buffer {
  const out = Buffer.alloc(bytes.length);
  bytes.copy(out);
  return out;
}

/** A copy of the master key; the caller wipes it. Throws `locked`. */
export function masterOf(state: OpenState): Buffer {
  if (state.master === null) throw new FailureError(fail('locked'));
  return copyOf(state.master);
}
