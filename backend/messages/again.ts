// What an older backend set aside because it didn't know its schema is looked at again when a newer one starts: then it
// becomes what it would have been, under its place in its device's lane.
import type { Lane } from '#shared/protocol/lanes.ts';
import { laneItem } from '#shared/protocol/lanes.ts';
import { inTransaction } from '../db/transaction.ts';
import { concerned, wake } from '../dispatch/wake.ts';
import type { Parts } from '../parts.ts';
import { addChanges, insertItems } from './store.ts';
import { readItems } from './take.ts';

interface Row {
  org_id: string;
  device_id: string;
  lane: Lane;
  seq: string;
  raw: string;
}

/** Answers how many were taken out of quarantine. Several processes may do this at once. */
export async function lookAgain(parts: Parts): Promise<number> {
  const found = await parts.pool.query<Row>(
    `select org_id, device_id, lane, seq, raw from quarantine
     where resolved_at is null and reason like 'unknown-schema %' order by received_at, org_id, device_id, lane, seq`,
  );
  let taken = 0;
  for (const row of found.rows) if (await applyAgain(parts, row)) taken += 1;
  if (taken > 0) parts.log('looked-again', { count: taken });
  return taken;
}

async function applyAgain(parts: Parts, row: Row): Promise<boolean> {
  const item = laneItem.safeParse(JSON.parse(row.raw));
  if (!item.success) return false;
  const known = item.data;
  const who = { org: row.org_id, device: row.device_id };
  const at = parts.clock();
  return inTransaction(parts.pool, async (db) => {
    const { sound } = await readItems(db, parts, row.org_id, [known]);
    const ready = sound.get(known.seq);
    if (!ready) return false;
    const place = [row.org_id, row.device_id, row.lane, row.seq];
    const resolved = await db.query(
      `update quarantine set resolved_at = $5
       where org_id = $1 and device_id = $2 and lane = $3 and seq = $4 and resolved_at is null`,
      [...place, at],
    );
    if (resolved.rowCount !== 1) return false;
    const inserted = await insertItems(db, who, row.lane, [ready], at);
    await db.query(
      `update received set result = $5, why = null where org_id = $1 and device_id = $2 and lane = $3 and seq = $4`,
      [...place, inserted.size === 1 ? 'applied' : 'duplicate'],
    );
    if (inserted.size === 1) await wake(db, who.org, concerned([ready]), at);
    if (inserted.size === 1) await addChanges(db, who.org, who.device, [ready.item.id]);
    return true;
  });
}
