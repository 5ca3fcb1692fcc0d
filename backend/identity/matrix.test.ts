// Each address that takes a person, asked by a device that may not speak for them: typed by hand, so that an address that forgets
// to ask is found here (C11).
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import * as admin from '#shared/protocol/admin.ts';
import * as certificates from '#shared/protocol/certificates.ts';
import * as identity from '#shared/protocol/identity.ts';
import * as knowledgeActs from '#shared/protocol/knowledge-acts.ts';
import * as reports from '#shared/protocol/reports.ts';
import * as telephony from '#shared/protocol/telephony.ts';
import { freshDatabase } from '#tests/support/database.ts';
import { addEnrolCode } from '../devices/enrol.ts';
import { noProvider } from '../testing/keys.ts';
import { articleFor } from '#shared/domain/knowledge/testing.ts';
import { startCentre, type Centre, type Seat } from '../testing/centre.ts';
import { startHouse, told, type House } from '../testing/house.ts';
import { seal, TestDesk } from '../testing/desk.ts';

const at = '2026-11-22T03:00:00.000Z';
const id = randomUUID();
type Sealed = Awaited<ReturnType<typeof seal>>;
const calls = ['gus', 'nat', 'tia', 'sam'];
/** Address, what is asked beside the person, who may, and whether it wants a fresh proof. */
const addresses = (note: Sealed): [path: string, body: object, may: string[], fresh?: 'fresh'][] => [
  ['/v2/session/seat', { endOther: false }, ['ada', 'aud', 'nat', 'sam', 'tia', 'gus']],
  ['/v2/session/end', {}, ['ada', 'aud', 'nat', 'sam', 'tia', 'gus']],
  ['/v2/telephony/token', {}, calls],
  [
    '/v2/telephony/act',
    { requestId: randomUUID(), act: { kind: 'phone', registered: false, microphone: false } },
    calls,
  ],
  ['/v2/telephony/feed', { have: -1, waitMs: 0 }, calls],
  ['/v2/telephony/directory', {}, calls],
  ['/v2/telephony/records', { from: at, to: at }, calls],
  ['/v2/telephony/callbacks', {}, calls],
  ['/v2/telephony/voicemails', {}, calls],
  ['/v2/telephony/voicemail', { id }, calls],
  ['/v2/certificates/list', {}, ['sam']],
  ['/v2/certificates/trust', { text: '{}' }, ['sam'], 'fresh'],
  ['/v2/certificates/revoke', { keyId: 'none' }, ['sam'], 'fresh'],
  ['/v2/certificates/add', { text: '{}', personId: 'gus' }, ['sam'], 'fresh'],
  ['/v2/certificates/end', { id }, ['sam'], 'fresh'],
  ['/v2/reviews/list', { kind: 'break-glass', open: true }, ['sam']],
  ['/v2/reviews/list', { kind: 'incident', open: true }, ['ada', 'aud']],
  ['/v2/reviews/decide', { id, decision: 'appropriate', noteId: null, note: null }, ['sam', 'ada']],
  ['/v2/reviews/decide', { id, decision: 'appropriate', noteId: id, note }, ['sam', 'ada']],
  [
    '/v2/knowledge/propose',
    { id: randomUUID(), article: articleFor('own-matrix', 1), note: '', writers: [] },
    ['tia', 'sam'],
  ],
  ['/v2/knowledge/decide', { id, decision: 'approve', note: '' }, ['sam']],
  ['/v2/knowledge/decide', { id, decision: 'withdraw', note: '' }, ['tia', 'sam']],
  ['/v2/knowledge/proposals', { open: true }, ['tia', 'sam']],
  ['/v2/knowledge/proposal', { id }, ['tia', 'sam']],
  [
    '/v2/knowledge/act',
    { id: randomUUID(), act: { kind: 'retire', articleId: 'own-matrix', version: 1, note: null } },
    ['sam'],
  ],
  ['/v2/knowledge/inbox', { open: true }, ['tia', 'sam']],
  ['/v2/knowledge/answer', { id, wordsId: id, words: note }, ['tia', 'sam']],
  ['/v2/knowledge/acknowledgements', { about: 'article', id: 'matrix' }, ['tia', 'sam']],
  ['/v2/admin/people', {}, ['ada', 'aud']],
  ['/v2/admin/devices', {}, ['ada', 'aud']],
  ['/v2/admin/revoke', { what: 'person', id: 'nobody-here', undo: false, why: 'left us' }, ['ada'], 'fresh'],
  ['/v2/admin/role', { id: 'nobody-here', role: 'nurse', why: 'learned it' }, ['ada'], 'fresh'],
];
const asked = ['gus', 'nat', 'tia', 'sam', 'aud', 'ada'];
/** A refusal that is about the person; anything else means that the address went on to its work. */
const noTelephony = 'invalid No telephony for this organisation.';
const turnedAway =
  /^refused (sign-in-needed|wrong-role|step-up-needed|person-revoked|sign-in-none)$|^invalid No such person/;

