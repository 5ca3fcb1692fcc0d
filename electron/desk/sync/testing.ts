// For tests only: a real vault with an outbox, a real HTTP server in the backend's place that can be told to misbehave,
// and timers that run when the test says so.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { lanes, type Lane } from '#shared/domain/messages/lane.ts';
import { fail, ok } from '#shared/domain/result.ts';
import {
  handshake2Request,
  push2Request,
  type Change,
  type Delivered,
  type LaneItem,
  type Push2Request,
} from '#shared/protocol/lanes.ts';
import { chainText, laneStart } from '#shared/protocol/seal-format.ts';
import { migrations } from '../migrations.ts';
import { queue } from '../messages/queue.ts';
import { writeSealed } from '../messages/sealer.ts';
import { lateWrap, sealerOf } from '../sealing.ts';
import { makeTestVault, removeFolder, tempFolder } from '../vault/testing.ts';
import { backendClient } from './backend-client.ts';
import { findEnrolment, putEnrolment, requestCounter } from './device.ts';
import { startOver } from './outbox.ts';
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

/** What a backend keeps: every item once, in order, chained, a lane each. `odd` may take a request over. */
export async function startBackend() {
  const held: Record<Lane, LaneItem[]> = { urgent: [], normal: [] };
  const pushes: Push2Request[] = [];
  const asked: string[] = [];
  const changes: Change[] = [];
  const documents: Delivered[] = [];
  const accepted: string[] = [];
  let odd: Handler = () => false;
  let epoch: string | null = null;
  let device = 'd';
  const stateOf = (lane: Lane) => ({
    lastSeq: held[lane].length,
    chainHead: held[lane].at(-1)?.hash ?? laneStart(lane),
  });

  function accept(push: Push2Request): object {
    const kept = held[push.lane];
    pushes.push(push);
    epoch ??= push.epoch;
    const first = push.items[0]?.seq ?? 1;
    let previous = push.chainBefore;
    if (previous !== (kept[first - 2]?.hash ?? laneStart(push.lane))) throw new Error('fork');
    const results = push.items.map((item) => {
      const hash = createHash('sha256').update(chainText(previous, item)).digest('hex');
      if (hash !== item.hash) throw new Error('the chain does not fit');
      previous = hash;
      if (item.seq <= kept.length) return { seq: item.seq, result: 'duplicate', why: null };
      if (item.seq !== kept.length + 1) throw new Error('gap');
      kept.push(item);
      return { seq: item.seq, result: 'applied', why: null };
    });
    return { v: 2, lane: push.lane, batchId: push.batchId, upto: kept.length, results, serverTime };
  }
  const handshake = (): object => ({
    v: 2,
    organisation: 'o',
    deviceId: device,
    epoch,
    lanes: { urgent: stateOf('urgent'), normal: stateOf('normal') },
    changeHead: changes.length,
    serverTime,
    durable: true,
    sealKey: key,
  });
  const changesAfter = (n: number): object => {
    const page = changes.slice(n, n + 200);
    const upto = Math.max(n, page.at(-1)?.n ?? n);
    return { v: 2, changes: page, upto, more: upto < changes.length, serverTime };
  };
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const part of request) body += String(part);
    const path = request.url ?? '';
    asked.push(path);
    if (odd(path, response, body) !== false) return;
    if (path === '/v1/health') return void json(response, 200, { v: 1, ok: true, service: 'careline' });
    if (path === '/v2/handshake') {
      handshake2Request.parse(JSON.parse(body));
      return void json(response, 200, handshake());
    }
    if (path.startsWith('/v2/changes?after='))
      return void json(response, 200, changesAfter(Number(path.split('=')[1])));
    if (path === '/v2/taken') return void json(response, 200, { v: 2, taken: accepted, serverTime });
    if (path === '/v2/documents')
      return void json(response, 200, { v: 2, documents, more: false, serverTime });
    json(response, 200, accept(push2Request.parse(JSON.parse(body))));
  }
  const server = createServer((q, r) => void serve(q, r).catch(() => json(r, 500, refusal('internal'))));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    held,
    pushes,
    asked,
    changes,
    documents,
    /** What somebody accepted. */
    accepted,
    handshake,
    misbehave: (how: Handler): void => void (odd = how),
    heal: (): void => void (odd = () => false),
    accept: (body: string): object => accept(push2Request.parse(JSON.parse(body))),
    ids: (lane: Lane): string[] => held[lane].map((item) => item.id),
    /** What another device sends from now on is a new one's. */
    newDevice(id: string): void {
      device = id;
      epoch = null;
      held.urgent.length = held.normal.length = 0;
    },
    /** Another desk did something. */
    happen(): Change {
      const n = changes.length + 1;
      const payload = { body: 'AAAA', keyForBackend: 'AAAA', keyId: 'reader' };
      const id = randomUUID();
      const change: Change = {
        n,
        id,
        type: 'entry',
        schema: 1,
        author: 'p',
        takenAt: serverTime,
        urgency: 1,
        deviceId: 'other',
        receivedAt: serverTime,
        payload,
      };
      changes.push(change);
      return change;
    },
    close: () =>
      new Promise<void>((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  };
}

/** A message of a lane, as the outbox takes it, but for its body. */
const rowOf = (lane: Lane, id: string) => ({
  lane,
  id,
  messageId: id,
  type: 'message' as const,
  kind: '',
  schema: 2,
  author: 'p',
  takenAt: serverTime,
  savedAt: serverTime,
  urgency: lane === 'urgent' ? 1 : 3,
});

