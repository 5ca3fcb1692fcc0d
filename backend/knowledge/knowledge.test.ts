// Who may publish what, and what every desk is told of it: decided here, whatever a desk let through (C11, rows 14, 52, 108).
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { feedAnswer, feedBody, type FeedBody } from '#shared/protocol/knowledge.ts';
import { proposalFull, proposalsAnswer } from '#shared/protocol/knowledge-acts.ts';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import type { TestDesk } from '../testing/desk.ts';
import { startHouse, told, type House } from '../testing/house.ts';
import { articleFor } from '#shared/domain/knowledge/testing.ts';

let house: House;
let backend: TestBackend;
let desk: TestDesk;
let second: TestDesk;
const now = (): Date => backend.parts.clock();
beforeAll(async () => {
  house = await startHouse();
  backend = await startTestBackend(house.parts);
  await house.people(backend.pool);
  await house.policy(backend.parts);
  desk = await backend.enrolled();
  for (const person of ['gus', 'sam', 'sol', 'tia', 'ada'])
    expect((await house.signIn(desk, person, now())).status).toBe(200);
  second = await backend.enrolled();
  expect((await house.signIn(second, 'sol', now(), { endOther: true })).status).toBe(200);
});
afterAll(async () => {
  await backend?.close();
  await house?.close();
});

const start = { after: 0, mark: null, answersAfter: 0, answersMark: null };
const feed = async (from: object = {}, at = desk) =>
  feedAnswer.parse((await at.ask('/v2/knowledge/feed', { ...start, ...from })).json);
const bodies = async (at = desk): Promise<FeedBody[]> =>
  (await feed({}, at)).items.map((item) => feedBody.parse(JSON.parse(item.json)));
const propose = (person: string, article: object, more: object = {}, at = desk) =>
  at.ask('/v2/knowledge/propose', { person, id: randomUUID(), article, note: '', writers: [], ...more });
const decide = (person: string, id: string, decision = 'approve', note = '') =>
  desk.ask('/v2/knowledge/decide', { person, id, decision, note });
const act = (person: string, what: object, id: string = randomUUID()) =>
  desk.ask('/v2/knowledge/act', { person, id, act: what });
const stateOf = (answer: { json: Record<string, unknown> }): unknown => answer.json['state'];
const newest = async (id: string): Promise<number> =>
  Math.max(
    0,
    ...(await bodies()).map((b) => (b.kind === 'article' && b.article.id === id ? b.article.version : 0)),
  );

describe('handing in', () => {
  it('publishes a supervisor’s at once, in their name; a trainer’s waits for a supervisor', async () => {
    expect(stateOf(await propose('sam', articleFor('own-hours', 1, { verifiedBy: 'somebody else' })))).toBe(
      'published',
    );
    expect((await bodies()).at(-1)).toMatchObject({
      kind: 'article',
      article: { id: 'own-hours', verifiedBy: 'sam' },
    });
    const id = randomUUID();
    expect(stateOf(await propose('tia', articleFor('own-hours', 2), { id }))).toBe('open');
    expect(await newest('own-hours')).toBe(1);
    expect(told(await decide('tia', id))).toBe('refused wrong-role');
    expect(stateOf(await decide('sam', id))).toBe('published');
    expect(await newest('own-hours')).toBe(2);
  });
  it('is no work for agents, administrators, people of nobody and people who are not signed in here', async () => {
    expect(told(await propose('gus', articleFor('own-x', 1)))).toBe('refused wrong-role');
    expect(told(await propose('ada', articleFor('own-x', 1)))).toBe('refused wrong-role');
    expect(told(await propose('nobody', articleFor('own-x', 1)))).toMatch(/^invalid No such person/);
    expect(told(await propose('sam', articleFor('own-x', 1), {}, await backend.enrolled()))).toBe(
      'refused sign-in-needed',
    );
    expect(await newest('own-x')).toBe(0);
  });
  it('counts once by its id, also when the answer was lost, and the first text counts', async () => {
    const id = randomUUID();
    const first = await propose('sam', articleFor('own-once', 1), { id });
    const again = await propose('sam', articleFor('own-once', 7), { id });
    expect(again.json).toEqual(first.json);
    expect(told(await propose('sol', articleFor('own-once', 7), { id }))).toMatch(/^invalid /);
    expect(await newest('own-once')).toBe(1);
  });
  test('versions only rise, also between handing in and approving', async () => {
    const [late, first] = [randomUUID(), randomUUID()];
    await propose('tia', articleFor('own-rise', 3), { id: late });
    await propose('tia', articleFor('own-rise', 3), { id: first });
    expect((await decide('sam', first)).status).toBe(200);
    for (const version of [1, 2, 3])
      expect(told(await propose('sam', articleFor('own-rise', version)))).toBe('refused knowledge-behind');
    expect(told(await decide('sam', late))).toBe('refused knowledge-behind');
    const list = proposalsAnswer.parse(
      (await desk.ask('/v2/knowledge/proposals', { person: 'sam', open: true })).json,
    );
    expect(list.proposals.find((p) => p.id === late)).toMatchObject({ behind: true, mayDecide: true });
    expect((await decide('sam', late, 'send-back', 'Begin with version 3.')).status).toBe(200);
  });
  test('two at once: one wins', async () => {
    const answers = await Promise.all([
      propose('sam', articleFor('own-race', 1)),
      propose('sol', articleFor('own-race', 1), {}, second),
    ]);
    expect(answers.map((a) => told(a) ?? 'ok').toSorted()).toEqual(['ok', 'refused knowledge-behind']);
  });
});

