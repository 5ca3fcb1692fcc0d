// Numbers and words as bytes: unsigned varints (seven bits a byte, low first) in a buffer that grows, and a reader that never
// runs past the end.

export class Damaged extends Error {}

export function byteWriter() {
  let bytes = new Uint8Array(1 << 16);
  let length = 0;
  const room = (more: number): void => {
    if (length + more <= bytes.length) return;
    const larger = new Uint8Array(Math.max(bytes.length * 2, length + more));
    larger.set(bytes);
    bytes = larger;
  };
  return {
    number(value: number): void {
      room(5);
      let rest = value;
      while (rest > 127) {
        bytes[length++] = (rest & 127) | 128;
        rest >>>= 7;
      }
      bytes[length++] = rest;
    },
    raw(list: Uint8Array): void {
      room(list.length);
      bytes.set(list, length);
      length += list.length;
    },
    done: () => bytes.slice(0, length),
  };
}
export type ByteWriter = ReturnType<typeof byteWriter>;

/** Reads pieces one after another as if they were one. */
export function byteReader(pieces: readonly Uint8Array[]) {
  let next = 0;
  let bytes: Uint8Array = new Uint8Array(0);
  let at = 0;
  let left = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const turn = (): void => {
    while (at === bytes.length) {
      const piece = pieces[next++];
      if (piece === undefined) throw new Damaged('it ends too early');
      left -= at;
      bytes = piece;
      at = 0;
    }
  };
  const number = (): number => {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      if (at === bytes.length) turn();
      const byte = bytes[at++] as number;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
    throw new Damaged('a number in it is none');
  };
  return {
    number,
    /** A count of things that take at least `each` bytes: more than there is room for is refused before anything is made. */
    count(each = 1): number {
      const value = number();
      if (value * each > left - at) throw new Damaged('it ends too early');
      return value;
    },
    raw(count: number): Uint8Array {
      if (count > left - at) throw new Damaged('it ends too early');
      if (count <= bytes.length - at) {
        at += count;
        return bytes.subarray(at - count, at);
      }
      const copy = new Uint8Array(count);
      for (let i = 0; i < count; i++) {
        if (at === bytes.length) turn();
        copy[i] = bytes[at++] as number;
      }
      return copy;
    },
    left: () => left - at,
  };
}
export type ByteReader = ReturnType<typeof byteReader>;
