// Where a lost focus goes: to the field before, never onto a button, never into what is gone.
import { expect, it } from 'vitest';
import { placeBefore } from './focus-back.ts';

const at = (name: string, isField: boolean, isConnected: boolean) => ({
  name,
  isConnected,
  matches: () => isField,
});

it.each([
  [[at('form', true, false), at('patient', true, true), at('notes', true, true)], 'patient'],
  [[at('form', true, false), at('End', false, true), at('notes', true, true)], null],
  [[at('form', true, false), at('list', true, false)], null],
  [[], null],
])('%# goes back to %s', (before, name) => {
  expect(placeBefore(before)?.name ?? null).toBe(name);
});
