// Signatures and key ids of certificates, said once: each floor brings its own cryptography for it.
import type { Ed25519 } from './certificate.ts';

/** `Bytes`: what the floor that asks holds bytes in. */
export interface Primitives<Bytes> {
  bytes(base64: string): Bytes;
  /** Over the UTF-8 of `text`. May throw for a key or a signature that is none. */
  verify(rawKey: Bytes, text: string, signature: Bytes): boolean;
  sha256Hex(of: Bytes): string;
}

export const ed25519By = <Bytes>(by: Primitives<Bytes>): Ed25519 => ({
  verify(publicKey, text, signature) {
    try {
      return by.verify(by.bytes(publicKey), text, by.bytes(signature));
    } catch {
      // A key that is none verifies nothing.
      return false;
    }
  },
  keyIdOf: (publicKey) => by.sha256Hex(by.bytes(publicKey)).slice(0, 16),
});
