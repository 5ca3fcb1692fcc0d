// Keys that lie sealed to the organisation (escrow-format.ts; product.md C10, C36): a vault's master key for a forgotten secret, the
// reader's key for after a lease. Which vault is which device's, the backend knows from handshakes (`deskSays.vaultId`).
import { z } from 'zod';
import { base64 } from './base64.ts';
import { escrowInfo } from './escrow-format.ts';

const v = z.literal(2);
const at = z.iso.datetime({ precision: 3 });
const key32 = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);

/** Bytes as escrow-format.ts has them; `keyId`: first 16 hex digits of SHA-256 of the recovery public key. */
export const escrow = z.strictObject({
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  wrapped: base64(400),
});
export type Escrow = z.infer<typeof escrow>;

/**
 * POST /v2/keys/renew, signed by the device: the reader's key back after a lease. The vault must be this device's; where the
 * organisation has a provider, somebody allowed must be bound to it (else `refused`, message `sign-in-needed`).
 */
export const renewRequest = z.strictObject({
  v,
  vaultId: z.uuid(),
  /** Of kind `reader`. */
  escrow,
});
/** `reader`: the 60 bytes as they were sealed, still wrapped under the vault's master key. */
export const renewAnswer = z.strictObject({ v, reader: base64(400), serverTime: at });
export type RenewAnswer = z.infer<typeof renewAnswer>;

/**
 * POST /v2/keys/recover, unsigned: the device's key lies in the vault that cannot be opened. The ID token must be new, have a
 * second factor, be of somebody bound to the vault's device, and carry as its nonce base64url(SHA-256(recoverNonceText)), so
 * that nobody who gets hold of it can have the answer sealed for a key of theirs.
 */
export const recoverRequest = z.strictObject({
  v,
  /** The device's id, as enrolled. */
  device: z.string().max(64),
  vaultId: z.uuid(),
  /** Of kind `master`. */
  escrow,
  /** X25519, raw, made for this request. */
  ephemeralKey: key32,
  /** 32 random bytes, base64url. */
  salt: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  idToken: z.string().max(20_000),
});
export type RecoverRequest = z.infer<typeof recoverRequest>;
export const recoverNonceText = (of: {
  device: string;
  vaultId: string;
  ephemeralKey: string;
  salt: string;
}): string => JSON.stringify(['careline-recover-1', of.device, of.vaultId, of.ephemeralKey, of.salt]);

/**
 * `sealed`: the master key for `ephemeralKey`, by the three steps of escrow-format.ts with the ephemeral key in place of the
 * recovery key and AAD `recoverAad`.
 */
export const recoverAnswer = z.strictObject({
  v,
  sealed: base64(400),
  /** Who recovered. */
  person: z.string().max(60),
  serverTime: at,
});
export type RecoverAnswer = z.infer<typeof recoverAnswer>;
export const recoverAad = (vaultId: string, salt: string): string =>
  `${escrowInfo}:recovered:${vaultId}:${salt}`;
