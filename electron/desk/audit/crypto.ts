// The cryptography that the audit log's texts are hashed, signed and checked with (docs/audit-format.md).
import { createHash, verify } from 'node:crypto';
import type { FileCrypto } from '#shared/domain/audit/check.ts';
import { publicKeyFrom } from '../vault/seal.ts';

/** False for a key or a signature that is none. */
export function verifyText(key: string, text: string, signature: string): boolean {
  try {
    const publicKey = publicKeyFrom('ed25519', Buffer.from(key, 'base64'));
    return verify(null, Buffer.from(text, 'utf8'), publicKey, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
export const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export const fileCrypto: FileCrypto = {
  sha256: sha256Hex,
  verify: verifyText,
  digest() {
    const hash = createHash('sha256');
    return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
  },
};
