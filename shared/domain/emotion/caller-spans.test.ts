// The stretch that is marked: it holds the likely phrase, no more than it is worth, and never more than its bound.
import { describe, expect, it } from 'vitest';
import { chosenSpan, longestSpan, marking, spanProbabilities } from './caller-spans.ts';
import { wordsOf } from './cues-words.ts';

const scoresFor = (n: number, liked: readonly number[], by: number) => ({
  inside: Float64Array.from({ length: n }, (_, i) => (liked.includes(i) ? by : -by)),
  first: new Float64Array(n),
  last: new Float64Array(n),
  length: new Float64Array(longestSpan + 1),
});

describe('chosenSpan', () => {
  const { words } = wordsOf('one two three four five six seven eight');

  it('takes the phrase that is nearly certain, and nothing beside it', () => {
    const p = spanProbabilities(scoresFor(8, [3, 4], 8));
    expect(p.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
    expect(chosenSpan(p, words)).toEqual({ from: 3, to: 4 });
  });

  it('takes more where it cannot tell, less where marking costs more', () => {
    const p = spanProbabilities(scoresFor(8, [3, 4], 0.2));
    const long = (cost: number): number => {
      const { from, to } = chosenSpan(p, words, cost);
      return to - from;
    };
    expect(long(0.01)).toBe(7);
    expect(long(2)).toBeLessThan(long(0.7) + 1);
    expect(long(5)).toBe(0);
  });

  it('stays within its bound in a long utterance, and marks none of no words', () => {
    const many = wordsOf('word '.repeat(60)).words;
    const { from, to } = chosenSpan(spanProbabilities(scoresFor(60, [], 0)), many, 0);
    expect(to - from + 1).toBeLessThanOrEqual(marking.most);
    expect(chosenSpan(spanProbabilities(scoresFor(0, [], 1)), [])).toEqual({ from: 0, to: -1 });
  });
});
