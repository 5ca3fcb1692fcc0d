import { afterEach, expect, it } from 'vitest';
import { actionIds, keysOf, keyTable, rowFor, setOwnKeys, tableKeys, type ActionId } from './keys.ts';
import { keyProblem, ownKeysOf, resetProblem, withKey } from './own-keys.ts';

const press = (key: string, more: { ctrlKey?: boolean; shiftKey?: boolean } = {}) => ({
  key,
  code: key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  ...more,
});
const now = (id: ActionId): string => keysOf(id, false);
const use = (keys: Record<string, string>, mac = false): void => void setOwnKeys(ownKeysOf(keys, mac));
afterEach(() => void setOwnKeys({}));

it('a chosen key does it and is drawn; the one of the table does nothing any more', () => {
  use({ 'new-message': 'F7', 'search-articles': 'Shift+F11' });
  expect(rowFor(press('F7'), false, 'desk')?.id).toBe('new-message');
  expect(rowFor(press('F11', { shiftKey: true }), false, 'desk')?.id).toBe('search-articles');
  expect(rowFor(press('F8'), false, 'desk')).toBeNull();
  expect(keysOf('new-message', false)).toBe('F7');
  expect(setOwnKeys({})).toBe(true);
  expect(setOwnKeys({})).toBe(false);
  expect(rowFor(press('F8'), false, 'desk')?.id).toBe('new-message');
});

it.each([
  ['k', { kind: 'not-a-key' }],
  ['K', { kind: 'not-a-key' }],
  ['Shift+K', { kind: 'not-a-key' }],
  ['Enter', { kind: 'not-a-key' }],
  ['Ctrl+Enter', { kind: 'not-a-key' }],
  ['F13', { kind: 'not-a-key' }],
  ['Ctrl+,', { kind: 'not-a-key' }],
  ['', { kind: 'not-a-key' }],
  // Cards choose by these; the system has the others.
  ['Alt+1', { kind: 'reserved' }],
  ['Alt+F4', { kind: 'reserved' }],
  ['Ctrl+C', { kind: 'reserved' }],
  ['Cmd+V', { kind: 'reserved' }],
  ['F10', { kind: 'reserved' }],
  ['F3', { kind: 'taken', by: 'hold' }],
  ['F9', { kind: 'taken', by: 'emergency' }],
  // Its own, and free ones.
  ['F8', null],
  ['Ctrl+Shift+F7', null],
  ['Ctrl+G', null],
  ['F7', { kind: 'taken', by: 'search-articles' }],
] as const)('%s for a new message: %j', (chord, problem) => {
  expect(keyProblem('new-message', chord, now, false)).toEqual(problem);
});

it('on a Mac the F-keys of the table stay taken until their action has another', () => {
  const onMac = (id: ActionId): string => keysOf(id, true);
  expect(keyProblem('new-message', 'F3', onMac, true)).toEqual({ kind: 'taken', by: 'hold' });
  use({ hold: 'Ctrl+Cmd+Z' }, true);
  expect(keyProblem('new-message', 'F3', onMac, true)).toBeNull();
  expect(rowFor(press('F3'), true, 'desk')).toBeNull();
});

it('two keys may be exchanged; the first one comes back only once nobody else has it', () => {
  use({ hold: 'Shift+F9' });
  use({ hold: 'Shift+F9', mute: 'F3' });
  use({ hold: 'F6', mute: 'F3' });
  expect(rowFor(press('F6'), false, 'desk')?.id).toBe('hold');
  expect(rowFor(press('F3'), false, 'desk')?.id).toBe('mute');
  expect(resetProblem('hold', false)).toEqual({ kind: 'taken', by: 'mute' });
  expect(withKey({ hold: 'F6', mute: 'F3' }, 'mute', 'F7', false)).toEqual({ hold: 'F6', mute: 'F7' });
  expect(withKey({ hold: 'F6', later: 'F1' }, 'hold', null, false)).toEqual({ later: 'F1' });
  expect(withKey({ hold: 'Shift+F9' }, 'hold', 'F3', false)).toEqual({});
});

it('whatever stands in the file, no key means two things and none is a letter', () => {
  const files: Record<string, string>[] = [
    { hold: 'F6' },
    { hold: 'F6', mute: 'F6' },
    { hold: 'F6', mute: 'K', answer: 'F3' },
    { hold: 'Shift+F9', mute: 'Shift+F9', answer: 'F6', transfer: 'F2' },
    { emergency: 'Alt+F4', nothing: 'F3', __proto__: 'F2' },
    Object.fromEntries(actionIds.map((id) => [id, 'F9'])),
    Object.fromEntries(
      actionIds.map((id, i) => [id, tableKeys(actionIds[(i + 1) % actionIds.length]!, false)]),
    ),
  ];
  for (const file of files)
    for (const mac of [false, true]) {
      use(file, mac);
      const all = actionIds.map((id) => keysOf(id, mac));
      expect(all.filter((k, i) => all.indexOf(k) !== i)).toEqual([]);
      for (const k of all) expect(k).toMatch(/^(F\d{1,2}|((Ctrl|Cmd|Shift)\+)+.+)$/);
      setOwnKeys({});
    }
  expect(keyTable).toHaveLength(actionIds.length);
});
