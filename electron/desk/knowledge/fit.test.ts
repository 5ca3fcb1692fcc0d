// Which questions are said to have no article that fits well.
import { describe, expect, it } from 'vitest';
import { fitsBadly } from './fit.ts';

const articles = ['park lot visit 77', 'refil pharmaci day', 'copay card'].map((words) => words.split(' '));
const bad = (question: string): boolean =>
  fitsBadly(
    question.split(' ').map((stem) => [[stem]]),
    articles.map((_, n) => ({ n })),
    (n, meaning) => meaning.some((way) => way.every((stem) => articles[n]?.includes(stem))),
  );

describe('a question', () => {
  it.each([
    ['one of four words is somewhere', 'hovercraft park okonkwo ambul', true],
    ['words stand only in different articles', 'park refil hovercraft copay ambul', true],
    ['only its figure is somewhere', 'zxqwvk okonkwo 77', true],
    ['one of two words', 'park okonkwo', false],
    ['all of them', 'refil pharmaci', false],
    ['a figure alone, that is there', '77', false],
    ['a word with a figure that is nowhere', 'copay 4432', false],
  ])('of which %s', (_what, question, badly) => expect(bad(question)).toBe(badly));
  it('counts another way of saying it, and says nothing of nothing', () => {
    expect(fitsBadly([[['tablet'], ['refil']]], [{ n: 1 }], (_n, m) => m.some(([w]) => w === 'refil'))).toBe(
      false,
    );
    expect(fitsBadly([], [], () => false)).toBe(false);
  });
});
