// The desk's own key against the sample EHR, which verifies each assertion; and discovery documents that mean harm.
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { asker, type Ask } from '#demo/ehr/testing.ts';
import { startEhr, type Ehr } from '#demo/ehr/server.ts';
import type { FhirAuth } from '#host/launch.ts';
import { ana, openTestDesk, type TestDesk, type TestSetup } from './testing.ts';

let ehr: Ehr;
let admin: Ask;
beforeAll(async () => {
  ehr = await startEhr({ port: 0, now: '2026-11-22T03:00:00.000Z', admin: true, records: [], noSlots: true });
  admin = asker(ehr);
});
afterAll(() => ehr.close());
let desk: TestDesk;
afterEach(() => desk.close());
const backend: FhirAuth = { kind: 'backend', clientId: 'desk-one', scope: 'system/Appointment.rs' };
const open = async (more: Partial<TestSetup> = {}): Promise<TestDesk> =>
  (desk = await openTestDesk({ url: ehr.url, auth: backend, ...more }));

async function register(): Promise<{ clientId: string; keys: { kid: string; alg: string; d?: string }[] }> {
  const context = { person: ana, signal: new AbortController().signal };
  const shown = await desk.record.handlers.register({}, context as never);
  if (!shown.ok) throw new Error(shown.code);
  return shown.value;
}
const registered = async (): Promise<void> => {
  const { clientId, keys } = await register();
  const client = { clientId, jwks: { keys }, scopes: 'system/*.cruds' };
  expect((await admin('POST', `${ehr.adminUrl}/clients`, client)).status).toBe(204);
};
const assertions = (): string[] => desk.sent.flatMap(({ form }) => form.get('client_assertion') ?? []);

it('asks with a key of its own once that is registered, for one token among many searches', async () => {
  await open();
  expect(await desk.find()).toMatchObject({ ok: false, code: 'ehr-key-unknown', retryable: false });
  expect(desk.state()).toMatchObject({ phase: 'refused', kind: 'backend', why: 'ehr-key-unknown' });
  // The server isn't asked with each request again.
  await Promise.all([desk.find(), desk.find()]);
  expect(assertions()).toHaveLength(1);
  await registered();
  const [key] = (await register()).keys;
  expect(key).toMatchObject({ kty: 'EC', crv: 'P-384', alg: 'ES384', use: 'sig' });
  expect(JSON.stringify(key)).not.toContain('"d"');

  desk.later(31_000);
  const found = await Promise.all(Array.from({ length: 12 }, () => desk.find()));
  expect(found.every((f) => f.ok)).toBe(true);
  expect(assertions()).toHaveLength(2);
  expect(desk.state()).toMatchObject({ phase: 'signed-in', lasting: true, why: null });
  await admin('DELETE', `${ehr.adminUrl}/tokens`);
  expect((await Promise.all(Array.from({ length: 12 }, () => desk.find()))).every((f) => f.ok)).toBe(true);
  expect(assertions()).toHaveLength(3);

  const claims = assertions().map((jwt) => decodeJwt(jwt));
  expect(new Set(claims.map(({ jti }) => jti)).size).toBe(3);
  for (const { exp = 0, iat = 0, aud, iss, sub } of claims) {
    expect(exp - iat).toBeLessThanOrEqual(300);
    expect([aud, iss, sub]).toEqual([`${new URL(ehr.url).origin}/auth/token`, 'desk-one', 'desk-one']);
  }
  expect(decodeProtectedHeader(assertions()[0] ?? '')).toEqual({ alg: 'ES384', kid: key?.kid, typ: 'JWT' });
  // The same key after a restart, and none while locked.
  const again = await openTestDesk({ url: ehr.url, auth: backend, vault: desk.vault });
  expect(await again.find()).toMatchObject({ ok: true });
  desk.lock();
  expect(await desk.find()).toMatchObject({ ok: false, code: 'locked' });
});

it('a fixed token that the record refuses is told as such, until an answer comes', async () => {
  let shut = true;
  const answer = (url: string): Response | undefined =>
    url.endsWith('_search')
      ? shut
        ? Response.json({ resourceType: 'OperationOutcome' }, { status: 401 })
        : Response.json({ resourceType: 'Bundle', type: 'searchset' })
      : undefined;
  await open({ auth: { kind: 'token' }, answer });
  expect(desk.state()).toMatchObject({ phase: 'open', kind: 'token' });
  expect(await desk.find()).toMatchObject({ ok: false, code: 'ehr-refused' });
  expect(desk.state()).toMatchObject({ phase: 'refused', why: null });
  shut = false;
  expect(await desk.find()).toMatchObject({ ok: true });
  expect(desk.state().phase).toBe('open');
  expect(await desk.signIn()).toMatchObject({ ok: false, code: 'ehr-unsupported' });
});

