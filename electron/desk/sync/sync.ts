// Keeps the backend in step: watches whether it is there, compares where both stand, pushes what waits, one batch in
// flight. Never blocks a save; never gives up; says what it knows and since when.
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { handshakeAnswer, pushAnswer } from '#shared/protocol/sync.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { failureOf } from '../router/failures.ts';
import { retryDelay } from './backoff.ts';
import type { BackendClient } from './backend-client.ts';
import { findEnrolment, writeClockOffset } from './device.ts';
import {
  acknowledge,
  countOutbox,
  headAt,
  nextBatch,
  sendAgainAfter,
  type WrapForBackend,
} from './outbox.ts';

const health = z.object({ v: z.literal(1), ok: z.literal(true), service: z.literal('careline') });
/** Offline must show within 3 s (product.md 7): a beat each 1.5 s that may take 1.2 s. */
const beatMs = 1500;
const beatDeadlineMs = 1200;
const batchItems = 500;
const batchBytes = 1_000_000;

export interface SyncDeps {
  client: BackendClient;
  core(): Database.Database | null;
  wrap: WrapForBackend;
  now(): string;
  random(): number;
  uuid(): string;
  after(ms: number, run: () => void): () => void;
  /** Connection or counts changed. */
  changed(): void;
  /** These messages' sync state changed. */
  acknowledged(ids: string[]): void;
  onEvent(
    event: 'online' | 'offline' | 'pushed' | 'paused' | 'failed',
    detail: { code?: ErrorCode; count?: number },
  ): void;
}
export interface Connection {
  state: 'online' | 'offline' | 'unknown' | 'refused';
  since: string | null;
  lastContact: string | null;
  problem: ErrorCode | null;
}

