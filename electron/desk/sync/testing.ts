// For tests only: a real vault with an outbox, a real HTTP server in the backend's place that can be told to misbehave,
// and timers that run when the test says so.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { emptyDraft, type Message } from '#shared/domain/messages/message.ts';
import { chainStart, chainText } from '#shared/protocol/seal-format.ts';
import { pushRequest, type PushRequest, type SyncItem } from '#shared/protocol/sync.ts';
import { migrations } from '../migrations.ts';
import { addMessage } from '../messages/log.ts';
import { lateWrap, sealerOf } from '../sealing.ts';
import { makeTestVault, removeFolder, tempFolder } from '../vault/testing.ts';
import { backendClient } from './backend-client.ts';
import { findEnrolment, putEnrolment, requestCounter } from './device.ts';
import { createSync } from './sync.ts';

export type Handler = (path: string, response: ServerResponse, body: string) => boolean | 'handled-later';
export const json = (response: ServerResponse, status: number, value: unknown, headers = {}): true => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
  return true;
};
export const html = (response: ServerResponse, status = 200, headers = {}): true => {
  response
    .writeHead(status, { 'content-type': 'text/html', ...headers })
    .end('<html><h1>Welcome to the guest network</h1></html>');
  return true;
};
export const refusal = (error: string, expected: number | null = null) => ({
  v: 1,
  error,
  expected,
  message: '',
});
const key = { id: 'k1', publicKey: randomBytes(32).toString('base64') };
const serverTime = '2026-11-22T03:00:00.000Z';

/** What a backend keeps: every item once, in order, chained. `odd` may take a request over. */
export async function startBackend() {
  const stored: SyncItem[] = [];
  const pushes: PushRequest[] = [];
  const asked: string[] = [];
  let odd: Handler = () => false;
  let epoch: string | null = null;
  const head = (): string => stored.at(-1)?.hash ?? chainStart;

  function accept(push: PushRequest): object {
    pushes.push(push);
    epoch ??= push.epoch;
    let previous = push.chainBefore;
    const results = push.items.map((item) => {
      const hash = createHash('sha256').update(chainText(previous, item)).digest('hex');
      if (hash !== item.hash) throw new Error('the chain does not fit');
      previous = hash;
      if (item.seq <= stored.length) return { seq: item.seq, result: 'duplicate', why: null };
      if (item.seq !== stored.length + 1) throw new Error('gap');
      stored.push(item);
      return { seq: item.seq, result: 'applied', why: null };
    });
    return { v: 1, batchId: push.batchId, upto: stored.length, results, serverTime };
  }
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const part of request) body += String(part);
    const path = request.url ?? '';
    asked.push(path);
    if (odd(path, response, body) !== false) return;
    if (path === '/v1/health') return void json(response, 200, { v: 1, ok: true, service: 'careline' });
    if (path === '/v1/handshake')
      return void json(response, 200, {
        v: 1,
        organisation: 'o',
        deviceId: 'd',
        epoch,
        lastSeq: stored.length,
        chainHead: head(),
        serverTime,
        durable: true,
        sealKey: key,
      });
    json(response, 200, accept(pushRequest.parse(JSON.parse(body))));
  }
  const server = createServer((q, r) => void serve(q, r).catch(() => json(r, 500, refusal('internal'))));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stored,
    pushes,
    asked,
    misbehave: (how: Handler): void => void (odd = how),
    heal: (): void => void (odd = () => false),
    accept: (body: string): object => accept(pushRequest.parse(JSON.parse(body))),
    setEpoch: (to: string): void => void (epoch = to),
    close: () =>
      new Promise<void>((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  };
}

export async function startDesk(url: string, options: { enrolled?: boolean } = {}) {
  const folder = tempFolder();
  const vault = await makeTestVault(folder, migrations);
  const enrolment = {
    organisation: 'o',
    organisationName: 'O',
    deviceId: 'd',
    epoch: randomUUID(),
    sealKey: key,
  };
  if (options.enrolled !== false) putEnrolment(vault.core, enrolment);
  const counter = requestCounter(vault.core);
  const client = backendClient({
    baseUrl: url,
    fetch,
    credential: () =>
      findEnrolment(vault.core) === null
        ? null
        : { deviceId: 'd', counter, sign: (bytes) => vault.sign(bytes) },
  });
  const backendKey = () => ({ id: key.id, publicKey: Buffer.from(key.publicKey, 'base64') });
  const sealer = sealerOf(() => vault, backendKey, randomBytes);
  const timers: { ms: number; run(): void }[] = [];
  const events: string[] = [];
  let random = 0.5;
  const sync = createSync({
    client,
    core: () => (vault.core.open ? vault.core : null),
    wrap: lateWrap(() => vault, backendKey, randomBytes),
    now: () => new Date().toISOString(),
    random: () => random,
    uuid: randomUUID,
    after(ms, run) {
      const timer = { ms, run };
      timers.push(timer);
      return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
    },
    changed: () => undefined,
    acknowledged: () => undefined,
    onEvent: (event, { code }) => void events.push(code === undefined ? event : `${event} ${code}`),
  });
  return {
    vault,
    client,
    counter,
    sync,
    timers,
    events,
    setRandom: (to: number): void => void (random = to),
    /** Runs the timers that wait now; those they set wait for the next time. */
    fire(): void {
      for (const t of timers.splice(0)) t.run();
    },
    save(words = 'x'): string {
      const id = randomUUID();
      const message: Message = {
        schema: 1,
        id,
        fields: {
          ...emptyDraft({
            accountId: 'a',
            dnis: '',
            greeting: '',
            receivedAt: serverTime,
            zone: 'UTC',
            practice: '',
            origin: null,
          }),
          verbatim: words,
          urgency: 'urgent-clinical',
        },
        takenBy: { personId: 'p', name: 'P' },
        savedAt: serverTime,
        clockOffsetMs: null,
      };
      vault.tx(() => addMessage(vault.core, sealer, message));
      return id;
    },
    states: (): string[] =>
      vault.core
        .prepare<[], { state: string }>('SELECT state FROM outbox ORDER BY seq')
        .all()
        .map((r) => r.state),
    close(): void {
      sync.stop();
      vault.close();
      removeFolder(folder);
    },
  };
}
