// For tests only: the room over a real vault and a real HTTP server in the backend's place, an engine that does what the test
// says, and long timers that run when the test says so. Everything in it is invented.
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { EngineOrder, EngineReport } from '#shared/domain/telephony/engine.ts';
import type { LiveCall, Snapshot } from '#shared/domain/telephony/live.ts';
import type { Act } from '#shared/domain/telephony/acts.ts';
import type { Agent } from '#shared/domain/telephony/agent.ts';
import type { ActAnswer, CallRecord } from '#shared/protocol/telephony.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import type { Result } from '#shared/domain/result.ts';
import { callHandlers } from '../calls/handlers.ts';
import { practiceLine } from '../calls/practice-line.ts';
import { findCall } from '../calls/store.ts';
import { migrations } from '../migrations.ts';
import type { Context, Person } from '../router/context.ts';
import { backendClient } from '../sync/backend-client.ts';
import { putEnrolment, requestCounter } from '../sync/device.ts';
import { json, startBackend } from '../sync/testing.ts';
import type { ContactFlag } from '#shared/domain/telephony/outbound.ts';
import { makeTestVault, removeFolder, tempFolder } from '../vault/testing.ts';
import type { Vault } from '../vault/vault.ts';
import { telephonyHandlers } from './handlers.ts';
import { liveControl } from './live-calls.ts';
import { createRoom, type Room } from './room.ts';

export const noon = '2026-11-22T12:00:00.000Z';
export const agent: Person = { id: 'p-1', name: 'Imogen Invented', initials: 'II', role: 'agent' };
const available: Agent = {
  state: 'available',
  reason: null,
  since: noon,
  next: null,
  wrapUpEndsAt: null,
  readyAt: null,
  missed: null,
  skills: [],
};
/** A call as the server tells it: offered, unless the test says otherwise. */
export const liveOf = (more: Partial<LiveCall> = {}): LiveCall => ({
  callId: randomUUID(),
  direction: 'incoming',
  phase: 'offered',
  queue: { id: 'q1', label: 'Harbor' },
  skill: null,
  number: '+16175550142',
  dnis: '+16175550120',
  accountId: 'harbor',
  waitedSeconds: 7,
  waitedInAllSeconds: null,
  offeredAt: noon,
  answeredAt: null,
  endedAt: null,
  endedBy: null,
  heldSince: null,
  heldSeconds: 0,
  consultSeconds: 0,
  parties: [],
  recording: { state: 'off', since: noon, readAt: null, gaps: [], alarmAt: null },
  consent: { rule: 'unknown', places: [], tableDate: '2026-11-01', announced: false, answer: null },
  path: [],
  transfer: null,
  handover: null,
  callbackId: null,
  ...more,
});
export const self = (state: 'ringing' | 'connected' | 'left'): LiveCall['parties'][number] => ({
  id: 'self',
  role: 'agent',
  self: true,
  label: 'Imogen Invented',
  number: null,
  state,
  since: noon,
  why: null,
});

