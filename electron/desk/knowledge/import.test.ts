import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Article, articleDefaults } from '#shared/domain/knowledge/article.ts';
import { type Db, openWriter } from '../vault/open.ts';
import { importArticles } from './import.ts';
import { knowledgeState, quoteFor, readArticle } from './read.ts';
import { knowledgeTrustSchema } from './schema-trust.ts';
import { knowledgeSchema } from './schema.ts';
import { engineSchema } from './schema-engine.ts';
import { articleSearch } from './search.ts';

const now = '2026-11-22T03:00:00.000Z';
const today = '2026-11-22';
const make = (n: number, change: Partial<Article> = {}): Article => ({
  ...articleDefaults,
  id: `article-${n}`,
  version: 1,
  title: `Title ${n}`,
  practice: 'all',
  callTypes: [14],
  topic: 'Test',
  keywords: ['refills, and more', 'rx'],
  body: `Body of number${n} with some words to fill it.`,
  owner: null,
  reviewedOn: null,
  reviewBy: null,
  clinicalDraft: false,
  sample: true,
  source: { name: 'Invented for tests', url: null, licence: 'CC0-1.0', date: '2026' },
  ...change,
});
const many = (count: number) => Array.from({ length: count }, (_, i) => make(i));

let folder: string;
let db: Db;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'careline-knowledge-'));
  db = openWriter(join(folder, 'core.db'), Buffer.alloc(32, 7), { fresh: true });
  db.exec(knowledgeSchema + knowledgeTrustSchema + engineSchema);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});
const find = (text: string) =>
  articleSearch(db)
    .search({ text, limit: 10 }, 'agent', today)
    .hits.map((h) => h.id);

describe('importArticles', () => {
  it('brings an article in and gives it back unchanged', async () => {
    const a = make(1, {
      callTypes: [1, 24],
      owner: 'D. W.',
      reviewedOn: '2026-01-01',
      reviewBy: '2026-12-01',
      sample: false,
    });
    expect(await importArticles(db, [a], { now })).toMatchObject({
      ok: true,
      value: { added: 1, refused: [] },
    });
    expect(readArticle(db, 'article-1')).toEqual({ ok: true, value: a });
  });

  it('refuses what is not an article and takes the rest', async () => {
    const hostile = [
      null,
      7,
      'x',
      {},
      make(1, { body: '' }),
      { ...make(2), id: "'; drop table articles; --" },
      make(3),
    ];
    const result = await importArticles(db, hostile, { now });
    expect(result).toMatchObject({ ok: true, value: { added: 1 } });
    expect(result.ok && result.value.refused.map((r) => r.id)).toEqual(['#1', '#2', '#3', '#4', '#5', '#6']);
    expect(knowledgeState(db).articles).toBe(1);
  });

  it('keeps old versions for quotes and searches the current one only', async () => {
    await importArticles(db, [make(1, { body: 'the oldword stands here' })], { now });
    await importArticles(db, [make(1, { version: 2, body: 'the newword stands here' })], { now });
    expect(find('oldword ')).toEqual([]);
    expect(find('newword ')).toEqual(['article-1']);
    expect(readArticle(db, 'article-1')).toMatchObject({ value: { version: 2 } });
    expect(quoteFor(db, 'agent', { id: 'article-1', version: 1, range: [4, 11] })).toMatchObject({
      ok: true,
      value: { text: 'oldword', version: 1 },
    });
    await importArticles(db, [make(1, { version: 1, body: 'the oldword stands here' })], { now });
    expect(readArticle(db, 'article-1')).toMatchObject({ value: { version: 2 } });
  });

  it('refuses other words under the same version', async () => {
    await importArticles(db, [make(1)], { now });
    const again = await importArticles(db, [make(1, { body: 'other words' })], { now });
    expect(again).toMatchObject({ ok: true, value: { added: 0, same: 0, refused: [{ id: 'article-1' }] } });
    expect(() => db.prepare("update articles set body = 'x'").run()).toThrow(/immutable/);
  });

  it('stops when cancelled, keeps what is committed, and goes on with the rest', async () => {
    const stop = new AbortController();
    const first = await importArticles(db, many(500), {
      now,
      signal: stop.signal,
      onProgress: (done) => {
        if (done >= 100) stop.abort();
      },
    });
    expect(first).toMatchObject({ ok: false, code: 'cancelled' });
    const kept = knowledgeState(db).articles;
    expect(kept).toBeGreaterThanOrEqual(100);
    expect(kept).toBeLessThan(500);
    const second = await importArticles(db, many(500), { now });
    expect(second).toMatchObject({ ok: true, value: { added: 500 - kept, same: kept } });
    expect(find('number499 ')).toEqual(['article-499']);
  });

  it('ends quietly when the vault closes in the middle', async () => {
    const result = await importArticles(db, many(100), { now, onProgress: () => db.close() });
    expect(result).toMatchObject({ ok: false, code: 'cancelled' });
    db = openWriter(join(folder, 'core.db'), Buffer.alloc(32, 7), { fresh: false });
    expect(await importArticles(db, many(100), { now })).toMatchObject({ ok: true });
    expect(knowledgeState(db).articles).toBe(100);
  });

  it('lets others write between its batches', async () => {
    db.exec('create table notes (n integer)');
    let during = 0;
    const turn = () => {
      db.prepare('insert into notes values (1)').run();
      during++;
    };
    const timer = setInterval(turn, 0);
    await importArticles(db, many(400), { now });
    clearInterval(timer);
    expect(during).toBeGreaterThan(3);
  });

  it('stores script as inert text: found, quoted and given back letter by letter', async () => {
    const body = '<script>steal()</script> [link](javascript:alert(1)) <img src=x onerror=alert(2)> zebra';
    await importArticles(db, [make(1, { title: '<b onmouseover=x>Title</b>', body })], { now });
    expect(readArticle(db, 'article-1')).toMatchObject({ value: { body } });
    const [hit] = articleSearch(db).search({ text: 'onerror steal ', limit: 5 }, 'agent', today).hits;
    expect(hit?.title).toBe('<b onmouseover=x>Title</b>');
    expect(hit?.snippetRanges.map(([a, b]) => hit.snippet.slice(a, b))).toEqual(['steal', 'onerror']);
    expect(Object.keys(hit ?? {})).not.toContain('html');
  });

  it('leaves no readable word on disk', async () => {
    await importArticles(db, [make(1, { body: 'zebraquartz '.repeat(50) })], { now });
    for (const file of ['core.db', 'core.db-wal'])
      expect(readFileSync(join(folder, file)).includes('zebraquartz')).toBe(false);
  });
});

describe('reading', () => {
  it('says so when there is no such article, version or range', async () => {
    await importArticles(db, [make(1)], { now });
    expect(readArticle(db, 'nope')).toMatchObject({ ok: false, code: 'not-found' });
    expect(readArticle(db, 'article-1', 9)).toMatchObject({ ok: false, code: 'not-found' });
    expect(quoteFor(db, 'agent', { id: 'article-1', version: 1, range: [0, 99_999] })).toMatchObject({
      ok: false,
      code: 'invalid-input',
    });
  });
});