let house: House;
let centre: Centre;
let seat: Seat;
let note: Sealed;
beforeAll(async () => {
  house = await startHouse();
  const keys = noProvider();
  centre = await startCentre(freshDatabase, {}, { ...keys, ...house.parts });
  await house.people(centre.pool);
  // While names are believed: afterwards a token wants a sign-in.
  seat = await centre.seat('gus');
  note = await seal(seat.desk.sealKey, id, 'x');
  await house.policy({ pool: centre.pool, clock: () => new Date(), organisationKeys: keys.organisationKeys });
});
afterAll(async () => {
  await centre?.close();
  await house?.close();
});
const ask = async (path: string, body: object, person: string, desk = seat.desk): Promise<string | null> => {
  const about = told(await desk.ask(path, { person, ...body }));
  return about !== null && turnedAway.test(about) ? about : null;
};

it('knows every request that names a person', () => {
  const named = [identity, telephony, certificates, reports, admin, knowledgeActs].flatMap((file) =>
    Object.entries(file).filter(([, one]) => one instanceof z.ZodObject && 'person' in one.shape),
  );
  const requests = named.map(([name]) => name).filter((name) => name.endsWith('Request'));
  // `sessionRequest` proves its person by the token, `leaveRequest` is heard from anybody who gets up; two addresses each for
  // `adminListRequest`. Whoever adds one adds a row to `addresses`.
  expect(requests.length - 2 + 1).toBe(new Set(addresses(note).map(([path]) => path)).size);
});

it('believes no device of whom nobody signed in there, whatever is asked', async () => {
  for (const [path, body] of addresses(note)) {
    for (const person of asked)
      expect([path, person, await ask(path, body, person)]).toEqual([path, person, 'refused sign-in-needed']);
    expect(await ask(path, body, 'zoe')).toBe('invalid No such person here.');
  }
});

it('answers those alone whose role it is for, and asks for a fresh proof where it changes who may what', async () => {
  for (const person of asked) {
    const stale = { auth_time: Math.floor(Date.now() / 1000) - 4000 };
    expect((await house.signIn(seat.desk, person, new Date(), { claims: stale })).status).toBe(200);
  }
  const got = [];
  const wanted = [];
  for (const [path, body, may, fresh] of addresses(note)) {
    for (const person of asked) {
      got.push([path, person, await ask(path, body, person)]);
      const allowed = may.includes(person);
      wanted.push([path, person, allowed ? (fresh ? 'refused step-up-needed' : null) : 'refused wrong-role']);
    }
  }
  expect(got).toEqual(wanted);
  for (const person of ['sam', 'ada'])
    await house.signIn(seat.desk, person, new Date(), { for: 'step-up', person });
  for (const [path, body, may, fresh] of addresses(note))
    if (fresh) expect([path, await ask(path, body, may[0]!)]).toEqual([path, null]);
});

it('believes nobody whose binding was revoked, at another device, or of another organisation', async () => {
  const code = `org-two.${randomUUID()}`;
  await addEnrolCode({ pool: centre.pool, clock: () => new Date() }, code);
  const strange = new TestDesk(centre.base);
  await strange.enrol(code);
  await centre.pool.query("update device_person set revoked_at = now() where person_id = 'sam'");
  await centre.pool.query("update person set revoked_at = now() where id = 'ada'");
  for (const [path, body, may] of addresses(note)) {
    const away = told(await strange.ask(path, { person: 'gus', ...body }));
    expect([path, away]).toEqual([
      path,
      path.includes('telephony') ? noTelephony : 'invalid No such person here.',
    ]);
    if (may.includes('sam'))
      expect([path, await ask(path, body, 'sam')]).toEqual([path, 'refused sign-in-needed']);
    if (may.includes('ada'))
      expect([path, await ask(path, body, 'ada')]).toEqual([path, 'refused person-revoked']);
  }
});
