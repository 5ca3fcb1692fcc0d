// Every lie that a provider, or somebody on the way to it, can tell a desk: each ends with its own code and a row of the
// audit, and nothing of it reaches the backend. The lies are made in tests/support/hostile-provider.ts, by hand.
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SignInPolicy } from '#shared/domain/access/policy.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import { startHostileProvider, type Deeds, type HostileProvider } from '#tests/support/hostile-provider.ts';
import { createRun, type Purpose } from './run.ts';

let provider: HostileProvider;
let elsewhere: HostileProvider;
beforeAll(async () => {
  provider = await startHostileProvider('desk');
  elsewhere = await startHostileProvider('desk');
});
afterAll(async () => {
  await provider.close();
  await elsewhere.close();
});
beforeEach(() => {
  provider.deeds = {};
});

interface Went {
  code: string;
  rows: string[];
  /** How many tokens the backend would have been shown. */
  told: number;
}
async function attempt(
  deeds: Deeds,
  {
    purpose = 'sit',
    change,
    policy = {},
    net = fetch,
  }: {
    purpose?: Purpose;
    change?: (back: URL) => void;
    policy?: Partial<SignInPolicy>;
    net?: typeof fetch;
  } = {},
): Promise<Went> {
  provider.deeds = deeds;
  const rows: string[] = [];
  let told = 0;
  const run = createRun({
    policy: () =>
      ok({
        issuer: provider.issuer,
        clientId: 'desk',
        scopes: [],
        acrValues: [],
        mfa: { acr: ['two'], amr: ['otp'] },
        ...policy,
      }),
    net,
    random: randomBytes,
    wall: () => Date.now(),
    nowMs: () => Date.now(),
    withinMs: 3000,
    changed: () => undefined,
    ended: (of, outcome) => void rows.push(`${of} ${outcome}`),
    stranger: (of) => void rows.push(`${of} stranger`),
    failed: (error) => void rows.push(`broke: ${String(error)}`),
  });
  const { done } = run.start({
    for: purpose,
    nonce: randomBytes(32).toString('base64url'),
    async show(address): Promise<Result<unknown>> {
      void provider.browse(address, change);
      return ok(null);
    },
    async proved() {
      told++;
      return ok(null);
    },
  });
  const outcome = await done;
  return { code: outcome.ok ? 'ok' : outcome.code, rows, told };
}
const refused = (code: string, purpose: Purpose = 'sit'): Went => ({
  code,
  rows: [`${purpose} ${code}`],
  told: 0,
});

it('an honest one is believed, so that the rest means something', async () => {
  expect(await attempt({})).toEqual({ code: 'ok', rows: ['sit ok'], told: 1 });
  expect(await attempt({}, { purpose: 'step-up' })).toEqual({ code: 'ok', rows: ['step-up ok'], told: 1 });
  const form = provider.asked.at(-1);
  expect(form?.get('code_verifier')?.length).toBeGreaterThan(42);
  expect(form?.has('client_secret')).toBe(false);
});

