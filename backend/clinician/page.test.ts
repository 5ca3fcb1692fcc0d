// The clinician's page over real HTTP: what it shows, what it refuses, what it writes.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import type { Entry } from '#shared/domain/messages/entry.ts';
import { inTransaction } from '../db/transaction.ts';
import { noChannels } from '../channels/channel.ts';
import { takenAnswer } from '#shared/protocol/lanes.ts';
import { loadCase } from '../dispatch/case.ts';
import { soundMessage } from '../testing/desk.ts';
import { limitPerMinute } from './limit.ts';
import { keepLink, newToken, type Link } from './links.ts';

let backend: TestBackend;
let signed = false;
beforeAll(async () => {
  backend = await startTestBackend({ channels: { ...noChannels, signedByCarrier: () => signed } });
});
afterAll(() => backend?.close());

const contact = { personId: 'keiko-sato', name: 'Dr Keiko Sato', role: 'primary' };
async function linked(fields: object = {}, who = contact): Promise<{ url: string; link: Link }> {
  const desk = await backend.enrolled();
  const id = randomUUID();
  const item = await desk.laneItem('urgent', {
    id,
    urgency: 0,
    text: JSON.stringify(soundMessage(id, fields)),
  });
  expect((await desk.push2('urgent', [item])).status).toBe(200);
  return also(id, who);
}
async function also(messageId: string, who: typeof contact): Promise<{ url: string; link: Link }> {
  const link: Link = {
    org: 'org-one',
    messageId,
    attemptId: randomUUID(),
    stepId: 'urgent-app',
    contact: who,
    method: 'app',
    to: 'k.sato@riverside.example',
  };
  const token = newToken(backend.parts);
  await inTransaction(backend.pool, (db) => keepLink(db, token, link, backend.parts.clock()));
  return { url: `${backend.base}/a/${token}`, link };
}
const entriesOf = async (link: Link): Promise<Entry['body'][]> =>
  (await loadCase(backend.pool, backend.parts, link.org, link.messageId))!.entries.map((e) => e.body);
const post = (url: string, form: Record<string, string> = {}, headers = {}): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual', headers });

it('shows the message to whoever has the link, without a script or anything from elsewhere', async () => {
  const { url, link } = await linked({ verbatim: '<script>alert(1)</script> & "quotes"\nsecond line' });
  const answer = await fetch(url);
  const text = await answer.text();
  expect(answer.status).toBe(200);
  expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;\nsecond line');
  expect(text).toContain('Synthetic Patient');
  expect(text).toContain('tel:+16175550164');
  expect(text).not.toContain('<script');
  const policy = answer.headers.get('content-security-policy') ?? '';
  const nonce = /style-src 'nonce-([^']+)'/.exec(policy)?.[1];
  expect(text).toContain(`<style nonce="${nonce}">`);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  // Looking changes nothing.
  expect(await entriesOf(link)).toEqual([]);
});

it('takes accept once, tells a second person, and keeps what came of it', async () => {
  const { url, link } = await linked();
  const second = await also(link.messageId, { personId: 'other', name: 'Dr Other', role: 'backup' });
  const both = await Promise.all([post(`${url}/accept`), post(`${url}/accept`)]);
  for (const answer of both)
    expect([answer.status, answer.headers.get('location')?.slice(0, 3)]).toEqual([303, '/a/']);
  expect((await post(`${second.url}/accept`)).status).toBe(409);
  expect(await entriesOf(link)).toMatchObject([{ kind: 'attempt', result: 'accepted', contact }]);
  const form = { what: 'called-patient', text: 'Spoke to the patient.\r\nAll well.' };
  await post(`${url}/outcome`, form);
  await post(`${url}/outcome`, form);
  const entries = await entriesOf(link);
  expect(entries).toHaveLength(2);
  expect(entries[1]).toMatchObject({
    kind: 'outcome',
    what: 'called-patient',
    text: 'Spoke to the patient.\nAll well.',
    clinician: 'Dr Keiko Sato',
  });
});

it('a locked desk hears which messages somebody has, by id; a desk of another organisation hears nothing', async () => {
  const { url, link } = await linked();
  const other = await linked();
  const ids = [link.messageId, other.link.messageId];
  const ask = async (desk: Awaited<ReturnType<typeof backend.enrolled>>) =>
    takenAnswer.parse((await desk.request('POST', '/v2/taken', JSON.stringify({ v: 2, ids }))).json).taken;
  const desk = await backend.enrolled();
  expect(await ask(desk)).toEqual([]);
  await post(`${url}/accept`);
  expect(await ask(desk)).toEqual([link.messageId]);
  expect(await ask(await backend.enrolled('org-two'))).toEqual([]);
  expect((await desk.request('POST', '/v2/taken', JSON.stringify({ v: 2, ids: ['x'] }))).status).toBe(400);
});

it('takes “cannot”, and an acceptance after it', async () => {
  const { url, link } = await linked();
  await post(`${url}/decline`);
  await post(`${url}/decline`);
  await post(`${url}/accept`);
  expect((await entriesOf(link)).map((b) => b.kind === 'attempt' && b.result)).toEqual([
    'declined',
    'accepted',
  ]);
});

