// Writes a model as bytes; the same blocks give the same bytes. Used by the trainer and by tests.
import { crc32, formatVersion, headerBytes, kinds, magic } from './format.ts';
import type { LinearBlock } from './linear.ts';
import type { NamedBlock } from './model.ts';

/** Bytes that grow; numbers are little-endian whatever the machine. */
function createSink() {
  const parts: Uint8Array[] = [];
  const number = (size: 1 | 2 | 4, value: number): void => {
    const view = new DataView(new ArrayBuffer(size));
    if (size === 1) view.setUint8(0, value);
    else if (size === 2) view.setUint16(0, value, true);
    else view.setUint32(0, value, true);
    parts.push(new Uint8Array(view.buffer));
  };
  const floats = (values: Float32Array): void => {
    const view = new DataView(new ArrayBuffer(values.length * 4));
    values.forEach((v, i) => view.setFloat32(i * 4, v, true));
    parts.push(new Uint8Array(view.buffer));
  };
  return {
    number,
    floats,
    bytes: (bytes: Uint8Array) => void parts.push(bytes),
    text(value: string): void {
      const bytes = Uint8Array.from(value, (letter) => letter.charCodeAt(0) & 127);
      number(1, bytes.length);
      parts.push(bytes);
    },
    done(): Uint8Array {
      const all = new Uint8Array(parts.reduce((sum, p) => sum + p.length, 0));
      let at = 0;
      for (const part of parts) {
        all.set(part, at);
        at += part.length;
      }
      return all;
    },
  };
}

function linearBytes(block: LinearBlock): Uint8Array {
  const sink = createSink();
  sink.number(1, block.norm === 'tfidf' ? 1 : 0);
  sink.number(2, block.labels.length);
  sink.number(4, block.keys.length);
  for (const label of block.labels) sink.text(label);
  sink.floats(block.scale);
  sink.floats(block.bias);
  sink.floats(block.thresholds);
  const keys = new DataView(new ArrayBuffer(block.keys.length * 4));
  block.keys.forEach((key, i) => keys.setUint32(i * 4, key, true));
  sink.bytes(new Uint8Array(keys.buffer));
  sink.floats(block.idf);
  sink.bytes(new Uint8Array(block.weights.buffer, block.weights.byteOffset, block.weights.length));
  return sink.done();
}

export function writeModel(blocks: readonly NamedBlock[]): Uint8Array {
  const body = createSink();
  for (const { name, block } of blocks) {
    const bytes = block.kind === 'linear' ? linearBytes(block.linear) : block.bytes;
    body.number(1, kinds[block.kind]);
    body.text(name);
    body.number(4, bytes.length);
    body.bytes(bytes);
  }
  const inside = body.done();
  const file = new Uint8Array(headerBytes + inside.length);
  const view = new DataView(file.buffer);
  view.setUint32(0, magic, true);
  view.setUint16(4, formatVersion, true);
  view.setUint16(6, blocks.length, true);
  view.setUint32(8, inside.length, true);
  view.setUint32(12, crc32(inside), true);
  file.set(inside, headerBytes);
  return file;
}
