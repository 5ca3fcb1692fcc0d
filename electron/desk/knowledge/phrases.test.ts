// "Exact words" finds the same by both ways of searching.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importArticles } from './import.ts';
import { buildAndStore } from './index-build.ts';
import { articleSearch, type ArticleSearcher } from './search.ts';
import { knowledgeFile, ownArticle } from './testing.ts';

const today = '2026-11-22';
const file = knowledgeFile();
beforeAll(async () => {
  await importArticles(
    file.db,
    [
      ownArticle('stops', { title: 'To be or not', body: 'It is what it is. The after hours line is open.' }),
      ownArticle('apart', { title: 'Hour', body: 'The line after the hours. After hour line.' }),
      ownArticle('keys', { title: 'Keys', keywords: ['after', 'hours line'], body: 'No.' }),
    ],
    { now: '2026-11-22T03:00:00.000Z' },
  );
  buildAndStore(file.db);
});
afterAll(() => file.close());

describe.each(['full-text', 'index'])('%s', (way) => {
  let by: ArticleSearcher;
  beforeAll(() => {
    by = articleSearch(file.db);
    if (way === 'index') by.loadNow();
  });
  it.each([
    ['"it is what it is"', ['stops']],
    ['"to be or not"', ['stops']],
    ['"after hours line"', ['stops']],
    ['“AFTER Hours”', ['stops']],
    ['"hours line"', ['keys', 'stops']],
    ['"after hours line" "is open"', ['stops']],
    ['"hours line after"', []],
  ])('%s', (text, ids) => {
    const { hits, engine } = by.search({ text, limit: 9 }, 'agent', today);
    expect(engine).toBe(way);
    expect(hits.map(({ id }) => id).toSorted()).toEqual(ids);
  });
});