it('lets another person accept once a person took the first acceptance back', async () => {
  const { url, link } = await linked();
  const second = await also(link.messageId, { personId: 'other', name: 'Dr Other', role: 'backup' });
  await post(`${url}/accept`);
  expect((await post(`${second.url}/accept`)).status).toBe(409);
  const taken = (await entriesOf(link)).at(-1);
  const desk = await backend.enrolled();
  const back = { ...taken, result: 'no-answer', note: 'Accepted by mistake.' };
  const row = await desk.entry('urgent', link.messageId, back, { takenAt: '2026-11-22T03:00:00.000Z' });
  expect((await desk.push2('urgent', [row])).json['results']).toMatchObject([{ result: 'applied' }]);
  expect((await post(`${second.url}/accept`)).status).toBe(303);
  // Now it is theirs.
  expect((await post(`${url}/accept`)).status).toBe(409);
  expect((await entriesOf(link)).map((b) => b.kind === 'attempt' && b.result)).toEqual([
    'accepted',
    'no-answer',
    'accepted',
  ]);
});

it('refuses odd forms, other sites, wrong and old tokens', async () => {
  const { url, link } = await linked();
  expect((await post(`${url}/outcome`, { what: 'nonsense' })).status).toBe(400);
  expect((await post(`${url}/outcome`, { what: 'other', text: 'x'.repeat(2001) })).status).toBe(400);
  expect((await post(`${url}/outcome`, { what: 'other', text: 'x'.repeat(30_000) })).status).toBe(400);
  expect((await post(`${url}/accept`, {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(400);
  for (const token of ['x', '0'.repeat(64), `${url.split('/').at(-1)}0`, '%00', "' or 1=1 --"]) {
    const at = `${backend.base}/a/${encodeURIComponent(token)}`;
    expect((await fetch(at)).status).toBe(404);
    expect((await post(`${at}/accept`)).status).toBe(404);
  }
  backend.setNow('2026-11-23T03:00:01.000Z');
  expect((await fetch(url)).status).toBe(404);
  expect((await post(`${url}/accept`)).status).toBe(404);
  backend.setNow('2026-11-22T03:00:00.000Z');
  expect(await entriesOf(link)).toEqual([]);
  const raw = await backend.pool.query('select * from clinician_link');
  expect(JSON.stringify(raw.rows)).not.toContain(url.split('/').at(-1));
});

it('takes a key from the carrier alone', async () => {
  const { url, link } = await linked();
  const key = (digit: string): Promise<Response> =>
    post(`${url}/keys`, { Digits: digit }, { 'x-twilio-signature': 'x' });
  expect((await key('1')).status).toBe(404);
  signed = true;
  expect(await (await key('2')).text()).toContain('It is noted');
  expect(await (await key('1')).text()).toContain('you take it');
  signed = false;
  expect((await entriesOf(link)).map((b) => b.kind === 'attempt' && b.result)).toEqual([
    'declined',
    'accepted',
  ]);
});

it('accepts anew by the same link when the message was raised after the first acceptance', async () => {
  backend.setNow('2026-11-22T03:10:00.000Z');
  const { url, link } = await linked({ urgency: 'urgent-clinical' });
  for (let i = 0; i < 2; i++) await post(`${url}/accept`);
  backend.setNow('2026-11-22T03:12:00.000Z');
  const desk = await backend.enrolled();
  const raise = { kind: 'raise', to: 'emergency', why: 'repeat-call', note: '' };
  const takenAt = '2026-11-22T03:12:00.000Z';
  await desk.push2('urgent', [await desk.entry('urgent', link.messageId, raise, { urgency: 0, takenAt })]);
  backend.setNow('2026-11-22T03:13:00.000Z');
  for (let i = 0; i < 2; i++) await post(`${url}/accept`);
  expect((await entriesOf(link)).map((b) => b.kind)).toEqual(['attempt', 'raise', 'attempt']);
});

it('turns away whoever tries links, each minute anew, and nobody who has one', async () => {
  const limit = limitPerMinute(3);
  const at = new Date('2026-11-22T03:00:00.000Z');
  expect([1, 2, 3, 4].map(() => limit.allows('127.0.0.1', at))).toEqual([true, true, true, false]);
  expect(limit.allows('127.0.0.2', at)).toBe(true);
  expect(limit.allows('127.0.0.1', new Date(at.getTime() + 60_000))).toBe(true);
  backend.setNow('2026-11-22T03:30:00.000Z');
  const statuses = await Promise.all(
    Array.from({ length: 70 }, () => fetch(`${backend.base}/a/x`).then((a) => a.status)),
  );
  expect(statuses.filter((s) => s === 429)).toHaveLength(10);
  // Clinicians behind the same address.
  const { url } = await linked();
  for (let i = 0; i < 70; i++) expect((await fetch(url)).status).toBe(200);
  expect((await post(`${url}/accept`)).status).toBe(303);
});
