// What desks tell of articles: taken once from whoever has it, due in five working days, answered once, and told to the desk that
// asked (row 108).
import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { rawPublicKey, unseal } from '#desk/vault/seal.ts';
import { eventsAnswer, feedAnswer } from '#shared/protocol/knowledge.ts';
import { acknowledgementsAnswer, inboxAnswer } from '#shared/protocol/knowledge-acts.ts';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import { seal, type TestDesk } from '../testing/desk.ts';
import { startHouse, told, type House } from '../testing/house.ts';
import { articleFor } from '#shared/domain/knowledge/testing.ts';

let house: House;
let backend: TestBackend;
let desk: TestDesk;
let reader: KeyObject;
const now = (): Date => backend.parts.clock();
const at = '2026-11-22T02:30:00.000Z';
async function withReader(of: TestDesk): Promise<KeyObject> {
  const { privateKey } = generateKeyPairSync('x25519');
  await of.handshake2(rawPublicKey(privateKey).toString('base64'));
  return privateKey;
}
beforeAll(async () => {
  house = await startHouse();
  backend = await startTestBackend(house.parts);
  await house.people(backend.pool);
  await house.policy(backend.parts);
  desk = await backend.enrolled();
  for (const person of ['gus', 'nat', 'sam', 'sol', 'tia', 'ada'])
    expect((await house.signIn(desk, person, now())).status).toBe(200);
  reader = await withReader(desk);
});
afterAll(async () => {
  await backend?.close();
  await house?.close();
});

const event = (kind: string, author: string, facts: object) => ({
  id: randomUUID(),
  kind,
  author,
  at,
  facts,
});
async function flag(author: string, words: string | null = 'The hours are wrong.', from = desk) {
  const one = event('flag', author, { articleId: 'hours', version: 2, range: [0, 12], why: 'wrong' });
  return { ...one, words: words === null ? null : await seal(from.sealKey, one.id, words) };
}
const take = async (events: object[], from = desk) =>
  eventsAnswer.parse((await from.ask('/v2/knowledge/events', { events })).json).taken;
const inbox = async (open = true, person = 'sam') =>
  inboxAnswer.parse((await desk.ask('/v2/knowledge/inbox', { person, open })).json);
async function answer(person: string, id: string, words: string, wordsId: string = randomUUID()) {
  return desk.ask('/v2/knowledge/answer', {
    person,
    id,
    wordsId,
    words: await seal(desk.sealKey, wordsId, words),
  });
}
const opened = (id: string, sealed: { body: string; keyForBackend: string } | null): string | null =>
  sealed === null
    ? null
    : (unseal(
        id,
        Buffer.from(sealed.body, 'base64'),
        Buffer.from(sealed.keyForBackend, 'base64'),
        reader,
      )?.toString('utf8') ?? null);
const feed = async (from: object = {}, of = desk) =>
  feedAnswer.parse(
    (
      await of.ask('/v2/knowledge/feed', {
        after: 0,
        mark: null,
        answersAfter: 0,
        answersMark: null,
        ...from,
      })
    ).json,
  );

test('a flag and a question come once, sealed, and are due in five working days', async () => {
  const one = await flag('gus');
  const question = event('unanswered', 'nat', { accountId: 'riverside', reason: 'refill', lang: 'en' });
  const asked = { ...question, words: await seal(desk.sealKey, question.id, 'Who pays for insulin pens?') };
  expect(await take([one, asked])).toEqual([one.id, asked.id]);
  // The answer was lost: told again, with other words. The first text counts.
  expect(await take([{ ...one, author: 'nat', words: null }])).toEqual([one.id]);
  const { items, open, overdue } = await inbox();
  expect([items.length, open, overdue]).toEqual([2, 2, 0]);
  const found = items.find((item) => item.id === one.id);
  // 22 November 2026 is a Sunday.
  expect(found).toMatchObject({
    author: { id: 'gus' },
    dueAt: '2026-11-27T03:00:00.000Z',
    authorUnbound: false,
  });
  expect(opened(one.id, found?.words ?? null)).toBe('The hours are wrong.');
  const rows = await backend.pool.query<{ words: unknown }>('select words from knowledge_event');
  expect(JSON.stringify(rows.rows)).not.toContain('insulin');
  backend.setNow('2026-11-27T03:00:00.001Z');
  expect((await inbox()).overdue).toBe(2);
  backend.setNow('2026-11-22T03:00:00.000Z');
});

