// What a desk seals to its organisation, and how it opens an answer: on WebCrypto, while the backend uses node:crypto.
import { escrowAad, escrowInfo, type EscrowKind } from '#shared/protocol/escrow-format.ts';

const { subtle } = globalThis.crypto;
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);
const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

export const newPair = async (): Promise<{ pair: CryptoKeyPair; raw: Buffer }> => {
  const pair = (await subtle.generateKey('X25519', true, ['deriveBits'])) as CryptoKeyPair;
  return { pair, raw: Buffer.from(await subtle.exportKey('raw', pair.publicKey)) };
};

async function aesOf(mine: CryptoKey, theirs: Buffer, salt: Buffer): Promise<CryptoKey> {
  const shared = await subtle.deriveBits(
    { name: 'X25519', public: await subtle.importKey('raw', own(theirs), 'X25519', true, []) },
    mine,
    256,
  );
  const ikm = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: own(salt), info: utf8(escrowInfo) };
  return subtle.deriveKey(how, ikm, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

export async function sealEscrow(
  to: { id: string; publicKey: string },
  kind: EscrowKind,
  vaultId: string,
  plain: Buffer,
): Promise<{ keyId: string; wrapped: string }> {
  const theirs = Buffer.from(to.publicKey, 'base64');
  const { pair, raw } = await newPair();
  const key = await aesOf(pair.privateKey, theirs, Buffer.concat([raw, theirs]));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = utf8(escrowAad(kind, vaultId, to.id));
  const sealed = await subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, own(plain));
  return { keyId: to.id, wrapped: Buffer.concat([raw, iv, Buffer.from(sealed)]).toString('base64') };
}

/** @throws when it was sealed for another key or of another kind. */
export async function openAnswer(
  to: { pair: CryptoKeyPair; raw: Buffer },
  sealed: string,
  aad: string,
): Promise<Buffer> {
  const bytes = Buffer.from(sealed, 'base64');
  const theirs = bytes.subarray(0, 32);
  const key = await aesOf(to.pair.privateKey, theirs, Buffer.concat([theirs, to.raw]));
  const how = { name: 'AES-GCM', iv: own(bytes.subarray(32, 44)), additionalData: utf8(aad) };
  return Buffer.from(await subtle.decrypt(how, key, own(bytes.subarray(44))));
}
