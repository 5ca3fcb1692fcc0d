// Draws icon.png (1024 px) after icon.svg, so that no drawing program is needed: `node build/make-icon.mjs`.
import { writeFileSync } from 'node:fs';
import { deflateSync, crc32 } from 'node:zlib';

const size = 1024;
const unit = 512 / size;
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

const cover = (distance) => Math.min(1, Math.max(0, 0.5 - distance / unit));
const over = (under, colour, alpha) => under.map((c, i) => c + (colour[i] - c) * alpha);

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

const chunk = (type, data) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
};
const header = Buffer.alloc(13);
header.writeUInt32BE(size, 0);
header.writeUInt32BE(size, 4);
header.set([8, 6, 0, 0, 0], 8);
writeFileSync(
  new URL('icon.png', import.meta.url),
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]),
);
