// Sign-in at the backend over real sockets: hostile tokens, one use of each, who is bound to what, a second session (C1, C8).
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { policyText } from '#shared/domain/access/policy.ts';
import { sessionAnswer } from '#shared/protocol/identity.ts';
import { handshake2Answer } from '#shared/protocol/lanes.ts';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import type { TestDesk } from '../testing/desk.ts';
import { startHouse, told, type House } from '../testing/house.ts';
import { clientId } from '../testing/provider.ts';
import { tries } from './log.ts';

let house: House;
let backend: TestBackend;
let desk: TestDesk;
const now = (): Date => backend.parts.clock();
const seconds = (): number => Math.floor(now().getTime() / 1000);
const later = (ms: number): void => backend.setNow(new Date(now().getTime() + ms).toISOString());
const readerKey = generateKeyPairSync('x25519')
  .publicKey.export({ format: 'der', type: 'spki' })
  .subarray(-32)
  .toString('base64');
const says = { policyVersion: 0, app: '0.1.0', os: 'linux', storesPhi: true };
const shake = async (of: TestDesk, desk: object = { ...says, vaultId: randomUUID() }) =>
  handshake2Answer.parse((await of.ask('/v2/handshake', { readerKey, desk })).json).guard!;
const outcomes = async (): Promise<string[]> =>
  (await backend.pool.query('select outcome from sign_in_log order by n')).rows.map((row) => row.outcome);

beforeAll(async () => {
  house = await startHouse();
  backend = await startTestBackend(house.parts);
  await house.people(backend.pool);
  desk = await backend.enrolled();
});
afterAll(async () => {
  await backend?.close();
  await house?.close();
});

it('signs nobody in where there is no provider, and believes names there', async () => {
  expect(told(await house.signIn(desk, 'gus', now()))).toBe('refused sign-in-none');
  expect((await desk.ask('/v2/session/seat', { person: 'gus', endOther: false })).status).toBe(200);
  expect(await shake(desk)).toMatchObject({ policy: null, leaseMinutes: null, revoked: [], roles: [] });
});

it('binds whom the provider names, and tells a policy that the organisation signed', async () => {
  await house.policy(backend.parts);
  expect(told(await desk.ask('/v2/session/seat', { person: 'gus', endOther: false }))).toBe(
    'refused sign-in-needed',
  );
  const answer = sessionAnswer.parse((await house.signIn(desk, 'gus', now())).json);
  expect(answer).toMatchObject({ person: { id: 'gus', role: 'agent' }, mfa: true, lastSignIn: null });
  expect(Date.parse(answer.stepUpUntil!) - now().getTime()).toBe(300_000);
  const guard = await shake(desk);
  expect(guard).toMatchObject({ leaseMinutes: 60, revoked: [], roles: [{ person: 'gus', role: 'agent' }] });
  const signed = guard.policy!;
  const key = await crypto.subtle.importKey('raw', Buffer.from(guard.publicKey, 'base64'), 'Ed25519', true, [
    'verify',
  ]);
  const fits = (text: string): Promise<boolean> =>
    crypto.subtle.verify(
      'Ed25519',
      key,
      Buffer.from(signed.signature, 'base64'),
      Buffer.from(policyText('org-one', text)),
    );
  expect([await fits(signed.text), await fits(`${signed.text} `)]).toEqual([true, false]);
  const { version } = JSON.parse(signed.text) as { version: number };
  expect((await shake(desk, { ...says, policyVersion: version, vaultId: randomUUID() })).policy).toBeNull();
  // The same again publishes nothing; an older desk hears nothing of all this.
  expect(await house.policy(backend.parts)).toEqual({ version, changed: false });
  expect((await desk.ask('/v2/handshake', { readerKey })).json).not.toHaveProperty('guard');
});

