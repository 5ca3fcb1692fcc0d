// Sealing of message bodies (architecture rule 4): a random key for each item, wrapped for everyone who may read it.
// Writing needs public keys only, so a desk may still take messages that it may no longer read.
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';

/** Bytes from a strong source; the composition root passes `crypto.randomBytes`. */
export type RandomBytes = (count: number) => Buffer;

const nonceSize = 12;
const tagSize = 16;
const info = Buffer.from('careline-seal-v1');
const derHeads = {
  x25519: { private: '302e020100300506032b656e04220420', public: '302a300506032b656e032100' },
  ed25519: { private: '302e020100300506032b657004220420', public: '302a300506032b6570032100' },
} as const;
export type Curve = keyof typeof derHeads;

/** A private key from its 32 raw bytes. The caller wipes `seed`. */
export function privateKeyFrom(curve: Curve, seed: Buffer): KeyObject {
  const der = Buffer.concat([Buffer.from(derHeads[curve].private, 'hex'), seed]);
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } finally {
    der.fill(0);
  }
}
export const publicKeyFrom = (curve: Curve, raw: Buffer): KeyObject =>
  createPublicKey({
    key: Buffer.concat([Buffer.from(derHeads[curve].public, 'hex'), raw]),
    format: 'der',
    type: 'spki',
  });
const publicHalves = new WeakMap<KeyObject, Buffer>();
/** The 32 raw bytes of a private key's public half; worked out once a key, because every opening asks for the reader's. */
export function rawPublicKey(key: KeyObject): Buffer {
  let raw = publicHalves.get(key);
  if (raw === undefined) {
    raw = Buffer.from(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32));
    publicHalves.set(key, raw);
  }
  return Buffer.from(raw);
}

/**
 * An encryption that lacks its text only. The key goes in as an object: for a plain buffer Node 24 builds and catches an
 * error, which takes longer than the encryption.
 */
type Encryption = (plain: Buffer) => Buffer;
function encryption(key: Buffer, aad: Buffer, random: RandomBytes): Encryption {
  const nonce = random(nonceSize);
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce);
  cipher.setAAD(aad);
  return (plain) => Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}
/** AES-256-GCM: nonce 12, ciphertext, tag 16. */
export const encrypt = (key: Buffer, plain: Buffer, aad: Buffer, random: RandomBytes): Buffer =>
  encryption(key, aad, random)(plain);
/** Null when the key, the text or what it is bound to is not right. */
export function decrypt(key: Buffer, box: Buffer, aad: Buffer): Buffer | null {
  if (box.length < nonceSize + tagSize) return null;
  const cipher = createDecipheriv('aes-256-gcm', createSecretKey(key), box.subarray(0, nonceSize), {
    authTagLength: tagSize,
  });
  cipher.setAAD(aad);
  cipher.setAuthTag(box.subarray(box.length - tagSize));
  try {
    return Buffer.concat([cipher.update(box.subarray(nonceSize, box.length - tagSize)), cipher.final()]);
  } catch {
    return null;
  }
}

