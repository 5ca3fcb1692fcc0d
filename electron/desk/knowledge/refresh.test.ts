// What changed is made ready before the next key, and the key meets it: told by the statements that a question runs.
import Database from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { facetsOf } from './facets.ts';
import { importArticles } from './import.ts';
import { buildAndStore } from './index-build.ts';
import { articleSearch } from './search.ts';
import { knowledgeFile, ownArticle } from './testing.ts';

const today = '2026-11-22';
const now = '2026-11-22T03:00:00.000Z';
const file = knowledgeFile();
afterAll(() => file.close());

it('a question after a refresh reads no facets and indexes nothing', async () => {
  await importArticles(file.db, [ownArticle('hours', { body: 'Open till six.' })], { now });
  buildAndStore(file.db);
  const ran: string[] = [];
  const db = new Database(file.db.serialize(), { verbose: (said) => ran.push(String(said)) });
  const by = articleSearch(db);
  by.loadNow();
  const ask = (text: string) => {
    ran.length = 0;
    const { hits, engine } = by.search({ text, limit: 5 }, 'agent', today);
    expect(engine).toBe('index');
    return {
      ids: hits.map(({ id }) => id),
      prepares: ran.some(
        (said) =>
          said.includes('articles_facets') || said.includes('section, body, kind from articles where n ='),
      ),
    };
  };
  const refresh = () => {
    const steps = by.refresh();
    while (steps.next().done !== true);
  };
  expect(ask('open ').ids).toEqual(['hours']);
  expect(ask('open ')).toEqual({ ids: ['hours'], prepares: false });

  await importArticles(db, [ownArticle('parking', { body: 'Open garage.' })], { now });
  refresh();
  expect(ask('garage ')).toEqual({ ids: ['parking'], prepares: false });

  db.prepare('insert into article_standing (id, version, retired_by, retired_at) values (?, 1, ?, ?)').run(
    'parking',
    'D. W.',
    now,
  );
  // Without a refresh the question does it itself, and a mark makes no article be indexed again.
  ran.length = 0;
  expect(ask('garage ')).toEqual({ ids: [], prepares: true });
  expect(ran.some((said) => said.includes('section, body, kind from articles where n ='))).toBe(false);
  db.close();
});

it('reads off the key what a key would not wait for while articles pour in', async () => {
  const other = knowledgeFile();
  let ms = 0;
  // Each reading seems to take long.
  const facets = facetsOf(other.db, () => (ms += 30));
  expect(facets.current().count).toBe(0);
  await importArticles(other.db, [ownArticle('hours')], { now });
  expect(facets.current().count).toBe(0);
  expect(facets.current(true).count).toBe(1);
  expect(facets.current().count).toBe(1);
  other.close();
});