const now = (): number => Math.floor(Date.now() / 1000);
const claims = (more: object) => (right: object) => ({ ...right, ...more }) as Record<string, unknown>;
describe('tokens', () => {
  const lies: [string, string, () => Deeds][] = [
    ['a signature with one bit changed', 'sign-in-forged', () => ({ sign: 'flip' })],
    ['another key under the same id', 'sign-in-forged', () => ({ sign: 'other' })],
    ['a key that nobody published', 'sign-in-forged', () => ({ header: { kid: 'k2' } })],
    ['no signature at all', 'sign-in-algorithm', () => ({ sign: 'none' })],
    ['an HMAC with the public key for its secret', 'sign-in-algorithm', () => ({ sign: 'hmac' })],
    [
      'a header that says another algorithm than its key',
      'sign-in-algorithm',
      () => ({ header: { alg: 'RS512' } }),
    ],
    ['a header that must be understood', 'sign-in-algorithm', () => ({ header: { crit: ['x'], x: 1 } })],
    ['of another issuer', 'sign-in-issuer', () => ({ claims: claims({ iss: 'https://id.example.org' }) })],
    ['for another program', 'sign-in-audience', () => ({ claims: claims({ aud: 'other' }) })],
    ['for two, and not ours', 'sign-in-audience', () => ({ claims: claims({ aud: ['desk', 'other'] }) })],
    ['for ours, made for another', 'sign-in-audience', () => ({ claims: claims({ azp: 'other' }) })],
    ['of another attempt', 'sign-in-nonce', () => ({ claims: claims({ nonce: 'other' }) })],
    ['without the attempt', 'sign-in-unreadable', () => ({ claims: claims({ nonce: undefined }) })],
    ['run out', 'sign-in-expired', () => ({ claims: claims({ exp: now() - 120 }) })],
    ['made long ago', 'sign-in-expired', () => ({ claims: claims({ iat: now() - 900 }) })],
    ['made in the future', 'sign-in-not-yet', () => ({ claims: claims({ iat: now() + 600 }) })],
    ['not valid yet', 'sign-in-not-yet', () => ({ claims: claims({ nbf: now() + 600 }) })],
    ['without an end', 'sign-in-unreadable', () => ({ claims: claims({ exp: undefined }) })],
    ['without a person', 'sign-in-unreadable', () => ({ claims: claims({ sub: undefined }) })],
    ['no second factor', 'sign-in-factor', () => ({ claims: claims({ acr: undefined, amr: undefined }) })],
    [
      'a factor that does not count',
      'sign-in-factor',
      () => ({ claims: claims({ acr: 'one', amr: ['pwd', 'sms'] }) }),
    ],
    [
      'a factor of a shape that is none',
      'sign-in-factor',
      () => ({ claims: claims({ acr: ['two'], amr: 'otp' }) }),
    ],
    ['of a session of before', 'sign-in-stale', () => ({ claims: claims({ auth_time: now() - 3600 }) })],
    ['no token', 'sign-in-unreadable', () => ({ answer: { id_token: undefined } })],
    ['a token that is no token', 'sign-in-unreadable', () => ({ answer: { id_token: 'a.b.c' } })],
    [
      'a token of 20,000 letters more',
      'sign-in-too-large',
      () => ({ claims: claims({ more: 'x'.repeat(20_000) }) }),
    ],
  ];
  it.each(lies)('%s: %s', async (_what, code, deeds) =>
    expect(await attempt(deeds())).toEqual(refused(code)),
  );

  it('a step-up whose time nobody says, or that is old', async () => {
    const step = { purpose: 'step-up' } as const;
    const untold = await attempt({ claims: claims({ auth_time: undefined }) }, step);
    expect(untold).toEqual(refused('sign-in-stale', 'step-up'));
    const old = await attempt({ claims: claims({ auth_time: now() - 600 }) }, step);
    expect(old).toEqual(refused('sign-in-stale', 'step-up'));
  });
});

const html = (response: ServerResponse): void =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Sign in to the hotel');
const huge = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const part = Buffer.alloc(64_000, 32);
  for (let i = 0; i < 80; i++) response.write(part);
  response.end('{}');
};
const away = (response: ServerResponse): void =>
  void response.writeHead(302, { location: `${elsewhere.issuer}/token` }).end();
