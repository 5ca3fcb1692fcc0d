// Reads a model's bytes or refuses them by name. Nothing in the file is believed: lengths are checked against what is
// there before anything is allocated, and every number must be one.
import { fail, ok, type Result } from '../result.ts';
import { crc32, formatVersion, headerBytes, kinds, limits, magic } from './format.ts';
import type { LinearBlock } from './linear.ts';
import type { Block, EmotionModel } from './model.ts';
import { pooledOf, slotsOf, type NetBlock } from './net.ts';

/** The hash the model's card names, and how to take it (hashing is the caller's: this floor has no crypto). */
export interface Expected {
  sha256: string;
  of(bytes: Uint8Array): string;
}

class Refused extends Error {}
const must: (condition: boolean, why: string) => asserts condition = (condition, why) => {
  if (!condition) throw new Refused(why);
};

const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** A reading place in bytes that never runs past their end. */
function createSource(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const step = (length: number): number => {
    must(length <= bytes.length - at, 'it ends too early');
    at += length;
    return at - length;
  };
  const take = (length: number): Uint8Array => {
    const from = step(length);
    return bytes.subarray(from, from + length);
  };
  /** A copy of `count` words of four bytes, in this machine's order. */
  const words = (count: number): ArrayBuffer => {
    const copy = new Uint8Array(take(count * 4));
    if (!littleEndian) for (let i = 0; i < copy.length; i += 4) copy.subarray(i, i + 4).reverse();
    return copy.buffer;
  };
  return {
    u8: () => view.getUint8(step(1)),
    u16: () => view.getUint16(step(2), true),
    u32: () => view.getUint32(step(4), true),
    take,
    text: () => String.fromCharCode(...take(view.getUint8(step(1)))),
    u32s: (count: number): Uint32Array => new Uint32Array(words(count)),
    floats(count: number): Float32Array {
      const list = new Float32Array(words(count));
      for (const value of list) must(Number.isFinite(value), 'a number in it is none');
      return list;
    },
    eights(count: number): Int8Array {
      const raw = take(count);
      return new Int8Array(raw.buffer, raw.byteOffset, raw.length);
    },
    left: () => bytes.length - at,
  };
}

function inOrder(keys: Uint32Array): void {
  for (let i = 1; i < keys.length; i++)
    must((keys[i - 1] as number) < (keys[i] as number), 'its keys are out of order');
}

function readLinear(bytes: Uint8Array): LinearBlock {
  const source = createSource(bytes);
  const norm = source.u8() === 1 ? 'tfidf' : 'raw';
  const count = source.u16();
  const features = source.u32();
  must(count > 0 && count <= limits.labels, 'it names an impossible number of labels');
  must(features <= limits.features, 'it names an impossible number of features');
  must(features * (8 + count) <= source.left(), 'it ends too early');
  const labels = Array.from({ length: count }, () => source.text());
  const scale = source.floats(count);
  const bias = source.floats(count);
  const thresholds = source.floats(count);
  const keys = source.u32s(features);
  inOrder(keys);
  const idf = source.floats(features);
  const weights = source.eights(features * count);
  must(source.left() === 0, 'a block is longer than it says');
  return { labels, norm, keys, idf, weights, scale, bias, thresholds };
}

function readNet(bytes: Uint8Array): NetBlock {
  const source = createSource(bytes);
  const count = source.u16();
  const width = source.u16();
  const filters = source.u16();
  const spanCount = source.u8();
  must(count > 0 && count <= limits.labels, 'it names an impossible number of labels');
  must(width > 0 && width <= limits.width && width % 4 === 0, 'it names an impossible width');
  must(
    filters > 0 && filters <= limits.filters && filters % 4 === 0,
    'it names an impossible number of kernels',
  );
  must(spanCount > 0 && spanCount <= limits.spans, 'it names an impossible number of spans');
  const spans = Array.from({ length: spanCount }, () => source.u8());
  must(
    spans.every((s) => s > 0 && s <= limits.spans),
    'it names an impossible span',
  );
  const words = source.u32();
  must(words <= limits.features && words * (8 + width) <= source.left(), 'it ends too early');
  const labels = Array.from({ length: count }, () => source.text());
  const keys = source.u32s(words);
  inOrder(keys);
  const tableScale = source.floats(words);
  const table = source.eights(words * width);
  const shape = { width, filters, spans };
  const slots = slotsOf(shape);
  const kernelScale = source.floats(slots);
  const kernels = source.eights(slots * width);
  const kernelBias = source.floats(spanCount * filters);
  const out = source.floats(pooledOf(shape) * count);
  const [outBias, mix, thresholds] = [source.floats(count), source.floats(count), source.floats(count)];
  must(source.left() === 0, 'a block is longer than it says');
  return {
    ...shape,
    labels,
    keys,
    table,
    tableScale,
    kernels,
    kernelScale,
    kernelBias,
    out,
    outBias,
    mix,
    thresholds,
  };
}

/** `sum`: whether the CRC is taken; a file whose SHA-256 was right needs none. */
function readBlocks(bytes: Uint8Array, sum: boolean): EmotionModel {
  must(bytes.length <= limits.bytes, 'it is larger than a model can be');
  must(bytes.length >= headerBytes, 'it ends too early');
  const source = createSource(bytes);
  must(source.u32() === magic, 'it is not a model of ours');
  must(source.u16() === formatVersion, 'it is of a version this program does not know');
  const count = source.u16();
  must(count <= limits.blocks, 'it names an impossible number of blocks');
  must(source.u32() === bytes.length - headerBytes, 'its length is not the length it names');
  const named = source.u32();
  must(!sum || named === crc32(bytes, headerBytes), 'its bytes were changed');
  const blocks = new Map<string, Block>();
  for (let i = 0; i < count; i++) {
    const kind = source.u8();
    const name = source.text();
    const inside = source.take(source.u32());
    must(!blocks.has(name), 'it names a block twice');
    if (kind === kinds.linear) blocks.set(name, { kind: 'linear', linear: readLinear(inside) });
    else if (kind === kinds.net) blocks.set(name, { kind: 'net', net: readNet(inside) });
    else {
      must(kind === kinds.table, 'it holds a block of an unknown kind');
      blocks.set(name, { kind: 'table', bytes: inside });
    }
  }
  must(source.left() === 0, 'there is more in it than it says');
  return { blocks };
}

/** The model in `bytes`; `model-damaged` with the reason when they are not exactly what was written. Never throws. */
export function readModel(bytes: Uint8Array, expected?: Expected): Result<EmotionModel> {
  try {
    if (expected && expected.of(bytes) !== expected.sha256)
      return fail('model-damaged', 'emotion.bin: its SHA-256 is not the one its card names');
    return ok(readBlocks(bytes, expected === undefined));
  } catch (error) {
    if (error instanceof Refused) return fail('model-damaged', `emotion.bin: ${error.message}`);
    throw error;
  }
}
