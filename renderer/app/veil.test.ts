import { expect, it } from 'vitest';
import { isMoved, showsAgain, type Touch } from './veil.ts';

const touch = (type: string, more: Partial<Touch> = {}): Touch => ({ type, kept: false, ...more });
const moved = touch('pointermove', { movementX: 1, movementY: 0 });
const still = touch('pointermove', { movementX: 0, movementY: 0 });

it.each([
  ['a letter', touch('keydown', { key: 'a' }), true, true],
  ['Escape', touch('keydown', { key: 'Escape' }), true, true],
  ['Shift alone, on the way to a chord', touch('keydown', { key: 'Shift' }), false, false],
  ['a key that is held', touch('keydown', { key: 'P', repeat: true }), false, false],
  ['mute', touch('keydown', { key: 'F6', callKey: true }), true, false],
  ['a press', touch('pointerdown'), true, true],
  ['a press on a control of the call', touch('pointerdown', { kept: true }), false, false],
  ['and when that was done', touch('click', { kept: true }), true, false],
  ['a move', moved, true, false],
  ['a move of what lies under the pointer', still, false, false],
  ['the wheel', touch('wheel'), true, false],
])('%s', (_name, event, idle, key) => {
  expect([showsAgain(event, 'idle'), showsAgain(event, 'key')]).toEqual([idle, key]);
});

it('a pointer that lies still has not moved, and a press always counts', () => {
  expect([isMoved(moved), isMoved(still), isMoved({ type: 'pointerdown' })]).toEqual([true, false, true]);
});