export function createSync(deps: SyncDeps) {
  let connection: Connection = { state: 'unknown', since: null, lastContact: null, problem: null };
  let stopped = false;
  let shaken = false;
  let pushing = false;
  let attempt = 0;
  let cancelBeat: (() => void) | null = null;
  let cancelRetry: (() => void) | null = null;
  /** Why what waits was not taken at the last try; null after a try that was. */
  let trouble: ErrorCode | null = null;
  /** The backend asked us to wait (Retry-After): saving more is no reason to ask earlier, a person's wish is. */
  let held = false;
  /** Fewer after the backend found a batch too large. */
  let mostItems = batchItems;

  function become(state: Connection['state'], problem: ErrorCode | null): void {
    const now = deps.now();
    const same = connection.state === state && connection.problem === problem;
    connection = {
      state,
      problem,
      since: same ? connection.since : now,
      lastContact: state === 'offline' ? connection.lastContact : now,
    };
    if (same) return;
    if (state === 'offline') shaken = false;
    if (state === 'online' || state === 'offline')
      deps.onEvent(state, problem === null ? {} : { code: problem });
    deps.changed();
  }

  /** One beat at a time, whoever asked for it. */
  let beating = false;
  async function beat(): Promise<void> {
    if (beating || stopped) return;
    beating = true;
    cancelBeat?.();
    const alive = await deps.client.ping('/v1/health', health, beatDeadlineMs);
    beating = false;
    if (stopped) return;
    if (!alive.ok) become('offline', alive.code);
    else {
      const was = connection.state;
      if (was !== 'refused') become('online', null);
      if (was === 'offline' || was === 'unknown') wake();
    }
    cancelBeat = deps.after(beatMs, () => void beat());
  }

  /** Both sides' last number and chain head: nothing lost, nothing doubled, no cloned disk (facts: sync 1.4). */
  async function shake(db: Database.Database, as: string): Promise<boolean> {
    const asked = deps.now();
    const answer = await deps.client.ask('GET', '/v1/handshake', handshakeAnswer, { as });
    if (!answer.ok) return pause(answer.code);
    if (!answer.value.durable) return pause('backend-not-durable');
    const { lastSeq, chainHead, serverTime } = answer.value;
    writeClockOffset(db, Date.parse(asked) - Date.parse(serverTime));
    const { highest } = countOutbox(db);
    const enrolment = findEnrolment(db);
    if (enrolment?.deviceId !== as) return pause('interrupted');
    if (
      lastSeq > highest ||
      headAt(db, lastSeq) !== chainHead ||
      (answer.value.epoch !== null && answer.value.epoch !== enrolment.epoch)
    )
      return pause('sync-fork');
    sendAgainAfter(db, lastSeq);
    shaken = true;
    trouble = null;
    become('online', null);
    return true;
  }

  /**
   * What waits goes on waiting. Whether the backend is there at all is the beat's to say: a request that hangs or comes
   * back as somebody's web page asks for one at once, and a backend that is alive keeps its place and its back-off.
   */
  function pause(code: ErrorCode): false {
    const told = trouble === code;
    trouble = code;
    if (code === 'offline' || code === 'backend-not-json') void beat();
    else if (
      code === 'backend-refused' ||
      code === 'sync-fork' ||
      code === 'not-enrolled' ||
      code === 'backend-upgrade' ||
      code === 'backend-not-durable'
    )
      become('refused', code);
    deps.onEvent('paused', { code });
    if (!told) deps.changed();
    return false;
  }

  async function drain(db: Database.Database): Promise<boolean> {
    while (!stopped) {
      const enrolment = findEnrolment(db);
      if (enrolment === null) return pause('not-enrolled');
      if (!shaken && !(await shake(db, enrolment.deviceId))) return false;
      const batch = nextBatch(db, deps.wrap, mostItems, batchBytes);
      if (batch === null) return true;
      const batchId = deps.uuid();
      const answer = await deps.client.ask('POST', '/v1/push', pushAnswer, {
        body: { v: 1, epoch: enrolment.epoch, batchId, chainBefore: batch.chainBefore, items: batch.items },
        as: enrolment.deviceId,
      });
      if (!answer.ok && batch.items.length > 1 && deps.client.lastRefusal()?.error === 'too-large') {
        mostItems = Math.ceil(batch.items.length / 2);
        continue;
      }
      if (!answer.ok) {
        // After anything unclear, ask where the backend stands before sending again.
        shaken = false;
        return pause(answer.code);
      }
      if (answer.value.batchId !== batchId) return pause('backend-not-json');
      const ids = acknowledge(db, answer.value, batch.items.at(-1)?.seq ?? 0, deps.now());
      if (ids.length === 0) return pause('backend-error');
      attempt = 0;
      trouble = null;
      mostItems = batchItems;
      become('online', null);
      deps.onEvent('pushed', { count: ids.length });
      deps.acknowledged(ids);
      deps.changed();
    }
    return true;
  }

  async function run(): Promise<void> {
    const db = deps.core();
    if (pushing || stopped || db === null) return;
    pushing = true;
    let done = false;
    try {
      done = await drain(db);
    } catch (error) {
      if (!stopped) {
        shaken = false;
        trouble = failureOf(error, () => undefined).code;
        deps.onEvent('failed', { code: trouble });
        deps.changed();
      }
    } finally {
      pushing = false;
    }
    if (stopped || done) return;
    attempt++;
    const asked = deps.client.lastRefusal()?.retryAfterMs ?? null;
    held = asked !== null;
    cancelRetry?.();
    cancelRetry = deps.after(retryDelay(attempt, deps.random(), asked), () => {
      held = false;
      void run();
    });
  }

  /** Something was saved, the network came back, the machine woke up; or a person pressed retry. */
  function wake(by: 'event' | 'person' = 'event'): void {
    if (held && by === 'event') return;
    held = false;
    attempt = 0;
    cancelRetry?.();
    cancelRetry = null;
    void run();
  }

  return {
    start(): void {
      void beat();
    },
    wake,
    /** After enrolment: what was refused before is no longer. */
    enrolled(): void {
      shaken = false;
      trouble = null;
      become('online', null);
      wake('person');
    },
    connection: (): Connection => connection,
    /** Why what waits is not being taken; null while all is well. */
    paused: (): ErrorCode | null => trouble,
    stop(): void {
      stopped = true;
      cancelBeat?.();
      cancelRetry?.();
    },
  };
}
export type Sync = ReturnType<typeof createSync>;
