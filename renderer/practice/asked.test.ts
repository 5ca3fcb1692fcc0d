// A fact on the screen stays hidden until it was asked for or told.
import { expect, it } from 'vitest';
import { answer, createRun } from '#shared/domain/practice/run.ts';
import { r2 } from '#shared/domain/practice/testing.ts';
import { askedFor } from './asked.ts';

const start = createRun(r2, { seed: 7, level: 1 });
const after = (text: string) => {
  const said = answer(r2, start, { text });
  if (!said.ok) throw new Error(said.code);
  return [...askedFor(said.value, r2)];
};

it('shows nothing before anybody asks', () => {
  expect([...askedFor(start, r2)]).toEqual([]);
  expect(after('I am sorry you had to wait.')).toEqual([]);
});

it('shows what was asked for, in plain and hurried words, in English and Spanish', () => {
  expect(after('whats his full name and birthday please')).toEqual(['name', 'birth']);
  expect(after('And the best number to reach you?')).toContain('number');
  expect(after('¿Cuál es su nombre y cuándo nació?')).toEqual(['name', 'birth']);
});

it('shows what the caller told unasked', () => {
  const [first] = start.lines;
  if (first === undefined) throw new Error('no line');
  const lines = [{ ...first, text: `It is for ${r2.patient.name}, call me on ${r2.caller.number}.` }];
  expect([...askedFor({ lines }, r2)]).toEqual(['name', 'number']);
});
