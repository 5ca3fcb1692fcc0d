// The model file is refused by name whatever is wrong with it, and an utterance of any kind is heard without a throw.
import { describe, expect, it } from 'vitest';
import { featuresOf } from './features.ts';
import { crc32, formatVersion, headerBytes, magic } from './format.ts';
import { headsOf } from './heads.ts';
import { headLabels, headTargets } from './labels.ts';
import { logitsOf, placeOf, weightOf, type LinearBlock } from './linear.ts';
import type { NamedBlock } from './model.ts';
import { netLogits, pooledBy, wordKind, wordPlace, type NetBlock } from './net.ts';
import { keyOf } from './features.ts';
import { readModel } from './read.ts';
import { longestText, tokensOf } from './tokens.ts';
import { inEights, writeModel } from './write.ts';

const keys = Uint32Array.from(['thank', 'hurts', 'angry'], (w) => keyOf(w, 1)).sort();
const labels = headLabels;
const linear: LinearBlock = {
  labels,
  norm: 'tfidf',
  keys,
  idf: new Float32Array(keys.length).fill(1.5),
  weights: Int8Array.from({ length: keys.length * labels.length }, (_, i) => ((i * 37) % 255) - 127),
  scale: new Float32Array(labels.length).fill(0.05),
  bias: new Float32Array(labels.length).fill(-2),
  thresholds: new Float32Array(labels.length).fill(0.3),
};
const shape = { width: 8, spans: [1, 2], filters: 4 };
const words = Uint32Array.from(['thank', 'you'], (w) => keyOf(w, wordKind)).sort();
const numbers = (count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => Math.sin(i * 1.7));
const table = inEights(numbers(words.length * 8), 8);
const kernels = inEights(numbers(3 * 4 * 8), 8);
const net: NetBlock = {
  ...shape,
  labels,
  keys: words,
  table: table.eights,
  tableScale: table.scales,
  kernels: kernels.eights,
  kernelScale: kernels.scales,
  kernelBias: numbers(8),
  out: numbers(16 * labels.length),
  outBias: numbers(labels.length),
  mix: new Float32Array(labels.length).fill(0.25),
  thresholds: new Float32Array(labels.length).fill(0.4),
};
const blocks: NamedBlock[] = [
  { name: 'go', block: { kind: 'linear', linear } },
  { name: 'go.net', block: { kind: 'net', net } },
  { name: 'caller.table', block: { kind: 'table', bytes: Uint8Array.of(1, 2, 3) } },
];
const bytes = writeModel(blocks);
const read = (file: Uint8Array) => {
  const result = readModel(file);
  return result.ok ? 'read' : `${result.code} ${result.message}`;
};
/** The same body under a header that fits it, so that what stands inside is what gets looked at. */
function withBody(change: (body: Uint8Array) => void): Uint8Array {
  const file = bytes.slice();
  change(file.subarray(headerBytes));
  new DataView(file.buffer).setUint32(12, crc32(file, headerBytes), true);
  return file;
}

