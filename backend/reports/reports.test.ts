// Reports are taken from whoever has them, and reviewed by whoever may, once, and never by who they are about (C2, C21).
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reportEndsAnswer } from '#shared/protocol/report-ends.ts';
import { reportsAnswer, reviewsAnswer } from '#shared/protocol/reports.ts';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import { seal, type TestDesk } from '../testing/desk.ts';
import { newPair } from '../testing/escrow.ts';
import { startHouse, told, type House } from '../testing/house.ts';

let house: House;
let backend: TestBackend;
let desk: TestDesk;
const now = (): Date => backend.parts.clock();
beforeAll(async () => {
  house = await startHouse();
  backend = await startTestBackend(house.parts);
  await house.people(backend.pool);
  await house.policy(backend.parts);
  desk = await backend.enrolled();
  for (const person of ['gus', 'sam', 'sol', 'ada', 'aud'])
    expect((await house.signIn(desk, person, now())).status).toBe(200);
  const { raw } = await newPair();
  await desk.handshake2(raw.toString('base64'));
});
afterAll(async () => {
  await backend?.close();
  await house?.close();
});

const at = '2026-11-22T02:30:00.000Z';
async function glass(author: string, change: object = {}, from = desk) {
  const id = randomUUID();
  const facts = { patientId: 'p1', contextId: randomUUID(), need: 'medical-emergency', minutes: 30 };
  const payload = await seal(from.sealKey, id, 'Unconscious at the door, allergies needed.');
  return { id, author, at, kind: 'break-glass', facts, payload, ...change };
}
const incident = (author: string, facts: object = {}) => ({
  id: randomUUID(),
  author,
  at,
  kind: 'incident',
  facts: {
    what: 'lost-device',
    discoveredAt: at,
    about: { callId: null, messageId: null, patientId: null, accountId: 'riverside' },
    people: 'unknown',
    ongoing: true,
    keys: { lease: 'ended', lastContact: null, locked: true },
    ...facts,
  },
});
const take = async (reports: object[], from = desk) =>
  reportsAnswer.parse((await from.ask('/v2/reports', { reports })).json).taken;
const list = async (person: string, kind: string, open = true) =>
  reviewsAnswer.parse((await desk.ask('/v2/reviews/list', { person, kind, open })).json);
const decide = (person: string, id: string, change: object = {}) =>
  desk.ask('/v2/reviews/decide', {
    person,
    id,
    decision: 'appropriate',
    noteId: null,
    note: null,
    ...change,
  });

it('takes a report once, whoever it is by, and says whose word the device could not give', async () => {
  const own = await glass('gus');
  const foreign = await glass('nat');
  expect(await take([own, foreign])).toEqual([own.id, foreign.id]);
  expect(await take([{ ...own, author: 'nat' }])).toEqual([own.id]);
  const rows = await backend.pool.query('select author, author_unbound from report order by author');
  expect(rows.rows).toEqual([
    { author: 'gus', author_unbound: false },
    { author: 'nat', author_unbound: true },
  ]);
  const { reviews, open, overdue } = await list('sam', 'break-glass');
  expect([open, overdue]).toEqual([2, 0]);
  const review = reviews.find((one) => one.id === own.id);
  expect(review).toMatchObject({ author: 'gus', authorName: 'gus', authorRole: 'agent', decision: null });
  expect(review?.dueAt).toBe(new Date(now().getTime() + 86_400_000).toISOString());
  expect(review?.kind === 'break-glass' && review.payload?.body).toBe(own.payload.body);
  backend.setNow(new Date(now().getTime() + 86_400_001).toISOString());
  expect((await list('sam', 'break-glass')).overdue).toBe(2);
});

it('is decided once, by a supervisor, never about themselves', async () => {
  const [mine, theirs] = [await glass('sam'), await glass('gus')];
  await take([mine, theirs]);
  expect(told(await decide('sam', mine.id))).toBe('refused review-own');
  expect(told(await decide('sam', randomUUID()))).toBe('refused not-found');
  expect(told(await decide('ada', theirs.id))).toBe('refused wrong-role');
  const noteId = randomUUID();
  const note = await seal(desk.sealKey, noteId, 'Asked the practice: the right thing.');
  expect(told(await decide('sam', theirs.id, { noteId }))).toMatch(/^invalid /);
  expect(told(await decide('sam', theirs.id, { noteId: randomUUID(), note }))).toMatch(/^invalid /);
  expect((await decide('sam', theirs.id, { noteId, note })).status).toBe(200);
  expect((await decide('sam', theirs.id, { noteId, note })).status).toBe(200);
  expect(told(await decide('sam', theirs.id, { decision: 'follow-up' }))).toBe('refused review-decided');
  expect(told(await decide('sol', theirs.id, { noteId, note }))).toBe('refused review-decided');
  expect((await decide('sol', mine.id, { decision: 'not-appropriate' })).status).toBe(200);
  const all = (await list('sol', 'break-glass', false)).reviews;
  expect(all.find((one) => one.id === theirs.id)?.decision).toMatchObject({
    decision: 'appropriate',
    by: 'sam',
    noteId,
    note: { body: note.body },
  });
});