it('takes no token that is forged, of another algorithm, issuer, audience, time or nonce', async () => {
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const secret = new TextEncoder().encode('a'.repeat(48));
  const at = seconds();
  const { provider } = house;
  const nonce = randomUUID();
  const make = (claims = {}, header = {}, key?: Parameters<typeof provider.token>[5]) =>
    provider.token('gus', nonce, now(), claims, header, key);
  const [head = '', payload = '', signature = ''] = (await make()).split('.');
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const hostile: [string, string][] = [
    ['', 'sign-in-unreadable'],
    ['a.b.c', 'sign-in-unreadable'],
    [`${part({ alg: 'none' })}.${payload}.`, 'sign-in-algorithm'],
    [`${part({ alg: 'NONE' })}.${payload}.${signature}`, 'sign-in-algorithm'],
    [await make({}, { alg: 'HS256' }, secret), 'sign-in-algorithm'],
    [await make({}, {}, other), 'sign-in-forged'],
    [await make({}, { kid: 'two' }), 'sign-in-forged'],
    [
      `${head}.${part({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), sub: 'ada' })}.${signature}`,
      'sign-in-forged',
    ],
    [await make({}, { typ: 'at+jwt' }), 'sign-in-unreadable'],
    [await make({ iss: 'https://elsewhere.example' }), 'sign-in-issuer'],
    [await make({ aud: 'another-client' }), 'sign-in-audience'],
    [await make({ aud: [clientId, 'another-client'] }), 'sign-in-audience'],
    [await make({ azp: 'another-client' }), 'sign-in-audience'],
    [await make({ exp: at - 61 }), 'sign-in-expired'],
    [await make({ iat: at - 301 }), 'sign-in-stale'],
    [await make({ iat: at + 120 }), 'sign-in-not-yet'],
    [await make({ nbf: at + 120 }), 'sign-in-not-yet'],
    [await make({ nonce: 'of-somebody-else-x' }), 'sign-in-nonce'],
    [await make({ nonce: undefined }), 'sign-in-nonce'],
    [await make({ amr: ['pwd'] }), 'sign-in-factor'],
    [await make({ amr: undefined }), 'sign-in-factor'],
    [await make({ iat: undefined }), 'sign-in-unreadable'],
    [await make({ sub: 'nobody-here' }), 'sign-in-unknown'],
  ];
  const before = (await outcomes()).length;
  const told_: string[] = [];
  for (const [n, [idToken]] of hostile.entries()) {
    // A device that fails too often has to wait; here each has its own ten minutes.
    if (n % 8 === 7) await backend.pool.query(`update sign_in_log set at = at - interval '1 hour'`);
    const answer = await desk.ask('/v2/session', {
      for: 'sit',
      person: null,
      idToken,
      nonce,
      endOther: false,
    });
    told_.push(String(answer.json['message']));
  }
  expect(told_).toEqual(hostile.map(([, why]) => why));
  expect((await outcomes()).slice(before)).toEqual(hostile.map(([, why]) => why));
  await backend.pool.query(`update sign_in_log set at = at - interval '1 hour'`);
});

it('takes each token once, also when two processes get it at the same time', async () => {
  const nonce = randomUUID();
  const idToken = await house.provider.token('gus', nonce, now());
  const asked = { for: 'sit', person: null, idToken, nonce, endOther: false };
  const second = await backend.enrolled();
  const both = await Promise.all([desk, second].map((of) => of.ask('/v2/session', asked)));
  expect(both.map((answer) => answer.status).toSorted()).toEqual([200, 403]);
  expect(told(await desk.ask('/v2/session', asked))).toBe('refused sign-in-replayed');
  // Another serialisation of the same signature is the same token.
  expect(told(await desk.ask('/v2/session', { ...asked, idToken: `${idToken}` }))).toBe(
    'refused sign-in-replayed',
  );
});

it('a fresh proof is of whoever sits there, asked for just now; it counts five minutes', async () => {
  const stepUp = (sub: string, claims = {}) =>
    house.signIn(desk, sub, now(), { for: 'step-up', person: 'gus', claims });
  expect(told(await stepUp('sam'))).toBe('refused sign-in-other-person');
  expect(told(await stepUp('gus', { auth_time: seconds() - 400 }))).toBe('refused sign-in-stale');
  expect(told(await stepUp('gus', { auth_time: undefined }))).toBe('refused sign-in-stale');
  const answer = sessionAnswer.parse((await stepUp('gus')).json);
  // Two just now, and three replays before.
  expect(answer.failedSince).toBe(5);
  expect(answer.stepUpUntil).toBe(new Date(now().getTime() + 300_000).toISOString());
  // A sign-in by a session that the provider still had is no fresh proof, and takes none away.
  later(200_000);
  const quiet = await house.signIn(desk, 'gus', now(), { claims: { auth_time: seconds() - 4000 } });
  expect(Date.parse(sessionAnswer.parse(quiet.json).stepUpUntil!) - now().getTime()).toBe(100_000);
});

