// Wraps the key of a stored body for a desk that may read it: the body itself stays the bytes that were stored. Format:
// shared/protocol/seal-format.ts, `keyForBackend` being the key for that desk.
import {
  createCipheriv,
  createHash,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import { keyBytes, nonceBytes, sealAad, sealInfo, spkiHead } from '#shared/protocol/seal-format.ts';
import type { Sealed } from '#shared/protocol/sync.ts';
import { unwrapKey } from './open.ts';
import type { SealKeys } from './keys.ts';

/** Wraps item keys for one reader, all from one ephemeral pair of its own: made anew for each answer. */
export interface Reader {
  /** First 16 hex digits of the SHA-256 of the public key, as for the backend's own keys. */
  keyId: string;
  wrap: (id: string, bodyKey: Buffer) => string;
}

const gcm = (key: Buffer, text: Buffer, id: string): Buffer => {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce);
  cipher.setAAD(Buffer.from(sealAad(id), 'utf8'));
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
};

/** @param readerKey raw X25519 public key, base64. Null when it is no key, or one that gives a secret anybody knows. */
export function readerFrom(readerKey: string): Reader | null {
  const raw = Buffer.from(readerKey, 'base64');
  if (raw.length !== keyBytes || raw.toString('base64') !== readerKey) return null;
  const pair = generateKeyPairSync('x25519');
  let shared: Buffer;
  try {
    const theirs = createPublicKey({
      key: Buffer.concat([Buffer.from(spkiHead.x25519, 'hex'), raw]),
      format: 'der',
      type: 'spki',
    });
    shared = diffieHellman({ privateKey: pair.privateKey, publicKey: theirs });
  } catch {
    return null;
  }
  const ours = Buffer.from(pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-keyBytes));
  const wrapKey = Buffer.from(
    hkdfSync('sha256', createSecretKey(shared), Buffer.concat([ours, raw]), sealInfo, keyBytes),
  );
  const keyId = createHash('sha256').update(raw).digest('hex').slice(0, 16);
  return {
    keyId,
    wrap: (id, bodyKey) => Buffer.concat([ours, gcm(wrapKey, bodyKey, id)]).toString('base64'),
  };
}

/** A stored body for a reader; null when the backend has no key to open it. */
export function rewrap(reader: Reader, keys: SealKeys, id: string, sealed: Sealed): Sealed | null {
  const unwrapped = unwrapKey(keys, id, sealed);
  if (!unwrapped.ok) return null;
  return { body: sealed.body, keyForBackend: reader.wrap(id, unwrapped.bodyKey), keyId: reader.keyId };
}

/** As `sealOwn`, for large bytes: they are never made text. */
export function sealOwnBytes(
  keys: SealKeys,
  id: string,
  bytes: Buffer,
): { body: Buffer; keyForBackend: Buffer; keyId: string } {
  const reader = readerFrom(keys.current.publicRaw.toString('base64'));
  if (!reader) throw new Error('the own seal key is not usable');
  const bodyKey = randomBytes(keyBytes);
  return {
    body: gcm(bodyKey, bytes, id),
    keyForBackend: Buffer.from(reader.wrap(id, bodyKey), 'base64'),
    keyId: keys.current.id,
  };
}
/** Seals a body of the backend's own for the backend itself: at rest it is like what desks sent. */
export function sealOwn(keys: SealKeys, id: string, text: string): Sealed {
  const { body, keyForBackend, keyId } = sealOwnBytes(keys, id, Buffer.from(text, 'utf8'));
  return { body: body.toString('base64'), keyForBackend: keyForBackend.toString('base64'), keyId };
}
