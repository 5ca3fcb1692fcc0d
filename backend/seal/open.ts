// Opens a body that a desk sealed for this backend (byte orders: shared/protocol/seal-format.ts).
import {
  createDecipheriv,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import {
  keyBytes,
  nonceBytes,
  sealAad,
  sealInfo,
  tagBytes,
  wrappedBytes,
} from '#shared/protocol/seal-format.ts';
import type { Sealed } from '#shared/protocol/sync.ts';
import type { SealKey, SealKeys } from './keys.ts';

/** Why a body could not be opened; kept as the reason of its quarantine. */
export type OpenProblem = 'unknown-key' | 'not-base64' | 'wrong-length' | 'wrong-key' | 'altered';
/** With the sealed bytes themselves, so that they are stored as they were checked. */
export type Opened =
  | { ok: true; text: Buffer; body: Buffer; keyForBackend: Buffer }
  | { ok: false; why: OpenProblem };

/** Base64 in its one spelling, so that what was checked and what is stored are the same bytes. */
function exact(base64: string): Buffer | null {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? bytes : null;
}

/** @param key an object: for a plain buffer Node 24 builds and catches an error, which takes longer than the opening. */
function gcmOpen(key: KeyObject, sealed: Buffer, aad: Buffer): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  const text = decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes));
  try {
    // GCM has given all of the text by now; the tag is what this checks.
    decipher.final();
    return text;
  } catch {
    return null;
  }
}

/**
 * Wrapping keys by the ephemeral key that they came with. A desk may use one for many items, and the exchange is most of
 * the work of opening one. Kept in memory for a while only.
 */
const wrapKeys = new Map<string, KeyObject>();
const mostWrapKeys = 512;
function wrapKeyOf(own: SealKey, ephemeral: Buffer): KeyObject | null {
  const name = `${own.id} ${ephemeral.toString('base64')}`;
  const known = wrapKeys.get(name);
  if (known) return known;
  let shared: Buffer;
  try {
    shared = diffieHellman({
      privateKey: own.privateKey,
      // As JWK: reading the same 32 bytes out of DER takes ten times as long.
      publicKey: createPublicKey({
        key: { kty: 'OKP', crv: 'X25519', x: ephemeral.toString('base64url') },
        format: 'jwk',
      }),
    });
  } catch {
    // A point of small order: the exchange would give a key that anyone knows.
    return null;
  }
  const salt = Buffer.concat([ephemeral, own.publicRaw]);
  const key = createSecretKey(
    Buffer.from(hkdfSync('sha256', createSecretKey(shared), salt, sealInfo, keyBytes)),
  );
  if (wrapKeys.size >= mostWrapKeys) wrapKeys.clear();
  wrapKeys.set(name, key);
  return key;
}

/** The item's own key, out of its wrapping for this backend. */
export function unwrapKey(
  keys: SealKeys,
  id: string,
  sealed: Pick<Sealed, 'keyId' | 'keyForBackend'>,
): { ok: true; bodyKey: Buffer; wrapped: Buffer } | { ok: false; why: OpenProblem } {
  const own = keys.byId.get(sealed.keyId);
  if (!own) return { ok: false, why: 'unknown-key' };
  const wrapped = exact(sealed.keyForBackend);
  if (!wrapped) return { ok: false, why: 'not-base64' };
  if (wrapped.length !== wrappedBytes) return { ok: false, why: 'wrong-length' };
  const wrapKey = wrapKeyOf(own, wrapped.subarray(0, keyBytes));
  if (!wrapKey) return { ok: false, why: 'wrong-key' };
  const bodyKey = gcmOpen(wrapKey, wrapped.subarray(keyBytes), Buffer.from(sealAad(id), 'utf8'));
  return bodyKey ? { ok: true, bodyKey, wrapped } : { ok: false, why: 'wrong-key' };
}

export function openSealed(keys: SealKeys, id: string, sealed: Sealed): Opened {
  if (!keys.byId.has(sealed.keyId)) return { ok: false, why: 'unknown-key' };
  const body = exact(sealed.body);
  if (!body) return { ok: false, why: 'not-base64' };
  if (body.length < nonceBytes + tagBytes) return { ok: false, why: 'wrong-length' };
  const unwrapped = unwrapKey(keys, id, sealed);
  if (!unwrapped.ok) return unwrapped;
  const text = gcmOpen(createSecretKey(unwrapped.bodyKey), body, Buffer.from(sealAad(id), 'utf8'));
  return text ? { ok: true, text, body, keyForBackend: unwrapped.wrapped } : { ok: false, why: 'altered' };
}
