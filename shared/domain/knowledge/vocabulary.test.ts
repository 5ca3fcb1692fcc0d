import { describe, expect, it } from 'vitest';
import { readQuery } from './query.ts';
import { correctTerms, makeVocabulary } from './vocabulary.ts';

const vocabulary = makeVocabulary([
  ['refill', 40],
  ['refills', 12],
  ['prescription', 60],
  ['pharmacy', 50],
  ['referral', 30],
  ['refund', 5],
  ['form', 90],
  ['from', 200],
  ['ivy', 9],
  ['tight', 40],
  ['tihgt', 2],
  ['right', 300],
  ['unite', 2],
  ['untie', 12],
]);
const correct = (text: string) => correctTerms(readQuery(text), vocabulary);

describe('completions', () => {
  it('gives the most used words first, up to the limit', () => {
    expect(vocabulary.complete('ref', 3)).toEqual(['refill', 'referral', 'refills']);
    expect(vocabulary.complete('zz', 3)).toEqual([]);
  });
});

describe('correctTerms', () => {
  it.each([
    ['refil today ', 'refil', 'refill'],
    ['perscription ', 'perscription', 'prescription'],
    ['prescripton ', 'prescripton', 'prescription'],
    ['pharamcy ', 'pharamcy', 'pharmacy'],
    ['rrefill ', 'rrefill', 'refill'],
    ['referrel ', 'referrel', 'referral'],
    ['xqzwjk ', 'xqzwjk', null],
  ])('%s', (text, from, to) => {
    const { corrections } = correct(text);
    if (to === null) expect(corrections.some((c) => c.from === from)).toBe(false);
    else expect(corrections).toContainEqual({ from, to });
  });
  it('leaves a known word alone, even when a commoner one is near', () => {
    expect(correct('form ').corrections).toEqual([]);
  });
  it('searches a rare word with two letters swapped both ways, when the other spelling is far more frequent', () => {
    expect(correct('tihgt ')).toMatchObject({
      terms: { words: ['tihgt', 'tight'] },
      corrections: [{ from: 'tihgt', to: 'tight' }],
    });
    expect(correct('unite ').corrections).toEqual([]);
  });
  it('takes swapped letters for the slip before any other', () => {
    expect(correct('tigth ').corrections).toEqual([{ from: 'tigth', to: 'tight' }]);
  });
  it('leaves half a word alone while it may still become a known one', () => {
    expect(correct('pharm').corrections).toEqual([]);
    expect(correct('pahrm').corrections).toEqual([{ from: 'pahrm', to: 'pharm' }]);
  });
  it('never repairs short words, numbers or quotes', () => {
    expect(correct('ivx 90211x "refil late" ').corrections).toEqual([]);
  });
});
