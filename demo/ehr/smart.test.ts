// The sample EHR's own sign-in: assertions that are really verified, codes with PKCE, tokens that end, scopes that bind.
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { Bundle, CapabilityStatement } from '@medplum/fhirtypes';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startEhr, type Ehr } from './server.ts';
import { asker, type Ask } from './testing.ts';

const now = '2026-11-22T03:00:00.000Z';
let ehr: Ehr;
let ask: Ask;
const ec = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const jwkOf = (key: KeyObject, kid: string): object => ({ ...key.export({ format: 'jwk' }), kid });

interface Config {
  token_endpoint: string;
  authorization_endpoint: string;
}
interface TokenAnswer {
  access_token: string;
  refresh_token?: string;
  scope: string;
  expires_in: number;
  error?: string;
}
let config: Config;

beforeAll(async () => {
  ehr = await startEhr({
    port: 0,
    now,
    admin: true,
    clients: [
      {
        clientId: 'desk',
        jwks: { keys: [jwkOf(ec.publicKey, 'e1'), jwkOf(rsa.publicKey, 'r1')] },
        scopes: 'system/Patient.rs system/Appointment.cruds',
      },
    ],
  });
  ask = asker(ehr);
  const res = await fetch(`${ehr.url}/.well-known/smart-configuration`);
  config = (await res.json()) as Config;
});
afterAll(() => ehr.close());
beforeEach(async () => {
  await ask('PUT', `${ehr.adminUrl}/behaviour`, {});
});

const b64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
let ids = 0;
function assertion(claims: object = {}, head: object = {}, key: KeyObject = ec.privateKey): string {
  const alg = (head as { alg?: string }).alg ?? 'ES384';
  const seconds = Math.floor(Date.now() / 1000);
  const body = {
    iss: 'desk',
    sub: 'desk',
    aud: config.token_endpoint,
    exp: seconds + 240,
    jti: `id-${ids++}`,
    ...claims,
  };
  const signed = `${b64({ alg: 'ES384', kid: 'e1', typ: 'JWT', ...head })}.${b64(body)}`;
  const how = alg === 'ES384' ? { key, dsaEncoding: 'ieee-p1363' as const } : { key };
  return `${signed}.${sign('sha384', Buffer.from(signed), how).toString('base64url')}`;
}
const post = (fields: Record<string, string>): Promise<{ status: number; body: TokenAnswer }> =>
  ask<TokenAnswer>('POST', config.token_endpoint, new URLSearchParams(fields).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
  });
const backend = (jwt: string, scope = 'system/Patient.rs'): Promise<{ status: number; body: TokenAnswer }> =>
  post({
    grant_type: 'client_credentials',
    scope,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: jwt,
  });
const as = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

describe('Backend Services', () => {
  it('gives a token for a right assertion of either algorithm, and that token works', async () => {
    for (const jwt of [assertion(), assertion({}, { alg: 'RS384', kid: 'r1' }, rsa.privateKey)]) {
      const { status, body } = await backend(jwt);
      expect([status, body.scope, body.expires_in]).toEqual([200, 'system/Patient.rs', 300]);
      const found = await ask('GET', '/Patient?_count=1', undefined, as(body.access_token));
      expect([found.status, found.body.entry?.length]).toEqual([200, 1]);
    }
  });

  it('refuses every wrong one', async () => {
    const seconds = Math.floor(Date.now() / 1000);
    const once = assertion({ jti: 'once' });
    expect((await backend(once)).status).toBe(200);
    const changed = assertion().split('.');
    changed[1] = b64({ iss: 'desk', sub: 'desk', aud: config.token_endpoint, exp: seconds + 60, jti: 'x' });
    const bad: [string, string][] = [
      ['used before', once],
      ['another key', assertion({}, {}, other.privateKey)],
      ['changed after signing', changed.join('.')],
      ['exp over five minutes', assertion({ exp: seconds + 600 })],
      ['over', assertion({ exp: seconds - 60 })],
      ['another audience', assertion({ aud: 'https://elsewhere.example/token' })],
      ['iss and sub differ', assertion({ sub: 'someone' })],
      ['unknown client', assertion({ iss: 'nobody', sub: 'nobody' })],
      ['unknown kid', assertion({}, { kid: 'zz' })],
      ['algorithm of another key', assertion({}, { alg: 'RS384', kid: 'e1' }, rsa.privateKey)],
      ['none', `${b64({ alg: 'none', kid: 'e1' })}.${b64({ iss: 'desk', sub: 'desk' })}.`],
      ['no jti', assertion({ jti: undefined })],
      ['not yet', assertion({ nbf: seconds + 120 })],
      ['nonsense', 'a.b.c'],
      ['empty', ''],
    ];
    for (const [why, jwt] of bad) {
      const { status, body } = await backend(jwt);
      expect([why, status, body.error]).toEqual([why, 401, 'invalid_client']);
    }
  });

  it('grants what is registered and no more; a scope binds, in a batch too', async () => {
    expect((await backend(assertion(), 'system/*.cruds')).body.error).toBe('invalid_scope');
    const { body } = await backend(assertion(), 'system/Patient.cruds system/Patient.rs');
    expect(body.scope).toBe('system/Patient.rs');
    const token = as(body.access_token);
    expect((await ask('GET', '/Appointment?_count=1', undefined, token)).status).toBe(403);
    expect((await ask('POST', '/Patient', { resourceType: 'Patient' }, token)).status).toBe(403);
    const entry = ['Patient?_count=1', 'Appointment?_count=1'].map((url) => ({
      request: { method: 'GET', url },
    }));
    const batch = await ask<Bundle>('POST', '', { resourceType: 'Bundle', type: 'batch', entry }, token);
    expect(batch.body.entry?.map((e) => e.response?.status)).toEqual(['200', '403']);
  });

  it('answers 401 when the token is over', async () => {
    const { body } = await backend(assertion());
    await ask('DELETE', `${ehr.adminUrl}/tokens`);
    const over = await ask('GET', '/Patient', undefined, as(body.access_token));
    expect([over.status, over.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="sample-ehr", error="invalid_token"',
    ]);
    expect((await ask('GET', '/Patient?_count=1')).status).toBe(200);
  });

  it('registers no key that SMART does not allow', async () => {
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    for (const key of [
      jwkOf(weak.publicKey, 'w'),
      jwkOf(curve.publicKey, 'c'),
      jwkOf(ec.privateKey, 'p'),
      {},
    ]) {
      const client = { clientId: 'bad', jwks: { keys: [key] } };
      expect((await ask('POST', `${ehr.adminUrl}/clients`, client)).status).toBe(400);
    }
  });
});