const wrapKey = (shared: Buffer, ephemeral: Buffer, recipient: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', shared, Buffer.concat([ephemeral, recipient]), info, 32));

/** A key pair for sealing; its secret half is never written down. */
interface Ephemeral {
  privateKey: KeyObject;
  publicKey: Buffer;
}
function ephemeral(random: RandomBytes): Ephemeral {
  const seed = random(32);
  const privateKey = privateKeyFrom('x25519', seed);
  seed.fill(0);
  return { privateKey, publicKey: rawPublicKey(privateKey) };
}

/** Recipients are few and sealing stands in the way of every save: their parsed public keys are kept. */
const recipients = new Map<string, KeyObject>();
function recipientKey(raw: Buffer): KeyObject {
  const name = raw.toString('base64');
  const known = recipients.get(name);
  if (known) return known;
  if (recipients.size >= 16) recipients.clear();
  const key = publicKeyFrom('x25519', raw);
  recipients.set(name, key);
  return key;
}

/**
 * Pairs made in idle moments: making one takes as long as the rest of a sealing, and sealing is part of every save. Each
 * is used once.
 */
const reserve = new WeakMap<RandomBytes, Ephemeral[]>();
function takeEphemeral(random: RandomBytes): Ephemeral {
  const ready = reserve.get(random) ?? [];
  reserve.set(random, ready);
  setImmediate(() => {
    if (ready.length < 2) ready.push(ephemeral(random));
  }).unref();
  return ready.pop() ?? ephemeral(random);
}

/** A pair's wrapping keys, one a recipient. */
interface Wrapping {
  from: Ephemeral;
  keys: Map<string, Buffer>;
  /** Items that may still be wrapped with it. */
  left: number;
}
const wrappingOf = (from: Ephemeral, left: number): Wrapping => ({ from, keys: new Map(), left });

/**
 * The key exchange is most of the work of wrapping, and of unwrapping at the other end. While this desk may read what it
 * writes, so many items share one pair (each still has a key of its own, and each wrapping a nonce of its own). A lock
 * takes the shared keys away; what is written while locked has a pair for each item.
 */
const itemsPerPair = 64;
const sharedNow = new WeakMap<RandomBytes, Wrapping>();
function takeWrapping(random: RandomBytes, share: boolean): Wrapping {
  if (!share) return wrappingOf(takeEphemeral(random), 1);
  let wrapping = sharedNow.get(random);
  if (wrapping === undefined || wrapping.left === 0) {
    forgetShared(random);
    sharedNow.set(random, (wrapping = wrappingOf(takeEphemeral(random), itemsPerPair)));
  }
  wrapping.left--;
  return wrapping;
}
const wipeWrapping = (wrapping: Wrapping): void => {
  for (const key of wrapping.keys.values()) key.fill(0);
  wrapping.keys.clear();
};
/** At a lock: with these keys what was sealed last could be opened. */
export function forgetShared(random: RandomBytes): void {
  const wrapping = sharedNow.get(random);
  if (wrapping !== undefined) wipeWrapping(wrapping);
  sharedNow.delete(random);
}

function wrapWith(
  recipient: Buffer,
  itemKey: Buffer,
  aad: Buffer,
  { from, keys }: Wrapping,
  random: RandomBytes,
): Buffer {
  const name = recipient.toString('base64');
  let key = keys.get(name);
  if (key === undefined) {
    const shared = diffieHellman({ privateKey: from.privateKey, publicKey: recipientKey(recipient) });
    key = wrapKey(shared, from.publicKey, recipient);
    shared.fill(0);
    keys.set(name, key);
  }
  return Buffer.concat([from.publicKey, encrypt(key, itemKey, aad, random)]);
}
/**
 * An item's key wrapped for one reader: ephemeral public key 32, nonce 12, wrapped key 32, tag 16 = 92 bytes. `share`: with
 * the pair that is in use for several items.
 */
export function wrapFor(
  recipient: Buffer,
  itemKey: Buffer,
  itemId: string,
  random: RandomBytes,
  share = false,
): Buffer {
  const wrapping = takeWrapping(random, share);
  const wrapped = wrapWith(recipient, itemKey, Buffer.from(itemId), wrapping, random);
  if (!share) wipeWrapping(wrapping);
  return wrapped;
}
/** The item's key again, or null when it was not wrapped for this reader and this item. */
export function unwrapWith(reader: KeyObject, wrapped: Buffer, itemId: string): Buffer | null {
  if (wrapped.length !== 32 + nonceSize + 32 + tagSize) return null;
  const ephemeralPublic = wrapped.subarray(0, 32);
  let shared: Buffer;
  try {
    shared = diffieHellman({ privateKey: reader, publicKey: publicKeyFrom('x25519', ephemeralPublic) });
  } catch {
    return null; // a point that gives no secret
  }
  const key = wrapKey(shared, ephemeralPublic, rawPublicKey(reader));
  try {
    return decrypt(key, wrapped.subarray(32), Buffer.from(itemId));
  } finally {
    shared.fill(0);
    key.fill(0);
  }
}

export interface SealedItem {
  /** Nonce 12, ciphertext, tag 16; bound to the item's id. */
  body: Buffer;
  /** Recipient → the item's key wrapped for it, in the order asked for. */
  keys: Record<string, Buffer>;
}

/** All of a sealing but the body: a fresh key for the item, wrapped for its readers. */
interface Sealing {
  encrypt: Encryption;
  keys: Record<string, Buffer>;
}
function newSealing(
  itemId: string,
  readers: Readonly<Record<string, Buffer>>,
  random: RandomBytes,
  share: boolean,
): Sealing {
  const itemKey = random(32);
  try {
    const aad = Buffer.from(itemId);
    // One ephemeral pair for all readers: each wrapping key is bound to its reader's public key.
    const wrapping = takeWrapping(random, share);
    const keys: Record<string, Buffer> = {};
    for (const [name, publicKey] of Object.entries(readers))
      keys[name] = wrapWith(publicKey, itemKey, aad, wrapping, random);
    if (!share) wipeWrapping(wrapping);
    return { encrypt: encryption(itemKey, aad, random), keys };
  } finally {
    itemKey.fill(0);
  }
}

/**
 * What was sealed is usually sealed again soon (a draft at each pause in typing, then the message): the next time's
 * key is made and wrapped in an idle moment. Each is used once, for that item and those readers only; few are kept.
 */
const ahead = new WeakMap<RandomBytes, Map<string, Sealing>>();
const aheadMost = 4;
const aheadName = (itemId: string, readers: Readonly<Record<string, Buffer>>): string =>
  [itemId, ...Object.entries(readers).map(([name, key]) => `${name}=${key.toString('base64')}`)].join(' ');

function takeSealing(
  itemId: string,
  readers: Readonly<Record<string, Buffer>>,
  random: RandomBytes,
  share: boolean,
): Sealing {
  const waiting = ahead.get(random) ?? new Map<string, Sealing>();
  ahead.set(random, waiting);
  const name = aheadName(itemId, readers);
  const ready = waiting.get(name);
  waiting.delete(name);
  setImmediate(() => {
    if (waiting.has(name)) return;
    waiting.set(name, newSealing(itemId, readers, random, share));
    for (const oldest of waiting.keys()) {
      if (waiting.size <= aheadMost) break;
      waiting.delete(oldest);
    }
  }).unref();
  return ready ?? newSealing(itemId, readers, random, share);
}

/**
 * Seals a body for readers by name → raw X25519 public key (`{reader: vault.readerPublicKey, 'backend:k1': …}`). `share`:
 * see `itemsPerPair`; not while locked.
 */
export function seal(
  itemId: string,
  body: Buffer,
  readers: Readonly<Record<string, Buffer>>,
  random: RandomBytes,
  share = false,
): SealedItem {
  const { encrypt: encryptBody, keys } = takeSealing(itemId, readers, random, share);
  return { body: encryptBody(body), keys };
}

/** Opens a sealed body; null when the reader, the id or the bytes are not right. */
export function unseal(itemId: string, body: Buffer, wrapped: Buffer, reader: KeyObject): Buffer | null {
  const itemKey = unwrapWith(reader, wrapped, itemId);
  if (!itemKey) return null;
  try {
    return decrypt(itemKey, body, Buffer.from(itemId));
  } finally {
    itemKey.fill(0);
  }
}
