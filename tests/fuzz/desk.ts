// A desk as composed, inside this process, with as many pages as a run wants and its own log of audit at hand. Around it a
// backend that enrols and names one person of each role, then goes away; a parent that has no dialogs.
import Database from 'better-sqlite3';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeDesk } from '#desk/compose.ts';
import { countConnections } from '#desk/demo/connections.ts';
import { createLog } from '#desk/log.ts';
import type { PagePort, ParentToDesk, PortSurface } from '#host/link.ts';
import { roles } from '#shared/contract/kinds.ts';
import { fail, type Result } from '#shared/domain/result.ts';

export const passphrase = 'a lantern by the river at dusk';

/** The connection that carries the log: a composition hands it to nobody, so it is caught where transactions are made. */
function caught(): { core(): Database.Database | null; stop(): void } {
  const seen = new Set<Database.Database>();
  const original = Database.prototype.transaction;
  Database.prototype.transaction = function watched(this: Database.Database, work: () => unknown) {
    seen.add(this);
    return original.call(this, work);
  } as typeof original;
  const audited = (db: Database.Database): boolean => {
    if (!db.open) return false;
    const sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'audit_head'";
    return db.prepare(sql).get() !== undefined;
  };
  return {
    core: () => [...seen].findLast(audited) ?? null,
    stop: () => void (Database.prototype.transaction = original),
  };
}

async function surroundings() {
  const key = generateKeyPairSync('x25519').publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const answers: Record<string, unknown> = {
    '/v1/enrol': {
      v: 1,
      organisation: 'fuzz',
      organisationName: 'Fuzz',
      deviceId: 'fuzz.1',
      sealKey: { id: 'k1', publicKey: key.toString('base64') },
      serverTime: new Date().toISOString(),
    },
    '/v1/people': {
      v: 1,
      organisationName: 'Fuzz',
      people: roles.map((role) => ({ id: `p-${role}`, name: `Invented ${role}`, initials: 'IN', role })),
    },
    '/v1/health': { v: 1, ok: true, service: 'careline' },
    '/ring': {
      scenario: 'fuzz',
      seed: 1,
      number: '+16175550188',
      dnis: '+16175550120',
      accountId: 'harbor',
      callerName: 'Imogen Invented',
      relation: 'self',
      patientId: 'none',
      waitedSeconds: 3,
      captions: [{ atMs: 0, text: 'My chest hurts and I cannot breathe.' }],
      facts: { fullName: 'Imogen Invented', birthDate: '1961-03-04' },
    },
  };
  const server = createServer((request, response) => {
    request.resume();
    const answer = answers[request.url ?? ''];
    // As an older backend where it is asked as one; the demo's control is not there.
    if (answer === undefined && !/^\/v\d/.test(request.url ?? '')) return void request.socket.destroy();
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => void (server.close(), server.closeAllConnections()),
  };
}

export interface Page {
  surface: PortSurface;
  give(frame: unknown): void;
  close(): void;
}
export interface FuzzDesk {
  /** `hear` gets every frame of that page as it is sent. */
  page(surface: PortSurface, hear: (frame: Record<string, unknown>) => void): Page;
  ask<T>(name: string, input?: unknown): Promise<Result<T>>;
  /** The same from the trainer's window. */
  trainer(name: string, input: unknown): Promise<Result<unknown>>;
  core(): Database.Database | null;
  /** What the desk wrote as an error. */
  errors: string[];
  power(event: 'suspend' | 'resume'): void;
  end(): Promise<void>;
}

export async function fuzzDesk(practice: boolean): Promise<FuzzDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'careline-fuzz-'));
  const around = await surroundings();
  const watch = caught();
  // `demo.killDesk` means it: this process is not the desk's own.
  const kill = process.kill.bind(process);
  process.kill = (pid, signal) => (pid === process.pid ? true : kill(pid, signal));
  const errors: string[] = [];
  const listeners: ((message: ParentToDesk) => void)[] = [];
  const desk = composeDesk({
    init: {
      t: 'init',
      profile: folder,
      host: 'preview',
      version: 'fuzz',
      practice,
      demo: { controlUrl: around.url, controlToken: 'fuzz' },
      backendUrl: practice ? null : around.url,
      fhir: null,
      enrolCode: null,
      reopen: null,
      locked: false,
      epochBase: 0,
    },
    link: {
      send(message) {
        const asked = message as { t: string; id?: string };
        if (asked.t !== 'host-request') return;
        const reply = { t: 'host-reply', id: asked.id ?? '', result: fail('host-cannot') };
        setImmediate(() => {
          for (const listener of listeners) listener(reply as unknown as ParentToDesk);
        });
      },
      onMessage: (listener) => void listeners.push(listener),
      onClose: () => undefined,
    },
    log: createLog({
      sink(line) {
        if (/"level":"error"/.test(line)) errors.push(line);
      },
      clock: () => new Date().toISOString(),
    }),
    connections: countConnections(),
  });
  await desk.start();
  let ports = 0;
  const fuzz: FuzzDesk = {
    errors,
    core: watch.core,
    power: (event) => desk.told({ t: 'power', event }),
    page(surface, hear) {
      let give: (frame: unknown) => void = () => undefined;
      let shut: () => void = () => undefined;
      const number = ++ports;
      const port: PagePort = {
        port: number,
        surface,
        epoch: number,
        send: (frame) => hear(frame as Record<string, unknown>),
        onFrame: (listener) => void (give = listener),
        onClose(listener) {
          const before = shut;
          shut = () => {
            before();
            listener();
          };
        },
        close: () => shut(),
      };
      desk.attach(port);
      return { surface, give: (frame) => give(frame), close: () => shut() };
    },
    ask: <T>(name: string, input: unknown = {}) => askFrom('main', name, input) as Promise<Result<T>>,
    trainer: (name, input) => askFrom('trainer', name, input),
    async end() {
      await desk.stop();
      watch.stop();
      process.kill = kill;
      around.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  const askFrom = (surface: PortSurface, name: string, input: unknown) =>
    new Promise<Result<unknown>>((resolve) => {
      const own = fuzz.page(surface, (frame) => {
        if (frame['t'] !== 'reply') return;
        resolve(frame['result'] as Result<unknown>);
        own.close();
      });
      own.give({ t: 'call', id: 'own', name, input });
    });
  return fuzz;
}

/** First run and enrolment, with a person of each role to sit down. */
export async function openDesk(desk: FuzzDesk, practice: boolean): Promise<void> {
  const steps: [string, unknown][] = [
    ['session.create', { passphrase }],
    ...(practice ? [] : ([['session.enrol', { code: 'fuzz-code' }]] as [string, unknown][])),
    ['session.people', {}],
  ];
  for (const [name, input] of steps) {
    const done = await desk.ask(name, input);
    if (!done.ok) throw new Error(`${name}: ${done.code}`);
  }
}
