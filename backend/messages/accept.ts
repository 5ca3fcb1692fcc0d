// Accepts a batch exactly once, in order, in one transaction: whatever was answered is durable, whatever was not
// answered can be sent again (facts: own core protocol; product.md C36, C38).
import { setImmediate } from 'node:timers/promises';
import { chainStart } from '#shared/protocol/seal-format.ts';
import type { PushAnswer, PushRequest, SyncItem } from '#shared/protocol/sync.ts';
import type { PoolClient } from 'pg';
import { inTransaction } from '../db/transaction.ts';
import { Refusal } from '../http/refusal.ts';
import type { Caller } from '../http/signed.ts';
import type { Parts } from '../parts.ts';
import { firstBroken } from './chain.ts';
import { flawOf } from './examine.ts';
import {
  advance,
  heldBetween,
  insertMessages,
  lockDevice,
  record,
  sameBodies,
  type DeviceRow,
  type HeldRow,
  type Outcome,
} from './store.ts';

/** @throws Refusal: `invalid` (broken order or hash), `gap`, `fork`, `revoked`. Nothing is stored then. */
export async function accept(parts: Parts, who: Caller, push: PushRequest): Promise<PushAnswer> {
  const broken = firstBroken(push.chainBefore, push.items);
  if (broken !== null) throw new Refusal('invalid', `The hash chain breaks at item ${broken}.`, broken);
  const at = parts.clock();
  const answer = await inTransaction(parts.pool, async (db) => {
    const device = await lockDevice(db, who);
    if (!device) throw new Refusal('revoked', 'This device was revoked.');
    const held = await compareWithHeld(db, who, device, push);
    const fresh = push.items.filter((item) => item.seq > device.lastSeq);
    const outcomes = await take(db, parts, who, fresh, at);
    const last = fresh.at(-1);
    if (last) {
      await record(db, who, outcomes, at);
      await advance(db, who, { epoch: push.epoch, lastSeq: last.seq, chainHead: last.hash, at });
    }
    return { upto: last?.seq ?? device.lastSeq, results: [...held, ...outcomes.map(told)] };
  });
  const bad = answer.results.filter((r) => r.result === 'quarantined').length;
  parts.log('pushed', { org: who.org, device: who.device, count: push.items.length });
  if (bad > 0) parts.log('quarantined', { org: who.org, device: who.device, count: bad });
  return { v: 1, batchId: push.batchId, ...answer, serverTime: parts.clock().toISOString() };
}

type Told = PushAnswer['results'][number];
const told = (o: Outcome): Told => ({ seq: o.item.seq, result: o.result, why: o.why });

/** Everything in the batch that is already held must be what was sent before; answers its results. */
async function compareWithHeld(
  db: PoolClient,
  who: Caller,
  device: DeviceRow,
  push: PushRequest,
): Promise<Told[]> {
  if (device.epoch !== null && device.epoch !== push.epoch && device.lastSeq > 0)
    throw new Refusal('fork', 'This device already sends under another epoch.');
  const first = push.items[0]?.seq ?? 1;
  if (first > device.lastSeq + 1)
    throw new Refusal('gap', 'Items before this batch are missing.', device.lastSeq + 1);
  const upTo = Math.min(device.lastSeq, push.items.at(-1)?.seq ?? 0);
  const held =
    first > device.lastSeq
      ? new Map<number, HeldRow>()
      : await heldBetween(db, who, Math.max(first - 1, 1), upTo);
  const before =
    first === 1 ? chainStart : first === device.lastSeq + 1 ? device.chainHead : held.get(first - 1)?.hash;
  const results: Told[] = [];
  let differs = before !== push.chainBefore;
  for (const item of push.items) {
    if (item.seq > device.lastSeq) break;
    const row = held.get(item.seq);
    differs ||= row?.hash !== item.hash;
    const result = row?.result === 'quarantined' ? 'quarantined' : 'duplicate';
    results.push({ seq: item.seq, result, why: row?.why ?? null });
  }
  if (differs) throw new Refusal('fork', 'What this device sends is not what it sent before.');
  return results;
}

const itemsPerTurn = 25;

/** Stores new items: sound ones as messages, the others raw in quarantine. */
async function take(
  db: PoolClient,
  parts: Parts,
  who: Caller,
  fresh: readonly SyncItem[],
  at: Date,
): Promise<Outcome[]> {
  const flaws = new Map<number, string>();
  for (const [index, item] of fresh.entries()) {
    // Opening takes 0.2 ms an item: other desks' requests get their turn between.
    if (index % itemsPerTurn === itemsPerTurn - 1) await setImmediate();
    const flaw = flawOf(parts.sealKeys, item);
    if (flaw !== null) flaws.set(item.seq, flaw);
  }
  const sound = fresh.filter((item) => !flaws.has(item.seq));
  const inserted = await insertMessages(db, who, sound, at);
  const clashed = sound.filter((item) => !inserted.has(item.seq));
  const same = await sameBodies(db, who, clashed);
  return fresh.map((item) => {
    const flaw = flaws.get(item.seq);
    if (flaw !== undefined) return { item, result: 'quarantined', why: flaw };
    if (inserted.has(item.seq)) return { item, result: 'applied', why: null };
    return same.has(item.id)
      ? { item, result: 'duplicate', why: null }
      : { item, result: 'quarantined', why: 'id-taken' };
  });
}
