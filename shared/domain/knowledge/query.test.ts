import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meaningsOf, readQuery, toFullTextQuery, wordsOf } from './query.ts';

const q = (text: string, completions?: string[]) => toFullTextQuery(readQuery(text), completions);

describe('readQuery', () => {
  it('drops stop words, but not the last word that stands', () => {
    expect(readQuery('how do I get a refill ')).toEqual({ words: ['refill'], phrases: [], typing: null });
    expect(readQuery('who are you ').words).toEqual(['who', 'are', 'you']);
  });
  it('takes the last word as half typed until a space follows', () => {
    expect(readQuery('billing off').typing).toBe('off');
    expect(readQuery('billing off ').typing).toBeNull();
    expect(readQuery('where is the').typing).toBeNull();
  });
  it('asks for exact phrases in closed quotes of any style', () => {
    expect(readQuery('“prior authorization” denied ')).toEqual({
      words: ['denied'],
      phrases: [['prior', 'authorization']],
      typing: null,
    });
    expect(readQuery('"prior authori').phrases).toEqual([]);
    expect(readQuery('"refill" ').words).toEqual(['refill']);
  });
  it('cuts a paste of any length', () => {
    const terms = readQuery('word '.repeat(5000) + 'x'.repeat(100_000));
    expect(terms.words).toEqual(['word']);
    expect(
      readQuery(Array.from({ length: 60 }, (_, i) => `w${i}`).join(' ')).words.length,
    ).toBeLessThanOrEqual(12);
  });
  it('folds accents and case', () => {
    expect(wordsOf('Café RÉSUMÉ naïve')).toEqual(['cafe', 'resume', 'naive']);
  });
});

describe('toFullTextQuery', () => {
  it('joins words with OR and marks the half-typed one as a beginning', () => {
    expect(q('copay refi')).toBe('"copay" OR "refi"*');
    expect(q('copay refi', ['refill', 'refills'])).toBe('"copay" OR "refi" OR "refill" OR "refills"');
  });
  it('makes phrases a must', () => {
    expect(q('"prior authorization" late ')).toBe(
      '("prior authorization") AND ("prior authorization" OR "late")',
    );
  });
  it.each(['', '   ', '***', '"', '""', '\0', '()', '—', '🙂', '\ud800'])(
    'has nothing to search in %j',
    (text) => {
      expect(q(text)).toBeNull();
    },
  );
  it('never lets typed text become syntax', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const query = q(text);
        if (query === null) return;
        const outside = query.replace(/"[^"]*"/g, '');
        expect(outside).toMatch(/^(?: OR | AND |[()*])*$/);
        for (const [, inside] of query.matchAll(/"([^"]*)"/g)) expect(inside).toMatch(/^[\p{L}\p{N} ]+$/u);
      }),
      { numRuns: 500 },
    );
  });
});

describe('meaningsOf', () => {
  const of = (text: string, completions?: string[]) => meaningsOf(readQuery(text), completions);
  it('counts each thing meant once: words, a phrase, a half-typed word with what it may become', () => {
    expect(of('fever child ')).toEqual(['"fever"', '"child"']);
    expect(of('"prior authorization" late ')).toEqual(['"prior authorization"', '"late"']);
    expect(of('copay refi', ['refill', 'refills'])).toEqual(['"copay"', '("refi" OR "refill" OR "refills")']);
  });
  it('leaves out weak words and first letters, unless there is nothing else', () => {
    expect(of('caller wants refill ')).toEqual(['"refill"']);
    expect(of('refill ch')).toEqual(['"refill"']);
    expect(of('patient calls ')).toEqual(['"patient"', '"calls"']);
    expect(of('ch')).toEqual(['("ch"*)']);
    expect(of('')).toEqual([]);
  });
});
