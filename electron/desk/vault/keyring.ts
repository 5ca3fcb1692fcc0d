// The vault's keys at rest. One random master key is wrapped for each way to unlock (a passphrase, the system's key
// store); it wraps the data keys. So a passphrase can change without rewriting a database, and no key lies in clear.
import { scrypt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fail, FailureError } from '#shared/domain/result.ts';
import { isThere, systemFailure } from './disk.ts';
import { writeAtomic } from './files.ts';
import type { HostSecrets } from './host-secrets.ts';
import { decrypt, encrypt, type RandomBytes } from './seal.ts';

/**
 * How a vault is opened. `passphrase`: a person's secret, PIN or passphrase (`personId` null or left out: the set-up
 * slot); `device` where the slot is bound to this computer's key store. `masterKek` is what the parent process kept for a
 * restart of the desk, `recovered` what the organisation opened from the escrow.
 */
export type Unlock =
  | { passphrase: string; personId?: string | null; device?: HostSecrets | null }
  | { hostSecrets: HostSecrets }
  | { masterKek: Buffer }
  | { recovered: Buffer };

export interface ScryptCost {
  N: number;
  r: number;
  p: number;
}
/** 128 MiB and about half a second: the cost of one guess. */
export const scryptCost: ScryptCost = { N: 2 ** 17, r: 8, p: 1 };
export const minPassphrase = 12;

export const keyNames = ['core', 'patients', 'reader', 'device'] as const;
export type KeyName = (typeof keyNames)[number];

const base64 = z
  .string()
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)
  .max(4000);
const keyringFile = z.strictObject({
  v: z.literal(1),
  vaultId: z.uuid(),
  /** `creating` until both databases are whole: a crash in between leaves nothing that ever held data. */
  state: z.enum(['creating', 'ready']),
  unlock: z.strictObject({
    passphrase: z
      .strictObject({
        kdf: z.literal('scrypt'),
        N: z
          .int()
          .min(2)
          .max(2 ** 20),
        r: z.int().min(1).max(16),
        p: z.int().min(1).max(4),
        salt: base64,
        wrapped: base64,
      })
      .optional(),
    /** `backend`: the key store that wrapped it; Linux may offer another one tomorrow. */
    host: z.strictObject({ wrapped: base64, backend: z.string().max(60).optional() }).optional(),
  }),
  keys: z.strictObject({
    core: base64.optional(),
    patients: base64.optional(),
    reader: base64.optional(),
    device: base64.optional(),
  }),
  /** The databases' own salts (public): they tell damage of a file's first bytes from a foreign file. */
  salts: z.strictObject({ core: base64, patients: base64 }).optional(),
});
export type Keyring = z.infer<typeof keyringFile>;

const aad = (ring: Pick<Keyring, 'vaultId'>, name: string): Buffer =>
  Buffer.from(`careline-keyring-v1:${ring.vaultId}:${name}`);

/** Null when there is none. Throws FailureError: newer program's file, damaged, or not to be read at all. */
export function readKeyring(path: string): Keyring | null {
  if (!isThere(path)) return null;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new FailureError(systemFailure(error) ?? fail('disk-error', 'keyring'));
  }
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new FailureError(fail('vault-keyring-damaged', 'not JSON'));
  }
  const version = z.object({ v: z.int().min(2) }).safeParse(raw);
  if (version.success) throw new FailureError(fail('vault-newer-schema', 'keyring'));
  const parsed = keyringFile.safeParse(raw);
  if (!parsed.success) throw new FailureError(fail('vault-keyring-damaged', 'another shape'));
  return parsed.data;
}
export const writeKeyring = (path: string, ring: Keyring, options = { keepPrevious: true }): void =>
  writeAtomic(path, `${JSON.stringify(ring, null, 2)}\n`, options);