const broken = (response: ServerResponse): void =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end('{"access_token":');
const down = (response: ServerResponse): void => void response.writeHead(503).end();
describe('answers', () => {
  const places = ['metadata', 'token', 'keys'] as const;
  const kinds: [string, string, (response: ServerResponse) => void][] = [
    ['a page in place of data', 'sign-in-unreadable', html],
    ['five megabytes', 'sign-in-too-large', huge],
    ['another address to ask', 'sign-in-redirected', away],
    ['half of it', 'sign-in-unreadable', broken],
    ['out of order', 'sign-in-offline', down],
    ['a cut line', 'sign-in-offline', (response) => void response.destroy()],
  ];
  it.each(kinds)('%s: %s', async (_what, code, how) => {
    for (const place of places)
      expect([place, await attempt({ instead: { [place]: how } })]).toEqual([place, refused(code)]);
    expect(elsewhere.asked).toEqual([]);
  });

  it('none at all: given up after a time', async () => {
    // The desk's own limit is ten seconds; here its clock is the test's.
    const impatient: typeof fetch = (url, init) =>
      String(url).endsWith('/token')
        ? Promise.reject(new DOMException('late', 'TimeoutError'))
        : fetch(url, init);
    expect(await attempt({}, { net: impatient })).toEqual(refused('sign-in-offline'));
  });

  it('keys that were swapped since', async () => {
    const swapped = await startHostileProvider('desk');
    swapped.swapKeys();
    const kept = provider;
    provider = swapped;
    expect(await attempt({})).toEqual(refused('sign-in-forged'));
    provider = kept;
    await swapped.close();
  });

  const unfit: [string, string, object][] = [
    ['another issuer than it was asked as', 'sign-in-issuer', { issuer: 'http://127.0.0.1:1' }],
    [
      'one issuer for every tenant',
      'sign-in-issuer',
      { issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0' },
    ],
    [
      'a sign-in page of another origin',
      'sign-in-unfit',
      { authorization_endpoint: 'https://id.example.org/a' },
    ],
    ['keys without a lock on the way', 'sign-in-unfit', { jwks_uri: 'http://id.example.org/keys' }],
    ['tokens without a lock on the way', 'sign-in-unfit', { token_endpoint: 'http://id.example.org/token' }],
    ['no keys', 'sign-in-unfit', { jwks_uri: undefined }],
    [
      'signatures of no listed kind',
      'sign-in-unfit',
      { id_token_signing_alg_values_supported: ['none', 'HS256'] },
    ],
    ['no PKCE worth the name', 'sign-in-unfit', { code_challenge_methods_supported: ['plain'] }],
    ['no codes', 'sign-in-unfit', { response_types_supported: ['id_token'] }],
  ];
  it.each(unfit)('metadata that names %s: %s', async (_what, code, metadata) =>
    expect(await attempt({ metadata: { ...metadata } })).toEqual(refused(code)),
  );

  it('an issuer that is not https, or hides a login', async () => {
    for (const issuer of ['http://id.example.org', 'https://a:b@id.example.org', 'file:///etc/passwd'])
      expect(await attempt({}, { policy: { issuer } })).toEqual(refused('sign-in-unfit'));
  });
});

describe('what comes with the browser', () => {
  const back = (name: string, value: string | null) => (url: URL) =>
    value === null ? url.searchParams.delete(name) : url.searchParams.set(name, value);
  const lies: [string, string, (url: URL) => void][] = [
    ['an answer that another provider sent', 'sign-in-issuer', back('iss', 'http://127.0.0.1:1')],
    ['an answer that names nobody', 'sign-in-issuer', back('iss', null)],
    ['two names', 'sign-in-issuer', (url) => url.searchParams.append('iss', 'http://127.0.0.1:1')],
    ['no code', 'sign-in-refused', back('code', null)],
    ['two codes', 'sign-in-refused', (url) => url.searchParams.append('code', 'second')],
    ['a code that this provider never gave', 'sign-in-spent', back('code', 'invented')],
    ['a refusal of the person', 'sign-in-denied', back('error', 'access_denied')],
    ['a refusal of the provider', 'sign-in-refused', back('error', 'invalid_scope')],
    ['a refusal in odd words', 'sign-in-refused', back('error', '<script>')],
  ];
  it.each(lies)('%s: %s', async (_what, code, change) =>
    expect(await attempt({}, { change })).toEqual(refused(code)),
  );

  it('a code that was used before', async () => {
    let first = '';
    await attempt({}, { change: (url) => void (first = url.searchParams.get('code') ?? '') });
    expect(await attempt({}, { change: back('code', first) })).toEqual(refused('sign-in-spent'));
  });

  it('another state: not of this sign-in, noted once, and the real answer still counts', async () => {
    const rows: string[] = [];
    provider.deeds = {};
    const run = createRun({
      policy: () =>
        ok({
          issuer: provider.issuer,
          clientId: 'desk',
          scopes: [],
          acrValues: [],
          mfa: { acr: ['two'], amr: [] },
        }),
      net: fetch,
      random: randomBytes,
      wall: () => Date.now(),
      nowMs: () => Date.now(),
      withinMs: 3000,
      changed: () => undefined,
      ended: (of, outcome) => void rows.push(`${of} ${outcome}`),
      stranger: (of) => void rows.push(`${of} stranger`),
      failed: (error) => void rows.push(`broke: ${String(error)}`),
    });
    const statuses: number[] = [];
    const { done } = run.start({
      for: 'sit',
      nonce: randomBytes(32).toString('base64url'),
      async show(address) {
        void (async () => {
          for (const state of ['x'.repeat(43), null])
            statuses.push(await provider.browse(address, back('state', state)));
          statuses.push(await provider.browse(address));
        })();
        return ok(null);
      },
      proved: async () => ok(null),
    });
    expect(await done).toEqual(ok(null));
    expect(statuses).toEqual([404, 404, 200]);
    expect(rows).toEqual(['sit stranger', 'sit ok']);
  });
});
