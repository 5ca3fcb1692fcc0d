// What was set aside is looked at again when that may have changed: a newer backend starts, which knows its schema, or the
// message comes that it is about. Then it becomes what it would have been, under its place in its device's lane.
import type { PoolClient } from 'pg';
import type { Lane } from '#shared/protocol/lanes.ts';
import { laneItem } from '#shared/protocol/lanes.ts';
import { inTransaction } from '../db/transaction.ts';
import { concerned, wake } from '../dispatch/wake.ts';
import type { Parts } from '../parts.ts';
import type { Caller } from '../http/signed.ts';
import { examine } from './examine.ts';
import { addChanges, insertItems, takeFromLane, type Outcome, type Sound } from './store.ts';
import { readItems } from './take.ts';

interface Row {
  org_id: string;
  device_id: string;
  lane: Lane;
  seq: string;
  raw: string;
}

const columns = 'org_id, device_id, lane, seq, raw';

/** Answers how many were taken out of quarantine. Several processes may do this at once. */
export async function lookAgain(parts: Parts): Promise<number> {
  const found = await parts.pool.query<Row>(
    `select ${columns} from quarantine
     where resolved_at is null
       and (reason like 'unknown-schema %' or reason like 'not-valid%' or reason = 'no-message')
     order by received_at, org_id, device_id, lane, seq`,
  );
  let taken = 0;
  for (const row of found.rows) {
    const done = await applyAgain(parts, row);
    if (done === null) continue;
    taken += 1;
    if (done.said.type === 'message') taken += await adopt(parts, row.org_id, [done.item.id]);
  }
  if (taken > 0) parts.log('looked-again', { count: taken });
  return taken;
}

/** Notes what the entries are about that were set aside without their message; answers these messages. */
export async function noteOrphans(
  db: PoolClient,
  parts: Parts,
  who: Caller,
  lane: Lane,
  outcomes: readonly Outcome[],
): Promise<string[]> {
  const all: string[] = [];
  for (const { item, why } of outcomes) {
    if (why !== 'no-message') continue;
    const found = examine(parts.sealKeys, item);
    const about = found.ok ? found.said.about : null;
    if (about === null) continue;
    await db.query(
      'update quarantine set about = $5 where org_id = $1 and device_id = $2 and lane = $3 and seq = $4',
      [who.org, who.device, lane, item.seq, about],
    );
    all.push(about);
  }
  return all;
}

/**
 * Takes what waits for these messages. After the commit of what brought either: whichever of two that come at once is
 * later sees the other. Never fails: what stays is looked at when a backend starts.
 */
export async function adopt(parts: Parts, org: string, messageIds: readonly string[]): Promise<number> {
  if (messageIds.length === 0) return 0;
  let taken = 0;
  try {
    const found = await parts.pool.query<Row>(
      `select ${columns} from quarantine where org_id = $1 and about = any($2::uuid[]) and resolved_at is null
       order by received_at, device_id, lane, seq`,
      [org, messageIds],
    );
    for (const row of found.rows) if ((await applyAgain(parts, row)) !== null) taken += 1;
  } catch {
    parts.log('failed', { org, code: 'adopt' });
  }
  return taken;
}

async function applyAgain(parts: Parts, row: Row): Promise<Sound | null> {
  const item = laneItem.safeParse(JSON.parse(row.raw));
  if (!item.success) return null;
  const known = item.data;
  const who = { org: row.org_id, device: row.device_id };
  const at = parts.clock();
  return inTransaction(parts.pool, async (db) => {
    const { sound } = await readItems(db, parts, row.org_id, [known]);
    const ready = sound.get(known.seq);
    if (!ready) return null;
    const place = [row.org_id, row.device_id, row.lane, row.seq];
    const resolved = await db.query(
      `update quarantine set resolved_at = $5
       where org_id = $1 and device_id = $2 and lane = $3 and seq = $4 and resolved_at is null`,
      [...place, at],
    );
    if (resolved.rowCount !== 1) return null;
    const inserted = await insertItems(db, who, row.lane, [ready], at);
    if (Number(row.seq) < 0) await takeFromLane(db, who, [known.id]);
    await db.query(
      `update received set result = $5, why = null where org_id = $1 and device_id = $2 and lane = $3 and seq = $4`,
      [...place, inserted.size === 1 ? 'applied' : 'duplicate'],
    );
    if (inserted.size === 1) await wake(db, who.org, concerned([ready]), at);
    if (inserted.size === 1) await addChanges(db, who.org, who.device, [ready.item.id]);
    return ready;
  });
}