describe('App Launch', () => {
  const verifier = 'v'.repeat(50);
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const redirect = 'http://127.0.0.1:49152/callback';
  const asked = (more: Record<string, string> = {}): URLSearchParams =>
    new URLSearchParams({
      response_type: 'code',
      client_id: 'careline-demo-desktop',
      redirect_uri: redirect,
      scope: 'openid offline_access user/Appointment.cruds system/Patient.rs',
      state: 'state-12345678',
      aud: ehr.url,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...more,
    });
  const authorize = async (q: URLSearchParams): Promise<{ status: number; to: URL | null }> => {
    const { status, headers } = await ask('POST', `${config.authorization_endpoint}?${q.toString()}`);
    const to = headers.get('location');
    return { status, to: to === null ? null : new URL(to) };
  };
  const exchange = (code: string, more: Record<string, string> = {}): ReturnType<typeof post> =>
    post({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirect,
      client_id: 'careline-demo-desktop',
      code_verifier: verifier,
      ...more,
    });
  const codeOf = async (): Promise<string> => (await authorize(asked())).to?.searchParams.get('code') ?? '';

  it('shows a page, then redirects with a code that is worth a token once', async () => {
    const page = await ask<string>('GET', `${config.authorization_endpoint}?${asked().toString()}`);
    expect([page.status, page.body.includes('<form')]).toEqual([200, true]);
    const { status, to } = await authorize(asked());
    expect([status, to?.origin, to?.searchParams.get('state')]).toEqual([
      302,
      'http://127.0.0.1:49152',
      'state-12345678',
    ]);
    const code = to?.searchParams.get('code') ?? '';
    const { body } = await exchange(code);
    expect(body.scope).toBe('openid offline_access user/Appointment.cruds');
    expect((await ask('GET', '/Appointment?_count=1', undefined, as(body.access_token))).status).toBe(200);
    expect((await exchange(code)).body.error).toBe('invalid_grant');
    const renew = { grant_type: 'refresh_token', client_id: 'careline-demo-desktop' };
    const next = await post({ ...renew, refresh_token: body.refresh_token ?? '' });
    expect(next.status).toBe(200);
    expect((await post({ ...renew, refresh_token: body.refresh_token ?? '' })).status).toBe(400);
  });

  it('spends a code that was tried with the wrong verifier, address or client', async () => {
    const each: Record<string, string>[] = [
      { code_verifier: 'w'.repeat(50) },
      { redirect_uri: 'http://127.0.0.1:1/x' },
      { client_id: 'x' },
    ];
    for (const wrong of each) {
      const code = await codeOf();
      expect((await exchange(code, wrong)).body.error).toBe('invalid_grant');
      expect((await exchange(code)).body.error).toBe('invalid_grant');
    }
  });

  it('never redirects elsewhere, and says at the loopback address what is missing', async () => {
    for (const redirect_uri of ['https://evil.example/cb', 'http://localhost.evil.example:1/', 'nonsense'])
      expect((await authorize(asked({ redirect_uri }))).status).toBe(400);
    const each: Record<string, string>[] = [
      { code_challenge_method: 'plain' },
      { code_challenge: '' },
      { aud: 'https://x.example' },
      { state: '' },
    ];
    for (const wrong of each) {
      const { to } = await authorize(asked(wrong));
      expect([to?.searchParams.get('error'), to?.searchParams.get('code')]).toEqual([
        'invalid_request',
        null,
      ]);
    }
  });
});

