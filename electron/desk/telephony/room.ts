// The live line put together: the server's feed, the engine, what was asked, and the call log between them. It exists only on
// a desk that has a backend and was given a phone; a practice desk never gets one (architecture rule 4).
import type Database from 'better-sqlite3';
import type { PowerEvent, PagePort } from '#host/link.ts';
import type { TelephonyView } from '#shared/contract/telephony.ts';
import type { StatusValue } from '#shared/contract/status.ts';
import type { EngineReport } from '#shared/domain/telephony/engine.ts';
import type { Snapshot } from '#shared/domain/telephony/live.ts';
import type { Person } from '../router/context.ts';
import type { Topics } from '../router/topics.ts';
import { errorFields, type Log } from '../log.ts';
import type { BackendClient } from '../sync/backend-client.ts';
import { createActs } from './acts.ts';
import { createAsked } from './asked.ts';
import { createCallLog } from './call-log.ts';
import { cleanSnapshot } from './clean.ts';
import { createDevices } from './devices.ts';
import { createEngine } from './engine.ts';
import { createTurns } from './in-turn.ts';
import { createMeter } from './meter.ts';
import { startFeed, type Feed } from './feed.ts';
import { emptyView } from './handlers-none.ts';
import { createTelling } from './kept-telling.ts';
import { createLegs } from './legs.ts';
import { createNumbers, keepAgentState } from './numbers.ts';
import { createPresence } from './presence.ts';
import { moved } from './server-times.ts';
import { createSounds } from './sounds.ts';
import { keepToken, type TokenKeeper } from './tokens.ts';
import { createWish } from './wish.ts';

export interface RoomDeps {
  client: Pick<BackendClient, 'ask' | 'bytes'>;
  core(): Database.Database | null;
  now(): string;
  monotonic(): number;
  after(ms: number, run: () => void): () => void;
  random(): number;
  uuid(): string;
  /** How far the desk's clock is ahead of the backend's, ms. */
  aheadMs(): number;
  /** The carrier that this launch allows: `127.0.0.1:PORT` of a local one, null = the real one. */
  gateway: string | null;
  topics: Pick<Topics, 'publish'>;
  log: Log;
}

/** Many a second, and nothing follows from them for a call. */
const light: ReadonlySet<EngineReport['kind']> = new Set([
  'level',
  'quality',
  'done',
  'preflight',
  'echo-test',
]);

