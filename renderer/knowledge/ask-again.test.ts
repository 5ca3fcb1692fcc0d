// A question is asked once more when the index comes, and never under somebody's eyes.
import { expect, it } from 'vitest';
import { asksAgain, type Standing } from './ask-again.ts';

const came: Standing = { before: 'loading', now: 'ready', by: 'full-text', held: false };

it('asks again when the index comes to be ready, however it came', () => {
  for (const before of [null, 'none', 'loading', 'building', 'damaged'] as const)
    expect(asksAgain({ ...came, before })).toBe(true);
  expect(asksAgain({ ...came, by: null })).toBe(true);
});
it('asks once: not while it stays ready, and not before it is', () => {
  expect(asksAgain({ ...came, before: 'ready' })).toBe(false);
  for (const now of [null, 'none', 'loading', 'building', 'damaged'] as const)
    expect(asksAgain({ ...came, now })).toBe(false);
});
it('leaves what the index answered, and what somebody points at or is in', () => {
  expect(asksAgain({ ...came, by: 'index' })).toBe(false);
  expect(asksAgain({ ...came, held: true })).toBe(false);
});
