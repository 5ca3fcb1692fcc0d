// Everything of this desk that talks to the backend, put together: the signed client, enrolment, the sync loop. A
// practice desk, or one without a backend, gets none of it.
import { randomBytes, randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { fail, type Result } from '#shared/domain/result.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { Lane } from '#shared/domain/messages/lane.ts';
import type { EnrolAnswer } from '#shared/protocol/enrol.ts';
import type { Log } from '../log.ts';
import type { Person } from '../router/context.ts';
import { lateWrap, type BackendKey } from '../sealing.ts';
import type { DeskClock } from '../session/clock.ts';
import type { Session } from '../session/session.ts';
import type { Vault } from '../vault/vault.ts';
import { backendClient } from './backend-client.ts';
import { clockOffset } from './clock-offset.ts';
import type { ApplyChange } from './changes.ts';
import { findEnrolment, requestCounter, type RequestCounter } from './device.ts';
import type { SyncDeps } from './deps.ts';
import type { DocumentStore } from './documents.ts';
import { enrol, fetchPeople } from './enrol.ts';
import type { Connection } from './connection.ts';
import { createSync, type Sync } from './sync.ts';

export interface BackendSideDeps {
  url: string | null;
  /** Came with the start; used once, as soon as the backend answers. */
  enrolCode: string | null;
  session: Session;
  core(): Database.Database | null;
  clock: DeskClock;
  after(ms: number, run: () => void): () => void;
  log: Log;
  changed(...topics: string[]): void;
  /** These messages look different now: acknowledged, or changed by what others did. */
  messagesChanged(ids: string[]): void;
  apply: ApplyChange;
  documents: DocumentStore;
  /** Who may sit here and read: told of each handshake. */
  guard(): Pick<SyncDeps, 'alsoSay' | 'contact' | 'revoked'> & { enrolled?: (answer: EnrolAnswer) => void };
  /** What looks anew when accounts or schedules come, and what rings. */
  night(): {
    look(): void;
    alarm: { ringing(): string[]; taken(messages: readonly string[]): void };
  };
}

/** What a card says about who phones: the backend by its ladder, or the person in front of it. */
export interface DispatchFacts {
  /** The backend answers and takes what is urgent. */
  online: boolean;
  /** Since when it is (or is not) so. */
  since: string | null;
  lastContact: string | null;
  /** Why urgent items are not taken; null = they are, as far as is known. */
  urgentPaused: ErrorCode | null;
}

export function createBackendSide(deps: BackendSideDeps) {
  const { session, core, clock, log } = deps;
  let counter: RequestCounter | null = null;
  let sync: Sync | null = null;
  let { enrolCode } = deps;
  let enrolling = false;

  const offset = clockOffset({ core, now: clock.now, changed: () => deps.changed('status.changed') });
  const key = (): BackendKey | null => {
    const db = core();
    const found = db === null ? undefined : findEnrolment(db)?.sealKey;
    return found === undefined ? null : { id: found.id, publicKey: Buffer.from(found.publicKey, 'base64') };
  };
  const client =
    deps.url === null
      ? null
      : backendClient({
          baseUrl: deps.url,
          fetch,
          monotonic: clock.monotonic,
          timed: offset.heard,
          credential() {
            const vault = session.vault();
            const enrolment = vault === null ? null : findEnrolment(vault.core);
            if (vault === null || enrolment === null || counter === null) return null;
            return { deviceId: enrolment.deviceId, counter, sign: (bytes) => vault.sign(bytes) };
          },
        });

  const wrap = lateWrap(session.vault, key, randomBytes);

  /** One after another: two enrolments at once would each begin a chain of their own. */
  let last: Promise<unknown> = Promise.resolve();
  function enrolWith(code: string): Promise<Result<null>> {
    const run = async (): Promise<Result<null>> => {
      const vault = session.vault();
      if (vault === null) return fail('vault-closed');
      if (client === null) return fail('offline', 'no backend');
      const { core: db, devicePublicKey } = vault;
      const done = await enrol(
        {
          client,
          core: db,
          devicePublicKey,
          uuid: randomUUID,
          deviceName: 'desk',
          told: (answer) => deps.guard().enrolled?.(answer),
        },
        code,
      );
      if (done.ok) {
        log.info('device.enrolled');
        sync?.enrolled();
      }
      return done;
    };
    const mine = last.then(run, run);
    last = mine.catch(() => undefined);
    return mine;
  }
  function enrolIfAsked(): void {
    const db = core();
    if (enrolCode === null || enrolling || db === null || findEnrolment(db) !== null) return;
    enrolling = true;
    void enrolWith(enrolCode).then((done) => {
      enrolling = false;
      if (done.ok || done.code === 'enrol-code') enrolCode = null;
      deps.changed('session.changed', 'status.changed');
    });
  }

  return {
    /** For telephony, which asks beside the sync; null = no backend is set up. */
    client,
    key,
    enrol: enrolWith,
    /** `none` = no backend is set up. */
    state: (): Connection | 'none' =>
      client === null
        ? 'none'
        : (sync?.connection() ?? { state: 'unknown', since: null, lastContact: null, problem: null }),
    paused: (): ErrorCode | null => sync?.paused() ?? null,
    /** How far this computer's clock is from the backend's. */
    clockOffset: offset.current,
    wake: (by: 'event' | 'person' = 'event'): void => sync?.wake(by),
    /** What the queue's room needs. `tries`: when it was tried last and will be next; null = not yet, or no try waits. */
    forQueue: {
      paused: (lane: Lane): ErrorCode | null => sync?.pausedLane(lane) ?? null,
      tries: (): { lastTryAt: string | null; nextTryAt: string | null } =>
        sync?.tries() ?? { lastTryAt: null, nextTryAt: null },
      wrap,
      sign(bytes: Buffer): Buffer {
        const vault = session.vault();
        if (vault === null) throw new Error('signing without a vault');
        return vault.sign(bytes);
      },
      soon: (): Promise<void> => setImmediate(),
    },
    dispatchFacts(): DispatchFacts {
      const connection = sync?.connection();
      const urgentPaused = sync?.pausedLane('urgent') ?? null;
      return {
        online: connection?.state === 'online' && urgentPaused === null,
        since: connection?.since ?? null,
        lastContact: connection?.lastContact ?? null,
        urgentPaused,
      };
    },
    /** The machine woke up. */
    resumed: (): void => sync?.resumed(),
    people: (): Promise<Result<Person[]>> =>
      client === null ? Promise.resolve(fail('offline', 'no backend')) : fetchPeople(client),
    opened(vault: Vault): void {
      counter = requestCounter(vault.core);
      if (client === null || sync !== null) return;
      sync = createSync({
        client,
        core,
        wrap,
        now: clock.now,
        random: Math.random,
        uuid: randomUUID,
        after: deps.after,
        changed() {
          if (sync?.connection().state === 'online') enrolIfAsked();
          deps.changed('status.changed', 'outbox.changed');
        },
        readerKey: () => vault.readerPublicKey,
        apply: deps.apply,
        canRead: () => (session.vault()?.reader() ?? null) !== null,
        documents: deps.documents,
        alsoSay: () => deps.guard().alsoSay?.() ?? {},
        contact: (answer) => deps.guard().contact?.(answer),
        revoked: () => deps.guard().revoked?.(),
        ringing: () => deps.night().alarm.ringing().slice(0, 50),
        taken: (ids) => deps.night().alarm.taken(ids),
        monotonic: clock.monotonic,
        soon: () => setImmediate(),
        acknowledged: deps.messagesChanged,
        arrived: deps.messagesChanged,
        delivered: () => deps.night().look(),
        onEvent(event, { code, count }) {
          if (event === 'pushed' || event === 'pulled') log.info(`sync.${event}`, { count });
          else log.info('sync.state', { state: event, code });
          // An enrolment that failed on the way is tried again with every try to push.
          if (code === 'not-enrolled') enrolIfAsked();
        },
      });
      sync.start();
      enrolIfAsked();
    },
    stop: (): void => sync?.stop(),
  };
}
export type BackendSide = ReturnType<typeof createBackendSide>;