it('signs by RS384 where the server takes only that, and not at all where it takes neither', async () => {
  const offered = (algorithms: string[]): TestSetup['answer'] => {
    return (url) =>
      url.includes('.well-known')
        ? Response.json({
            token_endpoint: `${new URL(ehr.url).origin}/auth/token`,
            token_endpoint_auth_signing_alg_values_supported: algorithms,
          })
        : undefined;
  };
  await open({ answer: offered(['RS256', 'none']) });
  expect(await desk.find()).toMatchObject({ code: 'ehr-smart-unfit' });
  expect(assertions()).toEqual([]);
  desk.close();
  await open({ answer: offered(['RS384']) });
  await registered();
  expect(await desk.find()).toMatchObject({ ok: true });
  expect(decodeProtectedHeader(assertions()[0] ?? '').alg).toBe('RS384');
});

describe('a discovery document', () => {
  const good = {
    authorization_endpoint: 'http://127.0.0.1:9/authorize',
    token_endpoint: 'http://127.0.0.1:9/token',
    code_challenge_methods_supported: ['S256'],
  };
  const url = 'http://127.0.0.1:9/fhir';
  const json = (value: object) => (): Response => Response.json(value);
  const cases: [string, () => Response, string][] = [
    [
      'with a token endpoint on another host',
      json({ ...good, token_endpoint: 'https://evil.example/token' }),
      'ehr-smart-elsewhere',
    ],
    [
      'with a sign-in page on another port',
      json({ ...good, authorization_endpoint: 'http://127.0.0.1:10/a' }),
      'ehr-smart-elsewhere',
    ],
    [
      'over plain http elsewhere',
      json({ ...good, token_endpoint: 'http://ehr.example/token' }),
      'ehr-smart-unfit',
    ],
    [
      'with a login hidden in it',
      json({ ...good, authorization_endpoint: 'https://a:b@ehr.example/' }),
      'ehr-smart-unfit',
    ],
    ['that is a script', json({ ...good, authorization_endpoint: 'javascript:alert(1)' }), 'ehr-smart-unfit'],
    ['without S256', json({ ...good, code_challenge_methods_supported: ['plain'] }), 'ehr-smart-unfit'],
    [
      'that says nothing of PKCE',
      json({ ...good, code_challenge_methods_supported: null }),
      'ehr-smart-unfit',
    ],
    ['of the wrong shape', json({ token_endpoint: [good], authorization_endpoint: 7 }), 'ehr-smart-unfit'],
    ['cut in the middle', () => new Response(JSON.stringify(good).slice(0, 60)), 'ehr-smart-unfit'],
    ['that is huge', () => new Response(`{"a":"${'x'.repeat(200_000)}"}`), 'ehr-smart-unfit'],
    [
      'that sends elsewhere',
      () => new Response(null, { status: 302, headers: { location: 'https://evil.example' } }),
      'ehr-smart-unfit',
    ],
    ['that isn’t there', () => new Response('{}', { status: 404 }), 'ehr-smart-unfit'],
    ['of a server in trouble', () => new Response('', { status: 500 }), 'ehr-offline'],
  ];
  it.each(cases)('%s is not followed', async (_what, answer, code) => {
    await open({ url, auth: { kind: 'launch', clientId: 'x' }, vault: shared.vault, answer: () => answer() });
    expect(await desk.signIn()).toMatchObject({ ok: false, code });
    expect(desk.state()).toMatchObject({ phase: 'signed-out', why: code, address: null });
    // Asked once, told nothing.
    expect(desk.sent).toMatchObject([{ url: `${url}/.well-known/smart-configuration`, token: null }]);
  });
  it('may name an origin that was set up, and no record is asked over plain http elsewhere', async () => {
    const elsewhere = { ...good, authorization_endpoint: 'https://login.example/a' };
    const auth: FhirAuth = { kind: 'launch', clientId: 'x', origins: ['https://login.example'] };
    await open({ url, auth, vault: shared.vault, answer: json(elsewhere) });
    const begun = await desk.signIn();
    expect(begun.ok && begun.value.address?.startsWith('https://login.example/a?')).toBe(true);
    desk.close();
    await open({ url: 'http://ehr.example/fhir', auth, vault: shared.vault, answer: json(good) });
    expect(await desk.signIn()).toMatchObject({ code: 'ehr-smart-unfit' });
    expect(desk.sent).toEqual([]);
  });

  let shared: TestDesk;
  beforeAll(async () => void (shared = await openTestDesk({ url })));
  afterAll(() => shared.close());
});
