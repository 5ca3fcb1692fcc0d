// Index ↔ parts of bytes for the vault: varints, postings as gaps, every part with its own checksum. Damage is a failure by
// name, never a wrong index; whoever holds the articles then builds it anew.
import { crc32 } from 'node:zlib';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { type ByteReader, byteReader, byteWriter, type ByteWriter, Damaged } from './bytes.ts';
import { breakWord, type EngineIndex, fieldCount, tokensFor } from './types.ts';

/** "CKB" and the version of what follows. Another version is built anew, not read. */
const magic = 0x43_4b_42_01;
const headerBytes = 24;
/** Payload of a part: one row of the vault, written well under 20 ms. */
const partBytes = 256 * 1024;

function writeWords(out: ByteWriter, words: readonly string[]): void {
  const utf8 = new TextEncoder();
  out.number(words.length);
  const coded = words.map((word) => utf8.encode(word));
  for (const each of coded) out.number(each.length);
  for (const each of coded) out.raw(each);
}

function readWords(from: ByteReader): string[] {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const lengths = Array.from({ length: from.count() }, () => from.number());
  return lengths.map((length) => utf8.decode(from.raw(length)));
}

/** Numbers that never fall, as gaps. */
function writeRising(out: ByteWriter, list: Int32Array): void {
  out.number(list.length);
  let before = 0;
  for (let i = 0; i < list.length; i++) {
    const value = list[i] as number;
    out.number(value - before);
    before = value;
  }
}

function readRising(from: ByteReader): Int32Array {
  const list = new Int32Array(from.count());
  let value = 0;
  for (let i = 0; i < list.length; i++) list[i] = value += from.number();
  return list;
}

function writeAll(out: ByteWriter, list: ArrayLike<number>): void {
  out.number(list.length);
  for (let i = 0; i < list.length; i++) out.number(list[i] as number);
}

function readAll<T extends Int32Array | Uint16Array | Uint8Array | Uint32Array>(
  from: ByteReader,
  make: (length: number) => T,
  below = Infinity,
): T {
  const list = make(from.count());
  for (let i = 0; i < list.length; i++) {
    const value = from.number();
    if (value >= below) throw new Damaged('a number in it is too high');
    list[i] = value;
  }
  return list;
}

function writeIndex(out: ByteWriter, index: EngineIndex): void {
  writeAll(out, index.ns);
  writeAll(out, index.flags);
  writeAll(out, index.lengths);
  writeWords(out, index.words);
  writeAll(out, index.sorted);
  writeAll(out, index.wordDocs);
  // -1 for the break becomes 0.
  writeAll(
    out,
    index.wordStem.map((stem) => stem + 1),
  );
  writeWords(out, index.stems);
  writeAll(out, index.tokens);
  writeRising(out, index.starts);
  writeRising(out, index.postingStart);
  for (let s = 0; s + 1 < index.postingStart.length; s++) {
    let before = -1;
    const end = index.postingStart[s + 1] as number;
    for (let p = index.postingStart[s] as number; p < end; p++) {
      const doc = index.postingDoc[p] as number;
      out.number(doc - before - 1);
      before = doc;
    }
  }
  writeAll(out, index.postingCounts);
}

const must = (condition: boolean, why: string): void => {
  if (!condition) throw new Damaged(why);
};
const inside = (list: Int32Array, from: number, below: number, what: string): void => {
  for (let i = 0; i < list.length; i++) {
    const value = list[i] as number;
    must(value >= from && value < below, what);
  }
};

function readPostings(from: ByteReader, postingStart: Int32Array, docs: number): Int32Array {
  const total = postingStart.at(-1) ?? 0;
  must(total >= 0 && total <= from.left(), 'it ends too early');
  const postingDoc = new Int32Array(total);
  for (let s = 0; s + 1 < postingStart.length; s++) {
    let doc = -1;
    const end = postingStart[s + 1] as number;
    for (let p = postingStart[s] as number; p < end; p++) {
      doc += from.number() + 1;
      must(doc < docs, 'a posting names no article');
      postingDoc[p] = doc;
    }
  }
  return postingDoc;
}

