// When the focus was thrown out of the room, and when a person took it out.
import { expect, it } from 'vitest';
import { isThrown } from './kept-focus.ts';

const close = {} as Node;
const within = {} as Node;
const room = { contains: (node: Node | null) => node === within };
it.each([
  ['what had it is gone', { isConnected: false }, close, true],
  ['it was walked out of by key', { isConnected: true }, close, false],
  ['it goes on in the room', { isConnected: false }, within, false],
  ['nothing in the room had it', null, close, false],
] as const)('%s', (_name, had, to, thrown) => {
  expect(isThrown(had, to, room)).toBe(thrown);
});
