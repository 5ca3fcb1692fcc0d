import { describe, expect, it } from 'vitest';
import { tierOf } from './rank.ts';

describe('tierOf', () => {
  it.each([
    ['an own article that answers all', false, 2, 2, false, 0],
    ['own, one of two words', false, 1, 2, false, 1],
    ['own, two of four', false, 2, 4, false, 1],
    ['a sample whose title answers all of several', true, 0, 3, true, 2],
    ['own, one of several', false, 1, 3, false, 3],
    ['own, only weak words', false, 0, 2, false, 4],
    ['a sample', true, 0, 1, false, 4],
    ['a sample whose title holds both of two words', true, 0, 2, true, 4],
  ])('%s', (_, isSample, answers, meanings, titled, tier) => {
    expect(tierOf(isSample, answers, meanings, titled)).toBe(tier);
  });
});
