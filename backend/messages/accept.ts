// Accepts a batch of one lane exactly once, in order, in one transaction: whatever was answered is durable, whatever was
// not answered can be sent again (facts: own core protocol; product.md C36, C38, C39).
import type { Lane, LaneItem, Push2Answer, Push2Request } from '#shared/protocol/lanes.ts';
import { laneStart } from '#shared/protocol/seal-format.ts';
import type { PushAnswer, PushRequest } from '#shared/protocol/sync.ts';
import type { PoolClient } from 'pg';
import { inTransaction } from '../db/transaction.ts';
import { concerned, wake } from '../dispatch/wake.ts';
import { Refusal } from '../http/refusal.ts';
import type { Caller } from '../http/signed.ts';
import type { Parts } from '../parts.ts';
import { adopt, noteOrphans } from './again.ts';
import { firstBroken } from './chain.ts';
import {
  heldBetween,
  lockLane,
  setEpoch,
  settle,
  type HeldRow,
  type LaneRow,
  type Outcome,
} from './store.ts';
import { takeItems } from './take.ts';

export interface Batch {
  lane: Lane;
  epoch: string;
  chainBefore: string;
  /** More waits behind it in this lane: ladders hold back for `moreHoldsMs` at most. */
  more: boolean;
  items: readonly LaneItem[];
}
type Told = PushAnswer['results'][number];
export interface Accepted {
  upto: number;
  results: Told[];
}
export const moreHoldsMs = 10_000;
const normalRestMs = 3_000;

/** @throws Refusal: `invalid` (broken order or hash), `gap`, `fork`, `revoked`. Nothing is stored then. */
export async function acceptBatch(parts: Parts, who: Caller, batch: Batch): Promise<Accepted> {
  const { lane } = batch;
  const broken = firstBroken(batch.chainBefore, batch.items);
  if (broken !== null) throw new Refusal('invalid', `The hash chain breaks at item ${broken}.`, broken);
  const at = parts.clock();
  const answer = await inTransaction(parts.pool, async (db) => {
    const row = await lockLane(db, who, lane);
    if (!row) throw new Refusal('revoked', 'This device was revoked.');
    const held = await compareWithHeld(db, who, row, batch);
    const fresh = batch.items.filter((item) => item.seq > row.lastSeq);
    const { outcomes, applied } = await takeItems(db, parts, who, lane, fresh, at);
    const orphans = await noteOrphans(db, parts, who, lane, outcomes);
    const last = fresh.at(-1);
    if (last) {
      if (row.epoch !== batch.epoch) await setEpoch(db, who, batch.epoch);
      const moreUntil = batch.more ? new Date(at.getTime() + moreHoldsMs) : null;
      // What was applied may call for somebody: its ladder is looked at when this is committed.
      // While a desk empties its queue, what is not urgent waits a moment for what is behind it.
      const later = batch.more && lane === 'normal' ? new Date(at.getTime() + normalRestMs) : at;
      await wake(db, who.org, concerned(applied), at, later);
      await settle(db, who, lane, outcomes, { lastSeq: last.seq, chainHead: last.hash, moreUntil, at });
    }
    const messages = applied.filter((a) => a.said.type === 'message').map((a) => a.item.id);
    const results = [...held, ...outcomes.map(told)];
    return { upto: last?.seq ?? row.lastSeq, results, about: [...messages, ...orphans] };
  });
  await adopt(parts, who.org, answer.about);
  const bad = answer.results.filter((r) => r.result === 'quarantined').length;
  parts.log('pushed', { org: who.org, device: who.device, count: batch.items.length });
  if (bad > 0) parts.log('quarantined', { org: who.org, device: who.device, count: bad });
  return { upto: answer.upto, results: answer.results };
}

/** Version 1 of the wire: the device's one sequence is its normal lane. */
export async function accept(parts: Parts, who: Caller, push: PushRequest): Promise<PushAnswer> {
  const { epoch, chainBefore, items, batchId } = push;
  const done = await acceptBatch(parts, who, { lane: 'normal', epoch, chainBefore, more: false, items });
  return { v: 1, batchId, ...done, serverTime: parts.clock().toISOString() };
}

export async function accept2(parts: Parts, who: Caller, push: Push2Request): Promise<Push2Answer> {
  const done = await acceptBatch(parts, who, push);
  return { v: 2, lane: push.lane, batchId: push.batchId, ...done, serverTime: parts.clock().toISOString() };
}

const told = (o: Outcome): Told => ({ seq: o.item.seq, result: o.result, why: o.why });

/** Everything in the batch that is already held must be what was sent before; answers its results. */
async function compareWithHeld(db: PoolClient, who: Caller, row: LaneRow, batch: Batch): Promise<Told[]> {
  if (row.epoch !== null && row.epoch !== batch.epoch && row.anything)
    throw new Refusal('fork', 'This device already sends under another epoch.');
  const first = batch.items[0]?.seq ?? 1;
  if (first > row.lastSeq + 1)
    throw new Refusal('gap', 'Items before this batch are missing.', row.lastSeq + 1);
  const upTo = Math.min(row.lastSeq, batch.items.at(-1)?.seq ?? 0);
  const held =
    first > row.lastSeq
      ? new Map<number, HeldRow>()
      : await heldBetween(db, who, batch.lane, Math.max(first - 1, 1), upTo);
  const start = laneStart(batch.lane);
  const before = first === 1 ? start : first === row.lastSeq + 1 ? row.chainHead : held.get(first - 1)?.hash;
  const results: Told[] = [];
  let differs = before !== batch.chainBefore;
  for (const item of batch.items) {
    if (item.seq > row.lastSeq) break;
    const was = held.get(item.seq);
    differs ||= was?.hash !== item.hash;
    const result = was?.result === 'quarantined' ? 'quarantined' : 'duplicate';
    results.push({ seq: item.seq, result, why: was?.why ?? null });
  }
  if (differs) throw new Refusal('fork', 'What this device sends is not what it sent before.');
  return results;
}
