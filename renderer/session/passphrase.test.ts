import { expect, it } from 'vitest';
import { problemOf, strengthOf } from './passphrase.ts';

it.each([
  ['', 'short'],
  ['elevenchars', 'short'],
  ['   padded    ', 'short'],
  ['aaaaaaaaaaaaaaaa', 'repeated'],
  ['123456789012', null],
  ['abcdefghijkl', 'repeated'],
  ['password1234', 'common'],
  ['quiet-harbour-lamp', null],
  ['ünïcödé-pässé', null],
  ['🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊', 'repeated'],
  ['x1'.repeat(201), 'long'],
] as const)('%j: %s', (passphrase, problem) => {
  expect(problemOf(passphrase, passphrase)).toBe(problem);
});

it('asks for the same twice, and counts spaces within', () => {
  expect(problemOf('quiet-harbour-lamp', 'quiet-harbour-lmap')).toBe('differs');
  expect(problemOf('quiet-harbour-lamp', 'quiet-harbour-lamp ')).toBe('differs');
});

it('grows with length and variety', () => {
  const steps = ['', 'short', 'quietharbour', 'Quiet-harbour-9', 'quiet-harbour-lamp-again'].map(strengthOf);
  expect(steps).toEqual([0, 1, 2, 3, 4]);
});
