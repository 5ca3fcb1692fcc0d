import { describe, expect, it } from 'vitest';
import { readMarks } from '#shared/domain/knowledge/highlight.ts';
import { markAll, markPassage, type Matcher } from './passage.ts';

const words =
  (...list: string[]): Matcher =>
  (word) =>
    list.indexOf(word);
const shown = (marked: string) => {
  const { text, ranges } = readMarks(marked);
  return { text, marked: ranges.map(([from, to]) => text.slice(from, to)) };
};
const filler = (n: number, from = 0) => Array.from({ length: n }, (_, i) => `w${i + from}`).join(' ');

describe('markPassage', () => {
  it('shows the stretch that answers most of what was meant, not the one with most repeats', () => {
    const text = `fee fee fee ${filler(40)}. The copay is a fee here. ${filler(40, 50)}`;
    const { text: out, marked } = shown(markPassage(text, words('fee', 'copay'), 10));
    expect(marked).toEqual(['copay', 'fee']);
    expect(out).toMatch(/^…The copay is a fee here\. w50.*…$/);
  });
  it('marks words with accents and capitals, and nothing in between', () => {
    expect(shown(markPassage('Médico: ¿fiebre ALTA?', words('medico', 'alta'), 10))).toEqual({
      text: 'Médico: ¿fiebre ALTA?',
      marked: ['Médico', 'ALTA'],
    });
    expect(shown(markAll('Me\u0301dico', words('medico'))).marked).toEqual(['Me\u0301dico']);
  });
  it('without a match, and without a word, shows the beginning', () => {
    expect(markPassage(filler(50), words('none'), 3)).toBe('w0 w1 w2…');
    expect(markPassage('— …', words('none'), 3)).toBe('— …');
    expect(markPassage('', words('none'), 3)).toBe('');
  });
  it('keeps every match of the best stretch although it steps back to the start of the sentence', () => {
    const text = `${filler(10)}. a b c d e fee ${filler(6, 20)} copay ${filler(9, 40)}`;
    expect(shown(markPassage(text, words('fee', 'copay'), 8)).marked).toEqual(['fee', 'copay']);
  });
  it('never gives more words than asked for, wherever the match is', () => {
    for (let at = 0; at < 30; at++) {
      const text = Array.from({ length: 30 }, (_, i) => (i === at ? 'fee' : `w${i}`)).join(' ');
      const { text: out, marked } = shown(markPassage(text, words('fee'), 7));
      expect(marked).toEqual(['fee']);
      expect(out.match(/\w+/g)?.length).toBeLessThanOrEqual(7);
    }
  });
});
