// Where a lost focus goes: to the field before, never onto a button, never into what is gone.
import { expect, it } from 'vitest';
import { placeBefore, staysIn } from './focus-back.ts';

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

it.each<[string, boolean | null, 'in it' | 'notes' | null, boolean]>([
  ['a visit is chosen: the list is gone, the pane goes on', true, null, true],
  ['the notes were typed in before: the pane goes on', true, 'notes', true],
  ['a field of the pane was typed in before: that one', true, 'in it', false],
  ['the pane was closed', false, 'notes', false],
  ['never in a pane', null, 'notes', false],
])('keys at the record: %s', (_name, stands, field, stays) => {
  const found = field === null ? null : { ...at(field, true, true) };
  const pane =
    stands === null
      ? null
      : { isConnected: stands, contains: (one: object) => 'name' in one && one.name === 'in it' };
  expect(staysIn(pane, found)).toBe(stays);
});
