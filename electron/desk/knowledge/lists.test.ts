import { afterAll, beforeAll, expect, it } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArticleFile } from '#shared/domain/knowledge/parse.ts';
import { hardestGrade } from '#shared/domain/script/reading.ts';
import { articleTarget } from './delivered.ts';
import { importArticles } from './import.ts';
import { changesFor, glossaryFor } from './lists.ts';
import { articleSearch } from './search.ts';
import { knowledgeFile, ownArticle } from './testing.ts';

const now = '2026-11-22T12:00:00.000Z';
const today = '2026-11-22';
const file = knowledgeFile();
const shipped = join(import.meta.dirname, '../../../data/knowledge/articles');
beforeAll(async () => {
  const files = ['glossary', 'payers'].flatMap((f) =>
    readdirSync(join(shipped, f)).map((name) => join(shipped, f, name)),
  );
  const articles = files.map((path) => parseArticleFile(readFileSync(path, 'utf8'), 'Shipped'));
  await importArticles(
    file.db,
    articles.map((a) => (a.ok ? a.value : null)),
    { now },
  );
});
afterAll(() => file.close());

it('gives each term in plain words with what callers call it and its school grade, by its letters', () => {
  const terms = glossaryFor(file.db, 'agent', 'en');
  expect(terms.length).toBeGreaterThanOrEqual(12);
  expect(terms.map((e) => e.term)).toEqual(
    terms.map((e) => e.term).toSorted((a, b) => a.localeCompare(b, 'en')),
  );
  for (const { term, grade, plain } of terms) {
    expect(grade, term).toBeLessThanOrEqual(hardestGrade);
    expect(plain).not.toMatch(/##|For you only/);
  }
  const authorization = terms.find((e) => e.term === 'Prior authorization');
  expect(authorization?.also).toContain('prior auth');
  expect(glossaryFor(file.db, 'agent', 'id')).toEqual([]);
});

it.each(['BC10', 'bc11 ', 'CB20', 'BH02 referral'])('finds the payer by its id: %s', (text) => {
  const [hit] = articleSearch(file.db).search({ text, limit: 3 }, 'agent', today).hits;
  expect(hit?.kind).toBe('payer');
});

it('tells page by page what changed, newest first, for an account and for all', () => {
  const item = { at: now, by: 'Sue Invented', note: 'new hours' };
  const publish = (seq: number, id: string, version: number, practice: string) => {
    const article = ownArticle(id, { version, practice });
    articleTarget.prepare(file.db, { ...item, seq, body: { kind: 'article', article } }, now);
  };
  publish(1, 'a', 1, 'riverside');
  publish(2, 'b', 1, 'harbor');
  articleTarget.flip(file.db, now);
  publish(3, 'a', 2, 'riverside');
  articleTarget.flip(file.db, now);
  const mark = { articleId: 'b', version: 1, by: 'Theo Invented', at: now, note: 'closed' };
  articleTarget.prepare(file.db, { ...item, seq: 4, body: { kind: 'retired', mark } }, now);
  articleTarget.flip(file.db, now);
  const told = (accountId: string | null, after: string | null = null, limit = 10) => {
    const { rows, next } = changesFor(file.db, 'agent', accountId, { after, limit });
    return { rows: rows.map((r) => `${r.what} ${r.id} ${r.version} ${r.by ?? '-'} ${r.note ?? '-'}`), next };
  };
  const all = [
    'retired b 1 Theo Invented closed',
    'changed a 2 Sue Invented new hours',
    'new b 1 Sue Invented new hours',
    'new a 1 Sue Invented new hours',
  ];
  expect(told(null).rows).toEqual(all);
  expect(told('riverside').rows).toEqual([all[1], all[3]]);
  const first = told(null, null, 3);
  expect([first.rows, told(null, first.next).rows]).toEqual([all.slice(0, 3), all.slice(3)]);
  for (const after of ['', 'x', '-1', '1; drop table articles']) expect(told(null, after).rows).toEqual([]);
});
