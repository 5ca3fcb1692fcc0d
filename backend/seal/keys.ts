// The backend's X25519 keys, for which desks wrap the key of each body. All are kept (old bodies stay readable); the
// newest is the one that desks are told to use.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { keyBytes } from '#shared/protocol/seal-format.ts';

export interface SealKey {
  id: string;
  /** Raw 32 bytes. */
  publicRaw: Buffer;
  privateKey: KeyObject;
}
export interface SealKeys {
  current: SealKey;
  byId: ReadonlyMap<string, SealKey>;
}

function fromPrivate(privateKey: KeyObject): SealKey {
  if (privateKey.asymmetricKeyType !== 'x25519') throw new Error('a seal key must be X25519');
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const publicRaw = Buffer.from(spki.subarray(spki.length - keyBytes));
  const id = createHash('sha256').update(publicRaw).digest('hex').slice(0, 16);
  return { id, publicRaw, privateKey };
}

/** @param pkcs8 private keys as PKCS#8 DER in base64, oldest first. */
export function sealKeysFrom(pkcs8: readonly string[]): SealKeys {
  const keys = pkcs8.map((text) =>
    fromPrivate(createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' })),
  );
  const current = keys.at(-1);
  if (!current) throw new Error('no seal key');
  return { current, byId: new Map(keys.map((key) => [key.id, key])) };
}

export const newSealKey = (): string =>
  generateKeyPairSync('x25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