/** scrypt in libuv's pool: the desk goes on answering meanwhile. */
export function derivePassphraseKey(passphrase: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
  const { N, r, p } = cost;
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** Adds a way to unlock by passphrase. Throws `weak-passphrase` below 12 characters. */
export async function addPassphrase(
  ring: Keyring,
  master: Buffer,
  passphrase: string,
  random: RandomBytes,
  cost: ScryptCost = scryptCost,
): Promise<void> {
  if ([...passphrase.trim()].length < minPassphrase) throw new FailureError(fail('weak-passphrase'));
  const salt = random(32);
  const key = await derivePassphraseKey(passphrase, salt, cost);
  const wrapped = encrypt(key, master, aad(ring, 'passphrase'), random).toString('base64');
  key.fill(0);
  ring.unlock.passphrase = { kdf: 'scrypt', ...cost, salt: salt.toString('base64'), wrapped };
}

/**
 * Adds (or renews) a way to unlock by the system's key store; the ring changes only once the store has given back what it
 * took. Throws FailureError, `keystore-…`.
 */
export async function addHostSecrets(ring: Keyring, master: Buffer, secrets: HostSecrets): Promise<void> {
  const backend = await secrets.backend();
  if (backend === null) throw new FailureError(fail('keystore-unavailable'));
  const wrapped = await secrets.wrap(master);
  const { bytes } = await secrets.unwrap(wrapped);
  const same = bytes.equals(master);
  bytes.fill(0);
  if (!same) throw new FailureError(fail('keystore-unavailable', 'round trip'));
  ring.unlock.host = { wrapped: wrapped.toString('base64'), backend };
}

/** The master key, and whether the key store asks for a fresh wrapping. Throws FailureError; the caller wipes it. */
export async function unwrapMaster(
  ring: Keyring,
  unlock: Unlock,
): Promise<{ master: Buffer; shouldRewrap: boolean }> {
  if ('recovered' in unlock) return { master: Buffer.from(unlock.recovered), shouldRewrap: false };
  if ('masterKek' in unlock) return { master: Buffer.from(unlock.masterKek), shouldRewrap: false };
  if ('passphrase' in unlock) {
    const way = ring.unlock.passphrase;
    if (!way) throw new FailureError(fail('vault-missing-key', 'no passphrase was set'));
    const key = await derivePassphraseKey(unlock.passphrase, Buffer.from(way.salt, 'base64'), way);
    const master = decrypt(key, Buffer.from(way.wrapped, 'base64'), aad(ring, 'passphrase'));
    key.fill(0);
    if (!master) throw new FailureError(fail('vault-wrong-key', 'passphrase'));
    return { master, shouldRewrap: false };
  }
  return unwrapByHost(ring, unlock.hostSecrets);
}

/** What the key store gives back counts only when it opens the ring: a store that was emptied may answer anything. */
async function unwrapByHost(
  ring: Keyring,
  secrets: HostSecrets,
): Promise<{ master: Buffer; shouldRewrap: boolean }> {
  const way = ring.unlock.host;
  if (!way) throw new FailureError(fail('vault-missing-key', 'key store was never used'));
  const backend = await secrets.backend();
  if (backend === null) throw new FailureError(fail('keystore-unavailable'));
  const other = way.backend !== undefined && way.backend !== backend;
  try {
    const { bytes, shouldRewrap } = await secrets.unwrap(Buffer.from(way.wrapped, 'base64'));
    unwrapKey(ring, 'core', bytes).fill(0);
    return { master: Buffer.from(bytes), shouldRewrap: shouldRewrap || other };
  } catch (error) {
    const code = error instanceof FailureError ? error.failure.code : null;
    if (code === 'keystore-unavailable' || code === 'keystore-silent') throw error;
    throw new FailureError(fail(other ? 'keystore-changed' : 'keystore-lost', backend));
  }
}

export function wrapKeyInto(
  ring: Keyring,
  name: KeyName,
  key: Buffer,
  master: Buffer,
  random: RandomBytes,
): void {
  ring.keys[name] = encrypt(master, key, aad(ring, name), random).toString('base64');
}
/** One key in clear; the caller wipes it. Throws `vault-missing-key` or `vault-wrong-key`. */
export function unwrapKey(ring: Keyring, name: KeyName, master: Buffer): Buffer {
  const wrapped = ring.keys[name];
  if (!wrapped) throw new FailureError(fail('vault-missing-key', name));
  const key = master.length === 32 ? decrypt(master, Buffer.from(wrapped, 'base64'), aad(ring, name)) : null;
  if (key?.length !== 32) throw new FailureError(fail('vault-wrong-key', name));
  return key;
}
