import { expect, it } from 'vitest';
import { cardKeyOf, drawnOf, type CardPress, type PressPlace } from './card-keys.ts';

const press = (code: string, more: Partial<CardPress> = {}): CardPress => ({
  code,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  ...more,
});
const card: PressPlace = { inCard: true, inField: false, onControl: false };
const field: PressPlace = { inCard: true, inField: true, onControl: false };
const button: PressPlace = { inCard: true, inField: false, onControl: true };
const elsewhere: PressPlace = { inCard: false, inField: true, onControl: false };
const body: PressPlace = { inCard: false, inField: false, onControl: false };
const alt = { altKey: true };

it.each<[string, CardPress, PressPlace, number | 'enter' | null]>([
  ['Alt+2 while somebody types', press('Digit2', alt), elsewhere, 2],
  ['a digit in the card', press('Digit2'), card, 2],
  ['a digit on a button of the card', press('Digit2'), button, 2],
  ['of the number block', press('Numpad4'), card, 4],
  ['a digit that is typed', press('Digit2'), field, null],
  ['a digit just after typing', press('Digit2'), { ...card, justTyped: true }, null],
  ['Enter just after typing', press('Enter'), { ...card, justTyped: true }, null],
  ['Alt+2 just after typing', press('Digit2', alt), { ...card, justTyped: true }, 2],
  ['a digit elsewhere', press('Digit2'), body, null],
  ['zero', press('Digit0', alt), card, null],
  ['AltGr writes a character', press('Digit2', { altKey: true, ctrlKey: true }), card, null],
  ['another chord', press('Digit2', { altKey: true, shiftKey: true }), card, null],
  ['held down', press('Digit2', { altKey: true, repeat: true }), card, null],
  ['an unfinished word', press('Digit2', { altKey: true, isComposing: true }), card, null],
  ['a letter', press('KeyA', alt), card, null],
  ['Alt+Enter while somebody types', press('Enter', alt), elsewhere, 'enter'],
  ['Enter in the card', press('Enter'), card, 'enter'],
  ['of the number block', press('NumpadEnter'), card, 'enter'],
  ['Enter on a button presses that', press('Enter'), button, null],
  ['Enter in a field', press('Enter'), field, null],
  ['Enter elsewhere', press('Enter'), body, null],
])('%s', (_name, pressed, where, key) => {
  expect(cardKeyOf(pressed, where)).toBe(key);
});

it('beside a card that has Alt with a digit, no key is drawn that does something else or nothing', () => {
  expect(drawnOf(2, { focused: false, isLed: true })).toBe('');
  expect(drawnOf(2, { focused: true, isLed: true })).toBe('2');
  expect(drawnOf(2, { focused: false, isLed: false })).toBe('Alt+2');
  expect(drawnOf('Enter', { focused: false, isLed: true })).toBe('Alt+Enter');
});
