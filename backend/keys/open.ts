// Opens what a vault sealed to the organisation, and seals it for a desk's key. Exact bytes: shared/protocol/escrow-format.ts.
import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { escrowAad, escrowBytes, escrowInfo, type EscrowKind } from '#shared/protocol/escrow-format.ts';
import type { Escrow } from '#shared/protocol/keys.ts';
import { keyBytes, nonceBytes, spkiHead, tagBytes } from '#shared/protocol/seal-format.ts';
import type { SealKeys } from '../seal/keys.ts';

const publicFrom = (raw: Buffer): KeyObject =>
  createPublicKey({
    key: Buffer.concat([Buffer.from(spkiHead.x25519, 'hex'), raw]),
    format: 'der',
    type: 'spki',
  });
const wrapKeyOf = (shared: Buffer, ephemeral: Buffer, recipient: Buffer): KeyObject =>
  createSecretKey(
    Buffer.from(hkdfSync('sha256', shared, Buffer.concat([ephemeral, recipient]), escrowInfo, keyBytes)),
  );

export type OpenedEscrow = { ok: true; plain: Buffer } | { ok: false; why: 'unknown-key' | 'altered' };

/** `altered`: other bytes, or sealed for another vault, kind or key. */
export function openEscrow(keys: SealKeys, kind: EscrowKind, vaultId: string, sealed: Escrow): OpenedEscrow {
  const own = keys.byId.get(sealed.keyId);
  if (!own) return { ok: false, why: 'unknown-key' };
  const bytes = Buffer.from(sealed.wrapped, 'base64');
  if (bytes.length !== escrowBytes[kind]) return { ok: false, why: 'altered' };
  const ephemeral = bytes.subarray(0, keyBytes);
  const body = bytes.subarray(keyBytes);
  try {
    const shared = diffieHellman({ privateKey: own.privateKey, publicKey: publicFrom(ephemeral) });
    const nonce = body.subarray(0, nonceBytes);
    const decipher = createDecipheriv('aes-256-gcm', wrapKeyOf(shared, ephemeral, own.publicRaw), nonce, {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(escrowAad(kind, vaultId, sealed.keyId), 'utf8'));
    decipher.setAuthTag(body.subarray(body.length - tagBytes));
    const plain = decipher.update(body.subarray(nonceBytes, body.length - tagBytes));
    decipher.final();
    return { ok: true, plain };
  } catch {
    return { ok: false, why: 'altered' };
  }
}

/** Seals for a key of somebody's; null when it is none (a point of small order gives a secret that anybody knows). */
export function sealFor(publicRaw: Buffer, plain: Buffer, aad: string): string | null {
  const pair = generateKeyPairSync('x25519');
  const ephemeral = Buffer.from(pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-keyBytes));
  let shared: Buffer;
  try {
    shared = diffieHellman({ privateKey: pair.privateKey, publicKey: publicFrom(publicRaw) });
  } catch {
    return null;
  }
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', wrapKeyOf(shared, ephemeral, publicRaw), nonce);
  cipher.setAAD(Buffer.from(aad, 'utf8'));
  return Buffer.concat([
    ephemeral,
    nonce,
    cipher.update(plain),
    cipher.final(),
    cipher.getAuthTag(),
  ]).toString('base64');
}
