import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Article } from '#shared/domain/knowledge/article.ts';
import type { Delivered } from '../knowledge-sync/apply.ts';
import { articleTarget, deliveredTerms } from './delivered.ts';
import { importArticles } from './import.ts';
import { knowledgeState, readArticle } from './read.ts';
import { articleSearch } from './search.ts';
import { knowledgeFile, ownArticle } from './testing.ts';
import { versionListFor, viewFor } from './view.ts';

const now = '2026-11-22T03:00:00.000Z';
const today = '2026-11-22';
const agent = { id: 'p-1', name: 'Ann Invented', role: 'agent' };
let file: ReturnType<typeof knowledgeFile>;
let seq = 0;
beforeEach(() => {
  file = knowledgeFile();
  seq = 0;
});
afterEach(() => file.close());

const item = (body: Delivered['body'], note: string | null = null): Delivered => ({
  seq: ++seq,
  at: now,
  by: 'Sue Invented',
  note,
  body,
});
const published = (a: Article, note: string | null = null): Delivered =>
  item({ kind: 'article', article: a }, note);
const prepare = (one: Delivered) => articleTarget.prepare(file.db, one, now);
const flip = () => file.db.transaction(() => articleTarget.flip(file.db, now))();
const find = (text: string) =>
  articleSearch(file.db)
    .search({ text, limit: 10 }, 'agent', today)
    .hits.map((h) => h.id);
const words = (id: string) => {
  const read = readArticle(file.db, id);
  return read.ok ? read.value.body : read.code;
};
const view = (id: string, version: number | null = null) =>
  viewFor(file.db, agent, { id, version, accountId: null, site: null }, today);

