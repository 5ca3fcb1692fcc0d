import { expect, it } from 'vitest';
import { digitOf, type DigitPress } from './digit-keys.ts';

const press = (code: string, more: Partial<DigitPress> = {}): DigitPress => ({
  code,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  ...more,
});
const card = { inCard: true, inField: false };
const field = { inCard: true, inField: true };
const elsewhere = { inCard: false, inField: true };

it.each<[string, DigitPress, typeof card, number | null]>([
  ['Alt+2 anywhere', press('Digit2', { altKey: true }), elsewhere, 2],
  ['a digit in the card', press('Digit2'), card, 2],
  ['of the number block', press('Numpad4'), card, 4],
  ['a digit that is typed', press('Digit2'), field, null],
  ['a digit elsewhere', press('Digit2'), { inCard: false, inField: false }, null],
  ['zero', press('Digit0', { altKey: true }), card, null],
  ['AltGr writes a character', press('Digit2', { altKey: true, ctrlKey: true }), card, null],
  ['the tabs of the desk', press('Digit2', { altKey: true, shiftKey: true }), card, null],
  ['held down', press('Digit2', { altKey: true, repeat: true }), card, null],
  ['a letter', press('KeyA', { altKey: true }), card, null],
])('%s', (_name, pressed, where, digit) => {
  expect(digitOf(pressed, where)).toBe(digit);
});
