// Two real desks over real HTTP and a real database: what one publishes counts at the other; what is said offline arrives once, also
// when its answer was lost; the answer comes back to who asked, sealed all the way.
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { articleTarget } from '#desk/knowledge/delivered.ts';
import { createKnowledgeSync } from '#desk/knowledge-sync/compose.ts';
import type { Log } from '#desk/log.ts';
import { migrations } from '#desk/migrations.ts';
import { lateWrap, sealerOf } from '#desk/sealing.ts';
import { backendClient, type BackendClient } from '#desk/sync/backend-client.ts';
import { findEnrolment, requestCounter } from '#desk/sync/device.ts';
import { enrol } from '#desk/sync/enrol.ts';
import { makeTestVault, removeFolder, tempFolder } from '#desk/vault/testing.ts';
import { handshake2Answer } from '#shared/protocol/lanes.ts';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import { addEnrolCode } from '../devices/enrol.ts';
import { publishBodies } from './publish.ts';
import { articleFor } from '#shared/domain/knowledge/testing.ts';

let backend: TestBackend;
let here: Desk;
let there: Desk;
type Desk = Awaited<ReturnType<typeof startDesk>>;

async function startDesk() {
  const folder = tempFolder();
  const vault = await makeTestVault(folder, migrations);
  const core = () => vault.core;
  const counter = requestCounter(vault.core);
  /** `lost`: what was asked reaches the backend, and its answer nobody. */
  const net = { mood: 'there' as 'there' | 'away' | 'lost', slow: null as Promise<void> | null };
  const through: typeof fetch = async (input, init) => {
    if (net.mood === 'away') throw new Error('no network');
    const answer = await fetch(input, init);
    if (net.mood === 'lost') throw new Error('the connection broke');
    const { slow } = net;
    if (slow === null || !String(input).endsWith('/feed')) return answer;
    // Its head is there, its body takes its time.
    const bytes = await answer.bytes();
    const { status, headers } = answer;
    const body = new ReadableStream({
      async start(to) {
        await slow;
        to.enqueue(bytes);
        to.close();
      },
    });
    return new Response(body, { status, headers });
  };
  const client: BackendClient = backendClient({
    baseUrl: backend.base,
    fetch: through,
    monotonic: () => performance.now(),
    credential() {
      const enrolment = findEnrolment(vault.core);
      return enrolment && { deviceId: enrolment.deviceId, counter, sign: (bytes) => vault.sign(bytes) };
    },
  });
  const key = () => {
    const found = findEnrolment(vault.core)?.sealKey;
    return found ? { id: found.id, publicKey: Buffer.from(found.publicKey, 'base64') } : null;
  };
  const code = `org-one.${randomUUID()}`;
  await addEnrolCode(backend.parts, code);
  const { devicePublicKey } = vault;
  const done = await enrol(
    { client, core: vault.core, devicePublicKey, uuid: randomUUID, deviceName: 'desk' },
    code,
  );
  if (!done.ok) throw new Error(done.code);
  const silent = (): void => undefined;
  const sync = createKnowledgeSync({
    practice: false,
    core,
    openCore: core,
    backend: { client, forQueue: { wrap: lateWrap(() => vault, key, randomBytes) } },
    sealer: sealerOf(() => vault, key, randomBytes),
    target: articleTarget,
    clock: { now: () => backend.parts.clock().toISOString(), monotonic: () => performance.now() },
    after: () => silent,
    uuid: randomUUID,
    changed: silent,
    log: { info: silent, warn: silent, error: silent } as Log,
  });
  return {
    net,
    sync,
    shake: () =>
      client.ask('POST', '/v2/handshake', handshake2Answer, {
        body: { v: 2, readerKey: vault.readerPublicKey.toString('base64') },
      }),
    version: (id: string): number | undefined =>
      vault.core.prepare<[string], number>('select version from article_heads where id = ?').pluck().get(id),
    say(author: string, words: string): string {
      const id = randomUUID();
      const at = backend.parts.clock().toISOString();
      const facts = { articleId: 'own-hours', version: 1, range: null, why: 'wrong' as const };
      vault.core.transaction(() => sync.tell({ id, kind: 'flag', author, at, facts }, words)).immediate();
      return id;
    },
    close(): void {
      vault.close();
      removeFolder(folder);
    },
  };
}

beforeAll(async () => {
  backend = await startTestBackend();
  for (const [id, role] of [
    ['sam', 'supervisor'],
    ['sol', 'supervisor'],
    ['tia', 'trainer'],
  ])
    await backend.pool.query(
      `insert into person (org_id, id, name, initials, role, synthetic) values ('org-one', $1, $1, 'XX', $2, true)`,
      [id, role],
    );
  [here, there] = [await startDesk(), await startDesk()];
});
afterAll(async () => {
  here?.close();
  there?.close();
  await backend?.close();
});
const count = async (id: string): Promise<number> =>
  (await backend.pool.query('select 1 from knowledge_event where id = $1', [id])).rowCount ?? 0;

