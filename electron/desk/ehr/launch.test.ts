// The agent's sign-in against the sample EHR, which really checks PKCE, codes and refresh tokens.
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { asker, type Ask } from '#demo/ehr/testing.ts';
import { startEhr, type Ehr } from '#demo/ehr/server.ts';
import { createLog } from '../log.ts';
import { scanForWords } from '../vault/scan.ts';
import { ana, ben, follow, openTestDesk, press, type TestDesk, type TestSetup } from './testing.ts';

let ehr: Ehr;
let admin: Ask;
/** Of a profile of its own; what one test leaves in it is signed out after it. */
let home: TestDesk;
beforeAll(async () => {
  ehr = await startEhr({ port: 0, now: '2026-11-22T03:00:00.000Z', admin: true, records: [], noSlots: true });
  admin = asker(ehr);
  home = await openTestDesk({ url: ehr.url });
});
afterAll(() => {
  home.close();
  return ehr.close();
});
let desk: TestDesk;
afterEach(() => {
  desk.vault.core.exec('DELETE FROM ehr_secrets');
  desk.close();
});
const open = async (more: Partial<TestSetup> = {}): Promise<TestDesk> =>
  (desk = await openTestDesk({ url: ehr.url, vault: home.vault, ...more }));
const phase = (wanted: string): Promise<void> => vi.waitFor(() => expect(desk.state().phase).toBe(wanted));
async function enter(): Promise<URL> {
  const begun = await desk.signIn();
  const to = await press(begun.ok ? begun.value.address : null);
  await follow(to);
  await phase('signed-in');
  return to;
}
const grants = (): string[] =>
  desk.sent.flatMap(({ url, form }) => (url.endsWith('/auth/token') ? [form.get('grant_type') ?? ''] : []));

it('signs in by the browser, asks with what was granted, and signs out', async () => {
  await open();
  expect(desk.state()).toMatchObject({ phase: 'signed-out', kind: 'launch', why: null, address: null });
  // Without a sign-in nothing is sent at all.
  expect(await desk.find()).toMatchObject({ ok: false, code: 'ehr-signed-out', retryable: false });
  expect(desk.sent).toEqual([]);
  const begun = await desk.signIn();
  if (!begun.ok) throw new Error(begun.code);
  expect(begun.value).toMatchObject({ phase: 'signing-in', step: 'browser' });
  const address = new URL(begun.value.address ?? '');
  expect(address.searchParams.get('code_challenge_method')).toBe('S256');
  expect(address.searchParams.get('aud')).toBe(ehr.url);
  const redirect = new URL(address.searchParams.get('redirect_uri') ?? '');
  expect(redirect.hostname).toBe('127.0.0.1');
  expect(begun.value.address?.length).toBeLessThan(2500);
  // A second press of the button joins the first sign-in.
  expect(await desk.signIn()).toMatchObject({ ok: true, value: { address: begun.value.address } });

  const page = await follow(await press(begun.value.address));
  expect([page.status, page.headers.get('content-security-policy')]).toEqual([
    200,
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  ]);
  expect(page.text).not.toMatch(/<script|code=|state=/);
  await phase('signed-in');
  expect(desk.signedIn()).toBe(1);
  expect(await desk.find()).toMatchObject({ ok: true });
  await vi.waitFor(() => expect(desk.state().server?.software).toBeTruthy());
  expect(desk.state()).toMatchObject({ lasting: true, missing: [], why: null, address: null });
  const { sent } = desk;
  expect(sent.filter(({ token }) => token !== null).every(({ url }) => url.startsWith(`${ehr.url}/`))).toBe(
    true,
  );

  desk.record.handlers.signOut({}, { person: ana } as never);
  expect(desk.state().phase).toBe('signed-out');
  expect(await desk.find()).toMatchObject({ code: 'ehr-signed-out' });
  // The record was asked to end it too.
  await vi.waitFor(() => expect(sent.some(({ url }) => url.endsWith('/auth/revoke'))).toBe(true));
});

