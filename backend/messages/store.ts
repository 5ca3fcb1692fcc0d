// The SQL of accepting a batch: what is already held, and one statement a table or less whatever the size of the batch.
import type { Pool, PoolClient } from 'pg';
import { laneStart } from '#shared/protocol/seal-format.ts';
import type { Lane, LaneItem } from '#shared/protocol/lanes.ts';
import type { Caller } from '../http/signed.ts';
import { byteaArray } from '../db/bytea-array.ts';
import type { Said, SealedBytes } from './examine.ts';

export interface LaneRow {
  /** The device's, whatever the lane; null until it sent something. */
  epoch: string | null;
  /** Something of this device is held, in any lane: its epoch counts. */
  anything: boolean;
  lastSeq: number;
  chainHead: string;
}

/** Takes the device's row until the transaction ends: one batch of a device at a time, whichever process has it. */
export async function lockLane(db: PoolClient, who: Caller, lane: Lane): Promise<LaneRow | null> {
  const device = await db.query<{ epoch: string | null }>(
    // A revoked device hands over what it has: a saved message is never lost (C36).
    'select epoch from device where org_id = $1 and id = $2 and (revoked_at is null or $3) for update',
    [who.org, who.device, who.revoked === true],
  );
  const row = device.rows[0];
  if (!row) return null;
  // Only now that the lock is ours: a batch that had it before may have moved a lane on.
  const found = await db.query<{ lane: Lane; last_seq: string; chain_head: string }>(
    'select lane, last_seq, chain_head from device_lane where org_id = $1 and device_id = $2',
    [who.org, who.device],
  );
  const own = found.rows.find((r) => r.lane === lane);
  return {
    epoch: row.epoch,
    anything: found.rows.length > 0,
    lastSeq: Number(own?.last_seq ?? 0),
    chainHead: own?.chain_head ?? laneStart(lane),
  };
}

/** Where the lane stands, without waiting for anybody. */
export async function lastSeqOf(pool: Pool, who: Caller, lane: Lane): Promise<number> {
  const found = await pool.query<{ last_seq: string }>(
    'select last_seq from device_lane where org_id = $1 and device_id = $2 and lane = $3',
    [who.org, who.device, lane],
  );
  return Number(found.rows[0]?.last_seq ?? 0);
}

export interface HeldRow {
  hash: string;
  result: 'applied' | 'duplicate' | 'quarantined';
  why: string | null;
}
export async function heldBetween(
  db: PoolClient,
  who: Caller,
  lane: Lane,
  from: number,
  to: number,
): Promise<Map<number, HeldRow>> {
  const found = await db.query<HeldRow & { seq: string }>(
    `select seq, hash, result, why from received
     where org_id = $1 and device_id = $2 and lane = $3 and seq between $4 and $5`,
    [who.org, who.device, lane, from, to],
  );
  return new Map(found.rows.map(({ seq, ...row }) => [Number(seq), row]));
}

export interface Sound {
  item: LaneItem;
  said: Said;
  sealed: SealedBytes;
}
/** Inserts sound items; answers the sequence numbers whose id was still free. */
export async function insertItems(
  db: PoolClient,
  who: Caller,
  lane: Lane,
  sound: readonly Sound[],
  at: Date,
): Promise<Set<number>> {
  if (sound.length === 0) return new Set();
  const items = sound.map((s) => s.item);
  const done = await db.query<{ seq: string }>(
    `insert into message (org_id, device_id, lane, received_at, seq, id, type, schema, author, taken_at, urgency,
       key_id, key_for_backend, body, message_id, kind, author_unbound)
     select $1, $2, $3, $4, i.seq, i.id, i.type, i.schema, i.author, i.taken_at, i.urgency, i.key_id,
       i.wrapped, i.body, i.message_id, i.kind,
       -- Whose word the device could not give at that time; kept all the same, and told to administrators.
       $17 or ((select proves from organisation where id = $1) and not exists (
         select 1 from device_person b where b.org_id = $1 and b.device_id = $2 and b.person_id = i.author
           and (b.revoked_at is null or b.revoked_at > i.taken_at)))
     from unnest($5::bigint[], $6::uuid[], $7::text[], $8::int[], $9::text[], $10::timestamptz[], $11::smallint[],
       $12::text[], $13::bytea[], $14::bytea[], $15::uuid[], $16::text[])
       as i (seq, id, type, schema, author, taken_at, urgency, key_id, wrapped, body, message_id, kind)
     on conflict (org_id, id) do nothing returning seq`,
    [
      who.org,
      who.device,
      lane,
      at,
      items.map((i) => i.seq),
      items.map((i) => i.id),
      items.map((i) => i.type),
      items.map((i) => i.schema),
      items.map((i) => i.author),
      items.map((i) => i.takenAt),
      items.map((i) => i.urgency),
      items.map((i) => i.payload.keyId),
      byteaArray(sound.map((s) => s.sealed.keyForBackend)),
      byteaArray(sound.map((s) => s.sealed.body)),
      sound.map((s) => s.said.about),
      sound.map((s) => s.said.kind),
      who.revoked === true,
    ],
  );
  return new Set(done.rows.map((row) => Number(row.seq)));
}

