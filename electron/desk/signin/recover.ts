// A vault whose secret is forgotten (C8): the organisation opens the master key that was sealed to it, and seals it anew to
// a key that is made here for this one answer. The sign-in's nonce is bound to that key, so that nobody who gets hold of
// the token can have the answer.
import { createHash, diffieHellman, hkdfSync } from 'node:crypto';
import { escrowInfo } from '#shared/protocol/escrow-format.ts';
import { recoverAad, recoverNonceText, type RecoverRequest } from '#shared/protocol/keys.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { readKeyring } from '../vault/keyring.ts';
import { vaultPaths } from '../vault/paths.ts';
import { decrypt, privateKeyFrom, publicKeyFrom, rawPublicKey, type RandomBytes } from '../vault/seal.ts';
import { escrowOf } from '../vault/slot-ops.ts';

export interface Recovery {
  /** For the authorisation request. */
  nonce: string;
  request(idToken: string): RecoverRequest;
  /** The master key (32 bytes; the caller wipes it). */
  open(sealed: string): Result<Buffer>;
}

/** Codes: `escrow-missing` (nothing was left with the organisation), vault-keyring-damaged. */
export function startRecovery(profile: string, device: string, random: RandomBytes): Result<Recovery> {
  let left: ReturnType<typeof escrowOf> = null;
  try {
    const ring = readKeyring(vaultPaths(profile).keyring);
    left = ring === null ? null : escrowOf(ring);
  } catch {
    return fail('vault-keyring-damaged', 'recovery');
  }
  const master = left?.master ?? null;
  if (left === null || master === null) return fail('escrow-missing');
  const { vaultId } = left;
  const seed = random(32);
  const key = privateKeyFrom('x25519', seed);
  seed.fill(0);
  const own = rawPublicKey(key);
  const ephemeralKey = own.toString('base64');
  const salt = random(32).toString('base64url');
  const text = recoverNonceText({ device, vaultId, ephemeralKey, salt });
  return ok({
    nonce: createHash('sha256').update(text).digest('base64url'),
    request: (idToken) => ({
      v: 2,
      device,
      vaultId,
      escrow: { keyId: master.keyId, wrapped: master.sealed },
      ephemeralKey,
      salt,
      idToken,
    }),
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64');
      if (bytes.length < 61) return fail('sign-in-unreadable', 'sealed');
      const from = bytes.subarray(0, 32);
      let shared: Buffer;
      try {
        shared = diffieHellman({ privateKey: key, publicKey: publicKeyFrom('x25519', from) });
      } catch {
        return fail('sign-in-unreadable', 'key');
      }
      const wrapKey = Buffer.from(hkdfSync('sha256', shared, Buffer.concat([from, own]), escrowInfo, 32));
      const plain = decrypt(wrapKey, bytes.subarray(32), Buffer.from(recoverAad(vaultId, salt)));
      shared.fill(0);
      wrapKey.fill(0);
      return plain === null || plain.length !== 32 ? fail('sign-in-unreadable', 'sealed') : ok(plain);
    },
  });
}
