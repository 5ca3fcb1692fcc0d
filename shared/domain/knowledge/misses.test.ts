// What is kept of a search that found nothing. The words below are planted: none of them may be found in what is kept.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostHidden, mostMissWords, normaliseMiss, type MissKnown } from './misses.ts';

const words = new Set(
  'refill copay prior authorization results insurance appointment records main street oak price flu shot bill covered why not'.split(
    ' ',
  ),
);
const known: MissKnown = { isWord: (w) => words.has(w), isName: (w) => w === 'price' };
const kept = (text: string) => normaliseMiss(text, known);

describe('a search that found nothing', () => {
  it('keeps known words, sorted and each once, and counts the rest', () => {
    expect(kept('copay refill Copay for Xarelto')).toEqual({ words: ['copay', 'refill'], hidden: 1 });
    expect(kept('how do I')).toBeNull();
    expect(kept('')).toBeNull();
  });
  it.each([
    ['a name', 'refill for Zebulon Quackenbush', 2],
    ['a name that is a word elsewhere', 'refill price', 1],
    ['whoever follows a title', 'results for Mrs Oak', 1],
    ['a day of birth', 'results 03/14/1957', 1],
    ['a day of birth that was said', 'results born march fourteenth nineteen fifty', 5],
    ['a number', 'refill 617-555-0142', 1],
    ['a number within letters', 'refill ab12cd', 1],
    ['an address of mail', 'records zeb@price.example', 1],
    ['an address', 'records 12 Oak Street', 3],
    ['the words before a street', 'records main oak street', 3],
    ['another script', 'refill для Олега', 2],
    ['letters of another script within', 'refill cоpay', 1],
    ['accents', 'refill Núñez', 1],
    ['characters that nobody sees', 'refill Zebu\u200blon', 2],
    ['wide letters of a name', 'refill Ｚｅｂｕｌｏｎ', 1],
    ['an apostrophe', 'refill O’Brien', 1],
  ])('hides %s', (_what, text, hidden) => {
    const miss = kept(text);
    expect(miss?.words.every((w) => ['refill', 'results', 'records'].includes(w))).toBe(true);
    expect(miss?.hidden).toBe(hidden);
  });
  it('counts hidden words no further than says something', () => {
    expect(kept(`refill ${'x1 '.repeat(60)}`)?.hidden).toBe(mostHidden);
  });
  it('looks at no half of a word that was cut', () => {
    const text = `${'a '.repeat(147)}copays`;
    expect(kept(`${text.slice(0, 299)}copaysandmore`)?.words ?? []).toEqual([]);
  });
  it('keeps nothing but known words, whatever is typed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 200 }), (codes) => {
        const text = codes.map((c) => String.fromCodePoint(c)).join('');
        const miss = kept(text);
        const all = miss?.words ?? [];
        expect(all.every((w) => words.has(w) && w !== 'price')).toBe(true);
        expect(all).toEqual([...new Set(all)].toSorted());
        expect(all.length).toBeLessThanOrEqual(mostMissWords);
      }),
      { numRuns: 300 },
    );
  });
});