describe('two people', () => {
  test.each([
    ['a policy', { kind: 'policy' as const }],
    ['words that touch care', { clinicalDraft: true }],
  ])('stand behind %s: nobody who wrote in it approves it', async (name, change) => {
    const about = `own-${name.replaceAll(' ', '-')}`;
    const id = randomUUID();
    expect(stateOf(await propose('sam', articleFor(about, 1, change), { id }))).toBe('open');
    expect(told(await decide('sam', id))).toBe('refused knowledge-own');
    expect(told(await decide('sam', id, 'send-back'))).toBe('refused knowledge-own');
    expect(stateOf(await decide('sol', id))).toBe('published');
    // What is in force counts too: nobody makes a policy an ordinary article alone.
    expect(stateOf(await propose('sam', articleFor(about, 2)))).toBe('open');
  });
  it('counts who the desk named as a writer, and who handed in what was sent back before', async () => {
    const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
    await propose('tia', articleFor('own-chain', 1, { kind: 'policy' }), { id: first, writers: ['sol'] });
    expect(told(await decide('sol', first))).toBe('refused knowledge-own');
    expect((await decide('sam', first, 'send-back', 'No.')).status).toBe(200);
    // Sol hands in alone and leaves out tia; a supervisor who only decided wrote nothing.
    await propose('sol', articleFor('own-chain', 1, { kind: 'policy' }), { id: second });
    const row = proposalFull.parse(
      (await desk.ask('/v2/knowledge/proposal', { person: 'sam', id: second })).json,
    );
    expect(row.proposal.writers.map((w) => w.id).toSorted()).toEqual(['sol', 'tia']);
    expect(row.proposal).toMatchObject({
      own: false,
      mayDecide: true,
      by: { id: 'sol', role: 'supervisor' },
    });
    expect(JSON.parse(row.json)).toMatchObject({ id: 'own-chain' });
    expect(stateOf(await decide('sam', second))).toBe('published');
    // What was published is a new beginning.
    await propose('tia', articleFor('own-chain', 2, { kind: 'policy' }), { id: third });
    expect(stateOf(await decide('sol', third))).toBe('published');
  });
  it('is decided once; the same again is the same; withdrawn by who handed it in alone', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    await propose('tia', articleFor('own-decided', 1), { id: one });
    expect((await decide('sam', one)).json).toEqual((await decide('sam', one)).json);
    expect(told(await decide('sol', one))).toBe('refused knowledge-decided');
    expect(told(await decide('sam', one, 'send-back'))).toBe('refused knowledge-decided');
    await propose('tia', articleFor('own-decided', 2), { id: two });
    expect(told(await decide('sam', two, 'withdraw'))).toBe('refused wrong-role');
    expect(stateOf(await decide('tia', two, 'withdraw'))).toBe('withdrawn');
    expect(told(await decide('sam', two))).toBe('refused knowledge-decided');
    expect(told(await decide('sam', randomUUID()))).toBe('refused not-found');
    expect(await newest('own-decided')).toBe(1);
  });
});