it('is answered once, by a supervisor or a trainer; the asking desk hears of it, no other', async () => {
  const other = await backend.enrolled();
  await withReader(other);
  const one = await flag('gus');
  await take([one]);
  expect(told(await answer('gus', one.id, 'No.'))).toBe('refused wrong-role');
  expect(told(await answer('ada', one.id, 'No.'))).toBe('refused wrong-role');
  expect(told(await answer('tia', randomUUID(), 'No.'))).toBe('refused not-found');
  const wordsId = randomUUID();
  expect((await answer('tia', one.id, 'Mended in version 3.', wordsId)).status).toBe(200);
  const body = { person: 'tia', id: one.id, wordsId, words: await seal(desk.sealKey, wordsId, 'x') };
  expect((await desk.ask('/v2/knowledge/answer', body)).status).toBe(200);
  expect(told(await answer('sam', one.id, 'Another.'))).toBe('refused knowledge-answered');
  const { answers, answersUpto, answersMark } = await feed();
  const mine = answers.find((a) => a.id === one.id);
  expect(mine).toMatchObject({ by: 'tia', wordsId });
  expect(opened(wordsId, mine?.words ?? null)).toBe('Mended in version 3.');
  expect(answersMark).toBe(answers.at(-1)?.id);
  expect((await feed({ answersAfter: answersUpto, answersMark })).answers).toEqual([]);
  expect((await feed({}, other)).answers).toEqual([]);
  expect((await inbox()).items.map((item) => item.id)).not.toContain(one.id);
  expect((await inbox(false)).items.find((item) => item.id === one.id)?.answer?.by.id).toBe('tia');
});

it('refuses an answer that nobody could open, and a “helpful” has none', async () => {
  const one = await flag('gus');
  const rated = event('helpful', 'gus', { articleId: 'hours', version: 2, helpful: true });
  await take([one, rated]);
  const words = await seal(desk.sealKey, randomUUID(), 'sealed under another id');
  const body = { person: 'sam', id: one.id, wordsId: randomUUID(), words };
  expect(told(await desk.ask('/v2/knowledge/answer', body))).toMatch(/^invalid /);
  expect(told(await answer('sam', rated.id, 'Thanks.'))).toBe('refused not-found');
});

test('a device before its first handshake is given its answers after it', async () => {
  const young = await backend.enrolled();
  const one = await flag('gus', null, young);
  await take([one], young);
  expect((await answer('sam', one.id, 'Thank you.')).status).toBe(200);
  expect((await feed({}, young)).answers).toEqual([]);
  await withReader(young);
  expect((await feed({}, young)).answers.map((a) => a.id)).toEqual([one.id]);
});

test('an author whom the device may not speak for is marked, a revoked device is heard and told nothing', async () => {
  const lost = await backend.enrolled();
  const one = await flag('gus', 'Never signed in here.', lost);
  await take([one], lost);
  await backend.pool.query('update device set revoked_at = $2 where id = $1', [lost.device, now()]);
  const two = await flag('gus', 'After it was revoked.', lost);
  expect(await take([two], lost)).toEqual([two.id]);
  const { items } = await inbox();
  for (const { id } of [one, two]) expect(items.find((item) => item.id === id)?.authorUnbound).toBe(true);
  const asked = { after: 0, mark: null, answersAfter: 0, answersMark: null };
  expect(told(await lost.ask('/v2/knowledge/feed', asked))).toMatch(/^revoked /);
});

test('how articles helped: a person’s last word on a version counts, once', async () => {
  const rate = (author: string, helpful: boolean | null, when = at) => ({
    ...event('helpful', author, { articleId: 'rated', version: 1, helpful }),
    at: when,
  });
  await take([
    rate('gus', true),
    rate('gus', false, '2026-11-22T02:40:00.000Z'),
    rate('nat', true),
    rate('sol', true),
    rate('sol', null, '2026-11-22T02:41:00.000Z'),
  ]);
  expect((await inbox()).ratings.find((r) => r.articleId === 'rated')).toEqual({
    articleId: 'rated',
    version: 1,
    helpful: 1,
    not: 1,
  });
});

