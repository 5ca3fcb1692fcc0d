// Is this the organisation's policy? Ed25519 over the exact text, by the key that was pinned when the device was enrolled.
import { createPublicKey, verify } from 'node:crypto';
import { policyText, readPolicy, type Policy } from '#shared/domain/access/policy.ts';

export interface Signed {
  text: string;
  /** Ed25519, base64. */
  signature: string;
}
/** Who signed, and what it is about. `publicKey`: Ed25519, raw 32 bytes, base64. */
export interface Pinned {
  organisation: string;
  publicKey: string;
}
export type Verifier = (publicKey: Buffer, text: Buffer, signature: Buffer) => boolean;

const spki = Buffer.from('302a300506032b6570032100', 'hex');
/** False also for what is no key at all. */
export const ed25519: Verifier = (publicKey, text, signature) => {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  try {
    const key = createPublicKey({ key: Buffer.concat([spki, publicKey]), format: 'der', type: 'spki' });
    return verify(null, text, key, signature);
  } catch {
    return false;
  }
};

/** Null: not signed by that key for that organisation, or no policy that this desk can read. */
export function openSigned(
  { organisation, publicKey }: Pinned,
  signed: Signed,
  check: Verifier,
): Policy | null {
  const text = Buffer.from(policyText(organisation, signed.text), 'utf8');
  if (!check(Buffer.from(publicKey, 'base64'), text, Buffer.from(signed.signature, 'base64'))) return null;
  return readPolicy(signed.text);
}