it('takes one answer, of this sign-in only, whatever else comes to its port', async () => {
  await open();
  const begun = await desk.signIn();
  if (!begun.ok) throw new Error(begun.code);
  const to = await press(begun.value.address);
  const other = (change: (url: URL) => void): URL => {
    const url = new URL(to);
    change(url);
    return url;
  };
  const hostile: [number, URL][] = [
    [404, other((u) => u.searchParams.set('state', 'x'.repeat(43)))],
    [404, other((u) => u.searchParams.delete('state'))],
    [404, other((u) => u.searchParams.append('state', 'twice'))],
    [404, other((u) => (u.pathname = '/other'))],
    [404, other((u) => (u.search = '?' + '%00'.repeat(200)))],
    [404, other((u) => (u.search = `?state[]=<script>alert(1)</script>&code=${'a'.repeat(3000)}`))],
  ];
  for (const [status, url] of hostile) {
    const page = await follow(url);
    expect([page.status, page.text.includes('<script')]).toEqual([status, false]);
  }
  const wrongHost = await new Promise<number>((resolve) => {
    void import('node:http').then(({ request }) =>
      request(to, { headers: { host: 'evil.example' } }, (res) => resolve(res.statusCode ?? 0)).end(),
    );
  });
  expect(wrongHost).toBe(403);
  const posted = await fetch(to, { method: 'POST' });
  expect(posted.status).toBe(404);
  expect(desk.state().phase).toBe('signing-in');
  // Twice at once: one is the answer, the other finds it spent or the port closed.
  const both = await Promise.allSettled([follow(to), follow(to)]);
  const seen = both.map((b) => (b.status === 'fulfilled' ? b.value.status : 'closed'));
  expect(seen.filter((s) => s === 200)).toHaveLength(1);
  await phase('signed-in');
  await expect(follow(to)).rejects.toThrow();
  expect(grants()).toEqual(['authorization_code']);
});

it.each([
  ['refused on the record’s page', (to: URL) => void to.searchParams.delete('code'), 'ehr-sign-in-denied'],
  [
    'by another server',
    (to: URL) => void to.searchParams.set('iss', 'https://evil.example'),
    'ehr-sign-in-refused',
  ],
  ['that names no server', (to: URL) => void to.searchParams.delete('iss'), 'ehr-sign-in-refused'],
  ['with two codes', (to: URL) => void to.searchParams.append('code', 'other'), 'ehr-sign-in-refused'],
  ['with a code nobody gave', (to: URL) => void to.searchParams.set('code', 'x'), 'ehr-sign-in-refused'],
])('an answer %s signs nobody in', async (_what, change, code) => {
  await open();
  const begun = await desk.signIn();
  if (!begun.ok) throw new Error(begun.code);
  const to = await press(begun.value.address, code === 'ehr-sign-in-denied' ? 'refuse' : 'agree');
  change(to);
  await follow(to);
  await phase('signed-out');
  expect(desk.state().why).toBe(code);
  expect(JSON.stringify(desk.vault.core.prepare('SELECT event, outcome FROM audit').all())).toContain(code);
});

it('a code that was used, or of another verifier, is worth nothing', async () => {
  await open();
  const used = await enter();
  desk.record.handlers.signOut({}, { person: ana } as never);
  // The code of another sign-in under this one's state: its PKCE challenge is another one.
  for (const code of [used.searchParams.get('code') ?? '', null]) {
    const begun = await desk.signIn();
    if (!begun.ok) throw new Error(begun.code);
    const to = await press(begun.value.address);
    if (code === null) {
      const stranger = new URL(begun.value.address ?? '');
      stranger.searchParams.set('code_challenge', 'A'.repeat(43));
      to.searchParams.set('code', (await press(stranger.href)).searchParams.get('code') ?? '');
    } else to.searchParams.set('code', code);
    await follow(to);
    await phase('signed-out');
    expect(desk.state().why).toBe('ehr-sign-in-refused');
  }
});

const token = { access_token: 'a', token_type: 'Bearer', expires_in: 300 };
it.each([
  ['a token that would be two headers', JSON.stringify({ ...token, access_token: 'a\r\nx-other: 1' })],
  ['another kind of token', JSON.stringify({ ...token, token_type: 'mac' })],
  ['a token that is over', JSON.stringify({ ...token, expires_in: 0 })],
  ['a huge one', JSON.stringify({ ...token, access_token: 'a'.repeat(20_000) })],
  ['half an answer', JSON.stringify(token).slice(0, 30)],
  ['a log-in page', '<html><script>alert(1)</script>'],
])('a token endpoint that answers %s signs nobody in', async (_what, body) => {
  await open({ answer: (url) => (url.endsWith('/auth/token') ? new Response(body) : undefined) });
  const begun = await desk.signIn();
  if (!begun.ok) throw new Error(begun.code);
  await follow(await press(begun.value.address));
  await phase('signed-out');
  expect(desk.state().why).toBe('ehr-smart-unfit');
  expect(await desk.find()).toMatchObject({ code: 'ehr-signed-out' });
});

