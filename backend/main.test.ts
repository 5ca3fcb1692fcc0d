// The backend as a process: killed at the worst moments, started again, and never left behind.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPolicy } from '#shared/domain/access/policy.ts';
import { enrolPolicy } from '#shared/protocol/identity.ts';
import { freePort } from '#demo/postgres/start.ts';
import { freshDatabase, type Database } from '#tests/support/database.ts';
import { demoDocuments } from '#demo/documents/documents.ts';
import { loadOrganisationKeys } from './seal/organisation-keys.ts';
import { TestDesk } from './testing/desk.ts';
import { startPgProxy, type PgProxy } from './testing/pg-proxy.ts';
import { organisations } from './testing/seed.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const publishMain = fileURLToPath(new URL('./documents/main.ts', import.meta.url));
let folder: string;
let database: Database;
let proxy: PgProxy;
let port: number;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'careline-main-'));
  database = await freshDatabase('empty');
  proxy = await startPgProxy(database.url);
  port = await freePort();
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await proxy?.close();
  await database?.close();
  await rm(folder, { recursive: true, force: true });
});

const gone = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
    else child.once('exit', (code) => resolve(code));
  });

async function start(change: object = {}): Promise<{ child: ChildProcess; url: string }> {
  const env = { ...process.env };
  delete env['DATABASE_URL'];
  const child = spawn(process.execPath, [main], { stdio: ['pipe', 'pipe', 'ignore'], env });
  children.add(child);
  const config = {
    databaseUrl: proxy.url,
    port,
    sealKeyFile: join(folder, 'keys', 'seal.json'),
    seed: organisations[0],
    policy: { leaseMinutes: 45 },
    enrolCodes: ['org-one.FIRST-DESK', 'org-one.SECOND-DESK'],
    ...change,
  };
  child.stdin!.write(`${JSON.stringify(config)}\n`);
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout! }).once('line', resolve);
    child.once('exit', () => reject(new Error('ended before it was ready')));
  });
  const said = JSON.parse(line) as { ready: boolean; url: string };
  expect(said.ready).toBe(true);
  return { child, url: said.url };
}

it('killed around the commit: sent again, each message is there once', async () => {
  const db = new pg.Client({ connectionString: database.url });
  await db.connect();
  const count = async (desk: TestDesk): Promise<number> =>
    (await db.query('select count(*)::int as n from message where device_id = $1', [desk.device])).rows[0].n;
  let backend = await start();
  for (const [moment, code, heldAfterKill] of [
    ['commit-answer', 'org-one.FIRST-DESK', 2],
    ['commit', 'org-one.SECOND-DESK', 0],
  ] as const) {
    const desk = new TestDesk(backend.url);
    expect((await desk.enrol(code)).status).toBe(200);
    const batch = desk.batch([await desk.item(), await desk.item()], desk.head);
    batch.chainBefore = '0'.repeat(64);
    const held = proxy.hold(moment);
    const lost = desk.push(batch).then(
      () => 'answered',
      () => 'cut',
    );
    await held;
    backend.child.kill('SIGKILL');
    await gone(backend.child);
    expect(await lost).toBe('cut');
    expect(await count(desk)).toBe(heldAfterKill);

    backend = await start();
    expect(backend.url).toBe(desk.base);
    const again = await desk.push(batch);
    expect(again).toMatchObject({ status: 200, json: { upto: 2, batchId: batch.batchId } });
    expect(await count(desk)).toBe(2);
  }
  backend.child.kill('SIGTERM');
  expect(await gone(backend.child)).toBe(0);
  await db.end();
});

it('two processes on one database share keys, devices and order', async () => {
  const [one, two] = await Promise.all([
    start({ port: 0, sealKeyFile: join(folder, 'fresh', 'seal.json'), enrolCodes: ['org-one.THIRD-DESK'] }),
    start({ port: 0, sealKeyFile: join(folder, 'fresh', 'seal.json'), enrolCodes: ['org-one.THIRD-DESK'] }),
  ]);
  const desk = new TestDesk(one.url);
  const enrolled = await desk.enrol('org-one.THIRD-DESK', { knows: ['policy'] });
  // However many start at once: one version, signed by the key beside the seal keys; the test before had other keys.
  const { publicKey, signed } = enrolPolicy.parse(enrolled.json['policy']);
  expect(readPolicy(signed!.text)).toMatchObject({ leaseMinutes: 45, signIn: null });
  const db = new pg.Client({ connectionString: database.url });
  await db.connect();
  const alike = `select 1 from policy where text::jsonb - 'version' = $1::jsonb - 'version'`;
  expect((await db.query(alike, [signed!.text])).rowCount).toBe(1);
  await db.end();
  const file = join(folder, 'fresh', 'seal.json.organisation');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await loadOrganisationKeys(file)).publicKey).toBe(publicKey);
  const push = async (url: string): Promise<unknown> => {
    const before = desk.head;
    const body = JSON.stringify(desk.batch([await desk.item()], before));
    const headers = await desk.sign('POST', '/v1/push', body);
    const response = await fetch(`${url}/v1/push`, {
      method: 'POST',
      body,
      headers: {
        'careline-device': headers.device!,
        'careline-counter': headers.counter!,
        'careline-signature': headers.signature!,
      },
    });
    return ((await response.json()) as { results: { result: string }[] }).results[0]?.result;
  };
  expect([await push(one.url), await push(two.url), await push(one.url)]).toEqual(
    Array.from({ length: 3 }, () => 'applied'),
  );
  if (process.platform !== 'win32')
    expect((await stat(join(folder, 'fresh', 'seal.json'))).mode & 0o777).toBe(0o600);

  // The control pipe closes, as when the parent is killed: the process ends by itself.
  one.child.stdin!.end();
  two.child.stdin!.destroy();
  expect(await Promise.all([gone(one.child), gone(two.child)])).toEqual([0, 0]);
});

it('ends without a word when its configuration makes no sense', async () => {
  const run = async (line: string | null): Promise<number | null> => {
    const child = spawn(process.execPath, [main], { stdio: ['pipe', 'ignore', 'ignore'] });
    children.add(child);
    if (line !== null) child.stdin.write(`${line}\n`);
    else child.stdin.end();
    return gone(child);
  };
  const odd = ['<html>', '{}', JSON.stringify({ databaseUrl: database.url, secret: randomUUID() })];
  expect(await Promise.all(odd.map(run))).toEqual([1, 1, 1]);
  expect(await run(null)).not.toBeNull();
});

it('accounts and schedules are published by a command: all files or none', async () => {
  await start();
  const publish = async (...files: string[]): Promise<unknown> => {
    const child = spawn(process.execPath, [publishMain, 'org-one', ...files], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, DATABASE_URL: database.url },
    });
    children.add(child);
    let said = '';
    child.stdout!.on('data', (part) => (said += String(part)));
    const code = await gone(child);
    return { code, ...(JSON.parse(said) as object) };
  };
  const [account, schedule, broken] = ['account.json', 'schedule.json', 'broken.json'].map((f) =>
    join(folder, f),
  );
  const json = (kind: string): string => demoDocuments.find((d) => d.kind === kind)!.json;
  await writeFile(account!, json('account'));
  await writeFile(schedule!, json('on-call'));
  await writeFile(broken!, '{"id":"riverside","version":9}');
  expect(await publish(account!, broken!)).toMatchObject({ code: 1, ok: false });
  expect(await publish(account!, schedule!)).toEqual({ code: 0, ok: true, documents: 2, added: 2 });
  expect(await publish(account!)).toMatchObject({ code: 0, added: 0 });
});
