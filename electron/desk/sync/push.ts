// One batch of one lane, sent and answered. While it is on its way the answer before is written down and the next batch is
// made, so that neither disk waits for the other.
import type Database from 'better-sqlite3';
import { push2Answer } from '#shared/protocol/lanes.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { Lane } from '#shared/domain/messages/lane.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { BackendClient, Refusal } from './backend-client.ts';
import { asideBatch, takeAside } from './aside.ts';
import { findEnrolment } from './device.ts';
import type { LaneRun } from './lane-run.ts';
import { acknowledge, nextBatch, practisedNext, waits, type WrapForBackend } from './outbox.ts';
import { nextSize, reachOf, sizeAfterSilence } from './plan.ts';

/** Below what the backend takes (2 MiB), with room for what the estimate leaves out: 500 items of the usual size. */
const batchBytes = 1_500_000;
const asideItems = 20;

export interface PusherDeps {
  client: BackendClient;
  wrap: WrapForBackend;
  now(): string;
  monotonic(): number;
  uuid(): string;
  /** Settles after what is on its way to the network has had its turn. */
  soon(): Promise<void>;
  acknowledged(lane: Lane, items: number, messages: string[]): void;
}
export type Pushed =
  | { ok: true; more: boolean }
  /** The lane stands still for a while; the failure concerns it alone. */
  | { ok: false; reach: 'lane'; code: ErrorCode }
  | { ok: false; reach: 'all'; code: ErrorCode; retryAfterMs: number | null }
  /** Try again at once: with less, or as the device that this is by now. */
  | { ok: false; reach: 'smaller' | 'again' };

interface Owed {
  lane: LaneRun;
  answer: {
    lane: Lane;
    upto: number;
    results: { seq: number; result: 'applied' | 'duplicate' | 'quarantined'; why: string | null }[];
  };
  sentUpto: number;
  items: number;
  as: string;
}

export function createPusher(deps: PusherDeps) {
  let owed: Owed | null = null;

  const sameDevice = (db: Database.Database, as: string): boolean => findEnrolment(db)?.deviceId === as;

  /** Writes down the newest acknowledgement. Throws what the disk says; the rows then go on waiting. */
  function settle(db: Database.Database): void {
    if (owed === null) return;
    const { lane, answer, sentUpto, items, as } = owed;
    owed = null;
    // Enrolled anew meanwhile: that was another chain's.
    if (!sameDevice(db, as)) return;
    try {
      deps.acknowledged(lane.name, items, acknowledge(db, answer, sentUpto, deps.now()));
    } catch (error) {
      lane.doubt();
      throw error;
    }
  }

  function take(db: Database.Database, lane: LaneRun, as: string) {
    const kept = lane.next;
    lane.next = null;
    if (kept !== null && kept.as === as && kept.batch.items[0]?.seq === lane.answered + 1) return kept.batch;
    return nextBatch(db, deps.wrap, lane.name, { items: lane.size, bytes: batchBytes }, lane.answered);
  }

  async function push(
    db: Database.Database,
    lane: LaneRun,
    enrolment: { deviceId: string; epoch: string },
  ): Promise<Pushed> {
    const as = enrolment.deviceId;
    const batch = take(db, lane, as);
    if (batch === null && practisedNext(db, lane.name, lane.answered))
      return { ok: false, reach: 'lane', code: 'practice-data' };
    if (batch === null)
      return waits(db, lane.name, lane.answered)
        ? { ok: false, reach: 'lane', code: 'locked' }
        : { ok: true, more: false };
    const batchId = deps.uuid();
    let refusal: Refusal | null = null;
    const began = deps.monotonic();
    const { chainBefore, items, more } = batch;
    const asked = deps.client.ask('POST', '/v2/push', push2Answer, {
      body: { v: 2, lane: lane.name, epoch: enrolment.epoch, batchId, chainBefore, more, items },
      as,
      refused: (by) => void (refusal = by),
    });
    const tookMs = asked.then(() => deps.monotonic() - began);
    await deps.soon();
    try {
      settle(db);
      // Each of the two holds the thread for some 10 ms: others get their turn between.
      await deps.soon();
      if (more && db.open) {
        const limits = { items: lane.size, bytes: batchBytes };
        const next = nextBatch(db, deps.wrap, lane.name, limits, batch.upto);
        lane.next = next === null ? null : { batch: next, as };
      }
    } finally {
      await asked;
    }
    const answer = await asked;
    const { length } = items;
    if (!answer.ok) {
      lane.doubt();
      const by = refusal as Refusal | null;
      const reach = reachOf({
        code: answer.code,
        error: by?.error ?? null,
        status: by?.status ?? 0,
        retryAfterMs: by?.retryAfterMs ?? null,
        items: length,
      });
      if (reach === 'smaller') {
        lane.size = lane.ceiling = Math.ceil(length / 2);
        return { ok: false, reach };
      }
      if (reach === 'again') return { ok: false, reach };
      if (answer.code === 'offline') lane.size = sizeAfterSilence(lane.size);
      const tooLarge = by?.status === 413 || by?.error === 'too-large';
      if (reach === 'lane') return { ok: false, reach, code: tooLarge ? 'too-large' : answer.code };
      return { ok: false, reach, code: answer.code, retryAfterMs: by?.retryAfterMs ?? null };
    }
    const { value } = answer;
    if (value.batchId !== batchId || value.lane !== lane.name) {
      lane.doubt();
      return { ok: false, reach: 'lane', code: 'backend-not-json' };
    }
    const upto = Math.min(value.upto, batch.upto);
    if (upto < (items[0]?.seq ?? 0)) {
      lane.doubt();
      return { ok: false, reach: 'lane', code: 'backend-error' };
    }
    if (!sameDevice(db, as)) {
      lane.doubt();
      return { ok: false, reach: 'again' };
    }
    owed = { lane, answer: value, sentUpto: batch.upto, items: length, as };
    lane.answered = upto;
    lane.size = Math.min(lane.ceiling, nextSize(lane.size, await tookMs));
    lane.went();
    return { ok: true, more };
  }

  /** What became of what was set aside: asked once a connection, from number `after` on. Null = that was all. */
  async function reconsider(
    db: Database.Database,
    lane: Lane,
    after: number,
    enrolment: { deviceId: string; epoch: string },
  ): Promise<Result<{ upto: number } | null>> {
    const batch = asideBatch(db, lane, after, asideItems);
    if (batch === null) return ok(null);
    const { chainBefore, items, more, upto } = batch;
    const as = enrolment.deviceId;
    const batchId = deps.uuid();
    const answer = await deps.client.ask('POST', '/v2/push', push2Answer, {
      body: { v: 2, lane, epoch: enrolment.epoch, batchId, chainBefore, more, items },
      as,
    });
    if (!answer.ok) return answer;
    if (answer.value.batchId !== batchId || answer.value.lane !== lane) return fail('backend-not-json');
    if (!sameDevice(db, as)) return fail('interrupted');
    const messages = takeAside(db, answer.value, batch, deps.now());
    if (messages.length > 0) deps.acknowledged(lane, messages.length, messages);
    return ok({ upto });
  }

  return {
    push,
    settle,
    reconsider,
    /** Enrolled anew: what is owed belongs to the chain before. */
    forget: (): void => void (owed = null),
    owes: (): boolean => owed !== null,
  };
}
