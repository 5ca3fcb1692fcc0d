// Takes what a desk could not send out of its rescue file, through the same rules as a push. What follows on the device's
// sequence goes in as its push would; what stands after a gap is kept by its id. Either way a later push of the same
// items, or the same file again, changes nothing. A revoked device pushes no more: what doesn't fit its lane is kept by its id.
import { createPublicKey, verify } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Lane, LaneItem } from '#shared/protocol/lanes.ts';
import { laneStart, spkiHead } from '#shared/protocol/seal-format.ts';
import { inTransaction } from '../db/transaction.ts';
import { organisationOf } from '../devices/ids.ts';
import { Refusal } from '../http/refusal.ts';
import type { Caller } from '../http/signed.ts';
import { concerned, wake } from '../dispatch/wake.ts';
import { acceptBatch } from '../messages/accept.ts';
import { adopt, noteOrphans } from '../messages/again.ts';
import { addChanges, heldBetween, lastSeqOf, takeFromLane } from '../messages/store.ts';
import { takeItems } from '../messages/take.ts';
import type { Parts } from '../parts.ts';
import { rescueText } from '#shared/protocol/lanes.ts';
import { readRescue, type RescueProblem } from './file.ts';

export interface Imported {
  ok: true;
  device: string;
  items: number;
  applied: number;
  duplicate: number;
  quarantined: number;
  /** Of these, kept by id alone because items before them are missing here. */
  afterGap: number;
}
export type RescueAnswer =
  | Imported
  | { ok: false; why: RescueProblem | 'unknown-device' | 'revoked' | 'fork' };

const batchItems = 500;

/** @param text the whole file. */
export async function importRescue(parts: Parts, text: string): Promise<RescueAnswer> {
  const file = readRescue(text);
  if (!file.ok) return file;
  const { header, lanes } = file;
  const org = organisationOf(header.deviceId);
  const found = await parts.pool.query<{
    public_key: string;
    revoked_at: Date | null;
    wiped_at: Date | null;
    rest: string | null;
  }>(
    "select public_key, revoked_at, wiped_at, wiped -> 'rescue' ->> 'sha256' as rest from device where org_id = $1 and id = $2",
    [org, header.deviceId],
  );
  const device = found.rows[0];
  if (!device || org === null || org !== header.organisation) return { ok: false, why: 'unknown-device' };
  const key = createPublicKey({
    key: Buffer.concat([Buffer.from(spkiHead.ed25519, 'hex'), Buffer.from(device.public_key, 'base64')]),
    format: 'der',
    type: 'spki',
  });
  if (!verify(null, Buffer.from(rescueText(header), 'utf8'), key, Buffer.from(header.signature, 'base64')))
    return { ok: false, why: 'not-signed' };
  // A revoked device is heard until its receipt, as its pushes are; afterwards somebody else has its key, and only the file
  // that the receipt named is its own.
  if (device.wiped_at !== null && device.rest !== header.sha256) return { ok: false, why: 'revoked' };

  const revoked = device.revoked_at !== null;
  const who: Caller = { org, device: header.deviceId, ...(revoked ? { revoked } : {}) };
  const sum: Imported = {
    ok: true,
    device: header.deviceId,
    items: header.items,
    applied: 0,
    duplicate: 0,
    quarantined: 0,
    afterGap: 0,
  };
  for (const lane of ['urgent', 'normal'] as const)
    for (const run of runs(lanes[lane])) {
      const results = await importRun(parts, who, lane, header.epoch, run).catch(async (error: unknown) => {
        if (!(error instanceof Refusal) || (error.code !== 'fork' && error.code !== 'invalid')) throw error;
        // Why its pushes were refused, perhaps. It sends none any more, so that its numbers no longer matter: any that is free.
        if (!revoked) return null;
        const free = await lastSeqOf(parts.pool, who, lane);
        const renumbered = run.map((item) => ({ ...item, seq: free + item.seq }));
        return { told: await keepApart(parts, who, lane, renumbered), apart: true };
      });
      if (results === null) return { ok: false, why: 'fork' };
      for (const result of results.told) sum[result] += 1;
      if (results.apart) sum.afterGap += run.length;
    }
  return sum;
}

/** Pieces without a gap inside, of a batch's size at most. */
function runs(items: readonly LaneItem[]): LaneItem[][] {
  const out: LaneItem[][] = [];
  for (const item of items) {
    const last = out.at(-1);
    const before = last?.at(-1);
    if (last && before && before.seq + 1 === item.seq && last.length < batchItems) last.push(item);
    else out.push([item]);
  }
  return out;
}

type Result = 'applied' | 'duplicate' | 'quarantined';
async function importRun(
  parts: Parts,
  who: Caller,
  lane: Lane,
  epoch: string,
  items: LaneItem[],
): Promise<{ told: Result[]; apart: boolean }> {
  const first = items[0]?.seq ?? 1;
  const done = await lastSeqOf(parts.pool, who, lane);
  if (first > done + 1) return { told: await keepApart(parts, who, lane, items), apart: true };
  const chainBefore = first === 1 ? laneStart(lane) : await heldHash(parts, who, lane, first - 1);
  const { results } = await acceptBatch(parts, who, { lane, epoch, chainBefore, more: false, items });
  return { told: results.map((r) => r.result), apart: false };
}

async function heldHash(parts: Parts, who: Caller, lane: Lane, seq: number): Promise<string> {
  return inTransaction(parts.pool, async (db) => {
    const held = await heldBetween(db, who, lane, seq, seq);
    return held.get(seq)?.hash ?? '0'.repeat(64);
  });
}

/** The lane doesn't advance: the device still owes what is missing, and then sends these again. */
async function keepApart(parts: Parts, who: Caller, lane: Lane, items: LaneItem[]): Promise<Result[]> {
  const at = parts.clock();
  const { told, about } = await inTransaction(parts.pool, async (db) => {
    const { outcomes, applied: ready } = await takeItems(db, parts, who, lane, items, at);
    const orphans = await noteOrphans(db, parts, who, lane, outcomes);
    const applied = outcomes.filter((o) => o.result === 'applied').map((o) => o.item.id);
    await takeFromLane(db, who, applied);
    await asideFromLane(db, who, lane, items);
    await wake(db, who.org, concerned(ready), at);
    if (applied.length > 0) await addChanges(db, who.org, who.device, applied);
    return { told: outcomes.map((o) => o.result), about: [...applied, ...orphans] };
  });
  await adopt(parts, who.org, about);
  return told;
}

/** Under the negative number: the device's own push of other items under these numbers must find them free. */
async function asideFromLane(
  db: PoolClient,
  who: Caller,
  lane: Lane,
  items: readonly LaneItem[],
): Promise<void> {
  const rows = [who.org, who.device, lane, items.map((i) => i.seq)];
  const here = 'org_id = $1 and device_id = $2 and lane = $3 and seq = any($4::bigint[])';
  await db.query(
    `insert into quarantine (org_id, device_id, lane, received_at, seq, item_id, reason, raw, about)
     select org_id, device_id, lane, received_at, -seq, item_id, reason, raw, about from quarantine where ${here}
     on conflict do nothing`,
    rows,
  );
  await db.query(`delete from quarantine where ${here}`, rows);
}
