// The bytes of data/models/emotion.bin, little-endian throughout:
//   magic "CLEM", u16 version, u16 number of blocks, u32 length of all that follows, u32 CRC-32 of it;
//   then each block: u8 kind (1 linear, 2 table, 3 net), u8 length of its name, the name (ASCII), u32 length, its bytes.
// The CRC finds a flipped bit or a torn file without a hash at hand; the SHA-256 in emotion.json is checked by who loads.
export const magic = 0x4d454c43;
export const formatVersion = 1;
export const headerBytes = 16;
export const kinds = { linear: 1, table: 2, net: 3 } as const;

/** What a reader allows; a file that asks for more is refused before anything is allocated. */
export const limits = {
  bytes: 40 * 2 ** 20,
  blocks: 64,
  labels: 512,
  features: 2_000_000,
  width: 512,
  filters: 1024,
  spans: 8,
};

let table: Uint32Array | null = null;
function crcTable(): Uint32Array {
  if (table) return table;
  table = new Uint32Array(256);
  for (let n = 0; n < 256; n++) {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    table[n] = c >>> 0;
  }
  return table;
}
export function crc32(bytes: Uint8Array, from = 0): number {
  const each = crcTable();
  let c = 0xffffffff;
  for (let i = from; i < bytes.length; i++)
    c = (each[(c ^ (bytes[i] as number)) & 255] as number) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}
