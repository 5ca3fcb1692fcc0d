import { expect, it } from 'vitest';
import { wholeLines } from './whole-lines.ts';

it('shows whole lines only, the newest ones, and the newest always', () => {
  expect(wholeLines([26, 26, 26, 30], 66)).toBe(56);
  expect(wholeLines([26, 48, 30], 66)).toBe(30);
  expect(wholeLines([26, 82], 66)).toBe(82);
  expect(wholeLines([26, 30], 66)).toBe(56);
  expect(wholeLines([], 66)).toBe(0);
});
