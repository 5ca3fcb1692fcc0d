// Draws the icons of every system after icon.svg: `node build/make-icon.mjs`. No drawing program is needed, and no
// converter, which electron-builder would fetch from the network.
import { mkdirSync, writeFileSync } from 'node:fs';
import { deflateSync, crc32 } from 'node:zlib';

const teal = [0x00, 0x68, 0x71];
const paper = [0xfe, 0xfd, 0xfb];
const light = [0x77, 0xcf, 0xd3];

/** Distances in the drawing's own units (512); negative = inside. */
const square = (x, y) => {
  const r = 112;
  const dx = Math.max(Math.abs(x - 256) - 224 + r, 0);
  const dy = Math.max(Math.abs(y - 256) - 224 + r, 0);
  return Math.hypot(dx, dy) - r;
};
const line = (x, y, [ax, ay], [bx, by], width) => {
  const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)) - width / 2;
};
const arch = (x, y) => (y <= 264 ? Math.abs(Math.hypot(x - 256, y - 264) - 108) - 17 : Infinity);
const band = (x, y) => Math.min(arch(x, y), ...[148, 364].map((cx) => line(x, y, [cx, 264], [cx, 300], 34)));
const cups = (x, y) => Math.min(...[148, 364].map((cx) => line(x, y, [cx, 290], [cx, 352], 58)));
const beat = [
  [206, 330],
  [234, 330],
  [254, 286],
  [280, 370],
  [298, 330],
  [310, 330],
];
const life = (x, y) => Math.min(...beat.slice(1).map((to, i) => line(x, y, beat[i], to, 20)));

const over = (under, colour, alpha) => under.map((c, i) => c + (colour[i] - c) * alpha);

const chunk = (type, data) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
};
/** The drawing as a PNG of `size` pixels a side. */
function png(size) {
  const unit = 512 / size;
  const cover = (distance) => Math.min(1, Math.max(0, 0.5 - distance / unit));
  const rows = Buffer.alloc(size * (1 + size * 4));
  for (let py = 0; py < size; py++) {
    for (let px = 0; px < size; px++) {
      const [x, y] = [(px + 0.5) * unit, (py + 0.5) * unit];
      let colour = over(teal, paper, cover(Math.min(band(x, y), cups(x, y))));
      colour = over(colour, light, cover(life(x, y)));
      rows.set(
        [...colour.map(Math.round), Math.round(255 * cover(square(x, y)))],
        py * (1 + size * 4) + 1 + px * 4,
      );
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
const drawn = new Map([16, 32, 48, 64, 128, 256, 512, 1024].map((size) => [size, png(size)]));
const write = (name, content) => writeFileSync(new URL(name, import.meta.url), content);

// Linux takes one file a size.
mkdirSync(new URL('icons', import.meta.url), { recursive: true });
for (const size of [16, 32, 48, 64, 128, 256, 512]) write(`icons/${size}x${size}.png`, drawn.get(size));
write('icon.png', drawn.get(1024));

// Windows: a directory of PNGs; 0 stands for 256.
const sizes = [16, 32, 48, 64, 128, 256];
const directory = Buffer.alloc(6 + 16 * sizes.length);
directory.writeUInt16LE(1, 2);
directory.writeUInt16LE(sizes.length, 4);
let offset = directory.length;
sizes.forEach((size, i) => {
  const at = 6 + 16 * i;
  directory.set([size % 256, size % 256, 0, 0, 1, 0, 32, 0], at);
  directory.writeUInt32LE(drawn.get(size).length, at + 8);
  directory.writeUInt32LE(offset, at + 12);
  offset += drawn.get(size).length;
});
write('icon.ico', Buffer.concat([directory, ...sizes.map((size) => drawn.get(size))]));

// macOS: named blocks, the second size of each pair for dense screens.
const blocks = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 };
const body = Object.entries(blocks).flatMap(([name, size]) => {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32BE(drawn.get(size).length + 8, 4);
  return [head, drawn.get(size)];
});
const head = Buffer.alloc(8);
head.write('icns', 'latin1');
head.writeUInt32BE(
  body.reduce((sum, part) => sum + part.length, 8),
  4,
);
write('icon.icns', Buffer.concat([head, ...body]));
