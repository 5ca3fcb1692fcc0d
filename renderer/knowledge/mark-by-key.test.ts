import { expect, it } from 'vitest';
import { markingOf } from './mark-by-key.ts';

const none = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

it.each([
  ['ArrowDown', { altKey: true }, { kind: 'passage', step: 1 }],
  ['ArrowUp', { altKey: true }, { kind: 'passage', step: -1 }],
  ['ArrowRight', { shiftKey: true }, { kind: 'extend', direction: 'forward', by: 'character' }],
  ['ArrowLeft', { shiftKey: true, ctrlKey: true }, { kind: 'extend', direction: 'backward', by: 'word' }],
  ['ArrowDown', { shiftKey: true }, { kind: 'extend', direction: 'forward', by: 'line' }],
  // Scrolling, the browser's own way back, and letters mean nothing here.
  ['ArrowDown', {}, null],
  ['ArrowLeft', { altKey: true }, null],
  ['ArrowDown', { altKey: true, shiftKey: true }, null],
  ['q', { altKey: true }, null],
])('%s %o', (key, held, meaning) => {
  expect(markingOf({ key, ...none, ...held })).toEqual(meaning);
});
