// For tests only: the real router over a real vault with the rooms that take a message, and a page that is an array of frames.
// Time is a value that the test moves; nobody sleeps.
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Host } from '#host/host.ts';
import type { PagePort, PortSurface } from '#host/link.ts';
import type { Role } from '#shared/contract/kinds.ts';
import type { ToPage } from '#shared/contract/wire.ts';
import type { FlagOfCall } from '#shared/domain/assist/marks.ts';
import { ringing, step } from '#shared/domain/calls/call.ts';
import { fail, type Result } from '#shared/domain/result.ts';
import { appendAudit, createRefusalAudit } from '../audit/append.ts';
import { putCall } from '../calls/store.ts';
import { loadContent } from '../content/load.ts';
import { accountHandlers } from '../content/handlers.ts';
import { emergencyHandlers } from '../emergency/handlers.ts';
import type { Sealer } from '../messages/sealer.ts';
import { migrations } from '../migrations.ts';
import { createNight } from '../night.ts';
import { createOnCallRoom, type OnCallRoom } from '../oncall/room.ts';
import { sealerOf } from '../sealing.ts';
import { makeTestVault, removeFolder, tempFolder } from '../vault/testing.ts';
import type { Vault } from '../vault/vault.ts';
import type { Handlers, Person } from './context.ts';
import type { Guarded } from './gate.ts';
import { createRouter, type RouterDeps } from './router.ts';
import { createTopics } from './topics.ts';

const data = fileURLToPath(new URL('../../../data', import.meta.url));

export interface TestPage {
  /** Everything that the desk sent to this page, in order. */
  frames: ToPage[];
  raw(frame: unknown): void;
  /** Asks and waits for the reply. `T` is what the test expects; the router has checked it against the contract. */
  ask<T>(
    name: string,
    input?: unknown,
    more?: { requestId?: string; cursor?: string | null },
  ): Promise<Result<T>>;
  /** Settles with the first reply of that id. */
  reply(id: string): Promise<Result<unknown>>;
  close(): void;
}
export interface Bench {
  vault: Vault;
  page(surface?: PortSurface): TestPage;
  /** Who sits at the desk: an invented person of that role, or this one. */
  sit(who: Role | Person | null): void;
  /** What the rooms of guard/ would say. */
  guarded: Guarded;
  /** ISO instant of the desk's clock. */
  now: string;
  /** Runs every timer that is due by now, such as the topics' flush. */
  tick(): void;
  unexpected: { name: string; error: unknown }[];
  /** How often something was queued for the backend. */
  queued: number;
  /** The backend runs ladders. */
  running: boolean;
  /** Where files go; a test may put its own host here. */
  files: Pick<Host, 'fileDialog' | 'redeemHandle'>;
  sealer: Sealer;
  oncall: OnCallRoom;
  /** Red flags of a call, as the room that hears it says. */
  flagsOf: (callId: string) => readonly FlagOfCall[];
  /** Lets the alarm look. */
  look(): void;
  /** A call that was answered on this desk. */
  call(): string;
  audit(): { event: string; outcome: string; subjects: string }[];
  count(table: string): number;
  end(): void;
}