it('finds people by what the provider calls them, and refuses who was revoked', async () => {
  await backend.pool.query("update person set subject = 'uid-77' where org_id = 'org-one' and id = 'nat'");
  expect(sessionAnswer.parse((await house.signIn(desk, 'uid-77', now())).json).person.id).toBe('nat');
  expect(told(await house.signIn(desk, 'nat', now()))).toBe('refused sign-in-unknown');
  await house.policy(backend.parts, { subjectClaim: 'email' });
  const mail = { email: 'uid-77' };
  expect(told(await house.signIn(desk, 'x', now(), { claims: mail }))).toBe('refused sign-in-unknown');
  const vouched = { ...mail, email_verified: true };
  expect((await house.signIn(desk, 'x', now(), { claims: vouched })).status).toBe(200);
  await house.policy(backend.parts);
  await backend.pool.query("update person set revoked_at = now() where id = 'nat'");
  expect(told(await house.signIn(desk, 'uid-77', now()))).toBe('refused person-revoked');
  expect((await shake(desk)).revoked).toEqual(['nat']);
  const listed = (await desk.request('GET', '/v1/people')).json['people'] as { id: string }[];
  expect(listed.map((one) => one.id)).not.toContain('nat');
});

it('tells a person of their session at another desk and ends it there; that desk learns it at its handshake', async () => {
  const [one, two] = [await backend.enrolled(), await backend.enrolled()];
  await house.signIn(one, 'tia', now());
  later(1000);
  const second = sessionAnswer.parse((await house.signIn(two, 'tia', now())).json);
  expect(second.others).toMatchObject([{ device: one.device, name: 'Test desk' }]);
  expect(second.lastSignIn?.device).toBe(one.device);
  expect((await shake(one)).ended).toEqual([]);
  expect((await two.ask('/v2/session/end', { person: 'tia' })).json).toMatchObject({ others: [] });
  const ended = (await shake(one)).ended;
  expect(ended).toEqual([{ person: 'tia', at: now().toISOString() }]);
  // Sits down again there by the secret: a new session, and the other desk is told of this one.
  const again = await one.ask('/v2/session/seat', { person: 'tia', endOther: false });
  expect(again.json['others']).toMatchObject([{ device: two.device }]);
  expect((await shake(one)).ended).toEqual([]);
  expect((await two.ask('/v2/session/leave', { person: 'tia' })).status).toBe(200);
  expect((await one.ask('/v2/session/seat', { person: 'tia', endOther: false })).json['others']).toEqual([]);
});

it('a provider that is away or answers nonsense signs nobody in, and is asked again', async () => {
  const { provider } = house;
  const fresh = await startTestBackend({ ...(await withoutMemory()) });
  try {
    await house.people(fresh.pool);
    await house.policy(fresh.parts);
    const own = await fresh.enrolled();
    for (const instead of [
      () => ({ status: 503, body: '{}' }),
      () => ({ status: 302, body: '' }),
      () => ({ status: 200, body: '<html>' }),
      () => ({
        status: 200,
        body: JSON.stringify({ issuer: 'https://x.example', jwks_uri: provider.issuer }),
      }),
      () => ({
        status: 200,
        body: JSON.stringify({ issuer: provider.issuer, jwks_uri: 'http://10.0.0.1/jwks' }),
      }),
      (path: string) =>
        path === '/jwks' ? { status: 200, body: `{"keys":[${' '.repeat(300_000)}]}` } : null,
    ]) {
      provider.instead = instead;
      tick += 10_000;
      expect(told(await house.signIn(own, 'gus', fresh.parts.clock()))).toMatch(
        /^refused sign-in-(offline|unreadable)$/,
      );
    }
    provider.instead = null;
    tick += 10_000;
    expect((await house.signIn(own, 'gus', fresh.parts.clock())).status).toBe(200);
  } finally {
    provider.instead = null;
    await fresh.close();
  }
});

it('lets a device that fails again and again wait', async () => {
  const own = await backend.enrolled();
  const bad = { for: 'sit', person: null, idToken: 'x', nonce: randomUUID(), endOther: false };
  for (let n = 0; n < tries.most; n++) expect((await own.ask('/v2/session', bad)).status).toBe(403);
  expect(told(await own.ask('/v2/session', bad))).toBe('refused busy');
  later(tries.minutes * 60_000 + 1);
  expect(told(await own.ask('/v2/session', bad))).toBe('refused sign-in-unreadable');
});

let tick = 0;
async function withoutMemory() {
  const { makeProviders } = await import('./provider.ts');
  return { provider: makeProviders(fetch, () => tick) };
}
