import { expect, it } from 'vitest';
import { hasText } from '../text/t.ts';
import { actionIds, chordOf, keyTable, rowFor, type Pressed } from './keys.ts';

const none = {
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
};
const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  ...none,
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : /^\d$/.test(key) ? `Digit${key}` : key,
  ...more,
});

it('gives every action one row, a sentence, and keys that no other row has', () => {
  expect(keyTable.map((r) => r.id).toSorted()).toEqual([...actionIds].toSorted());
  for (const set of ['keys', 'mac'] as const) {
    const used = keyTable.map((r) => r[set]);
    expect(used.filter((k, i) => used.indexOf(k) !== i)).toEqual([]);
  }
  expect(keyTable.filter((r) => !hasText(r.title))).toEqual([]);
});

it('has no single-letter key, and none that types a character', () => {
  for (const set of ['keys', 'mac'] as const)
    for (const r of keyTable) expect(r[set]).toMatch(/^(F\d{1,2}|((Ctrl|Cmd|Alt|Shift)\+)+.+)$/);
  for (const letter of 'abcdefghijklmnopqrstuvwxyz0123456789,/?')
    for (const shiftKey of [false, true])
      for (const mac of [false, true]) expect(rowFor(press(letter, { shiftKey }), mac, 'desk')).toBeNull();
});

it.each([
  ['F2', {}, 'answer'],
  ['F9', {}, 'emergency'],
  ['k', { ctrlKey: true }, 'palette'],
  ['K', { ctrlKey: true }, 'palette'],
  ['L', { ctrlKey: true, shiftKey: true }, 'lock'],
  [',', { ctrlKey: true }, 'settings'],
  // Digits are shifted on some layouts: the place of the key counts.
  ['&', { ctrlKey: true, code: 'Digit1' }, 'tab-patient'],
] as const)('%s %j is %s', (key, more, id) => {
  expect(rowFor(press(key, more), false, 'desk')?.id).toBe(id);
});

it('has a macOS set without F-keys, where the F-keys still work with fn', () => {
  expect(keyTable.filter((r) => /F\d/.test(r.mac))).toEqual([]);
  expect(rowFor(press('a', { ctrlKey: true, metaKey: true }), true, 'desk')?.id).toBe('answer');
  expect(rowFor(press('k', { metaKey: true }), true, 'desk')?.id).toBe('palette');
  expect(rowFor(press('F9'), true, 'desk')?.id).toBe('emergency');
  expect(rowFor(press('k', { ctrlKey: true }), true, 'desk')).toBeNull();
});

it('keeps call controls and the emergency card on the locked screen, the card alone elsewhere', () => {
  const at = (here: 'locked' | 'other') =>
    keyTable
      .filter((r) => /^F\d+$/.test(r.keys) && rowFor(press(r.keys), false, here))
      .map((r) => r.keys)
      .toSorted();
  expect(at('locked')).toEqual(['F2', 'F3', 'F4', 'F6', 'F9']);
  expect(at('other')).toEqual(['F9']);
});

it('takes the keys of a real line only where one is, the secure pause also while locked', () => {
  expect(rowFor(press('F5'), false, 'desk', true)?.id).toBe('transfer');
  expect(rowFor(press('F12'), false, 'desk')).toBeNull();
  for (const here of ['desk', 'locked'] as const) {
    expect(rowFor(press('F12'), false, here, true)?.id).toBe('secure-pause');
    expect(rowFor(press('F12', { shiftKey: true }), true, here, true)?.id).toBe('resume-recording');
  }
  expect(rowFor(press('F5'), false, 'locked', true)).toBeNull();
});

it('has a key for every end of a ring, a consultation and a call with others, also while locked', () => {
  const of = {
    'Shift+F1': 'decline',
    'Shift+F3': 'all-together',
    'Shift+F4': 'end-all',
    'Shift+F6': 'hand-over',
  };
  for (const [keys, id] of Object.entries(of))
    for (const here of ['desk', 'locked'] as const) {
      const [, key = ''] = keys.split('+');
      expect(rowFor(press(key, { shiftKey: true }), false, here, true)?.id).toBe(id);
      expect(rowFor(press(key, { shiftKey: true }), false, here)).toBeNull();
    }
});

it('leaves Alt and digits to the cards that choose by them', () => {
  for (const digit of '123456789') expect(rowFor(press(digit, { altKey: true }), false, 'desk')).toBeNull();
});

it('ignores held keys, unfinished words, and keys with more modifiers than asked', () => {
  expect(rowFor(press('F4', { repeat: true }), false, 'desk')).toBeNull();
  expect(rowFor(press('F4', { isComposing: true }), false, 'desk')).toBeNull();
  expect(rowFor(press('F4', { altKey: true }), false, 'desk')).toBeNull();
  expect(rowFor(press('1', { altKey: true, ctrlKey: true }), false, 'desk')).toBeNull();
  expect(rowFor(press('F5'), false, 'desk')).toBeNull();
  expect(chordOf(press('Dead', { altKey: true, code: 'KeyN' }))).toBe('Alt+N');
});
