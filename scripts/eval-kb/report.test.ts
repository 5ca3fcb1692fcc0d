// The table: means over sets, what is missing, peers beside Careline, and the lines of a run file.
import { describe, expect, it } from 'vitest';
import { article } from '#shared/domain/knowledge/article.ts';
import type { KbArticle, KbQuery } from './files.ts';
import { toProduct } from './map.ts';
import { firstOfEachSet } from './queries.ts';
import { compare, headline, qualityOf, runLines, scoreAll } from './report.ts';
import { halfTyped, typedPrefixes } from './sample.ts';
import type { Answers } from './systems.ts';
import { peerTyped, peerWords } from './words.ts';

const query = (id: string, set: string, judgments: Record<string, number>, typo?: string): KbQuery => ({
  id,
  set,
  text: id,
  judgments: new Map(Object.entries(judgments)),
  ...(typo === undefined ? {} : { typo }),
});
const none = { n: 0, p50: 0, p95: 0 };
const answers = (text: Answers['text'], typo: Answers['typo'] = {}): Answers => ({
  text,
  typo,
  half: {},
  fullQuery: none,
  typedPrefix: none,
});

describe('the table', () => {
  const six = headline.map((set) =>
    query(`${set}-1`, set, { a: 3 }, set === 'callerstory' ? undefined : 'x'),
  );
  const everyFirst = Object.fromEntries(six.map((q) => [q.id, ['a']]));
  const typos = Object.fromEntries(six.filter((q) => q.typo).map((q) => [q.id, ['b', 'a']]));

  it('the headline is the plain mean over six sets, and over five for misspelt queries', () => {
    const quality = qualityOf(six, scoreAll(six, answers({ ...everyFirst, 'ops-1': [] }, typos), 10));
    expect(quality.kb6).toBeCloseTo(5 / 6, 4);
    // mediqa drops b, which nobody judged.
    expect(quality.kb5Typo).toBeCloseTo((4 / Math.log2(3) + 1) / 5, 4);
    expect(quality).toMatchObject({ mrr: 0.8333, recall: 0.8333, kb6Half: null });
    expect(quality.sets.ops).toMatchObject({ text: { n: 1, ndcg: 0 }, typo: { n: 1 } });
    expect(quality.sets.callerstory?.typo).toBeNull();
  });
  it('a missing set gives null, and other sets are told too', () => {
    const some = [...six.filter((q) => q.set !== 'liveqa'), query('own-1', 'own', { a: 3 })];
    const quality = qualityOf(some, scoreAll(some, answers({ ...everyFirst, 'own-1': ['a'] }, typos), 10));
    expect(quality).toMatchObject({ kb6: null, kb5Typo: null, mrr: null, recall: null });
    expect(quality.sets.own?.text).toEqual({ n: 1, ndcg: 1, mrr: 1, recall: 1 });
    expect(quality.sets.liveqa).toBeUndefined();
  });
  it('only the set mediqa is scored on judged articles alone', () => {
    const both = [query('m', 'mediqa', { a: 3 }), query('o', 'ops', { a: 3 })];
    const { sets } = qualityOf(both, scoreAll(both, answers({ m: ['x', 'a'], o: ['x', 'a'] }), 10));
    expect(sets.mediqa?.text.ndcg).toBe(1);
    expect(sets.ops?.text.ndcg).toBeCloseTo(0.6309, 4);
  });
  it('beside a peer: the difference by query, null where a set is missing', () => {
    const one = scoreAll(six, answers(everyFirst, typos), 10);
    const other = scoreAll(six, answers(Object.fromEntries(six.map((q) => [q.id, []])), typos), 10);
    expect(compare(six, one, other)).toMatchObject({
      kb6: { difference: 1, interval: [1, 1], p: 0.0002 },
      kb5Typo: { difference: 0, p: 1 },
      kb6Half: null,
      sets: { ops: { text: { difference: 1 } }, callerstory: { typo: null } },
    });
    expect(compare(six.slice(1), one, other).kb6).toBeNull();
  });
  it('a run file has a line a hit', () => {
    expect(runLines([query('q', 'ops', {}), query('r', 'ops', {})], { q: ['a', 'b'] })).toBe(
      'q\ta\t1\t1\nq\tb\t2\t0.5\n',
    );
  });
});

describe('what is asked', () => {
  it('a limit takes the first of each set', () => {
    const all = ['a', 'a', 'b', 'a', 'b'].map((set, i) => query(`${i}`, set, {}));
    expect(firstOfEachSet(all, 1).map((q) => q.id)).toEqual(['0', '2']);
    expect(firstOfEachSet(all, null)).toHaveLength(5);
  });
  it('prefixes are what stands in the field after each key', () => {
    expect(typedPrefixes(['copay', 'x'], 60)).toEqual(['co', 'cop', 'copa', 'copay']);
    expect(
      typedPrefixes(
        Array.from({ length: 90 }, () => 'w'.repeat(99)),
        100,
      ),
    ).toHaveLength(100);
  });
  it('half a word is at least three letters of a long last word', () => {
    expect(halfTyped('refill copay')).toBe('refill cop');
    expect(halfTyped('what is hypertension ')).toBe('what is hypert');
    expect(halfTyped('pay bill')).toBeNull();
    expect(halfTyped('copay?')).toBeNull();
  });
  it('peers get words without stop words, and the half word apart', () => {
    expect(peerWords('What is a Copáy?')).toEqual(['copay']);
    expect(peerWords('what is it')).toEqual(['what', 'is', 'it']);
    expect(peerTyped('what is a cop')).toEqual({ words: ['what', 'is', 'a'], half: 'cop' });
    expect(peerTyped('refill cop ')).toEqual({ words: ['refill', 'cop'], half: null });
  });
});

describe('an article of the data as one of the product', () => {
  const kb: KbArticle = {
    id: 'VA_x.1',
    source: 'VA',
    kind: 'policy',
    title: 'A\ntitle',
    topic: '',
    synonyms: ['', ' one ', 'one'],
    section: 's'.repeat(200),
    body: 'Words.\u0001',
    url: 'va.gov/x',
    licence: 'CC0-1.0',
  };
  it('fits, whatever was long, empty or without a scheme', () => {
    expect(article.parse(toProduct(kb))).toMatchObject({
      title: 'A title',
      topic: 'A title',
      keywords: ['one'],
      section: 's'.repeat(80),
      body: 'Words.',
      kind: 'policy',
      source: { url: 'https://www.va.gov/x' },
    });
  });
  it('without words it is a link card; without an address too the import refuses it', () => {
    const empty = { ...kb, body: '', url: `https://example.org/${'x'.repeat(500)}` };
    expect(article.parse(toProduct(empty))).toMatchObject({
      kind: 'link',
      source: { url: 'https://example.org/' },
    });
    expect(article.safeParse(toProduct({ ...empty, url: '' })).success).toBe(false);
  });
});