/**
 * What a rescue file brought after a gap has no place in its lane: its desk, restored from an older copy, may send others
 * under these numbers.
 */
export async function takeFromLane(db: PoolClient, who: Caller, ids: readonly string[]): Promise<void> {
  await db.query(
    'update message set lane = null, seq = null where org_id = $1 and device_id = $2 and id = any($3::uuid[])',
    [who.org, who.device, ids],
  );
}

/** Ids among these items whose stored body is, byte for byte, the same: the same message from a re-enrolled desk. */
export async function sameBodies(
  db: PoolClient,
  who: Caller,
  items: readonly LaneItem[],
): Promise<Set<string>> {
  if (items.length === 0) return new Set();
  const found = await db.query<{ id: string }>(
    `select m.id from message m join unnest($2::uuid[], $3::text[]) as i (id, body) on m.id = i.id
     where m.org_id = $1 and m.body = decode(i.body, 'base64')`,
    [who.org, items.map((i) => i.id), items.map((i) => i.payload.body)],
  );
  return new Set(found.rows.map((row) => row.id));
}

export interface Outcome {
  item: LaneItem;
  result: HeldRow['result'];
  why: string | null;
}

/** Keeps what was set aside, raw. Sent again after a restored backup or a rescue it is the same row. */
export async function keepAside(
  db: PoolClient,
  who: Caller,
  lane: Lane,
  outcomes: readonly Outcome[],
  at: Date,
): Promise<void> {
  const bad = outcomes.filter((o) => o.result === 'quarantined');
  if (bad.length === 0) return;
  await db.query(
    `insert into quarantine (org_id, device_id, lane, received_at, seq, item_id, reason, raw)
     select $1, $2, $3, $4, i.* from unnest($5::bigint[], $6::uuid[], $7::text[], $8::text[])
       as i (seq, item_id, reason, raw) on conflict do nothing`,
    [
      who.org,
      who.device,
      lane,
      at,
      bad.map((o) => o.item.seq),
      bad.map((o) => o.item.id),
      bad.map((o) => o.why ?? ''),
      bad.map((o) => JSON.stringify(o.item)),
    ],
  );
}

/**
 * The end of a push, in one statement: results by sequence number, where the lane stands now, and the change numbers of
 * what was applied. From here until the commit the organisation's row is locked.
 */
export async function settle(
  db: PoolClient,
  who: Caller,
  lane: Lane,
  outcomes: readonly Outcome[],
  to: { lastSeq: number; chainHead: string; moreUntil: Date | null; at: Date },
): Promise<void> {
  const applied = outcomes.filter((o) => o.result === 'applied').map((o) => o.item.id);
  await db.query(
    `with r as (
       insert into received (org_id, device_id, lane, received_at, seq, item_id, hash, result, why)
       select $1, $2, $3, $4, i.* from unnest($5::bigint[], $6::uuid[], $7::text[], $8::text[], $9::text[])
         as i (seq, item_id, hash, result, why)
     ), l as (
       insert into device_lane (org_id, device_id, lane, last_push_at, last_seq, chain_head, more_until)
       values ($1, $2, $3, $4, $10, $11, $12)
       on conflict (org_id, device_id, lane) do update set last_push_at = excluded.last_push_at,
         last_seq = excluded.last_seq, chain_head = excluded.chain_head, more_until = excluded.more_until
     ), o as (
       update organisation set change_n = change_n + cardinality($13::uuid[])
       where id = $1 and cardinality($13::uuid[]) > 0 returning change_n
     )
     insert into change (org_id, device_id, n, item_id)
     select $1, $2, o.change_n - cardinality($13::uuid[]) + a.n, a.id
     from o, unnest($13::uuid[]) with ordinality as a (id, n)`,
    [
      who.org,
      who.device,
      lane,
      to.at,
      outcomes.map((o) => o.item.seq),
      outcomes.map((o) => o.item.id),
      outcomes.map((o) => o.item.hash),
      outcomes.map((o) => o.result),
      outcomes.map((o) => o.why),
      to.lastSeq,
      to.chainHead,
      to.moreUntil,
      applied,
    ],
  );
}

/** The first thing that a device sends fixes its epoch. */
export async function setEpoch(db: PoolClient, who: Caller, epoch: string): Promise<void> {
  await db.query('update device set epoch = $3 where org_id = $1 and id = $2', [who.org, who.device, epoch]);
}

/** Change numbers for items that came by another way than a push. The last thing of a transaction. */
export async function addChanges(
  db: PoolClient,
  org: string,
  device: string | null,
  ids: readonly string[],
): Promise<void> {
  await db.query(
    `with o as (update organisation set change_n = change_n + cardinality($3::uuid[]) where id = $1 returning change_n)
     insert into change (org_id, device_id, n, item_id)
     select $1, $2, o.change_n - cardinality($3::uuid[]) + a.n, a.id
     from o, unnest($3::uuid[]) with ordinality as a (id, n)`,
    [org, device, ids],
  );
}