it('ends by itself, is cancelled by the person, at lock, and when somebody else sits down', async () => {
  await open({ withinMs: 60 });
  await desk.signIn();
  await phase('signed-out');
  expect(desk.state().why).toBe('ehr-sign-in-late');
  desk.close();
  await open();
  for (const end of [
    () => void desk.record.handlers.cancel({}, {} as never),
    () => desk.lock(),
    () => desk.as(ben),
  ]) {
    const begun = await desk.signIn();
    if (!begun.ok) throw new Error(begun.code);
    const to = await press(begun.value.address);
    end();
    await vi.waitFor(() => expect(follow(to)).rejects.toThrow());
    await desk.unlock();
    expect([desk.state().phase, desk.state().why]).toEqual(['signed-out', null]);
  }
  expect(grants()).toEqual([]);
});

it('many searches in flight when the token ends renew it once', async () => {
  await open();
  await enter();
  await admin('DELETE', `${ehr.adminUrl}/tokens`);
  const found = await Promise.all(Array.from({ length: 20 }, () => desk.find()));
  expect(found.every((f) => f.ok)).toBe(true);
  expect(grants()).toEqual(['authorization_code', 'refresh_token']);
  // And before it ends, without a refused request.
  desk.later(280_000);
  const before = desk.sent.length;
  expect((await Promise.all(Array.from({ length: 8 }, () => desk.find()))).every((f) => f.ok)).toBe(true);
  expect(grants().slice(2)).toEqual(['refresh_token']);
  expect(desk.sent.slice(before).filter(({ url }) => url.endsWith('_search'))).toHaveLength(8);
});

it('a refused renewal signs out and says so; an unreachable one changes nothing', async () => {
  let away = false;
  await open({
    answer: (url) => (away && url.endsWith('/auth/token') ? new Response('', { status: 502 }) : undefined),
  });
  await enter();
  away = true;
  desk.later(280_000);
  // Still good for twenty seconds: used.
  expect(await desk.find()).toMatchObject({ ok: true });
  desk.later(30_000);
  expect(await desk.find()).toMatchObject({ ok: false, code: 'ehr-offline', retryable: true });
  expect(desk.state().phase).toBe('signed-in');
  away = false;
  expect(await desk.find()).toMatchObject({ ok: true });
  await admin('DELETE', `${ehr.adminUrl}/sign-ins`);
  expect(await desk.find()).toMatchObject({ ok: false, code: 'ehr-signed-out' });
  expect(desk.state()).toMatchObject({ phase: 'signed-out', why: 'ehr-signed-out' });
  expect(desk.vault.core.prepare('SELECT count(*) AS n FROM ehr_secrets').get()).toEqual({ n: 0 });
});

it('a lock leaves tokens in the vault alone; a restart finds them; another person does not', async () => {
  await open();
  await enter();
  desk.lock();
  expect(await desk.find()).toMatchObject({ ok: false, code: 'locked' });
  expect(desk.state().phase).toBe('signed-in');
  await desk.unlock();
  expect(await desk.find()).toMatchObject({ ok: true });
  const again = await openTestDesk({ url: ehr.url, vault: desk.vault });
  expect(await again.find()).toMatchObject({ ok: true });
  const elsewhere = await openTestDesk({
    url: `${ehr.url}/`.replace('127.0.0.1', 'localhost'),
    vault: desk.vault,
  });
  expect(elsewhere.state().phase).toBe('signed-out');
  again.as(ben);
  expect(again.state().phase).toBe('signed-out');
  again.as(ana);
  expect(again.state().phase).toBe('signed-out');
});

it('no token, code or verifier lies in clear in the profile, in a log or in what a page is told', async () => {
  let told = '';
  const log = createLog({ sink: (line) => void (told += line), clock: () => '2026-11-22T03:00:00.000Z' });
  await open();
  const to = await enter();
  await desk.find();
  await admin('DELETE', `${ehr.adminUrl}/tokens`);
  await desk.find();
  log.info('ehr.state', { state: desk.state().phase });
  const secrets = desk.sent.flatMap(({ form, token }) => [
    form.get('refresh_token') ?? '',
    form.get('code_verifier') ?? '',
    token?.slice('Bearer '.length) ?? '',
  ]);
  const words = [...new Set([to.searchParams.get('code') ?? '', ...secrets])].filter((w) => w !== '');
  expect(words.length).toBeGreaterThanOrEqual(5);
  desk.vault.core.pragma('wal_checkpoint');
  expect(await scanForWords(home.folder, words)).toMatchObject({ found: 0 });
  for (const word of words) expect(told + JSON.stringify(desk.state())).not.toContain(word);
});