test('who has read it, and who has not: by name, of those who may see it', async () => {
  const propose = { person: 'sam', id: randomUUID(), note: '', writers: [] };
  const article = articleFor('own-must', 1, { mustRead: true, roles: ['nurse', 'supervisor'] });
  expect((await desk.ask('/v2/knowledge/propose', { ...propose, article })).status).toBe(200);
  await take([event('read', 'nat', { about: 'article', id: 'own-must', version: 1 })]);
  const asked = { person: 'sam', about: 'article', id: 'own-must' };
  const { people } = acknowledgementsAnswer.parse(
    (await desk.ask('/v2/knowledge/acknowledgements', asked)).json,
  );
  expect(people.map((p) => [p.id, p.read?.version ?? null])).toEqual([
    ['sam', null],
    ['sol', null],
    ['nat', 1],
  ]);
  expect(told(await desk.ask('/v2/knowledge/acknowledgements', { ...asked, person: 'gus' }))).toBe(
    'refused wrong-role',
  );
});

test('who has read an announcement is told of those whom it was for, to those who may see it', async () => {
  const id = randomUUID();
  const announcement = {
    id,
    version: 1,
    title: 'Triage line',
    body: '',
    from: '2026-11-22T00:00:00.000Z',
    until: '2026-11-27T00:00:00.000Z',
    accounts: null,
    roles: ['nurse', 'supervisor'],
    mustRead: true,
    articleId: null,
  };
  const act = { person: 'sam', id: randomUUID(), act: { kind: 'announce', announcement } };
  expect((await desk.ask('/v2/knowledge/act', act)).status).toBe(200);
  const ask = (person: string, about: string, of: string) =>
    desk.ask('/v2/knowledge/acknowledgements', { person, about, id: of });
  const { people } = acknowledgementsAnswer.parse((await ask('sam', 'announcement', id)).json);
  expect(people.map((p) => p.id).toSorted()).toEqual(['nat', 'sam', 'sol']);
  expect(told(await ask('tia', 'announcement', id))).toBe('refused not-found');
  expect(told(await ask('tia', 'article', 'own-must'))).toBe('refused not-found');
});

test('events that are none are refused whole', async () => {
  const one = await flag('gus');
  const before = (await inbox()).open;
  for (const bad of [
    { ...one, facts: { ...one.facts, why: 'because' } },
    { ...one, facts: { ...one.facts, articleId: "x'; drop table knowledge_event" } },
    { ...one, words: { ...one.words, body: 'A'.repeat(24_001) } },
    { ...one, kind: 'unanswered' },
    { ...one, author: '' },
    { ...one, at: 'yesterday' },
  ])
    expect(told(await desk.ask('/v2/knowledge/events', { events: [one, bad] }))).toMatch(/^invalid /);
  const many = Array.from({ length: 51 }, () =>
    event('read', 'gus', { about: 'article', id: 'x', version: 1 }),
  );
  expect(told(await desk.ask('/v2/knowledge/events', { events: many }))).toMatch(/^invalid /);
  expect((await inbox()).open).toBe(before);
});

test('a trainer is told of no flag, count or rating of an article that trainers may not see', async () => {
  const article = articleFor('own-rule', 1, { roles: ['nurse', 'supervisor'] });
  const propose = { person: 'sam', id: randomUUID(), note: '', writers: [], article };
  expect((await desk.ask('/v2/knowledge/propose', propose)).status).toBe(200);
  // Sealed words are wrapped anew each time.
  const told = async (person: string) => {
    const { items, ...rest } = await inbox(true, person);
    return { ids: items.map((item) => item.id), ...rest };
  };
  const before = { tia: await told('tia'), sam: await told('sam') };
  const about = { articleId: 'own-rule', version: 1 };
  const flagged = event('flag', 'nat', { ...about, range: null, why: 'wrong' });
  await take([{ ...flagged, words: null }, event('helpful', 'nat', { ...about, helpful: false })]);
  const after = { tia: await told('tia'), sam: await told('sam') };
  expect(after.tia).toEqual(before.tia);
  expect(after.sam.open).toBe(before.sam.open + 1);
  expect(after.sam.ids).toContain(flagged.id);
  expect(after.sam.ratings.some((r) => r.articleId === 'own-rule')).toBe(true);
});
