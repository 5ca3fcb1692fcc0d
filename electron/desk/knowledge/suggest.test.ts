import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account as accountSchema } from '#shared/domain/accounts/account.ts';
import type { ArticleSearch } from '#shared/domain/knowledge/article.ts';
import { fail, ok } from '#shared/domain/result.ts';
import { importArticles } from './import.ts';
import { articleSearch } from './search.ts';
import { suggestFor, type SuggestAsked, type When } from './suggest.ts';
import { knowledgeFile, ownArticle } from './testing.ts';

const now = '2026-11-22T12:00:00.000Z';
const today = '2026-11-22';
const file = knowledgeFile();
const when = { today, now, account: null };
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
const offered = async (change: Partial<SuggestAsked>, at: Partial<When> = {}) => {
  const found = await suggestFor(file.db, 'agent', { ...asked, ...change }, { ...when, ...at }, find);
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
      ownArticle('night', { callTypes: [19] }),
      ownArticle('riverside-night', { callTypes: [19], practice: 'riverside' }),
      ownArticle('harbor-night', { callTypes: [19], practice: 'harbor' }),
      ownArticle('riverside-fever', { callTypes: [17, 19], practice: 'riverside' }),
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
it('puts what the notes name next to what the reason offers first, never a sample and no translation; what is overdue comes last', async () => {
  const found = await offered({ reason: 'refill', notes: 'out of insulin tonight' });
  expect(found.map((f) => f.id)).toEqual(['riverside-refill', 'insulin', 'late-refill']);
  expect(found[1]?.why).toEqual(['notes insulin', 'pinned']);
  expect(found[2]?.why).toContain('pinned');
});
it('goes by the words of the step too', async () => {
  const found = await offered({ step: { words: 'Does the insulin stay cold?' } });
  expect(found[0]).toMatchObject({ id: 'insulin', why: ['step insulin cold'] });
  expect(await offered({})).toEqual([]);
});
describe('closed hours', () => {
  const riverside = accountSchema.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, '../../../data/accounts/riverside.json'), 'utf8')),
  );
  // Monday, in New York: 17:30 and 16:30.
  const closed = { account: riverside, now: '2026-11-23T22:30:00.000Z' };
  const open = { account: riverside, now: '2026-11-23T21:30:00.000Z' };
  it('are a reason of their own, before another is known, by the clock of the practice', async () => {
    expect(await offered({}, closed)).toEqual([
      { id: 'riverside-night', version: 1, why: ['closed', 'account riverside'] },
      { id: 'night', version: 1, why: ['closed'] },
    ]);
    expect(await offered({}, open)).toEqual([]);
    expect(await offered({}, { ...closed, account: { ...riverside, zone: 'America/Los_Angeles' } })).toEqual(
      [],
    );
    // A day without hours is closed all day.
    const holiday = { ...riverside, hours: riverside.hours.filter(({ day }) => day !== 'mon') };
    expect(await offered({}, { ...open, account: holiday })).toHaveLength(2);
  });
  it('stand among what the reason and the notes offer, behind the first of the reason', async () => {
    const found = await offered({ reason: 'refill', notes: 'out of insulin tonight', limit: 5 }, closed);
    expect(found.map(({ id }) => id).slice(0, 3)).toContain('riverside-night');
    expect((await offered({ reason: 'refill' }, closed)).map(({ id }) => id)).toEqual([
      'riverside-refill',
      'riverside-night',
      'night',
      'late-refill',
    ]);
  });
});
it('says that the search failed, and by the reason alone needs none', async () => {
  const broken = () => Promise.resolve(fail('interrupted'));
  expect(await suggestFor(file.db, 'agent', { ...asked, notes: 'x' }, when, broken)).toMatchObject({
    code: 'interrupted',
  });
  expect(await suggestFor(file.db, 'agent', { ...asked, reason: 'refill' }, when, broken)).toMatchObject({
    ok: true,
  });
});
it('keeps nothing of notes or step', async () => {
  const before = file.db.prepare<[], { n: number }>('select total_changes() as n').get()?.n;
  await offered({ reason: 'refill', notes: 'Maria Quokka 617 555 0100', step: { words: 'zebrafish' } });
  expect(file.db.prepare<[], { n: number }>('select total_changes() as n').get()?.n).toBe(before);
});
