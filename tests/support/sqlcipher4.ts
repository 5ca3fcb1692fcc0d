// Reads a SQLCipher 4 file with a raw key. Written from the public description of the format alone (pages of 4096 bytes,
// 80 of them reserved: IV 16, HMAC-SHA512 64; AES-256-CBC; the HMAC key is PBKDF2-SHA512 of the key, two rounds over the salt
// xor 0x3a; the HMAC covers ciphertext, IV and the page's number, little-endian) and importing nothing of the product, so
// that it can show the product to be wrong.
import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';

const pageBytes = 4096;
const saltBytes = 16;
const ivBytes = 16;
const macBytes = 64;
const bodyEnd = pageBytes - ivBytes - macBytes;
const macAt = pageBytes - macBytes;
/** How a plain SQLite file begins; an encrypted one has its salt in that place. */
const plainHead = Buffer.from('SQLite format 3\0', 'latin1');

export interface Opened {
  pages: number;
  /** Pages whose HMAC is right under this key. */
  verified: number;
  /** The plain file; null unless every page was verified. */
  plain: Buffer | null;
}

/** `key`: 32 raw bytes (SQLCipher's `x'…'` form). Throws where the file has no whole pages. */
export function openSqlcipher4(file: Buffer, key: Buffer): Opened {
  if (file.length === 0 || file.length % pageBytes !== 0)
    throw new Error(`${file.length} bytes: no whole pages`);
  const salt = file.subarray(0, saltBytes);
  const macSalt = Buffer.from(salt.map((byte) => byte ^ 0x3a));
  const macKey = pbkdf2Sync(key, macSalt, 2, 32, 'sha512');
  const pages = file.length / pageBytes;
  const plain = Buffer.alloc(file.length);
  let verified = 0;
  for (let at = 0; at < pages; at++) {
    const page = file.subarray(at * pageBytes, (at + 1) * pageBytes);
    const from = at === 0 ? saltBytes : 0;
    const number = Buffer.alloc(4);
    number.writeUInt32LE(at + 1);
    const mac = createHmac('sha512', macKey).update(page.subarray(from, macAt)).update(number).digest();
    if (!timingSafeEqual(mac, page.subarray(macAt))) continue;
    verified++;
    const cipher = createDecipheriv('aes-256-cbc', key, page.subarray(bodyEnd, bodyEnd + ivBytes));
    cipher.setAutoPadding(false);
    const body = Buffer.concat([cipher.update(page.subarray(from, bodyEnd)), cipher.final()]);
    body.copy(plain, at * pageBytes + from);
  }
  if (verified < pages) return { pages, verified, plain: null };
  plainHead.copy(plain);
  return { pages, verified, plain };
}

/**
 * The same file as one that was never in WAL mode: bytes 18 and 19 of the header say which mode a reader has to use, and a
 * copy has no log beside it.
 */
export function withoutLog(plain: Buffer): Buffer {
  const out = Buffer.from(plain);
  out[18] = out[19] = 1;
  return out;
}
