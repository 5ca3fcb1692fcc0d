// Writes a model as bytes; the same blocks give the same bytes. Used by the trainer and by tests.
import { crc32, formatVersion, headerBytes, kinds, magic } from './format.ts';
import type { LinearBlock } from './linear.ts';
import type { Block, NamedBlock } from './model.ts';
import type { NetBlock } from './net.ts';

/** Rows of `width` numbers in eight bits, each row with what one step is worth. */
export function inEights(values: Float32Array, width: number): { eights: Int8Array; scales: Float32Array } {
  const scales = new Float32Array(values.length / width);
  const eights = new Int8Array(values.length);
  for (let row = 0; row < scales.length; row++) {
    let top = 0;
    for (let d = 0; d < width; d++) top = Math.max(top, Math.abs(values[row * width + d] as number));
    const scale = Math.fround(top / 127) || 1;
    scales[row] = scale;
    for (let d = 0; d < width; d++)
      eights[row * width + d] = Math.round((values[row * width + d] as number) / scale);
  }
  return { eights, scales };
}

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
    keys(values: Uint32Array): void {
      const view = new DataView(new ArrayBuffer(values.length * 4));
      values.forEach((key, i) => view.setUint32(i * 4, key, true));
      parts.push(new Uint8Array(view.buffer));
    },
    eights: (values: Int8Array) =>
      void parts.push(new Uint8Array(values.buffer, values.byteOffset, values.length)),
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
  sink.keys(block.keys);
  sink.floats(block.idf);
  sink.eights(block.weights);
  return sink.done();
}

function netBytes(net: NetBlock): Uint8Array {
  const sink = createSink();
  sink.number(2, net.labels.length);
  sink.number(2, net.width);
  sink.number(2, net.filters);
  sink.number(1, net.spans.length);
  for (const span of net.spans) sink.number(1, span);
  sink.number(4, net.keys.length);
  for (const label of net.labels) sink.text(label);
  sink.keys(net.keys);
  sink.floats(net.tableScale);
  sink.eights(net.table);
  sink.floats(net.kernelScale);
  sink.eights(net.kernels);
  for (const floats of [net.kernelBias, net.out, net.outBias, net.mix, net.thresholds]) sink.floats(floats);
  return sink.done();
}

const bytesOf = (block: Block): Uint8Array =>
  block.kind === 'linear'
    ? linearBytes(block.linear)
    : block.kind === 'net'
      ? netBytes(block.net)
      : block.bytes;

export function writeModel(blocks: readonly NamedBlock[]): Uint8Array {
  const body = createSink();
  for (const { name, block } of blocks) {
    const bytes = bytesOf(block);
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
