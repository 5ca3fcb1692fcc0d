// The whole demo as `npm start` runs it: real processes, really stopped.
import { randomUUID } from 'node:crypto';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  carrierCallers,
  carrierRung,
  demoCaptured,
  demoMessages,
  demoReset,
  demoState,
  ringAnswer,
} from '#shared/protocol/demo.ts';
import { until } from '#tests/support/until.ts';
import { documentsAnswer } from '#shared/protocol/lanes.ts';
import { soundMessage, TestDesk } from '#backend/testing/desk.ts';
import { startDemo, type Demo } from './start.ts';

const now = '2026-11-22T03:00:00.000Z';
let profileDir: string;
let demo: Demo;
const events: string[] = [];
const log = (event: string, fields?: object): void => void events.push(JSON.stringify({ event, ...fields }));

beforeAll(async () => {
  profileDir = await mkdtemp(join(tmpdir(), 'careline-demo-'));
  demo = await startDemo({ profileDir, now, ehr: {}, phone: true, log });
});
afterAll(async () => {
  await demo?.close();
  await rm(profileDir, { recursive: true, force: true });
});

async function ask(method: string, path: string, body?: unknown, token = demo.control.token) {
  const response = await fetch(demo.control.url + path, {
    method,
    headers: { authorization: `Bearer ${token}` },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: response.status, json: (await response.json()) as unknown };
}
const reachable = (): Promise<boolean> =>
  fetch(`${demo.backendUrl}/v1/health`).then(
    (r) => r.ok,
    () => false,
  );

it('brings up backend, EHR and PostgreSQL', async () => {
  expect(demoState.parse((await ask('GET', '/state')).json)).toEqual({
    backend: 'up',
    ehr: 'up',
    postgres: 'up',
  });
  expect(await reachable()).toBe(true);
  const patients = await fetch(`${demo.fhir!.url}/Patient?_count=1`, {
    headers: { authorization: `Bearer ${demo.fhir!.token}` },
  });
  expect(patients.status).toBe(200);
});

it('refuses a wrong token, a foreign Host, odd bodies and unknown addresses', async () => {
  expect((await ask('GET', '/state', undefined, 'wrong')).status).toBe(401);
  const foreign = await new Promise<number | undefined>((resolve) => {
    const asked = request(`${demo.control.url}/state`, {
      headers: { host: 'evil.example', authorization: `Bearer ${demo.control.token}` },
    });
    asked.on('response', (r) => resolve(r.statusCode)).end();
  });
  expect(foreign).toBe(403);
  expect((await ask('POST', '/backend', { on: 'yes' })).status).toBe(400);
  expect((await ask('POST', '/ring', { kind: 'worried', seed: -1 })).status).toBe(400);
  expect((await ask('POST', '/ring', { kind: 'x'.repeat(20_000) })).status).toBe(413);
  expect((await ask('GET', '/backend')).status).toBe(404);
});

it('rings a caller from the sample EHR', async () => {
  const ring = ringAnswer.parse((await ask('POST', '/ring', { kind: 'chest-pain', seed: 5 })).json);
  expect(ring.captions.length).toBeGreaterThan(3);
  expect(ringAnswer.parse((await ask('POST', '/ring', { kind: 'chest-pain', seed: 5 })).json)).toEqual(ring);
  const drawn = ringAnswer.parse((await ask('POST', '/ring', { kind: 'random' })).json);
  const again = await ask('POST', '/ring', { kind: 'random', seed: drawn.seed });
  expect(again.json).toEqual(drawn);
});

it('rings a caller at the carrier, who waits in the backend’s queue and says what is asked', async () => {
  const { ring, callerId } = carrierRung.parse(
    (await ask('POST', '/carrier/ring', { kind: 'chest-pain', seed: 5 })).json,
  );
  expect(ring).toEqual(ringAnswer.parse((await ask('POST', '/ring', { kind: 'chest-pain', seed: 5 })).json));
  const own = async () => {
    const response = await fetch(`${demo.carrier!.control}/control/callers/${callerId}`, {
      headers: { authorization: `Bearer ${demo.carrier!.controlToken}` },
    });
    return (await response.json()) as { state: string; told: string[] };
  };
  // Whoever waits is told where they stand and may press a key meanwhile: `queued` or `menu`, by the moment.
  await until('the caller waits', 8_000, async () => (await own()).told.length >= 2);
  expect(['queued', 'menu']).toContain((await own()).state);
  expect((await own()).told[0]).toBe('This call may be recorded.');
  const [shown] = carrierCallers.parse((await ask('GET', '/carrier/callers')).json);
  expect(shown).toEqual({ callerId, callId: null, over: false, captions: [] });
  expect((await ask('POST', '/carrier/ask', { callId: randomUUID() })).json).toEqual({ asked: false });
  expect((await ask('POST', '/carrier/ask', { callId: 'x' })).status).toBe(400);
});

it('really stops the backend and starts it on the same port with everything still there', async () => {
  const desk = new TestDesk(demo.backendUrl);
  expect((await desk.enrol(demo.enrolCode)).status).toBe(200);
  const start = desk.head;
  const first = [await desk.item(), await desk.item()];
  expect((await desk.push(desk.batch(first, start))).status).toBe(200);

  const off = await ask('POST', '/backend', { on: false });
  expect(off.json).toMatchObject({ backend: 'down', postgres: 'up' });
  expect(await reachable()).toBe(false);
  // Two clicks at once make one process.
  const [on] = await Promise.all([
    ask('POST', '/backend', { on: true }),
    ask('POST', '/backend', { on: true }),
  ]);
  expect(on.json).toMatchObject({ backend: 'up' });
  expect((await desk.push(desk.batch(first, start))).json['upto']).toBe(2);
  expect(demoMessages.parse((await ask('GET', '/messages')).json)).toEqual({
    total: 2,
    distinctIds: 2,
    addenda: 0,
    entries: 0,
    quarantined: 0,
    perDevice: [
      { device: desk.device, messages: 2, distinctIds: 2, lastSeq: 2, lanes: { urgent: 0, normal: 2 } },
    ],
  });

  expect((await ask('POST', '/ehr', { on: false })).json).toMatchObject({ ehr: 'down' });
  expect((await ask('POST', '/ehr', { on: true })).json).toMatchObject({ ehr: 'up' });

  const reset = demoReset.parse((await ask('POST', '/reset')).json);
  // Whoever waited for the backend that was emptied has hung up.
  const callers = carrierCallers.parse((await ask('GET', '/carrier/callers')).json);
  expect(callers.map((caller) => caller.over)).toEqual([true]);
  expect(demoMessages.parse((await ask('GET', '/messages')).json).total).toBe(0);
  expect((await desk.request('GET', '/v1/handshake')).json['error']).toBe('unknown-device');
  expect((await new TestDesk(demo.backendUrl).enrol(demo.enrolCode)).status).toBe(403);
  expect((await new TestDesk(demo.backendUrl).enrol(reset.enrolCode)).status).toBe(200);
});

it('publishes accounts and schedules, pages by the capture channel, and answers for the clinician', async () => {
  const { enrolCode } = demoReset.parse((await ask('POST', '/reset')).json);
  const desk = new TestDesk(demo.backendUrl);
  expect((await desk.enrol(enrolCode)).status).toBe(200);
  const have = JSON.stringify({ v: 2, have: [] });
  const { documents } = documentsAnswer.parse((await desk.request('POST', '/v2/documents', have)).json);
  expect(documents.map((d) => `${d.kind} ${d.id}`)).toEqual([
    'account harbor',
    'account ivy-lane',
    'account riverside',
    'on-call harbor',
    'on-call ivy-lane',
    'on-call riverside',
  ]);
  expect((await ask('POST', '/accept', { to: null })).status).toBe(404);
  const id = randomUUID();
  const fields = { urgency: 'emergency', reasonCode: 'urgent' };
  const text = JSON.stringify({ ...soundMessage(id, fields), savedAt: new Date().toISOString() });
  const item = await desk.laneItem('urgent', { id, urgency: 0, text });
  expect((await desk.push2('urgent', [item])).status).toBe(200);
  const captured = async () => demoCaptured.parse((await ask('GET', '/captured')).json).captured;
  await expect.poll(async () => (await captured()).length, { timeout: 10_000 }).toBe(1);
  const [sent] = await captured();
  expect(sent!.text).toContain(id.slice(-6).toUpperCase());
  expect(sent!.text).not.toContain('Synthetic');
  expect((await ask('POST', '/accept', { to: 'nobody@example' })).status).toBe(404);
  expect((await ask('POST', '/accept', { to: sent!.to })).json).toEqual({ accepted: true });
  // Before it was used, after it, and the person's answer.
  await expect
    .poll(async () => demoMessages.parse((await ask('GET', '/messages')).json).entries, { timeout: 10_000 })
    .toBe(3);
});

it('writes neither password, code nor names into its logs', async () => {
  const folder = join(profileDir, 'demo');
  const secret = (await readFile(join(folder, 'postgres', 'password'), 'utf8')).trim();
  let text = events.join('\n');
  for (const file of await readdir(folder))
    if (file.endsWith('.log')) text += await readFile(join(folder, file), 'utf8');
  text += await readFile(join(folder, 'postgres', 'postgres.log'), 'utf8');
  expect(text).toContain('demo-ready');
  expect(text).toContain('"pushed"');
  for (const word of [secret, demo.enrolCode, demo.control.token, 'Synthetic'])
    expect(text).not.toContain(word);
});

it('ends everything when its first process is killed; starts again', async () => {
  await demo.close();
  const code = `const { startDemo } = await import(process.argv[1]);
    const d = await startDemo({ profileDir: process.argv[2], now: '${now}', ehr: {}, log() {} });
    console.log(JSON.stringify(d));
    setInterval(() => {}, 1000);`;
  const parent = spawn(
    process.execPath,
    ['--input-type=module', '-e', code, new URL('./start.ts', import.meta.url).href, profileDir],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const line = await new Promise<string>((resolve) =>
    createInterface({ input: parent.stdout }).once('line', resolve),
  );
  const running = JSON.parse(line) as Demo;
  process.stdout.write(`  the services start in ${running.startedInMs} ms (of 2500)\n`);
  parent.kill('SIGKILL');
  demo = await startDemo({ profileDir, now, ehr: null, log });
  expect(demo.fhir).toBeNull();
  const dead = async (url: string): Promise<boolean> => {
    for (let i = 0; i < 100; i++) {
      const alive = await fetch(`${url}?${randomUUID()}`).then(
        () => true,
        () => false,
      );
      if (!alive) return true;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return false;
  };
  expect(await dead(`${running.backendUrl}/v1/health`)).toBe(true);
  expect(await dead(`${running.fhir!.url}/metadata`)).toBe(true);
  expect((await ask('POST', '/ehr', { on: false })).status).toBe(409);
});
