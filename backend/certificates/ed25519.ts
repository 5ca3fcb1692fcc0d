// Signatures and key ids for certificates, by the backend's own cryptography.
import { createHash, createPublicKey, verify } from 'node:crypto';
import type { Ed25519 } from '#shared/domain/training/certificate.ts';
import { spkiHead } from '#shared/protocol/seal-format.ts';

export const ed25519: Ed25519 = {
  verify(publicKey, text, signature) {
    try {
      const key = createPublicKey({
        key: Buffer.concat([Buffer.from(spkiHead.ed25519, 'hex'), Buffer.from(publicKey, 'base64')]),
        format: 'der',
        type: 'spki',
      });
      return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'));
    } catch {
      // A key that is none verifies nothing.
      return false;
    }
  },
  keyIdOf: (publicKey) =>
    createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16),
};