/** The backend's telephony: one snapshot, long polling, acts that it answers as told. */
export async function startServer() {
  const backend = await startBackend();
  const acts: { requestId: string; person: string; act: Act }[] = [];
  const asked: string[] = [];
  const waiting = new Set<() => void>();
  let snapshot: Snapshot | null = null;
  let records: CallRecord[] = [];
  let answerAct: (act: Act) => Partial<ActAnswer> | 'lost' | 'later' = () => ({});
  let odd: ((path: string, response: ServerResponse) => boolean) | null = null;
  let sound: Buffer = Buffer.alloc(0);
  let ttlSeconds = 3600;
  let tokens = 0;
  let version = 0;

  backend.misbehave((path, response, body) => {
    if (!path.startsWith('/v2/telephony/')) return false;
    const what = path.slice('/v2/telephony/'.length);
    asked.push(what);
    if (odd?.(what, response) === true) return 'handled-later';
    const input = JSON.parse(body) as Record<string, unknown>;
    switch (what) {
      case 'token':
        return json(response, 200, {
          v: 2,
          identity: 'a_00112233445566778899',
          token: `t${++tokens}`,
          ttlSeconds,
          gateway: '127.0.0.1:4',
        });
      case 'feed': {
        const have = Number(input['have']);
        const reply = (): void => {
          waiting.delete(reply);
          clearTimeout(timer);
          const newer = snapshot !== null && snapshot.version > have;
          if (!response.writableEnded) json(response, 200, { v: 2, snapshot: newer ? snapshot : null });
        };
        const timer = setTimeout(reply, Number(input['waitMs']));
        timer.unref();
        if (snapshot !== null && snapshot.version > have) reply();
        else waiting.add(reply);
        return 'handled-later';
      }
      case 'act': {
        const act = input['act'] as Act;
        const answer = answerAct(act);
        acts.push({ requestId: String(input['requestId']), person: String(input['person']), act });
        if (answer === 'lost') {
          response.destroy();
          return 'handled-later';
        }
        if (answer === 'later') return 'handled-later';
        return json(response, 200, { v: 2, refused: null, rules: [], version, ...answer });
      }
      case 'records':
        return json(response, 200, { v: 2, records });
      case 'voicemail':
        response.writeHead(200, { 'content-type': 'audio/wav' }).end(sound);
        return true;
      case 'callbacks':
        return json(response, 200, { v: 2, callbacks: [] });
      case 'voicemails':
        return json(response, 200, { v: 2, voicemails: [] });
      default:
        return json(response, 200, { v: 2, agents: [], queues: [], callerIds: [] });
    }
  });
  return {
    url: backend.url,
    acts,
    /** What was asked, in order, by the last part of its path. */
    asked,
    kinds: (): string[] => acts.map((a) => a.act.kind),
    says(calls: LiveCall[], more: Partial<Snapshot> = {}): void {
      version = more.version ?? version + 1;
      snapshot = {
        at: noon,
        agent: available,
        queues: [],
        callbacks: { due: 0, waiting: 0, nextAt: null, gaveUp: 0 },
        voicemails: 0,
        notices: [],
        went: [],
        ...more,
        version,
        calls,
      };
      for (const reply of waiting) reply();
    },
    /** Version that an act is answered with: by default the newest. */
    answers: (how: typeof answerAct): void => void (answerAct = how),
    odd: (how: typeof odd): void => void (odd = how),
    has: (kept: { records?: CallRecord[]; sound?: Buffer; ttlSeconds?: number }): void => {
      records = kept.records ?? records;
      sound = kept.sound ?? sound;
      ttlSeconds = kept.ttlSeconds ?? ttlSeconds;
    },
    nextVersion: (): number => version + 1,
    close: backend.close,
  };
}
export type Server = Awaited<ReturnType<typeof startServer>>;

/** Timers up to this many ms run by themselves, the others when the test says so. */
const shortMs = 300;

/** A vault that several desks of a test file use one after another. */
export async function startVault() {
  const folder = tempFolder();
  const vault = await makeTestVault(folder, migrations);
  putEnrolment(vault.core, {
    organisation: 'o',
    organisationName: 'O',
    deviceId: 'd',
    epoch: randomUUID(),
    sealKey: { id: 'k', publicKey: Buffer.alloc(32, 7).toString('base64') },
  });
  return {
    vault,
    empty: () =>
      vault.core.exec(
        'DELETE FROM call_events; DELETE FROM calls; DELETE FROM settings_core; DELETE FROM agent_states',
      ),
    end(): void {
      vault.close();
      removeFolder(folder);
    },
  };
}

