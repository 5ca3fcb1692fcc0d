// A desk inside this process: the real composition (router, handlers, vault, sync's outbox, audit) on a profile folder on
// disk, with one page's port in hand. For what must be measured without a process boundary in between.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { composeDesk } from '#desk/compose.ts';
import { countConnections } from '#desk/demo/connections.ts';
import { createLog } from '#desk/log.ts';
import type { PagePort } from '#host/link.ts';
import { root } from '#tests/support/app.ts';
import { passphrase } from '#tests/support/rig.ts';

interface Reply {
  t: string;
  topic?: string;
  id?: string;
  result?: { ok: boolean; value?: unknown; code?: string };
}

/** On the disk that holds the project: temporary folders are often memory. */
export const benchFolder = (): string => mkdtempSync(join(root, '.bench-'));

/**
 * A backend that only enrols: saves are then sealed for two readers, as at work. It goes away afterwards, so that what is
 * measured is an offline desk's own work. It also stands in for the demo's control, which names a caller.
 */
async function enroller(role: string) {
  const raw = generateKeyPairSync('x25519').publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const serverTime = new Date().toISOString();
  let rangAt = 0;
  const answers: Record<string, () => unknown> = {
    '/v1/enrol': () => ({
      v: 1,
      organisation: 'bench',
      organisationName: 'Bench',
      deviceId: 'bench.1',
      sealKey: { id: 'k1', publicKey: raw.toString('base64') },
      serverTime,
    }),
    '/v1/people': () => ({
      v: 1,
      organisationName: 'Bench',
      people: [{ id: 'b', name: 'B. Ench', initials: 'BE', role }],
    }),
    '/v1/health': () => ({ v: 1, ok: true, service: 'careline' }),
    '/ring': () => ({
      scenario: 'bench',
      seed: 1,
      number: '+16175550188',
      dnis: '+16175550120',
      accountId: 'harbor',
      callerName: 'Imogen Invented',
      relation: 'self',
      patientId: 'none',
      waitedSeconds: 3,
      captions: [],
      facts: { fullName: 'Imogen Invented', birthDate: '1961-03-04' },
    }),
  };
  const serve = (paths: readonly string[]) => {
    const server = createServer((request, response) => {
      request.resume();
      const answer = paths.includes(request.url ?? '') ? answers[request.url ?? ''] : undefined;
      if (request.url === '/ring') rangAt = performance.now();
      response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer?.() ?? {}));
    });
    return new Promise<{ url: string; close(): void }>((resolve) =>
      server.listen(0, '127.0.0.1', () =>
        resolve({
          url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
          close: () => void (server.close(), server.closeAllConnections()),
        }),
      ),
    );
  };
  return {
    backend: await serve(['/v1/enrol', '/v1/people', '/v1/health']),
    control: await serve(['/ring']),
    rangAt: () => rangAt,
  };
}

interface BenchDeskOptions {
  opens?: boolean;
  role?: 'agent' | 'nurse';
  /** The record system; none by default. */
  fhir?: { url: string; token: string } | null;
  /** Not a demo's: a secret costs what this computer bears. */
  tuned?: boolean;
}
export async function benchDesk(
  folder = benchFolder(),
  { opens = false, role = 'agent', fhir = null, tuned = false }: BenchDeskOptions = {},
) {
  const around = await enroller(role);
  const desk = composeDesk({
    init: {
      t: 'init',
      profile: folder,
      host: 'preview',
      version: 'bench',
      practice: false,
      demo: tuned ? null : { controlUrl: around.control.url, controlToken: 'bench' },
      backendUrl: around.backend.url,
      fhir,
      enrolCode: null,
      reopen: null,
      locked: false,
      epochBase: 0,
    },
    link: { send: () => undefined, onMessage: () => undefined, onClose: () => undefined },
    log: createLog({ sink: () => undefined, clock: () => new Date().toISOString() }),
    connections: countConnections(),
  });
  await desk.start();
  const replies = new Map<string, (reply: Reply) => void>();
  const topics = new Set<(frame: Reply) => void>();
  let give: (frame: unknown) => void = () => undefined;
  const port: PagePort = {
    port: 1,
    surface: 'main',
    epoch: 1,
    send(frame) {
      const reply = frame as Reply;
      if (reply.t === 'reply') replies.get(reply.id ?? '')?.(reply);
      else for (const heard of topics) heard(reply);
    },
    onFrame: (listener) => void (give = listener),
    onClose: () => undefined,
    close: () => undefined,
  };
  desk.attach(port);
  /** From the frame's entry to its reply; the reply of a write is sent after the commit. */
  async function ask<T = Record<string, unknown>>(
    name: string,
    input: unknown = {},
    requestId?: string,
  ): Promise<T> {
    const id = randomUUID();
    const reply = await new Promise<Reply>((resolve) => {
      replies.set(id, resolve);
      give({ t: 'call', id, name, input, ...(requestId === undefined ? {} : { requestId }) });
    });
    replies.delete(id);
    if (!reply.result?.ok) throw new Error(`${name}: ${reply.result?.code}`);
    return reply.result.value as T;
  }
  if (opens) await ask('session.open', { passphrase });
  else {
    await ask('session.create', { passphrase });
    await ask('session.enrol', { code: 'bench-code' });
  }
  await ask('session.people');
  await ask('session.sit', { personId: 'b' });
  around.backend.close();
  give({ t: 'watch', topic: 'calls.changed', on: true });
  return {
    folder,
    desk,
    ask,
    /** Milliseconds from the line's ring to the frame that tells the page; the call is over afterwards. */
    async ring(): Promise<number> {
      let told = 0;
      const asked = performance.now();
      const heard = new Promise<void>((resolve) => {
        const listener = (frame: Reply): void => {
          if (frame.topic !== 'calls.changed' || around.rangAt() < asked) return;
          told = performance.now();
          topics.delete(listener);
          give({ t: 'read' });
          resolve();
        };
        topics.add(listener);
      });
      const { callId } = await ask<{ callId: string }>('demo.ring', { kind: 'random', seed: 1 });
      await heard;
      await ask('calls.answer', { callId });
      await ask('calls.end', { callId });
      await ask('calls.wrapUp', { callId, disposition: 'message-taken', notes: '' });
      return told - around.rangAt();
    },
    /** Ends it and leaves its folder. */
    async stop(): Promise<void> {
      await desk.stop();
      around.control.close();
    },
    async close(): Promise<void> {
      await this.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type BenchDesk = Awaited<ReturnType<typeof benchDesk>>;