function readIndex(from: ByteReader): EngineIndex {
  const ns = readAll(from, (n) => new Int32Array(n));
  const flags = readAll(from, (n) => new Uint8Array(n));
  const lengths = readAll(from, (n) => new Uint16Array(n));
  must(flags.length === ns.length && lengths.length === ns.length * fieldCount, 'its lists differ in length');
  const words = readWords(from);
  const sorted = readAll(from, (n) => new Int32Array(n));
  const wordDocs = readAll(from, (n) => new Int32Array(n));
  const wordStem = readAll(from, (n) => new Int32Array(n)).map((stem) => stem - 1);
  const stems = readWords(from);
  must(words.length > 0 && sorted.length === words.length - 1, 'its words are not all in order');
  must(wordDocs.length === words.length && wordStem.length === words.length, 'its lists differ in length');
  inside(sorted, 1, words.length, 'an unknown word is in it');
  inside(wordStem, -1, stems.length, 'an unknown stem is in it');
  must((wordStem[breakWord] as number) === -1, 'an unknown stem is in it');
  const tokens = readAll(from, (n) => tokensFor(words.length, n), words.length);
  const starts = readRising(from);
  must(starts.length === ns.length * fieldCount + 1, 'its lists differ in length');
  must(starts.at(-1) === tokens.length, 'its texts end elsewhere');
  const postingStart = readRising(from);
  must(postingStart.length === stems.length + 1 && postingStart[0] === 0, 'its lists differ in length');
  const postingDoc = readPostings(from, postingStart, ns.length);
  const postingCounts = readAll(from, (n) => new Uint32Array(n));
  must(postingCounts.length === postingDoc.length && from.left() === 0, 'its lists differ in length');
  return {
    ns,
    flags,
    lengths,
    words,
    sorted,
    wordDocs,
    wordStem,
    stems,
    tokens,
    starts,
    postingStart,
    postingDoc,
    postingCounts,
  };
}

/** The index as parts of at most 256 kB, each of which proves itself and names its place among the others. */
export function encodeIndex(index: EngineIndex): Uint8Array[] {
  const out = byteWriter();
  writeIndex(out, index);
  const whole = out.done();
  const sum = crc32(whole);
  const count = Math.max(1, Math.ceil(whole.length / partBytes));
  return Array.from({ length: count }, (_, i) => {
    const payload = whole.subarray(i * partBytes, (i + 1) * partBytes);
    const part = new Uint8Array(headerBytes + payload.length);
    const header = new DataView(part.buffer);
    header.setUint32(0, magic);
    header.setUint32(4, i);
    header.setUint32(8, count);
    header.setUint32(12, payload.length);
    header.setUint32(16, sum);
    part.set(payload, headerBytes);
    header.setUint32(20, crc32(payload, crc32(part.subarray(0, 20))));
    return part;
  });
}

/** What the parts hold, proved. Not put together: that would cost as much memory again. */
function payloadsOf(parts: readonly Uint8Array[]): Uint8Array[] {
  must(parts.length > 0, 'nothing is there');
  let sum = 0;
  const sums = new Set<number>();
  const payloads = parts.map((part, i) => {
    must(part.length >= headerBytes, 'a part ends too early');
    const header = new DataView(part.buffer, part.byteOffset, part.byteLength);
    const payload = part.subarray(headerBytes);
    must(header.getUint32(0) === magic, 'it has another version');
    must(header.getUint32(20) === crc32(payload, crc32(part.subarray(0, 20))), 'a part is damaged');
    must(header.getUint32(4) === i && header.getUint32(8) === parts.length, 'a part is missing');
    must(header.getUint32(12) === payload.length, 'a part ends too early');
    sums.add(header.getUint32(16));
    sum = crc32(payload, sum);
    return payload;
  });
  must(sums.size === 1 && sums.has(sum), 'its parts are not of one index');
  return payloads;
}

/** `content-damaged` for anything but parts of one index in their order. */
export function decodeIndex(parts: readonly Uint8Array[]): Result<EngineIndex> {
  try {
    return ok(readIndex(byteReader(payloadsOf(parts))));
  } catch (error) {
    if (error instanceof Damaged || error instanceof TypeError || error instanceof RangeError)
      return fail('content-damaged', `the search index: ${error.message}`);
    throw error;
  }
}
