// The SQL of accepting a batch: what is already held, and one insert a table whatever the size of the batch.
import type { PoolClient } from 'pg';
import type { SyncItem } from '#shared/protocol/sync.ts';
import type { Caller } from '../http/signed.ts';

export interface DeviceRow {
  epoch: string | null;
  lastSeq: number;
  chainHead: string;
}

/** Takes the device's row until the transaction ends: one batch of a device at a time, whichever process has it. */
export async function lockDevice(db: PoolClient, who: Caller): Promise<DeviceRow | null> {
  const found = await db.query<{ epoch: string | null; last_seq: string; chain_head: string }>(
    `select epoch, last_seq, chain_head from device
     where org_id = $1 and id = $2 and revoked_at is null for update`,
    [who.org, who.device],
  );
  const row = found.rows[0];
  return row ? { epoch: row.epoch, lastSeq: Number(row.last_seq), chainHead: row.chain_head } : null;
}

export interface HeldRow {
  hash: string;
  result: 'applied' | 'duplicate' | 'quarantined';
  why: string | null;
}
export async function heldBetween(
  db: PoolClient,
  who: Caller,
  from: number,
  to: number,
): Promise<Map<number, HeldRow>> {
  const found = await db.query<HeldRow & { seq: string }>(
    `select seq, hash, result, why from received
     where org_id = $1 and device_id = $2 and seq between $3 and $4`,
    [who.org, who.device, from, to],
  );
  return new Map(found.rows.map(({ seq, ...row }) => [Number(seq), row]));
}

/** Inserts sound items; answers the sequence numbers whose id was still free. */
export async function insertMessages(
  db: PoolClient,
  who: Caller,
  items: readonly SyncItem[],
  at: Date,
): Promise<Set<number>> {
  if (items.length === 0) return new Set();
  const done = await db.query<{ seq: string }>(
    `insert into message (org_id, device_id, received_at, seq, id, type, schema, author, taken_at, urgency,
       key_id, key_for_backend, body)
     select $1, $2, $3, i.seq, i.id, i.type, i.schema, i.author, i.taken_at, i.urgency, i.key_id,
       decode(i.wrapped, 'base64'), decode(i.body, 'base64')
     from unnest($4::bigint[], $5::uuid[], $6::text[], $7::int[], $8::text[], $9::timestamptz[], $10::smallint[],
       $11::text[], $12::text[], $13::text[])
       as i (seq, id, type, schema, author, taken_at, urgency, key_id, wrapped, body)
     on conflict (org_id, id) do nothing returning seq`,
    [
      who.org,
      who.device,
      at,
      items.map((i) => i.seq),
      items.map((i) => i.id),
      items.map((i) => i.type),
      items.map((i) => i.schema),
      items.map((i) => i.author),
      items.map((i) => i.takenAt),
      items.map((i) => i.urgency),
      items.map((i) => i.payload.keyId),
      items.map((i) => i.payload.keyForBackend),
      items.map((i) => i.payload.body),
    ],
  );
  return new Set(done.rows.map((row) => Number(row.seq)));
}

/** Ids among these items whose stored body is, byte for byte, the same: the same message from a re-enrolled desk. */
export async function sameBodies(
  db: PoolClient,
  who: Caller,
  items: readonly SyncItem[],
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
  item: SyncItem;
  result: HeldRow['result'];
  why: string | null;
}
export async function record(
  db: PoolClient,
  who: Caller,
  outcomes: readonly Outcome[],
  at: Date,
): Promise<void> {
  const bad = outcomes.filter((o) => o.result === 'quarantined');
  if (bad.length > 0)
    await db.query(
      `insert into quarantine (org_id, device_id, received_at, seq, item_id, reason, raw)
       select $1, $2, $3, i.* from unnest($4::bigint[], $5::uuid[], $6::text[], $7::text[])
         as i (seq, item_id, reason, raw)`,
      [
        who.org,
        who.device,
        at,
        bad.map((o) => o.item.seq),
        bad.map((o) => o.item.id),
        bad.map((o) => o.why ?? ''),
        bad.map((o) => JSON.stringify(o.item)),
      ],
    );
  await db.query(
    `insert into received (org_id, device_id, received_at, seq, item_id, hash, result, why)
     select $1, $2, $3, i.* from unnest($4::bigint[], $5::uuid[], $6::text[], $7::text[], $8::text[])
       as i (seq, item_id, hash, result, why)`,
    [
      who.org,
      who.device,
      at,
      outcomes.map((o) => o.item.seq),
      outcomes.map((o) => o.item.id),
      outcomes.map((o) => o.item.hash),
      outcomes.map((o) => o.result),
      outcomes.map((o) => o.why),
    ],
  );
}

export async function advance(
  db: PoolClient,
  who: Caller,
  to: { epoch: string; lastSeq: number; chainHead: string; at: Date },
): Promise<void> {
  await db.query(
    `update device set epoch = $3, last_seq = $4, chain_head = $5, last_push_at = $6
     where org_id = $1 and id = $2`,
    [who.org, who.device, to.epoch, to.lastSeq, to.chainHead, to.at],
  );
}
