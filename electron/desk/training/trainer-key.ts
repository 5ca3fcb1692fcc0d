// A trainer's signing key: Ed25519, its private half only ever at rest under the trainer's own passphrase, by the vault's key
// derivation (and inside the practice vault, which is encrypted as a whole).
import { createHash, sign, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { TrainerKey } from '#shared/domain/training/certificate.ts';
import { ed25519By } from '#shared/domain/training/ed25519.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { derivePassphraseKey, minPassphrase, type ScryptCost } from '../vault/scrypt.ts';
import {
  decrypt,
  encrypt,
  privateKeyFrom,
  publicKeyFrom,
  rawPublicKey,
  type RandomBytes,
} from '../vault/seal.ts';

export const ed25519 = ed25519By<Buffer>({
  bytes: (base64) => Buffer.from(base64, 'base64'),
  verify: (raw, text, signature) =>
    verify(null, Buffer.from(text, 'utf8'), publicKeyFrom('ed25519', raw), signature),
  sha256Hex: (of) => createHash('sha256').update(of).digest('hex'),
});

export const signText = (key: KeyObject, text: string): string =>
  sign(null, Buffer.from(text, 'utf8'), key).toString('base64');

const sealedKey = z.strictObject({
  kdf: z.literal('scrypt'),
  N: z
    .int()
    .min(2)
    .max(2 ** 20),
  r: z.int().min(1).max(16),
  p: z.int().min(1).max(4),
  salt: z.string().max(100),
  wrapped: z.string().max(400),
});
const aad = (trainerId: string): Buffer => Buffer.from(`careline-trainer-v1:${trainerId}`);

export interface MadeKey {
  key: TrainerKey;
  /** As it lies in the vault. */
  sealed: string;
  privateKey: KeyObject;
}

/** `weak-passphrase` below the vault's own length. */
export async function makeTrainerKey(
  of: { id: string; name: string; passphrase: string },
  random: RandomBytes,
  cost: ScryptCost,
): Promise<Result<MadeKey>> {
  if ([...of.passphrase.trim()].length < minPassphrase) return fail('weak-passphrase');
  const salt = random(32);
  const wrapping = await derivePassphraseKey(of.passphrase, salt, cost);
  const seed = random(32);
  try {
    const privateKey = privateKeyFrom('ed25519', seed);
    const publicKey = rawPublicKey(privateKey).toString('base64');
    const wrapped = encrypt(wrapping, seed, aad(of.id), random).toString('base64');
    const sealed = JSON.stringify({ kdf: 'scrypt', ...cost, salt: salt.toString('base64'), wrapped });
    const keyId = ed25519.keyIdOf(publicKey);
    const key: TrainerKey = { kind: 'careline-trainer-key', v: 1, keyId, name: of.name, publicKey };
    return ok({ key, sealed, privateKey });
  } finally {
    wrapping.fill(0);
    seed.fill(0);
  }
}

/** `training-wrong-passphrase`, or `training-key-damaged` for a row that can't be read. */
export async function openTrainerKey(of: {
  id: string;
  sealed: string;
  passphrase: string;
}): Promise<Result<KeyObject>> {
  let raw: unknown;
  try {
    raw = JSON.parse(of.sealed);
  } catch {
    return fail('training-key-damaged');
  }
  const read = sealedKey.safeParse(raw);
  if (!read.success) return fail('training-key-damaged');
  const { salt, wrapped } = read.data;
  const wrapping = await derivePassphraseKey(of.passphrase, Buffer.from(salt, 'base64'), read.data);
  const seed = decrypt(wrapping, Buffer.from(wrapped, 'base64'), aad(of.id));
  wrapping.fill(0);
  if (seed === null) return fail('training-wrong-passphrase');
  try {
    return ok(privateKeyFrom('ed25519', seed));
  } finally {
    seed.fill(0);
  }
}