describe('a delivery', () => {
  it('is not seen before it counts, then as a whole', async () => {
    await importArticles(file.db, [ownArticle('a', { body: 'oldword' })], { now });
    expect(prepare(published(ownArticle('a', { version: 2, body: 'newword' })))).toBe('ready');
    expect(prepare(published(ownArticle('b', { body: 'otherword' })))).toBe('ready');
    expect(find('newword ')).toEqual([]);
    expect(find('otherword ')).toEqual([]);
    expect([words('a'), words('b')]).toEqual(['oldword', 'not-found']);
    expect(readArticle(file.db, 'a', 2).ok).toBe(false);
    expect(knowledgeState(file.db).articles).toBe(1);
    flip();
    expect(find('newword ')).toEqual(['a']);
    expect(find('oldword ')).toEqual([]);
    expect([words('a'), words('b')]).toEqual(['newword', 'otherword']);
    expect(view('a', 1)).toMatchObject({ value: { newer: 2, versions: 2, article: { body: 'oldword' } } });
    while (articleTarget.tidy(file.db, 1) > 0);
    expect(
      file.db.prepare("select count(*) from article_index where article_index match 'oldword'").pluck().get(),
    ).toBe(0);
  });

  it('may come again after a kill, and goes away with what is thrown away', () => {
    const one = published(ownArticle('a', { body: 'first' }));
    expect([prepare(one), prepare(one)]).toEqual(['ready', 'ready']);
    expect(file.db.prepare('select count(*) from articles').pluck().get()).toBe(1);
    articleTarget.drop(file.db);
    flip();
    expect(words('a')).toBe('not-found');
    // Before it was tidied away another delta brings that version with other words.
    expect(prepare(published(ownArticle('a', { body: 'second' })))).toBe('ready');
    flip();
    while (articleTarget.tidy(file.db, 10) > 0);
    expect(words('a')).toBe('second');
    expect(file.db.prepare('select count(*) from articles').pluck().get()).toBe(1);
  });

  it('leaves what ships where the same article came by the feed and was thrown away', async () => {
    prepare(published(ownArticle('a', { body: 'zebra' })));
    articleTarget.drop(file.db);
    await importArticles(file.db, [ownArticle('a', { body: 'zebra' })], { now });
    while (articleTarget.tidy(file.db, 10) > 0);
    expect([find('zebra '), words('a')]).toEqual([['a'], 'zebra']);
  });

  it('takes the highest of several versions, and none below the one that is here', async () => {
    prepare(published(ownArticle('a', { version: 3, body: 'three' })));
    flip();
    expect(prepare(published(ownArticle('a', { version: 2, body: 'two' })))).toBe('older');
    expect(prepare(published(ownArticle('a', { version: 3, body: 'else' })))).toBe('other-words');
    expect(prepare(published(ownArticle('a', { version: 3, body: 'three' })))).toBe('older');
    prepare(published(ownArticle('a', { version: 4, body: 'four' })));
    prepare(published(ownArticle('a', { version: 5, body: 'five' }), 'new hours'));
    flip();
    expect(words('a')).toBe('five');
    expect(versionListFor(file.db, 'agent', 'a')).toMatchObject({
      value: [{ version: 5, note: 'new hours' }, { version: 4, note: null }, { version: 3 }],
    });
  });

  it('is not undone by what ships with a later program', async () => {
    prepare(published(ownArticle('a', { body: 'ours' })));
    flip();
    await importArticles(file.db, [ownArticle('a', { version: 9, body: 'shipped' })], { now });
    expect(words('a')).toBe('ours');
  });

  describe('and what ships, whichever comes first and whatever their numbers', () => {
    const ships = (version: number) =>
      importArticles(file.db, [ownArticle('a', { version, body: `shippedword ${version}` })], { now });
    const arrives = (version: number, body = 'houseword') => {
      const became = prepare(published(ownArticle('a', { version, body })));
      flip();
      while (articleTarget.tidy(file.db, 10) > 0);
      return became;
    };
    const all = () => [find('houseword '), find('shippedword '), words('a')];
    const retire = (version: number) => {
      prepare(
        item({ kind: 'retired', mark: { articleId: 'a', version, by: 'Sue Invented', at: now, note: null } }),
      );
      flip();
    };
    it.each([1, 2, 3])('is the organisation’s, of version 2 beside a shipped version %i', async (shipped) => {
      await ships(shipped);
      expect(arrives(2)).toBe('ready');
      expect(all()).toEqual([['a'], [], 'houseword']);
      expect(arrives(2)).toBe('older');
      expect(arrives(3, 'houseword again')).toBe('ready');
      expect(all()).toEqual([['a'], [], 'houseword again']);
    });
    it.each([1, 2, 3])('is the organisation’s, where version %i ships later', async (shipped) => {
      arrives(2);
      await ships(shipped);
      expect(all()).toEqual([['a'], [], 'houseword']);
    });
    it('counts from the moment of the delivery, also under a number that shipped', async () => {
      await ships(2);
      prepare(published(ownArticle('a', { version: 2, body: 'houseword' })));
      expect(all()).toEqual([[], ['a'], 'shippedword 2']);
      articleTarget.drop(file.db);
      flip();
      expect(all()).toEqual([[], ['a'], 'shippedword 2']);
    });
    it('stays out of use in what ships, until a version of the organisation’s own', async () => {
      await ships(1);
      retire(1);
      await ships(2);
      expect(all()[1]).toEqual([]);
      expect(view('a')).toMatchObject({ value: { state: 'retired' } });
      expect(arrives(2)).toBe('ready');
      expect(all()).toEqual([['a'], [], 'houseword']);
    });
    it.each(['at once', 'one after the other'])(
      'takes no word of a version from before it was there: %s',
      async (how) => {
        const mark = {
          articleId: 'a',
          version: 2,
          by: 'Who wrote it',
          on: '2026-11-20',
          until: '2028-02-01',
        };
        prepare(item({ kind: 'verified', mark }));
        prepare(
          item({
            kind: 'retired',
            mark: { articleId: 'a', version: 2, by: 'Who wrote it', at: now, note: null },
          }),
        );
        if (how !== 'at once') flip();
        arrives(2);
        expect(view('a')).toMatchObject({
          value: { state: 'verified', standing: { until: ownArticle('a').reviewBy, retired: null } },
        });
      },
    );
    it('is out of use at a desk that was told before it had what ships', async () => {
      retire(1);
      await ships(2);
      expect(all()[1]).toEqual([]);
    });
  });

  it('checks a version without new words, and takes one out of use until a higher comes', async () => {
    await importArticles(file.db, [ownArticle('a', { reviewBy: '2026-11-01', body: 'zebra' })], { now });
    expect(view('a')).toMatchObject({ value: { state: 'overdue' } });
    const mark = { articleId: 'a', version: 1, by: 'Sue Invented', on: '2026-11-20', until: '2027-02-01' };
    prepare(item({ kind: 'verified', mark }));
    expect(view('a')).toMatchObject({ value: { state: 'overdue' } });
    flip();
    expect(view('a')).toMatchObject({
      value: { state: 'verified', standing: { verifiedBy: 'Sue Invented', until: '2027-02-01' } },
    });
    // An older check that comes late says nothing new.
    prepare(item({ kind: 'verified', mark: { ...mark, on: '2026-11-10', until: '2026-11-11' } }));
    prepare(
      item({
        kind: 'retired',
        mark: { articleId: 'a', version: 1, by: 'Sue Invented', at: now, note: 'gone' },
      }),
    );
    flip();
    expect(find('zebra ')).toEqual([]);
    expect(view('a')).toMatchObject({
      value: { state: 'retired', standing: { until: '2027-02-01', retired: { note: 'gone' } } },
    });
    prepare(published(ownArticle('a', { version: 2, body: 'zebra again' })));
    flip();
    expect(find('zebra ')).toEqual(['a']);
  });

  it('brings terms, of which the highest version counts', () => {
    const terms = (version: number, means: string) =>
      item({
        kind: 'terms',
        terms: { version, entries: [{ term: 'pcp', means: [means], kind: 'abbreviation' }] },
      });
    expect(deliveredTerms(file.db)).toBeNull();
    prepare(terms(2, 'primary care'));
    prepare(terms(1, 'old'));
    flip();
    expect(deliveredTerms(file.db)).toMatchObject({ version: 2, entries: [{ means: ['primary care'] }] });
  });

  it('moves two thousand heads in one short turn', () => {
    file.db.transaction(() => {
      for (let n = 0; n < 2000; n++) prepare(published(ownArticle(`a-${n}`)));
    })();
    const began = performance.now();
    flip();
    // Measured: 25 ms beside other work. Far above it, heads would be rewriting bodies.
    expect(performance.now() - began).toBeLessThan(250);
    expect(knowledgeState(file.db).articles).toBe(2000);
  });

  it('changes no content of a version once it is written', async () => {
    await importArticles(file.db, [ownArticle('a')], { now });
    for (const change of [
      "kind = 'policy'",
      'must_read = 1',
      "roles = 'agent'",
      "site = 'x'",
      "owner = 'x'",
      "lang = 'es'",
    ])
      expect(() => file.db.prepare(`update articles set ${change}`).run(), change).toThrow(/immutable/);
  });
});
