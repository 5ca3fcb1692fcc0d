// The backend's own cryptography for certificates.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { ed25519By } from '#shared/domain/training/ed25519.ts';
import { spkiHead } from '#shared/protocol/seal-format.ts';

export const ed25519 = ed25519By<Buffer>({
  bytes: (base64) => Buffer.from(base64, 'base64'),
  verify(raw, text, signature) {
    const der = Buffer.concat([Buffer.from(spkiHead.ed25519, 'hex'), raw]);
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text, 'utf8'), key, signature);
  },
  sha256Hex: (of) => createHash('sha256').update(of).digest('hex'),
});
