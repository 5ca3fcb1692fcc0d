import { expect, test } from 'vitest';
import { byteaArray } from './bytea-array.ts';

/** As PostgreSQL's array_recv and bytearecv read it. */
function read(bytes: Buffer): Buffer[] {
  let at = 0;
  const int = (): number => bytes.readInt32BE((at += 4) - 4);
  const [dimensions, nulls, type] = [int(), int(), int()];
  expect([nulls, type]).toEqual([0, 17]);
  if (dimensions === 0) return [];
  const [length, first] = [int(), int()];
  expect([dimensions, first]).toEqual([1, 1]);
  const values = Array.from({ length }, () => {
    const size = int();
    return bytes.subarray(at, (at += size));
  });
  expect(at).toBe(bytes.length);
  return values;
}

test('bytes come back as they were: none, empty ones, zeros, quotes, large ones', () => {
  const values = ['', '\0', '{"a",NULL}', '\\x00', 'x'.repeat(100_000)].map((text) => Buffer.from(text));
  expect(read(byteaArray([]))).toEqual([]);
  expect(read(byteaArray(values)).map(String)).toEqual(values.map(String));
});
