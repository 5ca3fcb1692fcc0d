// One way into the vault: a person's secret (or the set-up passphrase), stretched by Argon2id, with 32 random bytes of this
// computer's key store where it has one. What it wraps is the master key; to whom it belongs is bound to it.
import { hkdfSync } from 'node:crypto';
import { z } from 'zod';
import { secretKinds, secretProblem, type SecretKind } from '#shared/domain/access/secret.ts';
import { fail, FailureError } from '#shared/domain/result.ts';
import { argonShape, deriveSecret, type ArgonCost } from './argon.ts';
import { base64 } from './base64.ts';
import type { HostSecrets } from './host-secrets.ts';
import type { NewSecret, SlotPerson } from './keys.ts';
import { decrypt, encrypt, type RandomBytes } from './seal.ts';
import { derivePassphraseKey } from './scrypt.ts';

const name = z.string().max(200);
export const slotPerson = z.strictObject({
  id: z.string().min(1).max(60),
  name,
  initials: z.string().max(20),
  role: z.string().max(40),
});
const head = { id: z.uuid(), person: slotPerson.nullable(), kind: z.enum(secretKinds) };
const argonSlot = z.strictObject({
  ...head,
  kdf: z.literal('argon2id'),
  ...argonShape,
  salt: base64,
  wrapped: base64,
  /** 32 random bytes, wrapped by the key store of that name. */
  device: z.strictObject({ wrapped: base64, backend: z.string().max(60) }).optional(),
});
/** The passphrase of the first form; made anew as the other kind when it next opens the vault. */
export const scryptShape = {
  kdf: z.literal('scrypt'),
  N: z
    .int()
    .min(2)
    .max(2 ** 20)
    .refine((n) => (n & (n - 1)) === 0, 'a power of two'),
  r: z.int().min(1).max(16),
  p: z.int().min(1).max(4),
  salt: base64,
  wrapped: base64,
};
const scryptSlot = z.strictObject({ ...head, ...scryptShape });
export const slot = z.discriminatedUnion('kdf', [argonSlot, scryptSlot]);
export type ArgonSlot = z.infer<typeof argonSlot>;
export type Slot = z.infer<typeof slot>;

/** What a slot's wrapping is bound to: put under another name, or made to look cheaper, it opens nothing. */
const slotAad = (vaultId: string, of: Omit<ArgonSlot, 'salt' | 'wrapped'>): Buffer =>
  Buffer.from(
    JSON.stringify([
      'careline-slot-v2',
      vaultId,
      of.id,
      of.person?.id ?? null,
      of.kind,
      of.m,
      of.t,
      of.p,
      of.device !== undefined,
    ]),
  );
const slotKey = (stretched: Buffer, deviceSecret: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', stretched, deviceSecret, 'careline-slot-key-v2', 32));

/** 32 bytes under the key store, proved to come back. Throws FailureError, `keystore-…`. */
export async function wrapDevice(
  secret: Buffer,
  device: HostSecrets,
): Promise<NonNullable<ArgonSlot['device']>> {
  const backend = await device.backend();
  if (backend === null) throw new FailureError(fail('keystore-unavailable'));
  const wrapped = await device.wrap(secret);
  const { bytes } = await device.unwrap(wrapped);
  const same = bytes.equals(secret);
  bytes.fill(0);
  if (!same) throw new FailureError(fail('keystore-unavailable', 'round trip'));
  return { wrapped: wrapped.toString('base64'), backend };
}

/**
 * Makes a slot over `master`. Throws FailureError: weak-pin, weak-passphrase, pin-needs-keystore, keystore-….
 */
export async function makeSlot(of: {
  vaultId: string;
  id: string;
  person: SlotPerson | null;
  secret: NewSecret;
  master: Buffer;
  cost: ArgonCost;
  random: RandomBytes;
}): Promise<ArgonSlot> {
  const { vaultId, id, person, secret, master, cost, random } = of;
  const device = secret.device !== null && (await secret.device.backend()) !== null ? secret.device : null;
  const problem = secretProblem(secret.kind, secret.secret, device !== null);
  if (problem !== null) throw new FailureError(fail(problem));
  const deviceSecret = device === null ? Buffer.alloc(0) : random(32);
  const salt = random(32);
  let stretched: Buffer | null = null;
  let key: Buffer | null = null;
  try {
    const bound = device === null ? {} : { device: await wrapDevice(deviceSecret, device) };
    const made = { id, person, kind: secret.kind, kdf: 'argon2id' as const, ...cost, ...bound };
    stretched = await deriveSecret(secret.secret, salt, cost);
    key = slotKey(stretched, deviceSecret);
    const wrapped = encrypt(key, master, slotAad(vaultId, made), random).toString('base64');
    return { ...made, salt: salt.toString('base64'), wrapped };
  } finally {
    for (const each of [deviceSecret, stretched, key]) each?.fill(0);
  }
}

export interface OpenedSlot {
  master: Buffer;
  /** The key store wants its part wrapped anew. */
  shouldRewrap: boolean;
}

/** The master key by a slot; the caller wipes it. Throws FailureError: vault-wrong-key, keystore-…. */
export async function openSlot(
  vaultId: string,
  of: Slot,
  secret: string,
  device: HostSecrets | null,
): Promise<OpenedSlot> {
  const wrapped = Buffer.from(of.wrapped, 'base64');
  if (of.kdf === 'scrypt') {
    const key = await derivePassphraseKey(secret, Buffer.from(of.salt, 'base64'), of);
    const master = decrypt(key, wrapped, Buffer.from(`careline-keyring-v1:${vaultId}:passphrase`));
    key.fill(0);
    return { master: right(master), shouldRewrap: false };
  }
  // The key store first: while it is silent or gone, no try is spent.
  const part = of.device === undefined ? null : await unwrapDevice(of.device, device);
  let stretched: Buffer | null = null;
  let key: Buffer | null = null;
  try {
    stretched = await deriveSecret(secret, Buffer.from(of.salt, 'base64'), of);
    key = slotKey(stretched, part?.secret ?? Buffer.alloc(0));
    const master = right(decrypt(key, wrapped, slotAad(vaultId, of)));
    return { master, shouldRewrap: part?.shouldRewrap ?? false };
  } finally {
    for (const each of [part?.secret, stretched, key]) each?.fill(0);
  }
}
function right(master: Buffer | null): Buffer {
  if (master?.length !== 32) throw new FailureError(fail('vault-wrong-key', 'secret'));
  return master;
}

/** The slot's part from the key store. Throws FailureError, `keystore-…`; a store that gives something else has lost it. */
export async function unwrapDevice(
  of: NonNullable<ArgonSlot['device']>,
  device: HostSecrets | null,
): Promise<{ secret: Buffer; shouldRewrap: boolean }> {
  const backend = device === null ? null : await device.backend();
  if (device === null || backend === null) throw new FailureError(fail('keystore-unavailable'));
  const other = of.backend !== backend;
  try {
    const { bytes, shouldRewrap } = await device.unwrap(Buffer.from(of.wrapped, 'base64'));
    if (bytes.length !== 32) throw new FailureError(fail('keystore-lost', 'length'));
    return { secret: Buffer.from(bytes), shouldRewrap: shouldRewrap || other };
  } catch (error) {
    const code = error instanceof FailureError ? error.failure.code : null;
    if (code === 'keystore-unavailable' || code === 'keystore-silent') throw error;
    throw new FailureError(fail(other ? 'keystore-changed' : 'keystore-lost', backend));
  }
}

export type { SecretKind };
