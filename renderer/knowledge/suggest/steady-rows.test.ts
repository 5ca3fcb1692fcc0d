import { expect, it } from 'vitest';
import { settleRows } from './steady-rows.ts';

it('keeps its rows while somebody reads or walks through them, and takes the newer ones after', () => {
  const shown = ['a'];
  const better = ['b', 'a'];
  expect(settleRows(shown, better, true)).toBe(shown);
  expect(settleRows(shown, better, false)).toBe(better);
  // Nothing to read yet: nothing can jump.
  expect(settleRows([], better, true)).toBe(better);
});