export function startDesk(server: Server, vault: Vault) {
  const counter = requestCounter(vault.core);
  let timers: { ms: number; run(): void }[] = [];
  const real = new Set<NodeJS.Timeout>();
  const published: { topic: string; ids: string[]; when: string }[] = [];
  const failures: unknown[] = [];
  let locked = false;
  let flags: readonly ContactFlag[] = [];
  let now = noon;
  let passed = 0;
  const core = (): Vault['core'] | null => (vault.core.open ? vault.core : null);
  const room: Room = createRoom({
    client: backendClient({
      baseUrl: server.url,
      fetch,
      monotonic: () => performance.now(),
      credential: () => ({ deviceId: 'd', counter, sign: (bytes) => vault.sign(bytes) }),
    }),
    core,
    now: () => now,
    monotonic: () => performance.now() + passed,
    after(ms, run) {
      if (ms <= shortMs) {
        const timer = setTimeout(() => (real.delete(timer), run()), ms);
        real.add(timer);
        return () => (real.delete(timer), clearTimeout(timer));
      }
      const timer = { ms, run };
      timers.push(timer);
      return () => void (timers = timers.filter((t) => t !== timer));
    },
    random: () => 0,
    uuid: randomUUID,
    aheadMs: () => 0,
    gateway: '127.0.0.1:4',
    topics: {
      publish: (topic, ids = [], when = 'rested') => void published.push({ topic, ids: [...ids], when }),
    },
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (_event, fields) => void failures.push(fields),
    },
  });
  const handlers = telephonyHandlers(room, {
    locked: () => locked,
    host: null,
    core,
    contactFlags: () => flags,
    practiceNumbers: () => ['(617) 555-0190'],
  });
  const calls = callHandlers({
    core: () => vault.core,
    line: practiceLine(() => () => undefined),
    live: liveControl(room, { core }),
    locked: () => locked,
  });
  const context = (): Context => ({
    now,
    surface: 'main',
    person: agent,
    signal: new AbortController().signal,
    progress: () => undefined,
    about: () => undefined,
    changed: (topic, ids = []) => void published.push({ topic, ids: [...ids], when: 'rested' }),
  });
  let port = 0;
  let shut: () => void = () => undefined;
  let taken = 0;

  /** The engine's page: what it is ordered, what it says. */
  const engine = {
    open(): void {
      port++;
      room.attached({
        port,
        surface: 'phone',
        epoch: port,
        send: () => undefined,
        onFrame: () => undefined,
        onClose: (listener) => void (shut = listener),
        close: () => shut(),
      });
    },
    says(...reports: EngineReport[]): void {
      handlers.report({ reports }, context());
    },
    started: (audio: 'running' | 'suspended' = 'running'): void => {
      taken = 0;
      engine.says({ kind: 'started', audio });
    },
    registered: (
      state: 'registered' | 'none' | 'refused' = 'registered',
      why: 'token-expired' | null = null,
    ) => engine.says({ kind: 'registration', state, why, code: null, tokenLeftSeconds: null }),
    microphone: (microphone: 'ready' | 'missing' = 'ready'): void =>
      engine.says({
        kind: 'devices',
        inputs: [{ id: 'in-1', label: 'Headset' }],
        outputs: [{ id: 'out-1', label: 'Headset' }],
        input: null,
        output: null,
        ringer: null,
        microphone,
        switched: null,
      }),
    media(
      callId: string,
      state: 'ringing' | 'open' | 'closed' | 'reconnecting',
      more: Partial<Media> = {},
    ): void {
      const rest = { why: null, muted: false, connectToken: null, legSid: null };
      engine.says({ kind: 'media', callId, state, ...rest, ...more });
    },
    /** Orders not taken yet, taken now. */
    orders(): EngineOrder[] {
      const got = handlers.orders({ after: taken }, context()) as Result<{ n: number; order: EngineOrder }[]>;
      if (!got.ok) throw new Error(got.code);
      taken = got.value.at(-1)?.n ?? taken;
      return got.value.map((o) => o.order);
    },
    /** Number of the newest order that was taken. */
    taken: (): number => taken,
    crash: (): void => shut(),
  };
  type Media = Extract<EngineReport, { kind: 'media' }>;

  return {
    room,
    vault,
    handlers,
    calls,
    context,
    engine,
    published,
    failures,
    lock: (on: boolean): void => void (locked = on),
    at: (to: string): void => void (now = to),
    /** The steady clock goes on by this many ms. */
    later: (ms: number): void => void (passed += ms),
    /** Runs the long timers of this length, or all. */
    fire(ms?: number): void {
      const due = timers.filter((t) => ms === undefined || t.ms === ms);
      timers = timers.filter((t) => !due.includes(t));
      for (const t of due) t.run();
    },
    /** What records kept here ask of callers. */
    flagged: (given: readonly ContactFlag[]): void => void (flags = given),
    row: (callId: string): Call | null => findCall(vault.core, callId),
    events: (callId: string): string[] =>
      vault.core
        .prepare<[string], { kind: string }>('SELECT kind FROM call_events WHERE call_id = ? ORDER BY n')
        .all(callId)
        .map((r) => r.kind),
    rows: (): number => Number(vault.core.prepare('SELECT count(*) FROM calls').pluck().get()),
    /** A person sits, the engine is registered and hears; the server's first word is here. */
    async ready(): Promise<void> {
      room.seated(agent);
      engine.open();
      engine.started();
      engine.registered();
      engine.microphone();
      await until(() => room.log.snapshot() !== null && room.token() !== null);
    },
    /** Also as a crash of the desk: the vault stays as it is. */
    stop(): void {
      room.stop();
      for (const timer of real) clearTimeout(timer);
      timers = [];
    },
  };
}
export type Desk = ReturnType<typeof startDesk>;

/** Waits for a state, not for a time. */
export async function until(holds: () => boolean, withinMs = 10_000): Promise<void> {
  const began = performance.now();
  while (!holds()) {
    if (performance.now() - began > withinMs)
      throw new Error(`not within ${withinMs} ms: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
