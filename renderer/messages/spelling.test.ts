// What the agent spells back is what was typed, letter by letter.
import { expect, test } from 'vitest';
import { spelled } from './spelling.ts';

const aloud = (name: string): string =>
  spelled(name)
    .map((part) => part.map(({ letter, word }) => word ?? letter).join(' '))
    .join(', ');

test('names are spelled with the words of the alphabet, part by part', () => {
  expect(aloud('Brandt')).toBe('Bravo Romeo Alfa November Delta Tango');
  expect(aloud("Anne-Marie O'Neil")).toBe(
    'Alfa November November Echo, Mike Alfa Romeo India Echo, Oscar, November Echo India Lima',
  );
});

test('letters with marks keep their own shape and take the plain letter’s word', () => {
  expect(spelled('Éø')).toEqual([
    [
      { at: 0, letter: 'É', word: 'Echo' },
      { at: 1, letter: 'Ø', word: 'Oscar' },
    ],
  ]);
  expect(aloud('Weiß')).toBe('Whiskey Echo India Sierra');
});

test('other scripts are said as they are; nothing and punctuation alone give nothing; long text is cut', () => {
  expect(aloud('李 3')).toBe('李, 3');
  expect(spelled('')).toEqual([]);
  expect(spelled(' -- ')).toEqual([]);
  expect(spelled('\ud800')).toEqual([]);
  expect(spelled('a'.repeat(100_000))[0]).toHaveLength(40);
});