it('a follow-up is closed by another decision, once, and both stay', async () => {
  const one = await glass('gus');
  await take([one]);
  const noteId = randomUUID();
  const note = await seal(desk.sealKey, noteId, 'Ask on Monday.');
  const first = { decision: 'follow-up', noteId, note };
  expect((await decide('sam', one.id, first)).status).toBe(200);
  expect((await decide('sam', one.id, first)).status).toBe(200);
  expect(told(await decide('sol', one.id, { decision: 'follow-up' }))).toBe('refused review-decided');
  expect((await decide('sol', one.id)).status).toBe(200);
  expect((await decide('sol', one.id)).status).toBe(200);
  expect(told(await decide('sam', one.id, { decision: 'not-appropriate' }))).toBe('refused review-decided');
  expect(told(await decide('sam', one.id, first))).toBe('refused review-decided');
  const { reviews } = await list('sol', 'break-glass', false);
  expect(reviews.find(({ id }) => id === one.id)).toMatchObject({
    decision: { decision: 'appropriate', by: 'sol' },
    followUp: { decision: 'follow-up', by: 'sam', note: { body: note.body } },
  });
  const rows = await backend.pool.query(
    'select n, decision from report_decision where report_id = $1 order by n',
    [one.id],
  );
  expect(rows.rows).toEqual([
    { n: 1, decision: 'follow-up' },
    { n: 2, decision: 'appropriate' },
  ]);
});

it('incidents are read by auditors and decided by administrators; their clocks run from the discovery', async () => {
  const one = incident('gus');
  const silly = incident('gus', { discoveredAt: '9999-12-31T23:59:59.999Z' });
  expect(await take([one, silly])).toEqual([one.id, silly.id]);
  const clocks = await backend.pool.query('select notice_due_at, limit_at from report where id = $1', [
    one.id,
  ]);
  expect(clocks.rows[0]).toEqual({
    notice_due_at: new Date('2026-11-23T02:30:00.000Z'),
    limit_at: new Date('2027-01-21T02:30:00.000Z'),
  });
  const { reviews } = await list('aud', 'incident');
  expect(reviews.map((review) => review.id).toSorted()).toEqual([one.id, silly.id].toSorted());
  expect(reviews[0]).toMatchObject({
    device: { lastSeenAt: now().toISOString(), revokedAt: null, wipedAt: null },
  });
  expect(told(await decide('aud', one.id))).toBe('refused wrong-role');
  expect((await decide('ada', one.id, { decision: 'follow-up' })).status).toBe(200);
  expect((await list('ada', 'incident')).open).toBe(1);
});

it('nobody decides about their own under another name: an author who is not proved, from a device that they use', async () => {
  const other = await backend.enrolled();
  expect((await house.signIn(other, 'sol', now(), { endOther: true })).status).toBe(200);
  const [named, proved] = [await glass('nat', {}, other), await glass('sol', {}, other)];
  await take([named, proved], other);
  const seen = async (person: string) =>
    (await list(person, 'break-glass')).reviews.find(({ id }) => id === named.id);
  expect(await seen('sol')).toMatchObject({ author: 'nat', authorUnbound: true, ownDevice: true });
  expect(await seen('sam')).toMatchObject({ author: 'nat', authorUnbound: true, ownDevice: false });
  expect(told(await decide('sol', named.id))).toBe('refused review-own-device');
  await backend.pool.query(
    "update device_person set revoked_at = now() where device_id = $1 and person_id = 'sol'",
    [other.device],
  );
  expect(told(await decide('sol', named.id))).toBe('refused review-own-device');
  expect((await decide('sam', named.id)).status).toBe(200);
  expect((await decide('sam', proved.id)).status).toBe(200);
  // A locked screen's incident has no author to be; with a name it has one.
  expect((await house.signIn(other, 'ada', now(), { endOther: true })).status).toBe(200);
  const [nobodys, somebodys] = [incident('nobody'), incident('nat')];
  await take([nobodys, somebodys], other);
  expect((await decide('ada', nobodys.id)).status).toBe(200);
  expect(told(await decide('ada', somebodys.id))).toBe('refused review-own-device');
});

it('hears a revoked device, and tells it nothing else', async () => {
  const lost = await backend.enrolled();
  await backend.pool.query('update device set revoked_at = $2 where id = $1', [lost.device, now()]);
  const report = incident('gus');
  expect(await take([report], lost)).toEqual([report.id]);
  expect(told(await lost.ask('/v2/reviews/list', { person: 'ada', kind: 'incident', open: true }))).toMatch(
    /^revoked /,
  );
  const rows = await backend.pool.query('select author_unbound from report where id = $1', [report.id]);
  expect(rows.rows).toEqual([{ author_unbound: true }]);
});

it('how an emergency access ended stands beside its report: once, by the device that reported it', async () => {
  const report = await glass('gus');
  const ended = { at, by: 'lock', seconds: 69, cards: ['allergies', 'identity'] };
  const tell = async (end: object, from = desk) =>
    reportEndsAnswer.parse(
      (await from.ask('/v2/reports/ends', { ends: [{ id: report.id, ended: end }] })).json,
    ).taken;
  expect(await tell(ended)).toEqual([]);
  await take([report]);
  expect(await tell(ended, await backend.enrolled())).toEqual([]);
  expect(await tell(ended)).toEqual([report.id]);
  expect(await tell({ ...ended, by: 'hand', cards: [] })).toEqual([report.id]);
  const found = (await list('sam', 'break-glass')).reviews.find((one) => one.id === report.id);
  expect(found?.facts).toMatchObject({ minutes: 30, ended });
});