describe('what trainers are told of', () => {
  const listed = async (person: string) =>
    proposalsAnswer.parse((await desk.ask('/v2/knowledge/proposals', { person, open: true })).json);
  const asked = (person: string, id: string) => desk.ask('/v2/knowledge/proposal', { person, id });
  it('is nothing of what is, or is to be, for other roles, but what they wrote in', async () => {
    const [rule, wider, theirs] = [randomUUID(), randomUUID(), randomUUID()];
    const roles = ['supervisor' as const];
    const secret = articleFor('own-secret', 1, {
      kind: 'policy',
      roles,
      body: 'As "roles":null, half: \ud800',
    });
    const before = (await listed('tia')).open;
    await propose('sam', secret, { id: rule });
    for (const person of ['tia', 'sam', 'sol']) {
      const { proposals, open } = await listed(person);
      expect([proposals.some((p) => p.id === rule), open]).toEqual(
        person === 'tia' ? [false, before] : [true, before + 1],
      );
    }
    expect(told(await asked('tia', rule))).toBe('refused not-found');
    expect((await asked('sol', rule)).status).toBe(200);
    expect(stateOf(await decide('sol', rule))).toBe('published');
    // Replaces what counts for supervisors alone, whatever it says of itself.
    await propose('sam', articleFor('own-secret', 2), { id: wider });
    expect(told(await asked('tia', wider))).toBe('refused not-found');
    await propose('tia', articleFor('own-tias', 1, { roles }), { id: theirs });
    expect((await asked('tia', theirs)).status).toBe(200);
  });
});

test('what waits longest is listed first, so that no number of newer ones hides it', async () => {
  for (const name of ['own-first', 'own-second'])
    await propose('sam', articleFor(name, 1, { kind: 'policy' }));
  const asked = await desk.ask('/v2/knowledge/proposals', { person: 'sol', open: true });
  const times = (asked.json['proposals'] as { at: string }[]).map((p) => p.at);
  expect(times.length).toBeGreaterThan(1);
  expect(times).toEqual(times.toSorted());
});

describe('what a supervisor does without new words', () => {
  const announcement = {
    id: randomUUID(),
    version: 1,
    title: 'Flu shots are out',
    body: 'Until Friday.',
    from: '2026-11-22T00:00:00.000Z',
    until: '2026-11-27T00:00:00.000Z',
    accounts: null,
    roles: null,
    mustRead: true,
    articleId: null,
  };
  it('stands in the feed with the backend’s name and day', async () => {
    expect(
      (await act('sam', { kind: 'verify', articleId: 'own-hours', version: 2, until: '2027-01-01' })).status,
    ).toBe(200);
    expect(
      (await act('sam', { kind: 'retire', articleId: 'from-the-program', version: 1, note: null })).status,
    ).toBe(200);
    expect((await act('sam', { kind: 'announce', announcement })).status).toBe(200);
    const entries = [{ term: 'rx', means: ['prescription'], kind: 'abbreviation' }];
    expect((await act('sam', { kind: 'terms', terms: { version: 2, entries } })).status).toBe(200);
    expect((await bodies()).slice(-4)).toEqual([
      {
        kind: 'verified',
        mark: { articleId: 'own-hours', version: 2, by: 'sam', on: '2026-11-22', until: '2027-01-01' },
      },
      {
        kind: 'retired',
        mark: { articleId: 'from-the-program', version: 1, by: 'sam', at: now().toISOString(), note: null },
      },
      { kind: 'announcement', announcement: { ...announcement, by: { id: 'sam', name: 'sam' } } },
      { kind: 'terms', terms: { version: 2, entries } },
    ]);
  });
  it('is of words that count, for a time that somebody can answer for', async () => {
    const waiting = { kind: 'verify', articleId: 'own-waiting', version: 1, until: '2027-01-01' };
    await propose('sam', articleFor('own-waiting', 1, { kind: 'policy' }));
    expect(told(await act('sam', waiting))).toBe('refused not-found');
    expect(told(await act('sam', { ...waiting, articleId: 'own-hours', version: 3 }))).toBe(
      'refused not-found',
    );
    const retire = { kind: 'retire', articleId: 'own-hours', version: 3, note: null };
    expect(told(await act('sam', retire))).toBe('refused not-found');
    const long = { ...waiting, articleId: 'own-hours', version: 2, until: '9999-12-31' };
    expect(told(await act('sam', long))).toMatch(/^invalid /);
  });
  it('counts once by its id, is a supervisor’s alone, and never goes back', async () => {
    const id = randomUUID();
    const next = { kind: 'announce', announcement: { ...announcement, version: 2 } };
    const first = await act('sam', next, id);
    expect((await act('sam', next, id)).json).toEqual(first.json);
    expect(told(await act('sam', next))).toBe('refused knowledge-behind');
    expect(told(await act('sam', { kind: 'terms', terms: { version: 2, entries: [] } }))).toBe(
      'refused knowledge-behind',
    );
    expect(
      told(await act('sam', { kind: 'verify', articleId: 'own-hours', version: 1, until: '2027-01-01' })),
    ).toBe('refused knowledge-behind');
    for (const person of ['tia', 'gus', 'ada'])
      expect(told(await act(person, next))).toBe('refused wrong-role');
  });
});

