import { expect, it } from 'vitest';
import { meantRow } from './row-keys.ts';

it('a digit that is pressed as the rows change opens what stood there', () => {
  const before = ['a', 'b'];
  const now = ['c', 'a', 'd'];
  expect(meantRow(now, before, 0, 100)).toBe('a');
  expect(meantRow(now, before, 0, 400)).toBe('c');
  // Nothing stood there: what does now.
  expect(meantRow(now, before, 2, 100)).toBe('d');
  expect(meantRow(now, before, 8, 0)).toBeUndefined();
});
