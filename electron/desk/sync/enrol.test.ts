// Enrolling twice: the same device goes on with its chain, another organisation gets nothing of the first one's.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrations } from '../migrations.ts';
import { makeTestVault, removeFolder, tempFolder } from '../vault/testing.ts';
import type { Vault } from '../vault/vault.ts';
import { backendClient } from './backend-client.ts';
import { findEnrolment } from './device.ts';
import { enrol } from './enrol.ts';

let vault: Vault;
let profile = '';
let server: Server;
let told = { organisation: 'org-one', deviceId: 'org-one.d1' };
/** A backend from before there were policies: it takes no word that it doesn't know. */
let older = false;
let heard: unknown[] = [];
beforeEach(async () => {
  profile = tempFolder();
  vault = await makeTestVault(profile, migrations);
  older = false;
  heard = [];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    response.setHeader('content-type', 'application/json');
    const refused = { v: 1, error: 'invalid', expected: null, message: 'knows' };
    if (older && body.includes('knows')) return void response.writeHead(400).end(JSON.stringify(refused));
    response.end(
      JSON.stringify({
        v: 1,
        ...told,
        organisationName: 'Invented',
        sealKey: { id: 'k1', publicKey: Buffer.alloc(32, 1).toString('base64') },
        serverTime: '2026-11-22T03:00:00.000Z',
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vault.core.exec(
    "insert into outbox (lane, seq, item_id, type, schema, author, taken_at, saved_at, urgency, message_id, body, state, hash) values ('urgent', 1, 'i1', 'message', 1, 'a', '2026-11-22T02:00:00.000Z', '2026-11-22T02:00:00.000Z', 1, 'i1', x'00', 'acked', 'h1')",
  );
});
afterEach(async () => {
  vault.close();
  removeFolder(profile);
  await new Promise((resolve) => server.close(resolve));
});
const run = () =>
  enrol(
    {
      client: backendClient({
        baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        fetch,
        monotonic: () => performance.now(),
        credential: () => null,
      }),
      core: vault.core,
      devicePublicKey: vault.devicePublicKey,
      uuid: () => crypto.randomUUID(),
      deviceName: 'desk',
      told: (answer) => void heard.push(answer.organisation),
    },
    'org-one.ABCD-EFGH-JKLM',
  );
const row = () => vault.core.prepare("select state, hash from outbox where item_id = 'i1'").get();

it('a first enrolment begins a chain: what was saved before goes to this backend from the first item', async () => {
  expect(await run()).toMatchObject({ ok: true });
  expect(row()).toEqual({ state: 'waiting', hash: null });
});

it('the same code once more leaves epoch and chain as they are', async () => {
  await run();
  const epoch = findEnrolment(vault.core)?.epoch;
  vault.core.exec("update outbox set state = 'acked', hash = 'h2'");
  expect(await run()).toMatchObject({ ok: true });
  expect(findEnrolment(vault.core)?.epoch).toBe(epoch);
  expect(row()).toEqual({ state: 'acked', hash: 'h2' });
});

it('another organisation is refused before anything changes', async () => {
  await run();
  const before = findEnrolment(vault.core);
  vault.core.exec("update outbox set state = 'acked', hash = 'h2'");
  told = { organisation: 'org-two', deviceId: 'org-two.d9' };
  expect(await run()).toMatchObject({ ok: false, code: 'conflict' });
  expect(findEnrolment(vault.core)).toEqual(before);
  expect(row()).toEqual({ state: 'acked', hash: 'h2' });
  told = { organisation: 'org-one', deviceId: 'org-one.d1' };
});

it('what the organisation said of itself is passed on, also by a backend that says nothing of policies', async () => {
  older = true;
  expect(await run()).toMatchObject({ ok: true });
  expect(heard).toEqual(['org-one']);
});
