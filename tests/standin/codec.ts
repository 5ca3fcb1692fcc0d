// Values of the structured clone algorithm as text, because DevTools carries text only and the double's worlds speak
// over it. One function, used in Node as it is and in a page's isolated world by its source text: it may use nothing
// from outside itself but what ECMAScript and both platforms have.

export interface Codec {
  /**
   * The text of a copy made by the platform's own `structuredClone`.
   * @throws DataCloneError for functions, symbols, DOM nodes and whatever else that algorithm refuses.
   */
  encode(value: unknown): string;
  /** As `encode` for a value that is such a copy already, as a message event's `data` is: not copied once more. */
  encodeClone(clone: unknown): string;
  /** The value anew, made of this realm's own objects. @throws on text that `encode` did not make. */
  decode(text: string): unknown;
}

/** The codec as an expression for a page. */
export const codecSource = (): string => `(${makeCodec.toString()})()`;

export function makeCodec(): Codec {
  // Primitives but undefined, odd numbers and bigint stand for themselves; all else is an array [tag, …]. Objects are
  // numbered in the order they are met, on both sides alike, and ['r', n] refers to one met before.
  type Numbering = { of(value: object): number | undefined; met(value: object): void };
  type ViewMaker = new (buffer: ArrayBuffer, offset: number, length: number) => ArrayBufferView;
  const views: readonly ViewMaker[] = [
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  ];
  const errors: Record<string, ErrorConstructor> = {
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
  };
  const refuse = (what: string): never => {
    throw new DOMException(`${what} could not be cloned.`, 'DataCloneError');
  };
  const fromBytes = (bytes: Uint8Array): string => {
    let text = '';
    for (let at = 0; at < bytes.length; at += 8192)
      text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(text);
  };
  const toBytes = (text: string): ArrayBuffer => {
    const raw = atob(text);
    const bytes = new Uint8Array(raw.length);
    for (let at = 0; at < raw.length; at += 1) bytes[at] = raw.charCodeAt(at);
    return bytes.buffer;
  };
  /** A data property whatever the prototype holds: `__proto__` is a key like any other. */
  const put = (target: object, key: string, value: unknown): void => {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  };

  const writeNumber = (value: number): unknown => {
    if (Number.isFinite(value) && !Object.is(value, -0)) return value;
    return ['n', Object.is(value, -0) ? '-0' : String(value)];
  };
  const write = (value: unknown, seen: Numbering): unknown => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number') return writeNumber(value);
    if (value === undefined) return ['u'];
    if (typeof value === 'bigint') return ['i', String(value)];
    if (typeof value !== 'object') return refuse(String(value));
    const known = seen.of(value);
    if (known !== undefined) return ['r', known];
    seen.met(value);
    return writeObject(value, seen);
  };
  const writeObject = (value: object, seen: Numbering): unknown => {
    if (Array.isArray(value)) {
      const keys = Object.keys(value);
      const dense =
        keys.length === value.length && (value.length === 0 || keys.at(-1) === `${value.length - 1}`);
      if (dense) return ['a', ...value.map((item) => write(item, seen))];
      return ['h', value.length, ...pairs(value, keys, seen)];
    }
    if (value instanceof Date) return ['d', writeNumber(value.getTime())];
    if (value instanceof RegExp) return ['x', value.source, value.flags];
    if (value instanceof Map) {
      const entries: unknown[] = ['m'];
      for (const [key, item] of value) entries.push(write(key, seen), write(item, seen));
      return entries;
    }
    if (value instanceof Set) return ['s', ...[...value].map((item) => write(item, seen))];
    if (value instanceof ArrayBuffer) return ['b', fromBytes(new Uint8Array(value))];
    if (ArrayBuffer.isView(value)) {
      const kind = views.findIndex((view) => value instanceof view);
      if (kind < 0) refuse('#<View>');
      const length = 'length' in value ? Number(value.length) : value.byteLength;
      return ['t', kind, write(value.buffer, seen), value.byteOffset, length];
    }
    if (value instanceof DOMException) return ['D', value.message, value.name];
    if (value instanceof Error) {
      const cause = Object.hasOwn(value, 'cause') ? [write(value.cause, seen)] : [];
      const message = Object.hasOwn(value, 'message') ? value.message : null;
      return ['e', value.name, message, value.stack ?? null, ...cause];
    }
    if (
      value instanceof Number ||
      value instanceof Boolean ||
      value instanceof String ||
      value instanceof BigInt
    )
      return ['p', write(value.valueOf(), seen)];
    // What the platform copies and this codec does not know (a Blob, a CryptoKey) must not arrive as an empty object.
    if (Object.getPrototypeOf(value) !== Object.prototype) refuse(Object.prototype.toString.call(value));
    return ['o', ...pairs(value, Object.keys(value), seen)];
  };
  const pairs = (value: object, keys: string[], seen: Numbering): unknown[] => {
    const list: unknown[] = [];
    for (const key of keys) list.push(key, write((value as Record<string, unknown>)[key], seen));
    return list;
  };

  const read = (node: unknown, met: unknown[]): unknown => {
    if (!Array.isArray(node)) return node;
    const list = node as unknown[];
    const meet = <T>(value: T): T => {
      met.push(value);
      return value;
    };
    switch (list[0]) {
      case 'u':
        return undefined;
      case 'n':
        return Number(list[1]);
      case 'i':
        return BigInt(String(list[1]));
      case 'r':
        return met[Number(list[1])];
      case 'a': {
        const array = meet<unknown[]>([]);
        for (let at = 1; at < list.length; at += 1) put(array, String(at - 1), read(list[at], met));
        return array;
      }
      case 'h': {
        const array = meet<unknown[]>([]);
        array.length = Number(list[1]);
        return readPairs(array, list, 2, met);
      }
      case 'o':
        return readPairs(meet({}), list, 1, met);
      case 'd':
        return meet(new Date(Number(read(list[1], met))));
      case 'x':
        return meet(new RegExp(String(list[1]), String(list[2])));
      case 'm': {
        const map = meet(new Map<unknown, unknown>());
        for (let at = 1; at < list.length; at += 2) map.set(read(list[at], met), read(list[at + 1], met));
        return map;
      }
      case 's': {
        const set = meet(new Set<unknown>());
        for (let at = 1; at < list.length; at += 1) set.add(read(list[at], met));
        return set;
      }
      case 'b':
        return meet(toBytes(String(list[1])));
      case 't': {
        // The view was numbered before its buffer.
        const at = met.push(null) - 1;
        const View = views[Number(list[1])];
        if (View === undefined) throw new Error('codec: unknown view');
        const buffer = read(list[2], met) as ArrayBuffer;
        return (met[at] = new View(buffer, Number(list[3]), Number(list[4])));
      }
      case 'D':
        return meet(new DOMException(String(list[1]), String(list[2])));
      case 'e':
        return readError(list, meet, met);
      case 'p': {
        const at = met.push(null) - 1;
        return (met[at] = Object(read(list[1], met)));
      }
      default:
        throw new Error('codec: unknown tag');
    }
  };
  const readPairs = (target: object, list: unknown[], from: number, met: unknown[]): object => {
    for (let at = from; at < list.length; at += 2) put(target, String(list[at]), read(list[at + 1], met));
    return target;
  };
  const readError = (list: unknown[], meet: <T>(value: T) => T, met: unknown[]): Error => {
    const Kind = (Object.hasOwn(errors, String(list[1])) && errors[String(list[1])]) || Error;
    const error = meet(new Kind());
    const hidden = (key: string, value: unknown): void => {
      Object.defineProperty(error, key, { value, writable: true, enumerable: false, configurable: true });
    };
    if (list[2] !== null) hidden('message', list[2]);
    if (list[3] !== null) hidden('stack', list[3]);
    if (list.length > 4) hidden('cause', read(list[4], met));
    return error;
  };

  const encodeClone = (clone: unknown): string => {
    const numbers = new Map<object, number>();
    const seen: Numbering = {
      of: (value) => numbers.get(value),
      met: (value) => void numbers.set(value, numbers.size),
    };
    return JSON.stringify(write(clone, seen));
  };
  return {
    encode: (value) => encodeClone(structuredClone(value)),
    encodeClone,
    decode: (text) => read(JSON.parse(text), []),
  };
}

const here = makeCodec();
export const encode = here.encode;
export const encodeClone = here.encodeClone;
export const decode = here.decode;