export async function startDesk(
  url: string,
  options: { enrolled?: boolean; realTimers?: boolean; says?: object } = {},
) {
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
  const times: string[] = [];
  const counter = requestCounter(vault.core);
  const client = backendClient({
    baseUrl: url,
    fetch,
    monotonic: () => performance.now(),
    timed: (serverTime) => void times.push(serverTime),
    credential: () =>
      findEnrolment(vault.core) === null
        ? null
        : {
            deviceId: findEnrolment(vault.core)?.deviceId ?? '',
            counter,
            sign: (bytes) => vault.sign(bytes),
          },
  });
  const backendKey = () => ({ id: key.id, publicKey: Buffer.from(key.publicKey, 'base64') });
  const sealer = sealerOf(() => vault, backendKey, randomBytes);
  const wrap = lateWrap(() => vault, backendKey, randomBytes);
  const timers: { ms: number; run(): void }[] = [];
  const events: string[] = [];
  let random = 0.5;
  const taken: Change[] = [];
  const files: Delivered[] = [];
  const ringing: string[] = [];
  const quiet: string[][] = [];
  let readable = true;
  let poison: string | null = null;
  const sync = createSync({
    client,
    core: () => (vault.core.open ? vault.core : null),
    wrap,
    readerKey: () => vault.readerPublicKey,
    apply(change) {
      if (change.id === poison) throw new Error('cannot be taken');
      if (taken.some((t) => t.id === change.id)) return { result: 'known', messageId: null };
      taken.push(change);
      return { result: 'applied', messageId: change.id };
    },
    canRead: () => readable,
    alsoSay: () => ({ ...options.says }),
    documents: {
      have: () => files.map(({ kind, id, version }) => ({ kind, id, version })),
      put(file) {
        if (file.json === '') return fail('document-refused');
        files.push(file);
        return ok(null);
      },
      checked: () => undefined,
    },
    now: () => new Date().toISOString(),
    monotonic: () => performance.now(),
    random: () => random,
    uuid: randomUUID,
    after(ms, run) {
      if (options.realTimers === true) {
        const real = setTimeout(run, ms);
        return () => clearTimeout(real);
      }
      const timer = { ms, run };
      timers.push(timer);
      return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
    },
    soon: () => setImmediate(),
    changed: () => undefined,
    acknowledged: () => undefined,
    arrived: () => undefined,
    delivered: () => undefined,
    ringing: () => ringing,
    taken: (ids) => void quiet.push(ids),
    onEvent: (event, { code }) => void events.push(code === undefined ? event : `${event} ${code}`),
  });
  return {
    vault,
    client,
    counter,
    sync,
    sealer,
    wrap,
    timers,
    events,
    /** The backend's time of every answer that said it. */
    times,
    taken,
    files,
    /** Messages that this desk rings for, and those that others have. */
    ringing,
    quiet,
    setRandom: (to: number): void => void (random = to),
    setReadable: (to: boolean): void => void (readable = to),
    setPoison: (id: string | null): void => void (poison = id),
    /** Runs the timers that wait now; those they set wait for the next time. */
    fire(): void {
      for (const t of timers.splice(0)) t.run();
    },
    /** Runs the timers of this length alone. */
    fireAt(ms: number): void {
      const due = timers.filter((t) => t.ms === ms);
      for (const t of due) timers.splice(timers.indexOf(t), 1);
      for (const t of due) t.run();
    },
    /** Another try than the beat's and the pulls' waits. */
    retryWaits: (): boolean => timers.some((t) => !usualTimers.has(t.ms)),
    save(lane: Lane = 'urgent', words = 'x', author = 'p'): string {
      const id = randomUUID();
      vault.tx(() =>
        queue(vault.core, {
          ...rowOf(lane, id),
          author,
          sealed: writeSealed(vault.core, sealer, id, words),
        }),
      );
      return id;
    },
    /** Many rows at once, as if saved and wrapped; their bodies are `bytes` long. */
    fill(lane: Lane, count: number, bytes = 60): void {
      vault.tx(() => {
        for (let i = 0; i < count; i++) {
          const id = randomUUID();
          queue(vault.core, {
            ...rowOf(lane, id),
            sealed: {
              body: randomBytes(bytes),
              forReader: Buffer.alloc(92),
              forBackend: { keyId: key.id, key: randomBytes(92) },
            },
          });
        }
      });
    },
    /** This device was enrolled again under another name. */
    enrolAnew(deviceId: string): void {
      vault.tx(() => {
        putEnrolment(vault.core, { ...enrolment, deviceId, epoch: randomUUID() });
        startOver(vault.core);
      });
      sync.enrolled();
    },
    /** States in the order of urgent lane, then normal. */
    states: (lane?: Lane): string[] =>
      lanes
        .filter((l) => lane === undefined || l === lane)
        .flatMap((l) =>
          vault.core
            .prepare<[string], { state: string }>('SELECT state FROM outbox WHERE lane = ? ORDER BY seq')
            .all(l)
            .map((r) => r.state),
        ),
    close(): void {
      sync.stop();
      vault.close();
      removeFolder(folder);
    },
  };
}
/** Beat calm and quick, changes, documents. */
const usualTimers: ReadonlySet<number> = new Set([1500, 400, 5000, 30_000, 600_000]);
