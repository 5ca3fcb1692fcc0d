// What a device leaves with its organisation, so that a forgotten PIN or a departed employee costs no message: constants
// and exact byte orders, no cryptography. The desk seals, the organisation's side opens, each with its own code.
import { keyBytes, nonceBytes, tagBytes } from './seal-format.ts';

/**
 * Sealing some bytes to the organisation's X25519 recovery key:
 * 1. shared   = X25519(ephemeral private key, recovery public key); the pair is used for this sealing alone.
 * 2. wrap key = HKDF-SHA256(ikm = shared, salt = ephemeral public(32) ‖ recovery public(32), info = `escrowInfo`, 32 bytes).
 * 3. sealed   = ephemeral public(32) ‖ nonce(12) ‖ AES-256-GCM(wrap key, plain, AAD = UTF-8 of `escrowAad`) ‖ tag(16), base64.
 *
 * `master`: plain = the vault's master key, 32 bytes (sealed: 92). It opens every data key of the vault's keyring.
 * `reader`: plain = the reader's private key as the keyring holds it, that is nonce(12) ‖ AES-256-GCM(master key, seed)(32) ‖
 * tag(16) = 60 bytes (sealed: 120). So it can be sealed while the desk is locked, and who opens it without the vault's
 * master key still reads nothing. It goes back to the device as it is.
 */
export const escrowInfo = 'careline-escrow-v1';
export const escrowKinds = ['master', 'reader'] as const;
export type EscrowKind = (typeof escrowKinds)[number];
/** What is authenticated beside the bytes: a sealing cannot be taken for another's. */
export const escrowAad = (kind: EscrowKind, vaultId: string, keyId: string): string =>
  `${escrowInfo}:${kind}:${vaultId}:${keyId}`;
/** Bytes before base64. */
export const escrowOverhead = keyBytes + nonceBytes + tagBytes;
export const escrowBytes: Record<EscrowKind, number> = {
  master: escrowOverhead + 32,
  reader: escrowOverhead + 60,
};
