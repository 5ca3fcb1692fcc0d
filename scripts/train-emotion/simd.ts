// The one loop that training spends its time in, as WebAssembly with SIMD: dot products of rows with rows. Node's own
// engine runs it, so training needs no compiler; written out here as bytes with the assembler it needs. Sums of four lanes
// in a fixed order: the same bits on every machine.
const leb = (value: number): number[] => {
  const out: number[] = [];
  let rest = value;
  do {
    const low = rest & 127;
    rest >>>= 7;
    out.push(rest === 0 ? low : low | 128);
  } while (rest !== 0);
  return out;
};
/** Signed, for constants. */
const sleb = (value: number): number[] => {
  const out: number[] = [];
  let rest = value;
  for (;;) {
    const low = rest & 127;
    rest >>= 7;
    if ((rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0)) return [...out, low];
    out.push(low | 128);
  }
};
const section = (id: number, bytes: number[]): number[] => [id, ...leb(bytes.length), ...bytes];
const get = (local: number): number[] => [0x20, ...leb(local)];
const set = (local: number): number[] => [0x21, ...leb(local)];
const constant = (value: number): number[] => [0x41, ...sleb(value)];
const add = [0x6a];

const below = [0x49];
const addF = [0x92];
const load = [0xfd, 0x00, 0x04, 0x00];
const zero4 = [0xfd, 0x0c, ...Array.from({ length: 16 }, () => 0)];
const mul4 = [0xfd, 0xe6, 0x01];
const add4 = [0xfd, 0xe4, 0x01];
const lane = (n: number): number[] => [0xfd, 0x1f, n];
const store = (offset: number): number[] => [0x38, 0x02, ...leb(offset)];
const repeat = (body: number[]): number[] => [0x03, 0x40, ...body, 0x0b];
const again = (local: number, limit: number): number[] => [
  ...get(local),
  ...get(limit),
  ...below,
  0x0d,
  0x00,
];

/**
 * y[t * slots + s] = x[t] · w[s] for all t, s. Rows are `row` bytes (a multiple of 16); `xEnd`, `wEnd` are where the rows
 * end; x has an even number of rows, w a multiple of four.
 */
function module(): Uint8Array {
  const [x, xEnd, w0, wEnd, row, y, slotBytes, w, d, x1, w1, w2, w3, yAt] = Array.from(
    { length: 14 },
    (_, i) => i,
  ) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const acc = (t: number, s: number): number => 14 + t * 4 + s;
  const a0 = 22;
  const a1 = 23;
  const b = 24;
  const ws = [w, w1, w2, w3];
  const plus = (from: number, by: number, to: number): number[] => [
    ...get(from),
    ...get(by),
    ...add,
    ...set(to),
  ];
  const step = ws.flatMap((each, s) => [
    ...get(each),
    ...get(d),
    ...add,
    ...load,
    ...set(b),
    ...get(acc(0, s)),
    ...get(a0),
    ...get(b),
    ...mul4,
    ...add4,
    ...set(acc(0, s)),
    ...get(acc(1, s)),
    ...get(a1),
    ...get(b),
    ...mul4,
    ...add4,
    ...set(acc(1, s)),
  ]);
  const inner = [
    ...get(x),
    ...get(d),
    ...add,
    ...load,
    ...set(a0),
    ...get(x1),
    ...get(d),
    ...add,
    ...load,
    ...set(a1),
    ...step,
    ...get(d),
    ...constant(16),
    ...add,
    ...set(d),
    ...again(d, row),
  ];
  const sumOf = (local: number): number[] => [
    ...get(local),
    ...lane(0),
    ...get(local),
    ...lane(1),
    ...addF,
    ...get(local),
    ...lane(2),
    ...get(local),
    ...lane(3),
    ...addF,
    ...addF,
  ];
  const write = [0, 1].flatMap((t) => [
    ...(t === 0 ? [] : plus(yAt, slotBytes, yAt)),
    ...ws.flatMap((_, s) => [...get(yAt), ...sumOf(acc(t, s)), ...store(s * 4)]),
  ]);
  const perSlots = [
    ...plus(w, row, w1),
    ...plus(w1, row, w2),
    ...plus(w2, row, w3),
    ...Array.from({ length: 8 }, (_, i) => [...zero4, ...set(14 + i)]).flat(),
    ...constant(0),
    ...set(d),
    ...repeat(inner),
    ...get(y),
    ...set(yAt),
    ...write,
    ...get(y),
    ...constant(16),
    ...add,
    ...set(y),
    ...plus(w3, row, w),
    ...again(w, wEnd),
  ];
  const perRows = [
    ...plus(x, row, x1),
    ...get(w0),
    ...set(w),
    ...repeat(perSlots),
    ...plus(y, slotBytes, y),
    ...plus(x1, row, x),
    ...again(x, xEnd),
  ];
  const locals = [...leb(2), ...leb(7), 0x7f, ...leb(11), 0x7b];
  const body = [...locals, ...repeat(perRows), 0x0b];
  return Uint8Array.from([
    0,
    0x61,
    0x73,
    0x6d,
    1,
    0,
    0,
    0,
    ...section(1, [1, 0x60, 7, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0]),
    ...section(2, [1, 1, 0x65, 1, 0x6d, 2, 0, ...leb(1)]),
    ...section(3, [1, 0]),
    ...section(7, [1, 1, 0x66, 0, 0]),
    ...section(10, [1, ...leb(body.length), ...body]),
  ]);
}

export interface Dots {
  x: Float32Array;
  w: Float32Array;
  y: Float32Array;
  /** Fills y from the first `rows` rows of x (an even number). */
  run(rows: number): void;
}
/** Memory for at most `rows` rows of x and `slots` rows of w, each of `width` numbers (a multiple of four). */
export function createDots(rows: number, slots: number, width: number): Dots {
  const sizes = [rows * width, slots * width, rows * slots].map((n) => n * 4);
  const places = [0, sizes[0] as number, (sizes[0] as number) + (sizes[1] as number)] as const;
  const total = sizes.reduce((a, b) => a + b, 0);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(total / 65_536) });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module() as BufferSource), {
    e: { m: memory },
  });
  const dots = instance.exports['f'] as (...places: number[]) => void;
  return {
    x: new Float32Array(memory.buffer, places[0], rows * width),
    w: new Float32Array(memory.buffer, places[1], slots * width),
    y: new Float32Array(memory.buffer, places[2], rows * slots),
    run: (n) => dots(0, n * width * 4, places[1], places[2], width * 4, places[2], slots * 4),
  };
}
