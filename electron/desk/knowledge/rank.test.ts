import { describe, expect, it } from 'vitest';
import { inTiers, tierOf } from './rank.ts';

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

describe('inTiers', () => {
  const own = (n: number, score: number, named = 0) => ({ n, sample: 0, score: -score, named });
  const ns = (found: readonly { n: number }[]): number[] => found.map(({ n }) => n);
  const all = { meanings: 1, answers: () => 1, titleHasAll: () => false };
  it('puts an article of whose names several words were said before one that scores higher', () => {
    expect(ns(inTiers([own(1, 9), own(2, 1, 2), own(3, 5)], all))).toEqual([2, 1, 3]);
  });
  it.each([
    ['only said: behind the articles one works by, before samples', 'said' as const, [2, 1, 3]],
    ['asked for: first', 'asked' as const, [1, 2, 3]],
    ['all that was said: by its score', null, [1, 2, 3]],
  ])('a word that was %s', (_, word, order) => {
    const found = [own(1, 9), own(2, 1), { n: 3, sample: 1, score: -99 }];
    expect(ns(inTiers(found, { ...all, word: ({ n }) => (n === 1 ? word : null) }))).toEqual(order);
  });
});
