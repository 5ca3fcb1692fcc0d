// Reads an audit file of any length, plain or gzip, a piece at a time, and says the first thing that is wrong with it.
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { createFileCheck, type FileVerdict, type KnownKeys } from '#shared/domain/audit/check.ts';
import { mostLineBytes } from '#shared/domain/audit/file.ts';
import { fileCrypto } from './crypto.ts';

const lineFeed = 0x0a;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
function textOf(bytes: Buffer): string | null {
  try {
    return bytes.length > mostLineBytes ? null : decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** `pieces`: the text inside, unpacked. Stops at the first thing wrong. */
async function checkText(pieces: AsyncIterable<Uint8Array>, keys: KnownKeys): Promise<FileVerdict> {
  const check = createFileCheck(fileCrypto, keys);
  let rest = Buffer.alloc(0);
  for await (const piece of pieces) {
    const bytes = Buffer.concat([rest, piece]);
    let from = 0;
    for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, from)) {
      check.line(textOf(bytes.subarray(from, at)), bytes.subarray(from, at + 1));
      from = at + 1;
      if (check.done()) return check.end(false);
    }
    rest = bytes.subarray(from);
    // A line without end is told as one that is too long, and read no further.
    if (rest.length > mostLineBytes) {
      check.line(null, rest);
      return check.end(false);
    }
  }
  return check.end(rest.length > 0);
}

/** Throws what reading and unpacking throw (a file that cannot be read, a damaged gzip). */
export async function verifyAuditFile(
  source: AsyncIterable<Uint8Array>,
  keys: KnownKeys,
): Promise<FileVerdict> {
  const iterator = source[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (head.length < 2) {
    const next = await iterator.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield head;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  }
  if (head[0] !== 0x1f || head[1] !== 0x8b) return checkText(all(), keys);
  const gunzip = createGunzip();
  const packed = Readable.from(all(), { objectMode: false });
  packed.on('error', (error) => gunzip.destroy(error));
  return checkText(packed.pipe(gunzip), keys);
}
