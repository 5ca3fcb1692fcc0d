// Full text repairs and completes by words of articles that count and that this person may find: not by those of other roles, of
// deliveries that are staged, or of versions that were replaced.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Article } from '#shared/domain/knowledge/article.ts';
import { articleTarget } from './delivered.ts';
import { importArticles } from './import.ts';
import { articleSearch, type ArticleSearcher } from './search.ts';
import { knowledgeFile, ownArticle } from './testing.ts';

const now = '2026-11-22T03:00:00.000Z';
let file: ReturnType<typeof knowledgeFile>;
let seq = 0;
beforeEach(async () => {
  file = knowledgeFile();
  seq = 0;
  await importArticles(file.db, [ownArticle('open', { body: 'Refills take two days.' })], { now });
});
afterEach(() => file.close());
const stage = (article: Article) =>
  articleTarget.prepare(
    file.db,
    { seq: ++seq, at: now, by: 'S', note: null, body: { kind: 'article', article } },
    now,
  );
function deliver(article: Article): void {
  stage(article);
  file.db.transaction(() => articleTarget.flip(file.db, now))();
  while (articleTarget.tidy(file.db, 10) > 0);
}
/** What is told of a slip, of a half word and of a half word with a slip. */
const told = (searcher: ArticleSearcher = articleSearch(file.db)) =>
  JSON.stringify(
    ['whistelblower ', 'whistleblo', 'whistelblo'].map(
      (text) => searcher.search({ text, limit: 5 }, 'agent', '2026-11-22').corrected ?? [],
    ),
  );

it('repairs by a word that counts for who asks', () => {
  deliver(ownArticle('line', { body: 'The whistleblower line.' }));
  expect(told()).toContain('whistleblower');
});
it('tells no word of another role’s article, in however many versions it came', () => {
  for (const version of [1, 2, 3])
    deliver(
      ownArticle('secret', { version, roles: ['supervisor'], body: `The whistleblower line ${version}.` }),
    );
  expect(told()).toBe('[[],[],[]]');
});
it('tells no word of what is staged, whoever may see it then', () => {
  stage(ownArticle('later', { body: 'The whistleblower line.' }));
  expect(told()).toBe('[[],[],[]]');
});
it('tells no word of a version that was replaced', () => {
  deliver(ownArticle('line', { body: 'The whistleblower line.' }));
  deliver(ownArticle('line', { version: 2, body: 'The line moved.' }));
  expect(told()).toBe('[[],[],[]]');
});
