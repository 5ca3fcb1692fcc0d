// Long words are folded at a space and short ones never; the room left is said only near the end.
import { expect, test } from 'vitest';
import { foldAfter, folded, roomLeft } from './fold.ts';

test('up to the limit a text stands whole; beyond it its beginning does, ended at a space', () => {
  expect(folded('x'.repeat(foldAfter))).toBeNull();
  const words = 'pain since noon '.repeat(200);
  const short = folded(words) ?? '';
  expect(short.endsWith(' …')).toBe(true);
  expect(words.startsWith(short.slice(0, -2))).toBe(true);
  expect(words[short.length - 2]).toBe(' ');
  expect(folded('x'.repeat(foldAfter + 1))).toBe(`${'x'.repeat(foldAfter)} …`);
});

test('the room left is said from nine tenths on', () => {
  expect([3599, 3600, 4000, 4001].map((n) => roomLeft('x'.repeat(n), 4000))).toEqual([null, 400, 0, 0]);
});
