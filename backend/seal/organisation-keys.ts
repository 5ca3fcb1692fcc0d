// What the organisation signs and recovers with: an Ed25519 key for policies and audit receipts, X25519 keys that vaults are sealed
// to. They lie in a file of their own beside the seal keys, so that a seal key file from before goes on working; who keeps
// the recovery keys off the server leaves `recoveryPublic` in place of `recovery` and uses backend/keys/main.ts.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import { z } from 'zod';
import { keyBytes } from '#shared/protocol/seal-format.ts';
import { newSealKey, sealKeysFrom, type SealKeys } from './keys.ts';
import { readOrMake } from './once.ts';

export interface OrganisationKeys {
  /** Raw 32 bytes, base64: desks pin it. */
  publicKey: string;
  /** Ed25519 over the UTF-8 of a text, base64. */
  sign: (text: string) => string;
  /** What policies name for vaults to be sealed to; null = none. */
  recoveryKey: { id: string; publicKey: string } | null;
  /** Null: the private halves are kept elsewhere; nothing is recovered here. */
  recovery: SealKeys | null;
}
const content = z.strictObject({
  v: z.literal(1),
  /** PKCS#8 DER, base64. */
  policy: z.string(),
  /** Oldest first; what was sealed to an older one still opens. */
  recovery: z.array(z.string()).default([]),
  /** Of a pair whose private half is kept elsewhere: X25519, raw 32 bytes, base64. Counts before `recovery`. */
  recoveryPublic: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/)
    .optional(),
});
export type OrganisationKeyFile = z.infer<typeof content>;

export const newOrganisationKeys = (): OrganisationKeyFile => ({
  v: 1,
  policy: generateKeyPairSync('ed25519')
    .privateKey.export({ format: 'der', type: 'pkcs8' })
    .toString('base64'),
  recovery: [newSealKey()],
});

const keyIdOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16);
const privateKey = (pkcs8: string): KeyObject =>
  createPrivateKey({ key: Buffer.from(pkcs8, 'base64'), format: 'der', type: 'pkcs8' });

/** @throws when it is not such a file. */
export function organisationKeysFrom(value: unknown): OrganisationKeys {
  const { policy, recovery, recoveryPublic } = content.parse(value);
  const key = privateKey(policy);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('the policy key must be Ed25519');
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const own = recovery.length === 0 ? null : sealKeysFrom(recovery);
  const named = recoveryPublic ?? own?.current.publicRaw.toString('base64') ?? null;
  return {
    publicKey: Buffer.from(spki.subarray(spki.length - keyBytes)).toString('base64'),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), key).toString('base64'),
    recoveryKey: named === null ? null : { id: keyIdOf(named), publicKey: named },
    recovery: own,
  };
}

/** Where it lies unless said otherwise. */
export const organisationKeyFile = (sealKeyFile: string): string => `${sealKeyFile}.organisation`;

/** Reads the file, or makes it. A damaged file is an error: desks pinned its key. */
export const loadOrganisationKeys = async (file: string): Promise<OrganisationKeys> =>
  organisationKeysFrom(JSON.parse(await readOrMake(file, () => JSON.stringify(newOrganisationKeys()))));
