// The browser's way against a real provider: the demo's, with real requests, redirects and cookies.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startIdentity, type Identity } from '#demo/identity/start.ts';
import { walk } from '#demo/identity/walk.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Token } from './at-backend.ts';
import { createRun, type Purpose, type RunParts, type SignInRun } from './run.ts';

let identity: Identity;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity.close());

const tokens: Token[] = [];
const rows: string[] = [];
let run: SignInRun;
function start(more: Partial<RunParts> = {}): SignInRun {
  tokens.length = rows.length = 0;
  return (run = createRun({
    policy: () => ok(identity.signIn),
    net: fetch,
    random: randomBytes,
    wall: () => Date.now(),
    nowMs: () => Date.now(),
    withinMs: 10_000,
    changed: () => undefined,
    ended: (purpose, outcome) => void rows.push(`${purpose} ${outcome}`),
    stranger: (purpose) => void rows.push(`${purpose} stranger`),
    failed: (error) => void rows.push(`broke ${String(error)}`),
    ...more,
  }));
}
type Show = (address: string) => Promise<Result<unknown>>;
const going = (show: Show, purpose: Purpose = 'sit') =>
  run.start({
    for: purpose,
    nonce: randomBytes(32).toString('base64url'),
    show,
    async proved(token) {
      tokens.push(token);
      return ok(null);
    },
  });
/** The browser of that person, on its own. */
const as =
  (person: string, typed = {}): Show =>
  async (address) => {
    void walk(identity.issuer, address, person, typed);
    return ok(null);
  };
const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;

it('brings a token with a second factor, for this attempt alone', async () => {
  start();
  expect(await going(as('mara-keller')).done).toEqual(ok(null));
  const claims = claimsOf(tokens[0]?.idToken ?? '');
  expect(claims).toMatchObject({
    iss: identity.issuer,
    aud: 'careline-desk',
    sub: 'mara-keller',
    amr: ['pwd', 'otp'],
    acr: 'urn:careline:demo:two-factors',
    nonce: tokens[0]?.nonce,
  });
  expect(typeof claims['auth_time']).toBe('number');
  expect(rows).toEqual(['sit ok']);
  expect(run.going()).toBeNull();
  // A fresh proof by the key of hardware.
  expect(await going(as('henrik-aalto'), 'step-up').done).toEqual(ok(null));
  expect(claimsOf(tokens[1]?.idToken ?? '')).toMatchObject({ amr: ['pwd', 'hwk'] });
});

it('takes another person from the same browser, and the one before again', async () => {
  start();
  const cookies = new Map<string, string>();
  for (const person of ['mara-keller', 'ingrid-solheim', 'mara-keller']) {
    expect(await going(as(person, { cookies })).done).toEqual(ok(null));
    expect(claimsOf(tokens.at(-1)?.idToken ?? '')['sub']).toBe(person);
  }
  // The provider did know the browser: else this was three of them.
  expect(cookies.get('_session')).toMatch(/./);
});

it('refuses who has no second factor, before the backend hears of it', async () => {
  start();
  expect(await going(as('noor-haddad')).done).toMatchObject({ code: 'sign-in-factor' });
  expect(tokens).toEqual([]);
  expect(rows).toEqual(['sit sign-in-factor']);
  expect(run.problem()).toBe('sign-in-factor');
});

it('a wrong password or code ends nothing: the page says so, and the sign-in waits until it is called off', async () => {
  start();
  const pages: number[] = [];
  const { begun, done } = going(async (address) => {
    for (const typed of [{ password: 'wrong' }, { code: '111111' }])
      pages.push((await walk(identity.issuer, address, 'mara-keller', typed)).status);
    return ok(null);
  });
  expect(await begun).toEqual(ok(null));
  expect(pages).toEqual([403, 403]);
  expect(run.going()).toMatchObject({ step: 'browser', for: 'sit' });
  run.cancel();
  expect(await done).toMatchObject({ code: 'cancelled' });
  expect([run.going(), run.problem()]).toEqual([null, null]);
});

it('one at a time: the same again joins it, something else takes its place', async () => {
  start();
  const addresses: string[] = [];
  const note: Show = async (address) => {
    addresses.push(address);
    return ok(null);
  };
  const first = going(note);
  await first.begun;
  expect(going(note).done).toBe(first.done);
  const other = going(note, 'step-up');
  expect(await first.done).toMatchObject({ code: 'cancelled' });
  await other.begun;
  expect(addresses.map((a) => new URL(a).searchParams.get('prompt'))).toEqual(['login', 'login']);
  const [one, two] = addresses.map((a) => new URL(a).searchParams);
  for (const name of ['state', 'nonce', 'code_challenge', 'redirect_uri'])
    expect([name, one?.get(name)]).not.toEqual([name, two?.get(name)]);
  expect(one?.get('code_challenge_method')).toBe('S256');
  run.cancel();
  await other.done;
});

it('says what is in its way: no provider, nobody there, a browser that does not open, nobody in time', async () => {
  start({ policy: () => fail('sign-in-none') });
  expect(await going(as('mara-keller')).begun).toMatchObject({ code: 'sign-in-none' });
  start({ policy: () => ok({ ...identity.signIn, issuer: 'http://127.0.0.1:9' }) });
  expect(await going(as('mara-keller')).begun).toMatchObject({ code: 'sign-in-offline' });
  start();
  expect(await going(async () => fail('link-refused')).begun).toMatchObject({ code: 'link-refused' });
  start({ withinMs: 20 });
  expect(await going(async () => ok(null)).done).toMatchObject({ code: 'sign-in-late' });
  start({ policy: () => ok({ ...identity.signIn, clientId: 'somebody-else' }) });
  const shown: string[] = [];
  const asked = going(async (address) => {
    shown.push(address);
    return ok(null);
  });
  await asked.begun;
  // The provider knows no such client and says so to the browser alone.
  expect((await walk(identity.issuer, shown[0] ?? '', 'mara-keller')).status).toBe(400);
  run.cancel();
  await asked.done;
});
