import { expect, it } from 'vitest';
import { begun, meant, pressed, readMs, settle } from './steady.ts';

const calm = ['a', 'b', 'c'];
const angry = ['c', 'a', 'b'];
const start = begun('step', calm);
const reordered = settle(start, { key: 'step', order: angry }, false);

it('a hint orders at once, and the same order again changes nothing', () => {
  expect(reordered.shown).toEqual(angry);
  expect(settle(reordered, { key: 'step', order: [...angry] }, false)).toBe(reordered);
});

it('never while Alt is held; as soon as it is let go', () => {
  expect(settle(start, { key: 'step', order: angry }, true)).toBe(start);
  expect(settle(start, { key: 'step', order: angry }, false).shown).toEqual(angry);
});

it('a press shortly after a reorder means the line that was read, one later the line that stands there', () => {
  expect(meant(reordered, 0, 0)).toBe('a');
  expect(meant(reordered, 0, readMs - 1)).toBe('a');
  expect(meant(reordered, 0, readMs)).toBe('c');
  expect(meant(start, 0, 0)).toBe('a');
  expect(meant(reordered, 9, readMs)).toBe(undefined);
});

it('at any time the line is the one that stood there 400 ms before the press', () => {
  for (let since = 0; since < 1000; since += 10) {
    const read = since - readMs < 0 ? calm : angry;
    expect([0, 1, 2].map((i) => meant(reordered, i, since))).toEqual(read);
  }
});

it('another step begins with its own order and nothing of before', () => {
  const now = settle(reordered, { key: 'next', order: ['x'] }, true);
  expect([now.shown, meant(now, 0, 0)]).toEqual([['x'], 'x']);
});

it('Enter on a focused phrase says that phrase however soon after a reorder; a pointer says what stood there', () => {
  for (let since = 0; since < 1000; since += 50)
    for (const [index, id] of reordered.shown.entries()) {
      expect(pressed(reordered, { id, index, byKey: true }, since)).toBe(id);
      const there = since < readMs ? calm[index] : id;
      expect(pressed(reordered, { id, index, byKey: false }, since)).toBe(there);
    }
});
