// Seals to the organisation's recovery key (shared/protocol/escrow-format.ts): with the public half alone, so that it
// works while locked, and nothing on this computer can open it again.
import { diffieHellman, hkdfSync } from 'node:crypto';
import { escrowAad, escrowInfo, type EscrowKind } from '#shared/protocol/escrow-format.ts';
import { encrypt, privateKeyFrom, publicKeyFrom, rawPublicKey, type RandomBytes } from './seal.ts';

/** `recovery`: id and raw 32 bytes. Throws when they are no point of the curve. */
export function sealToRecovery(
  kind: EscrowKind,
  plain: Buffer,
  vaultId: string,
  recovery: { id: string; publicKey: Buffer },
  random: RandomBytes,
): Buffer {
  const seed = random(32);
  const ephemeral = privateKeyFrom('x25519', seed);
  seed.fill(0);
  const from = rawPublicKey(ephemeral);
  const shared = diffieHellman({
    privateKey: ephemeral,
    publicKey: publicKeyFrom('x25519', recovery.publicKey),
  });
  const salt = Buffer.concat([from, recovery.publicKey]);
  const key = Buffer.from(hkdfSync('sha256', shared, salt, escrowInfo, 32));
  try {
    const aad = Buffer.from(escrowAad(kind, vaultId, recovery.id));
    return Buffer.concat([from, encrypt(key, plain, aad, random)]);
  } finally {
    shared.fill(0);
    key.fill(0);
  }
}
