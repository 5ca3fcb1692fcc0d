// A paste is cut where the room ends, between characters.
import { expect, test } from 'vitest';
import { fitting } from './pasted.ts';

test('what fits stays whole, what does not is cut, a character of two halves is not broken', () => {
  expect(fitting('abc', 3)).toBe('abc');
  expect(fitting('abcd', 3)).toBe('abc');
  expect(fitting('ab😀', 3)).toBe('ab');
  expect(fitting('ab😀', 4)).toBe('ab😀');
  expect(fitting('abc', 0)).toBe('');
  expect(fitting('abc', -5)).toBe('');
  expect(fitting('x'.repeat(10_000_000), 6000)).toHaveLength(6000);
});
