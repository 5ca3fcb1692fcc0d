// Every row and every reason to wait has words; what is not known is said to be so.
import { expect, test } from 'vitest';
import { whatOf, whyWaiting } from './words.ts';

const kinds = [
  'raise',
  'version',
  'attempt',
  'skip',
  'claim',
  'outcome',
  'close',
  'hand-over',
  'batch',
  'repeat',
  'settle',
];

test('each kind of row has a name of its own; one that no sentence knows is an entry', () => {
  const names = kinds.map((kind) => whatOf({ type: 'entry', kind }));
  expect(new Set(names).size).toBe(kinds.length);
  expect(names.every((name) => /^[A-Z][^.]+$/.test(name))).toBe(true);
  expect(whatOf({ type: 'message', kind: '' })).toBe('Message');
  expect(whatOf({ type: 'addendum', kind: '' })).toBe('Addendum');
  expect(whatOf({ type: 'entry', kind: 'of-a-newer-desk' })).toBe('Entry');
  expect(whatOf({ type: 'entry', kind: '__proto__' })).toBe('Entry');
});

test('why it waits: what stops the lane first, then where the backend is', () => {
  expect(whyWaiting('fork', 'online')).toContain('(fork)');
  const said = (['offline', 'refused', 'none', 'online', 'unknown', null] as const).map((state) =>
    whyWaiting(null, state),
  );
  expect(new Set(said).size).toBe(5);
  expect(said.every((sentence) => sentence.endsWith('.'))).toBe(true);
});