export function createRoom(deps: RoomDeps) {
  const { core, topics, client, now, monotonic, after } = deps;
  let person: Person | null = null;
  let feed: Feed | null = null;
  let tokens: TokenKeeper | null = null;
  const settled = new Set<() => void>();

  const changed = (): void => topics.publish('telephony.changed');
  const liveChanged = (ids: string[] = []): void => topics.publish('telephony.liveChanged', ids);
  const asked = createAsked({
    after,
    monotonic,
    now,
    uuid: deps.uuid,
    changed(callId) {
      changed();
      if (callId === null) return;
      liveChanged([callId]);
      topics.publish('calls.changed', [callId]);
    },
  });
  const engine = createEngine({
    now,
    after,
    ordered: () => topics.publish('telephony.ordered', [], 'now'),
    changed() {
      changed();
      topics.publish('status.changed');
    },
    started() {
      engine.order(devices.order());
      giveToken();
      meter.started();
    },
  });
  const devices = createDevices(core);
  const acts = createActs({
    client,
    asked,
    uuid: deps.uuid,
    person: () => person?.id ?? null,
    version: () => feed?.version() ?? -1,
    monotonic,
    aheadMs: deps.aheadMs,
    sleep: (ms) => new Promise((resolve) => void after(ms, resolve)),
  });
  const log = createCallLog({
    core,
    engine,
    now,
    monotonic,
    after,
    aheadMs: deps.aheadMs,
    uuid: deps.uuid,
    person: () => person?.id ?? null,
    endAsked: (callId) => asked.asksOf(callId).includes('end'),
    fresh: () => feed?.fresh() ?? false,
    changed(ids, when) {
      topics.publish('calls.changed', ids, when);
      topics.publish('status.changed');
    },
    flooded: () => asked.trouble({ callId: null, what: 'ring', act: null }, 'busy'),
    ended: () => numbers.ended(person?.id ?? null),
  });
  const numbers = createNumbers({ core, client, now, aheadMs: deps.aheadMs, after, changed });
  const turns = createTurns({ acts, asked, log });
  const legs = createLegs({
    core,
    engine,
    log,
    acts,
    asked,
    turns,
    seated: () => person !== null,
    fresh: () => feed?.fresh() ?? false,
    changed: (callId) => liveChanged([callId]),
  });
  const meter = createMeter({ order: engine.order, monotonic, after });
  const sounds = createSounds(client, after);
  const kept = createTelling({
    core,
    send: acts.send,
    person: () => person?.id ?? null,
    over: (callId) => (feed?.fresh() ?? false) && (log.live(callId)?.phase ?? 'ended') === 'ended',
    row: log.find,
    endAsked: (callId) => asked.asksOf(callId).includes('end'),
    now,
    safely,
  });
  const wish = createWish({ send: (wanted) => acts.act({ kind: 'state', wanted }), monotonic, changed });
  const presence = createPresence({
    state: () => ({ registered: engine.registered(), microphone: devices.microphone() }),
    send: (told) => acts.send({ kind: 'phone', ...told }),
    after,
  });

  /** A row that can't be written now (a full disk) is written at the next word; the desk goes on. */
  function safely(what: () => void): void {
    try {
      what();
    } catch (error) {
      deps.log.error('call.changed', errorFields(error));
    }
  }
  function giveToken(): void {
    const token = tokens?.current() ?? null;
    if (token === null) return tokens?.renew('refused');
    engine.order({ kind: 'register', token: token.token, gateway: token.gateway });
  }
  /** What every report and every snapshot is followed by. */
  function settle(): void {
    legs.letRingsGo();
    legs.letHopelessGo();
    safely(log.look);
    for (const listener of settled) listener();
    turns.look();
    asked.look();
    if (person !== null) presence.tell();
  }
  function took(snapshot: Snapshot): void {
    const clean = cleanSnapshot(snapshot);
    safely(() => {
      const db = core();
      if (db !== null && person !== null) keepAgentState(db, person.id, clean.agent, deps.aheadMs());
      log.took(clean);
      kept.ended();
      if (clean.agent.state === 'wrap-up') kept.closed(clean.calls);
    });
    legs.letStrangersGo();
    turns.look();
    asked.look();
    changed();
    liveChanged(clean.calls.map((c) => c.callId));
  }
  /** The server is there again: it hears what it missed. */
  function heardAgain(): void {
    presence.again();
    kept.all();
    wish.again();
  }

  const take = (report: EngineReport): void => {
    switch (report.kind) {
      case 'done':
        return;
      case 'refused':
        return legs.refused(report);
      case 'ring':
        if (report.callId !== null) log.rang(report.callId);
        return;
      case 'devices':
      case 'level':
      case 'echo-test':
      case 'preflight':
        if (devices.take(report)) engine.order(devices.order());
        if (report.kind === 'level') meter.heard();
        else topics.publish('telephony.devicesChanged');
        return;
      case 'media':
        return legs.take(report);
      case 'registration':
        engine.take(report);
        if (report.why === 'token' || report.why === 'token-expired') tokens?.renew('refused');
        else if (report.state === 'registered') tokens?.accepted();
        return;
      default:
        engine.take(report);
        if (report.kind === 'quality') liveChanged([report.callId]);
    }
  };
  return {
    acts,
    asked,
    client,
    devices,
    engine,
    kept,
    log,
    numbers,
    sounds,
    turns,
    meter,
    wish,
    /** What the server told, with its instants on the desk's clock. */
    told: <T>(value: T): T => moved(value, deps.aheadMs()),
    token: () => tokens?.current() ?? null,
    /** Nobody can see or stop what measures the microphone any more; calls go on (C4). */
    locked(): void {
      sounds.forget();
      meter.stop();
      for (const test of devices.tests())
        if (test === 'echo') engine.order({ kind: 'echo-test', on: false });
        else engine.order({ kind: 'preflight', token: '', gateway: null, on: false });
    },
    person: () => person,
    fresh: (): boolean => feed?.fresh() ?? false,
    /** A call rings here, is being made or is talked in: whoever sits here has to see to it first. */
    inCall: (): boolean => person !== null && (engine.busy() || log.current().length > 0),
    /** Called after the engine's words were taken in, before it is looked whether what was asked is met. */
    onSettled: (listener: () => void): void => void settled.add(listener),
    reports(reports: readonly EngineReport[]): void {
      const began = reports.some((r) => r.kind === 'started');
      for (const report of reports) take(report);
      // What the engine still has stood in the same batch; the rest is taken up by it.
      if (began) {
        legs.letRingsGo();
        engine.resume();
      }
      if (reports.some((r) => !light.has(r.kind))) settle();
    },
    attached(port: PagePort): void {
      if (port.surface !== 'phone') return;
      engine.attached(port.port);
      port.onClose(() => {
        engine.detached(port.port);
        if (engine.present()) return;
        devices.gone();
        settle();
        liveChanged();
        topics.publish('telephony.devicesChanged');
      });
    },
    opened(db: Database.Database): void {
      log.opened(db);
    },
    seated(who: Person | null): void {
      if (who?.id === person?.id) return;
      if (person !== null) {
        const { id } = person;
        // The room of the seat refuses this in a call. However it came about: nobody goes on with another's caller.
        for (const { id: callId } of log.current()) {
          void acts.send({ kind: 'end', callId, how: 'leave', lost: true }, id);
          log.letGo(callId);
        }
        void acts.send({ kind: 'phone', registered: false, microphone: false }, id);
        void acts.send({ kind: 'state', wanted: { state: 'offline', reason: null } }, id);
        engine.order({ kind: 'unregister' });
      }
      feed?.stop();
      tokens?.stop();
      asked.clear();
      turns.clear();
      wish.clear();
      log.forget();
      presence.forget();
      person = who;
      feed = null;
      tokens = null;
      if (who === null) return changed();
      let fresh = false;
      feed = startFeed(who.id, {
        client,
        after,
        monotonic,
        now,
        random: deps.random,
        took(snapshot) {
          took(snapshot);
          if (!fresh) heardAgain();
          fresh = true;
        },
        changed() {
          const was = fresh;
          fresh = feed?.fresh() ?? false;
          if (fresh && !was) heardAgain();
          changed();
          topics.publish('status.changed');
        },
      });
      tokens = keepToken(who.id, {
        client,
        monotonic,
        after,
        random: deps.random,
        busy: engine.busy,
        gateway: deps.gateway,
        elsewhere: () => asked.trouble({ callId: null, what: 'connect', act: null }, 'telephony-down'),
        issued: () => {
          if (engine.heard()) giveToken();
        },
      });
      changed();
    },
    power(event: PowerEvent): void {
      if (event === 'suspend') {
        engine.order({ kind: 'power', event: 'suspend' });
        if (person !== null) presence.gone();
      }
      if (event !== 'resume') return;
      engine.order({ kind: 'power', event: 'resume' });
      tokens?.renew('woken');
      feed?.wake();
      presence.again();
    },
    view(): TelephonyView {
      const snapshot = log.snapshot();
      const view: TelephonyView = {
        ...emptyView('live', now()),
        engine: engine.view(),
        server: feed?.state() ?? { state: 'never', since: null },
        askedState: wish.wanted(),
        trouble: asked.troubles(),
      };
      if (snapshot === null) return view;
      const { agent, queues, callbacks, voicemails, notices, went } = snapshot;
      return { ...view, ...moved({ agent, queues, callbacks, voicemails, notices, went }, deps.aheadMs()) };
    },
    status(): StatusValue['phone']['state'] {
      if (!engine.present()) return 'no-engine';
      if (engine.registered()) return feed?.fresh() === true ? 'live' : 'down';
      const { state } = engine.view();
      return state === 'starting' || state === 'registering' || state === 'none' ? 'starting' : 'down';
    },
    stop(): void {
      feed?.stop();
      tokens?.stop();
      presence.forget();
      numbers.stop();
    },
  };
}
export type Room = ReturnType<typeof createRoom>;