describe('the feed', () => {
  it('has numbers without gaps, whoever publishes at once, and pages them', async () => {
    const six = async (person: string, at: TestDesk): Promise<void> => {
      for (let n = 0; n < 6; n++)
        expect(stateOf(await propose(person, articleFor(`own-many-${person}-${n}`, 1), {}, at))).toBe(
          'published',
        );
    };
    await Promise.all([six('sam', desk), six('sol', second)]);
    const all = await feed();
    expect(all.items.map((item) => item.seq)).toEqual(all.items.map((_, n) => n + 1));
    expect(all).toMatchObject({ upto: all.items.length, head: all.items.length, more: false });
    const [third] = all.items.slice(2);
    const rest = await feed({ after: 3, mark: third?.id });
    expect(rest.items).toEqual(all.items.slice(3));
    expect(await feed({ after: all.upto, mark: all.mark })).toMatchObject({
      items: [],
      upto: all.upto,
      more: false,
    });
  });
  it('goes out by about a megabyte, and one larger item alone', async () => {
    const body = 'x'.repeat(60_000);
    for (let n = 0; n < 17; n++) await propose('sam', articleFor(`own-large-${n}`, 1, { body }));
    const { head } = await feed();
    let after = 0;
    const sizes: number[] = [];
    for (let more = true; more;) {
      const page = await feed({ after });
      sizes.push(page.items.reduce((sum, item) => sum + item.json.length, 0));
      ({ upto: after, more } = page);
    }
    expect(after).toBe(head);
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(900_000);
  });
  it('says `gap` to who knows numbers that are others here, or none', async () => {
    const all = await feed();
    for (const from of [
      { after: all.head + 1 },
      { after: 2, mark: randomUUID() },
      { answersAfter: 5 },
      { answersMark: randomUUID() },
    ])
      expect(told(await desk.ask('/v2/knowledge/feed', { ...start, ...from }))).toMatch(/^gap /);
  });
  it('is of one organisation: another sees and decides nothing of it', async () => {
    const other = await backend.enrolled('org-two');
    expect(await feed({}, other)).toMatchObject({ items: [], head: 0 });
    const id = randomUUID();
    await propose('tia', articleFor('own-ours', 1), { id });
    const answer = await other.ask('/v2/knowledge/decide', {
      person: 'sam',
      id,
      decision: 'approve',
      note: '',
    });
    expect(told(answer)).toMatch(/^invalid No such person/);
  });
});

test('what is no request is refused by its shape, and changes nothing', async () => {
  const before = (await feed()).head;
  const good = { person: 'sam', id: randomUUID(), article: articleFor('own-bad', 1), note: '', writers: [] };
  for (const bad of [
    { ...good, article: { ...good.article, version: 0 } },
    { ...good, article: { ...good.article, body: 'x'.repeat(60_001) } },
    { ...good, article: { ...good.article, body: 'a\u0000b' } },
    { ...good, article: { ...good.article, extra: 1 } },
    { ...good, article: { ...good.article, id: '../../etc/passwd' } },
    { ...good, article: JSON.parse('{"__proto__": {"id": "x"}}') as object },
    { ...good, article: [] },
    { ...good, id: 'not-an-id' },
    { ...good, note: 'x'.repeat(2001) },
    { ...good, writers: Array.from({ length: 21 }, () => 'sam') },
    { ...good, more: true },
    { ...good, person: '' },
  ])
    expect(told(await desk.ask('/v2/knowledge/propose', bad))).toMatch(/^invalid /);
  for (const [path, bad] of [
    ['feed', { ...start, after: -1 }],
    ['feed', { ...start, after: 1.5 }],
    ['feed', { ...start, mark: 'x' }],
    ['act', { person: 'sam', id: randomUUID(), act: { kind: 'delete', articleId: 'own-hours' } }],
    [
      'act',
      {
        person: 'sam',
        id: randomUUID(),
        act: { kind: 'verify', articleId: 'own-hours', version: 1, until: 'soon' },
      },
    ],
    ['events', { events: [] }],
    ['acknowledgements', { person: 'sam', about: 'everything', id: 'hours' }],
  ] as const)
    expect(told(await desk.ask(`/v2/knowledge/${path}`, bad))).toMatch(/^invalid /);
  expect((await feed()).head).toBe(before);
});