export async function makeBench(change: (handlers: Handlers) => void = () => undefined): Promise<Bench> {
  const profile = tempFolder();
  const vault = await makeTestVault(profile, migrations);
  const content = loadContent(data);
  const person = (role: Role): Person => ({ id: `p-${role}`, name: 'Imogen Invented', initials: 'II', role });
  let sitting: Person | null = person('agent');
  let timers: (() => void)[] = [];
  let ports = 0;
  const sealer = sealerOf(
    () => vault,
    () => null,
    randomBytes,
  );
  const core = (): Vault['core'] => vault.core;
  const bench: Bench = {
    vault,
    guarded: { leaseEnded: false, steppedUp: false },
    now: '2026-11-22T03:00:00.000Z',
    unexpected: [],
    queued: 0,
    running: false,
    files: {
      fileDialog: async () => fail('host-cannot', 'fileDialog'),
      redeemHandle: async () => fail('handle-spent'),
    },
    sealer,
    get oncall() {
      return oncall;
    },
    flagsOf: () => [],
    look: () => night.alarm.tick(),
    sit: (who) => void (sitting = typeof who === 'string' ? person(who) : who),
    tick() {
      for (const run of timers.splice(0)) run();
    },
    page: (surface = 'main') => openPage(surface),
    call() {
      const id = crypto.randomUUID();
      const rings = ringing({
        id,
        line: 'practice',
        number: '+16175550142',
        dnis: '+16175550120',
        accountId: 'harbor',
        rangAt: bench.now,
        waitedSeconds: null,
      });
      const answered = step(rings, 'answer', bench.now);
      if (answered !== null) putCall(vault.core, answered, sitting?.id ?? null);
      return id;
    },
    audit: () =>
      vault.core
        .prepare<[], { event: string; outcome: string; subjects: string }>(
          'SELECT event, outcome, subjects FROM audit ORDER BY seq',
        )
        .all(),
    count: (table) => Number(vault.core.prepare(`SELECT count(*) FROM ${table}`).pluck().get()),
    end() {
      topics.close();
      vault.close();
      removeFolder(profile);
    },
  };
  const topics = createTopics({
    after(_ms, run) {
      timers.push(run);
      return () => void (timers = timers.filter((t) => t !== run));
    },
  });
  const oncall = createOnCallRoom({
    core,
    shipped: content,
    now: () => bench.now,
    shippedAsOf: () => bench.now,
    changed: () => undefined,
  });
  const night = createNight({
    core,
    openCore: core,
    sealer,
    oncall,
    people: () => [person('agent'), { ...person('after-hours'), name: 'Quill Invented' }],
    running: () => bench.running,
    flagsOf: (id) => bench.flagsOf(id),
    queued: () => void bench.queued++,
    now: () => bench.now,
    after: () => () => undefined,
    host: null,
    profile: null,
    files: {
      fileDialog: (input) => bench.files.fileDialog(input),
      redeemHandle: (input) => bench.files.redeemHandle(input),
    },
    publish: (topic, ids) => topics.publish(topic, ids),
    failed: (error) => void bench.unexpected.push({ name: 'dispatch.alarm', error }),
  });
  // The rooms that a message needs; nothing else is asked of this desk.
  const handlers = {
    accounts: accountHandlers(() => content.accounts),
    emergency: emergencyHandlers({ core, card: content.card }),
    ...night.handlers,
  } as unknown as Handlers;
  change(handlers);
  const refusals = createRefusalAudit(1000);
  const deps: RouterDeps = {
    handlers,
    standing: () => ({
      phase: vault.locked ? 'locked' : 'open',
      person: sitting,
      demo: false,
      practice: false,
      ...bench.guarded,
    }),
    core,
    audit: { append: appendAudit, refusal: (db, entry) => refusals.refuse(db, entry) },
    topics,
    now: () => bench.now,
    monotonic: () => performance.now(),
    soon: (task) => void setImmediate(task),
    onSlow: () => undefined,
    onUnexpected: (name, error) => void bench.unexpected.push({ name, error }),
    hello: (port) => ({ t: 'hello', epoch: port.epoch, host: 'preview', demo: false, practice: false }),
  };
  const router = createRouter(deps);

  function openPage(surface: PortSurface): TestPage {
    const number = ++ports;
    let asked = 0;
    let take: (frame: unknown) => void = () => undefined;
    let shut: () => void = () => undefined;
    const frames: ToPage[] = [];
    const waiting = new Map<string, (result: Result<unknown>) => void>();
    const port: PagePort = {
      port: number,
      surface,
      epoch: number,
      send(frame) {
        const sent = frame as ToPage;
        frames.push(sent);
        if (sent.t === 'reply') waiting.get(sent.id)?.(sent.result as Result<unknown>);
      },
      onFrame: (listener) => void (take = listener),
      onClose: (listener) => void (shut = listener),
      close: () => shut(),
    };
    router.attach(port);
    const reply = (id: string): Promise<Result<unknown>> =>
      new Promise((resolve) => {
        const there = frames.find((f) => f.t === 'reply' && f.id === id);
        if (there?.t === 'reply') resolve(there.result as Result<unknown>);
        else waiting.set(id, resolve);
      });
    return {
      frames,
      raw: (frame) => take(frame),
      reply,
      ask<T>(name: string, input: unknown = {}, more: { requestId?: string; cursor?: string | null } = {}) {
        const id = `a${++asked}`;
        take({ t: 'call', id, name, input, requestId: crypto.randomUUID(), ...more });
        return reply(id) as Promise<Result<T>>;
      },
      close: () => shut(),
    };
  }
  return bench;
}

/** The value of a result that must be one. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`);
  return result.value;
}
