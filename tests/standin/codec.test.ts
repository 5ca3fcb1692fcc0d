import { isDeepStrictEqual } from 'node:util';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codecSource, decode, encode, type Codec } from './codec.ts';

const through = (value: unknown): unknown => decode(encode(value));

describe('codec', () => {
  it('gives back what the structured clone algorithm gives back, for any value', () => {
    const value = fc.anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
      withNullPrototype: true,
      withObjectString: true,
    });
    fc.assert(
      fc.property(value, (any) => isDeepStrictEqual(through(any), structuredClone(any))),
      { numRuns: 1500 },
    );
  });

  it('keeps odd numbers, regular expressions, buffers and views on one buffer', () => {
    expect(Object.is(through(-0), -0)).toBe(true);
    expect(through([NaN, Infinity, -Infinity, undefined])).toEqual([NaN, Infinity, -Infinity, undefined]);
    expect(through(/a\/b/giu)).toEqual(/a\/b/giu);
    expect(through(new Date(NaN))).toEqual(new Date(NaN));
    const bytes = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);
    const back = through({ all: bytes, part: new DataView(bytes.buffer, 2, 3) }) as {
      all: Uint8Array;
      part: DataView;
    };
    expect([...back.all]).toEqual([...bytes]);
    expect(back.part.buffer).toBe(back.all.buffer);
    expect([back.part.byteOffset, back.part.byteLength, back.part.getUint8(0)]).toEqual([2, 3, 3]);
  });

  it('keeps cycles and shared references', () => {
    const shared = { s: 1 };
    const value: Record<string, unknown> = { a: shared, b: [shared], map: new Map([[shared, shared]]) };
    value['self'] = value;
    const back = through(value) as { self: unknown; a: unknown; b: unknown[]; map: Map<unknown, unknown> };
    expect(back.self).toBe(back);
    expect(back.b[0]).toBe(back.a);
    expect(back.map.get(back.a)).toBe(back.a);
    expect(back.a).not.toBe(shared);
  });

  it('keeps an error by its kind, message, stack and cause', () => {
    const error = new RangeError('too far', { cause: [new Error('why')] });
    const back = through(error) as Error;
    expect(back).toBeInstanceOf(RangeError);
    expect([back.message, back.stack, (back.cause as Error[])[0]?.message]).toEqual([
      'too far',
      error.stack,
      'why',
    ]);
    expect(Object.keys(back)).toEqual([]);
  });

  it.each([
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a function deep inside', { a: [new Map([['k', () => 1]])] }],
    ['a promise', Promise.resolve()],
    ['a weak map', new WeakMap()],
    ['what only the platform can copy', new Blob(['x'])],
  ])('refuses %s with DataCloneError', (_what, value) => {
    expect(() => encode(value)).toThrow(expect.objectContaining({ name: 'DataCloneError' }));
  });

  it('takes __proto__ for a key like any other', () => {
    const back = through(
      JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
    );
    expect(Object.hasOwn(back as object, '__proto__')).toBe(true);
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('works from its source text in another realm', () => {
    const other = runInNewContext(codecSource(), { structuredClone, DOMException, btoa, atob }) as Codec;
    const text = encode({ when: new Date(5), list: [1n, undefined], bytes: new Uint8Array([9]) });
    expect(other.encodeClone(other.decode(text))).toBe(text);
  });
});