it('what one desk publishes counts at the other with its next pull; a policy only after another supervisor', async () => {
  const { client } = here.sync;
  const hours = { id: randomUUID(), article: articleFor('own-hours', 1), note: 'New hours.', writers: [] };
  expect(await client.propose('sam', hours)).toMatchObject({ ok: true, value: { state: 'published' } });
  await there.sync.now();
  expect(there.version('own-hours')).toBe(1);
  const policy = articleFor('policy', 1, { kind: 'policy' });
  const id = randomUUID();
  await client.propose('tia', { id, article: policy, note: '', writers: ['sam'] });
  const listed = await there.sync.client.proposals('sam', { open: true });
  expect(listed).toMatchObject({
    ok: true,
    value: { open: 1, proposals: [{ id, own: true, mayDecide: false }] },
  });
  expect(await there.sync.client.proposal('sol', id)).toMatchObject({ ok: true, value: { article: policy } });
  const approve = { id, decision: 'approve' as const, note: '' };
  expect(await there.sync.client.decide('sam', approve)).toMatchObject({ ok: false, code: 'knowledge-own' });
  expect(here.version('policy')).toBeUndefined();
  expect(await there.sync.client.decide('sol', approve)).toMatchObject({
    ok: true,
    value: { state: 'published' },
  });
  await here.sync.now();
  expect(here.version('policy')).toBe(1);
  // No provider here: both names are what devices said, and every reader is told so.
  const { rows } = await backend.pool.query<{ json: string }>(
    "select json from knowledge_feed where about = 'policy'",
  );
  expect(rows[0]?.json).toContain('"verifiedBy":"sol (no sign-in)"');
  expect(await client.propose('sam', { ...hours, id: randomUUID() })).toMatchObject({
    code: 'knowledge-behind',
  });
});

test('a flag that was made offline arrives once; its answer comes back to this desk alone', async () => {
  await here.shake();
  here.net.mood = 'away';
  const id = here.say('gus', 'Ms Alves works on Fridays too.');
  await here.sync.now();
  expect([await count(id), here.sync.own('gus')[0]?.state]).toEqual([0, 'unsent']);
  here.net.mood = 'lost';
  await here.sync.now();
  expect([await count(id), here.sync.own('gus')[0]?.state]).toEqual([1, 'unsent']);
  here.net.mood = 'there';
  await here.sync.now();
  await here.sync.now();
  expect([await count(id), here.sync.own('gus')[0]?.state]).toEqual([1, 'waiting']);

  await there.shake();
  const inbox = await there.sync.client.inbox('tia', { open: true });
  expect(inbox).toMatchObject({
    ok: true,
    value: { items: [{ id, words: 'Ms Alves works on Fridays too.' }] },
  });
  expect(await there.sync.client.answer('tia', id, 'Mended, thank you.')).toMatchObject({ ok: true });
  expect(await there.sync.client.answer('sam', id, 'Again.')).toMatchObject({ code: 'knowledge-answered' });
  await here.sync.now();
  await there.sync.now();
  expect(here.sync.own('gus')).toMatchObject([
    { id, state: 'answered', answer: { by: 'tia', words: 'Mended, thank you.' } },
  ]);
  const all = JSON.stringify((await backend.pool.query('select * from knowledge_event')).rows);
  expect(all).not.toMatch(/Alves|Mended/);
  expect(backend.logged.join()).not.toMatch(/Alves|Mended|hours/);
});

test('a backend restored from an older copy is told, not followed', async () => {
  const before = Number(
    (await backend.pool.query("select knowledge_n from organisation where id = 'org-one'")).rows[0]
      .knowledge_n,
  );
  const of = { ...backend.parts, organisation: 'org-one' };
  for (const version of [2, 3])
    await publishBodies(of, [{ kind: 'article', article: articleFor('own-hours', version) }]);
  await here.sync.now();
  expect(here.version('own-hours')).toBe(3);
  await backend.pool.query("delete from knowledge_feed where org_id = 'org-one' and n > $1", [before]);
  await backend.pool.query("update organisation set knowledge_n = $1 where id = 'org-one'", [before]);
  await publishBodies(of, [{ kind: 'article', article: articleFor('portal', 1) }]);
  await here.sync.now();
  expect([here.version('own-hours'), here.version('portal')]).toEqual([3, 1]);
  expect(here.sync.feed()?.setBack).toMatchObject({ ahead: 1 });
  // Nor is it asked for everything again and again.
  await here.sync.now();
  await publishBodies(of, [{ kind: 'article', article: articleFor('own-hours', 4) }]);
  await here.sync.now();
  expect([here.version('own-hours'), here.sync.feed()?.setBack]).toEqual([4, null]);
});

test('nothing waits for a long download: the feed is asked aside', async () => {
  const of = { ...backend.parts, organisation: 'org-one' };
  await publishBodies(of, [{ kind: 'article', article: articleFor('long', 1) }]);
  let release = (): void => undefined;
  here.net.slow = new Promise((resolve) => void (release = resolve));
  const pulled = here.sync.now();
  expect(await here.shake()).toMatchObject({ ok: true });
  expect(here.version('long')).toBeUndefined();
  release();
  await pulled;
  here.net.slow = null;
  expect(here.version('long')).toBe(1);
});
