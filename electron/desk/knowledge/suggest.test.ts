import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ArticleSearch } from '#shared/domain/knowledge/article.ts';
import { fail, ok } from '#shared/domain/result.ts';
import { importArticles } from './import.ts';
import { articleSearch } from './search.ts';
import { suggestFor, type SuggestAsked } from './suggest.ts';
import { knowledgeFile, ownArticle } from './testing.ts';

const now = '2026-11-22T12:00:00.000Z';
const today = '2026-11-22';
const file = knowledgeFile();
const asked: SuggestAsked = {
  reason: null,
  step: null,
  accountId: 'riverside',
  notes: '',
  callId: null,
  limit: 10,
};
const find = (request: ArticleSearch) =>
  Promise.resolve(ok(articleSearch(file.db).search(request, 'agent', today)));
const offered = async (change: Partial<SuggestAsked>) => {
  const found = await suggestFor(file.db, 'agent', { ...asked, ...change }, today, find);
  if (!found.ok) throw new Error(found.code);
  return found.value.map(({ summary, why }) => ({
    id: summary.id,
    version: summary.version,
    why: why.map((w) => [w.kind, ...w.words].join(' ')),
  }));
};
beforeAll(async () => {
  const refill = { callTypes: [10] };
  await importArticles(
    file.db,
    [
      ownArticle('refill', { ...refill, body: 'Take the refill in full.' }),
      ownArticle('riverside-refill', { ...refill, practice: 'riverside', variantOf: 'refill', version: 4 }),
      ownArticle('harbor-refill', { ...refill, practice: 'harbor', variantOf: 'refill' }),
      ownArticle('late-refill', { ...refill, reviewBy: '2026-01-01', body: 'Pharmacy insulin hours.' }),
      ownArticle('insulin', { body: 'Insulin travels cold.' }),
      ownArticle('insulin-es', {
        lang: 'es',
        body: 'Insulin.',
        translationOf: { id: 'insulin', version: 1 },
      }),
      ownArticle('sample', {
        sample: true,
        body: 'Insulin insulin.',
        callTypes: [10],
        owner: null,
        reviewedOn: null,
        reviewBy: null,
      }),
    ],
    { now },
  );
  const calls = ['c-1', 'c-2', 'c-3'];
  for (const id of calls)
    file.db.prepare('insert into calls (id, json) values (?, ?)').run(id, '{"reasonCode":"refill"}');
  for (const id of calls)
    file.db
      .prepare('insert into article_pins (call_id, id, version, person, at) values (?, ?, ?, ?, ?)')
      .run(id, id === 'c-1' ? 'insulin' : 'late-refill', 1, 'p', now);
});
afterAll(() => file.close());

it('offers by the reason what the account has in place of the general one, with id, version and why', async () => {
  const [first, ...others] = await offered({ reason: 'refill' });
  expect(first).toEqual({ id: 'riverside-refill', version: 4, why: ['reason refill', 'account riverside'] });
  expect(others.map((o) => o.id)).toEqual(['late-refill']);
});
it('puts what the notes name first, never a sample and no translation; what is overdue comes last', async () => {
  const found = await offered({ reason: 'refill', notes: 'out of insulin tonight' });
  expect(found.map((f) => f.id)).toEqual(['insulin', 'riverside-refill', 'late-refill']);
  expect(found[0]?.why).toEqual(['notes insulin', 'pinned']);
  expect(found[2]?.why).toContain('pinned');
});
it('goes by the words of the step too', async () => {
  const found = await offered({ step: { words: 'Does the insulin stay cold?' } });
  expect(found[0]).toMatchObject({ id: 'insulin', why: ['step insulin cold'] });
  expect(await offered({})).toEqual([]);
});
it('says that the search failed, and by the reason alone needs none', async () => {
  const broken = () => Promise.resolve(fail('interrupted'));
  expect(await suggestFor(file.db, 'agent', { ...asked, notes: 'x' }, today, broken)).toMatchObject({
    code: 'interrupted',
  });
  expect(await suggestFor(file.db, 'agent', { ...asked, reason: 'refill' }, today, broken)).toMatchObject({
    ok: true,
  });
});
it('keeps nothing of notes or step', async () => {
  const before = file.db.prepare<[], { n: number }>('select total_changes() as n').get()?.n;
  await offered({ reason: 'refill', notes: 'Maria Quokka 617 555 0100', step: { words: 'zebrafish' } });
  expect(file.db.prepare<[], { n: number }>('select total_changes() as n').get()?.n).toBe(before);
});
