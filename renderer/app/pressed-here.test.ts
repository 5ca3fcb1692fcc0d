import { expect, it } from 'vitest';
import { notePressed, takePressed } from './pressed-here.ts';

it('an answer is taken once: by the script, or by the notes of somebody who typed', () => {
  notePressed('answer', 'a', false);
  notePressed('answer', 'b', true);
  expect(takePressed('answer-typing', 'a')).toBe(false);
  expect(takePressed('answer', 'a')).toBe(true);
  expect(takePressed('answer', 'a')).toBe(false);
  expect(takePressed('answer', 'b')).toBe(false);
  expect(takePressed('answer-typing', 'b')).toBe(true);
  expect(takePressed('answer-typing', 'b')).toBe(false);
});
