// A picture of a screen has few colours: written with a palette of 256 it takes a third of the room. Reads what Chromium
// writes (8 bits a channel, RGB or RGBA, not interlaced).
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunks(png: Buffer): Map<string, Buffer[]> {
  const found = new Map<string, Buffer[]>();
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const name = png.toString('latin1', at + 4, at + 8);
    found.set(name, [...(found.get(name) ?? []), png.subarray(at + 8, at + 8 + length)]);
    at += length + 12;
  }
  return found;
}

/** The pixels as 0xRRGGBB, row by row. */
function pixels(png: Buffer): { width: number; height: number; colours: Uint32Array } {
  const found = chunks(png);
  const head = found.get('IHDR')?.[0] ?? Buffer.alloc(13);
  const [width, height, type] = [head.readUInt32BE(0), head.readUInt32BE(4), head[9]];
  if (head[8] !== 8 || (type !== 2 && type !== 6) || head[12] !== 0) throw new Error('another kind of PNG');
  const size = type === 6 ? 4 : 3;
  const line = width * size;
  const raw = inflateSync(Buffer.concat(found.get('IDAT') ?? []));
  const colours = new Uint32Array(width * height);
  let before = new Uint8Array(line);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (line + 1)];
    const now = Uint8Array.from(raw.subarray(y * (line + 1) + 1, (y + 1) * (line + 1)));
    for (let x = 0; x < line; x++) {
      const left = x >= size ? (now[x - size] ?? 0) : 0;
      const up = before[x] ?? 0;
      const corner = x >= size ? (before[x - size] ?? 0) : 0;
      now[x] = (now[x] ?? 0) + predicted(filter, left, up, corner);
    }
    for (let x = 0; x < width; x++)
      colours[y * width + x] =
        ((now[x * size] ?? 0) << 16) | ((now[x * size + 1] ?? 0) << 8) | (now[x * size + 2] ?? 0);
    before = now;
  }
  return { width, height, colours };
}

/** PNG's five filters. */
function predicted(filter: number | undefined, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

const distance = (one: number, other: number): number =>
  ((one >> 16) - (other >> 16)) ** 2 +
  (((one >> 8) & 255) - ((other >> 8) & 255)) ** 2 +
  ((one & 255) - (other & 255)) ** 2;

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/**
 * 256 of the colours, the most frequent first, none close to one that is taken: so that the few pixels of a green tick keep
 * their green beside the many greys of letters. Closeness is given up step by step when there are colours to spare.
 */
function paletteOf(frequent: readonly number[]): number[] {
  const taken: number[] = frequent.slice(0, 24);
  for (const apart of [24, 12, 6, 0])
    for (const colour of frequent) {
      if (taken.length === 256) return taken;
      if (!taken.includes(colour) && taken.every((each) => distance(each, colour) >= apart ** 2))
        taken.push(colour);
    }
  return taken;
}

/** The same picture in 256 colours; the others become the nearest of these. */
export function smallPng(png: Buffer): Buffer {
  const { width, height, colours } = pixels(png);
  const counted = new Map<number, number>();
  for (const colour of colours) counted.set(colour, (counted.get(colour) ?? 0) + 1);
  const palette = paletteOf([...counted].toSorted((a, b) => b[1] - a[1]).map(([colour]) => colour));
  const index = new Map(palette.map((colour, i) => [colour, i]));
  const nearest = (colour: number): number => {
    let best = 0;
    for (let i = 1; i < palette.length; i++)
      if (distance(colour, palette[i] ?? 0) < distance(colour, palette[best] ?? 0)) best = i;
    index.set(colour, best);
    return best;
  };
  const rows = Buffer.alloc((width + 1) * height);
  colours.forEach((colour, i) => {
    rows[Math.floor(i / width) * (width + 1) + 1 + (i % width)] = index.get(colour) ?? nearest(colour);
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colourBytes = Buffer.from(palette.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255]));
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('PLTE', colourBytes),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