describe('switches and the capability statement', () => {
  const behave = (body: object): Promise<{ status: number }> => ask('PUT', `${ehr.adminUrl}/behaviour`, body);
  const total = async (query: string): Promise<number | undefined> =>
    (await ask('GET', `/Patient?${query}`)).body.total;

  it('finds a phone as stored, in any form, or not at all', async () => {
    expect(await total('phone=(555) 139 3142')).toBe(0);
    await behave({ phone: 'digits' });
    for (const form of ['(555) 139-3142', '5551393142', '%2B15551393142'])
      expect(await total(`phone=${form}`)).toBe(1);
    expect(await total('phone=0000000000')).toBe(0);
    await behave({ phone: 'refused' });
    expect((await ask('GET', '/Patient?phone=555-139-3142')).status).toBe(400);
  });

  it('refuses or leaves out what it does not know, and says which', async () => {
    const lenient = { prefer: 'handling=lenient' };
    expect((await ask('GET', '/Patient?fone=1&_count=1')).status).toBe(400);
    const named = await ask('GET', '/Patient?fone=1&_count=1', undefined, lenient);
    expect(named.body.entry?.map((e) => e.search?.mode)).toEqual(['match', 'outcome']);
    await behave({ handling: 'lenient' });
    expect((await ask('GET', '/Patient?fone=1&_count=1')).body.entry).toHaveLength(2);
  });

  it('takes no batch, and makes a second one of a replay, when told so', async () => {
    await behave({ batch: false, conditionalCreate: false });
    const batch = { resourceType: 'Bundle', type: 'batch', entry: [] };
    expect((await ask('POST', '', batch)).status).toBe(400);
    const note = { resourceType: 'Communication', status: 'completed', identifier: [{ value: 'twice' }] };
    const header = { 'if-none-exist': 'identifier=twice' };
    for (let i = 0; i < 2; i++) expect((await ask('POST', '/Communication', note, header)).status).toBe(201);
    const { body } = await ask<CapabilityStatement>('GET', '/metadata');
    expect([body.rest?.[0]?.interaction, body.rest?.[0]?.resource?.[0]?.conditionalCreate]).toEqual([
      undefined,
      false,
    ]);
    expect((await behave({ colour: 1 })).status).toBe(400);
  });

  it('can do what it says', async () => {
    const { body } = await ask<CapabilityStatement>('GET', '/metadata');
    const urls = (body.rest?.[0]?.resource ?? []).flatMap((r) => [
      // What all types share is asked for once.
      ...(r.searchParam ?? []).flatMap((p) => {
        if (p.name.startsWith('_') && r.type !== 'Patient') return [];
        const value =
          { date: '2026-11-22', number: '1', quantity: '1', uri: 'urn:x' }[p.type as string] ?? 'x';
        // Nothing has that id, so that each search is only understood, not carried out.
        return `${r.type}?_id=none&${p.name}=${value}&_count=1`;
      }),
      ...(r.searchInclude ?? []).slice(0, 1).map((i) => `${r.type}?_id=x&_include=${i}`),
      ...(r.searchRevInclude ?? []).slice(0, 1).map((i) => `${r.type}?_id=x&_revinclude=${i}`),
    ]);
    expect(urls.length).toBeGreaterThan(300);
    const entry = urls.map((url) => ({ request: { method: 'GET', url } }));
    const answers = await ask('POST', '', { resourceType: 'Bundle', type: 'batch', entry });
    const failed = urls.filter((_, i) => answers.body.entry?.[i]?.response?.status !== '200');
    expect(failed).toEqual([]);
    const one = await ask('GET', '/Patient?_count=1');
    const id = one.body.entry?.[0]?.resource?.id;
    const etag = (await ask('GET', `/Patient/${id}`)).headers.get('etag') ?? '';
    expect((await ask('GET', `/Patient/${id}`, undefined, { 'if-none-match': etag })).status).toBe(304);
    expect((await ask('GET', `/Patient/${id}/_history/1`)).status).toBe(200);
    expect((await ask('GET', `/Patient/${id}/_history`)).status).toBe(200);
  });
});