describe('the file', () => {
  it('comes back as it was written, and is written the same again', () => {
    const result = readModel(bytes);
    expect(result.ok).toBe(true);
    if (!result.ok) return;
    const again = [...result.value.blocks].map(([name, block]) => ({ name, block }));
    expect(again).toEqual(blocks);
    expect(writeModel(again)).toEqual(bytes);
  });

  it('is refused when a single bit differs, wherever it is', () => {
    for (let i = 0; i < bytes.length; i += 7) {
      const changed = bytes.slice();
      changed[i] = (changed[i] as number) ^ (1 << (i % 8));
      expect(read(changed)).toMatch(/^model-damaged emotion\.bin: /);
    }
  });

  it('is refused at every length but its own', () => {
    for (let length = 0; length < bytes.length; length += 13)
      expect(read(bytes.slice(0, length))).toMatch(/model-damaged/);
    expect(read(Uint8Array.from([...bytes, 0]))).toMatch(/model-damaged/);
    expect(read(new Uint8Array(0))).toMatch(/ends too early/);
  });

  it('is refused when the card names another hash', () => {
    const result = readModel(bytes, { sha256: 'a'.repeat(64), of: () => 'b'.repeat(64) });
    expect(result).toMatchObject({ ok: false, code: 'model-damaged', retryable: false });
    expect(readModel(bytes, { sha256: 'c', of: () => 'c' }).ok).toBe(true);
  });

  it('never allocates what it claims: counts beyond the bytes are refused at once', () => {
    // kind, length of name, "go", length of block; then norm, labels (2 bytes), features (4 bytes)
    const start = 1 + 1 + 2 + 4;
    const view = (body: Uint8Array): DataView => new DataView(body.buffer, body.byteOffset, body.byteLength);
    for (const features of [3_000_000_000, 1_999_999])
      expect(read(withBody((b) => view(b).setUint32(start + 3, features, true)))).toMatch(/model-damaged/);
    for (const count of [0, 65_535])
      expect(read(withBody((b) => view(b).setUint16(start + 1, count, true)))).toMatch(/number of labels/);
    expect(read(withBody((b) => view(b).setUint32(4, 4_000_000_000, true)))).toMatch(/ends too early/);
    expect(read(withBody((b) => b.set([9], 0)))).toMatch(/unknown kind/);
  });

  it('is refused with numbers that are none and keys out of order', () => {
    const names = labels.reduce((n, l) => n + 1 + l.length, 0);
    const floats = 1 + 1 + 2 + 4 + 7 + names;
    const view = (body: Uint8Array): DataView => new DataView(body.buffer, body.byteOffset, body.byteLength);
    expect(read(withBody((b) => view(b).setFloat32(floats, Number.NaN, true)))).toMatch(
      /a number in it is none/,
    );
    expect(
      read(withBody((b) => view(b).setUint32(floats + 3 * 4 * labels.length, 0xffffffff, true))),
    ).toMatch(/out of order/);
  });

  it('says so when it is no model, of another version, or holds a block twice', () => {
    const header = (change: (view: DataView) => void): Uint8Array => {
      const file = bytes.slice();
      change(new DataView(file.buffer));
      return file;
    };
    expect(magic).not.toBe(0);
    expect(read(header((v) => v.setUint32(0, 0, true)))).toMatch(/not a model of ours/);
    expect(read(header((v) => v.setUint16(4, formatVersion + 1, true)))).toMatch(/version/);
    const one = blocks[2] as NamedBlock;
    expect(read(writeModel([one, one]))).toMatch(/twice/);
  });

  it('bounds a file of noise', () => {
    const noise = Uint8Array.from({ length: 5000 }, (_, i) => Math.imul(i + 1, 2654435761) >>> 24);
    expect(read(noise)).toMatch(/model-damaged/);
    const view = new DataView(noise.buffer);
    view.setUint32(0, magic, true);
    view.setUint16(4, formatVersion, true);
    view.setUint16(6, 3, true);
    view.setUint32(8, noise.length - headerBytes, true);
    view.setUint32(12, crc32(noise, headerBytes), true);
    expect(read(noise)).toMatch(/model-damaged/);
  });
});

const result = readModel(bytes);
if (!result.ok) throw new Error(result.message);
const model = result.value;

describe('hearing', () => {
  it.each([
    ['nothing', ''],
    ['100,000 letters', 'a'.repeat(100_000)],
    ['100,000 words', 'thank you '.repeat(10_000)],
    ['lone surrogates', '\ud800 thank \udc00you\ud83d'],
    ['control characters', '\u0000thank\u0007\u001b[31m you\u202e\u2028\ufeff'],
    ['mixed scripts', 'thank cảm ơn спасибо 謝謝 شكرا धन्यवाद ขอบคุณ'],
    ['emoji', '😀👩🏽‍⚕️🏳️‍🌈'.repeat(500)],
    ['letters with hundreds of marks', `e${'\u0301'.repeat(1500)} you`],
    ['letters that change length in lower case', 'İİİİ thank İ'],
  ])('%s is heard in bounded time without a throw', (_, text) => {
    const heads = headsOf(model, text);
    const all = [
      ...Object.values(heads.go28),
      ...Object.values(heads.ekman),
      ...Object.values(heads.sentiment),
    ];
    expect(all).toHaveLength(39);
    expect(all.every((p) => p >= 0 && p <= 1)).toBe(true);
    for (const token of tokensOf(text)) {
      expect(token.end).toBeLessThanOrEqual(longestText);
      expect(text.slice(token.start, token.end).toLowerCase().replaceAll('’', "'")).toBe(token.word);
    }
  });

  it('mixes the two blocks by the share that the file names', () => {
    const tokens = tokensOf('thank you');
    const l = logitsOf(linear, featuresOf(tokens, 'thank you'));
    const n = netLogits(net, pooledBy(net, tokens));
    const wanted = 1 / (1 + Math.exp(-((l[3] as number) * 0.25 + (n[3] as number) * 0.75)));
    expect(headsOf(model, 'thank you').go28[labels[3] as string]).toBeCloseTo(wanted, 6);
  });

  it('gives the net the same answer the second time, from what it kept', () => {
    const tokens = tokensOf('you thank you');
    expect(pooledBy(net, tokens)).toEqual(pooledBy(net, tokens));
    expect(wordPlace(words, 'nobody')).toBe(-1);
  });

  it('finds known features only', () => {
    expect(placeOf(linear, keyOf('thank', 1))).toBeGreaterThanOrEqual(0);
    expect(weightOf(linear, keyOf('unheard', 1), 0)).toBe(0);
  });

  it('groups labels as GoEmotions does', () => {
    const on = headTargets(['annoyance', 'gratitude']);
    expect(labels.filter((_, i) => on[i] === 1)).toEqual([
      'annoyance',
      'gratitude',
      'ekman:anger',
      'ekman:joy',
      'sentiment:positive',
      'sentiment:negative',
    ]);
  });
});
