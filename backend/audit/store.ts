// The SQL of audit rows and their anchors.
import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import type { auditRequest } from '#shared/protocol/audit.ts';
import type { Caller } from '../http/signed.ts';

type Asked = z.infer<typeof auditRequest>;
export interface Anchor {
  seq: number;
  hash: string;
  at: string;
  signature: string;
}

/** The newest of a device. */
export async function anchorOf(db: PoolClient, who: Caller): Promise<Anchor | null> {
  const found = await db.query<{ seq: string; hash: string; at: Date; receipt_signature: string }>(
    `select seq, hash, at, receipt_signature from audit_anchor
     where org_id = $1 and device_id = $2 order by seq desc limit 1`,
    [who.org, who.device],
  );
  const row = found.rows[0];
  if (!row) return null;
  return { seq: Number(row.seq), hash: row.hash, at: row.at.toISOString(), signature: row.receipt_signature };
}

export async function hashesOf(
  db: PoolClient,
  who: Caller,
  from: number,
  to: number,
): Promise<Map<number, string>> {
  const found = await db.query<{ seq: string; hash: string }>(
    'select seq, hash from audit_row where org_id = $1 and device_id = $2 and seq between $3 and $4',
    [who.org, who.device, from, to],
  );
  return new Map(found.rows.map((row) => [Number(row.seq), row.hash]));
}

/** The devices as which this very vault was enrolled before: its key pair lies in it, and no other vault has it. */
const earlier = `select x.id from device d join device x on x.org_id = d.org_id and x.public_key = d.public_key
  where d.org_id = $1 and d.id = $2 and x.id <> d.id`;

/** The last row that this vault handed in as an earlier device; 0 = it never did. */
export async function earlierSeq(db: PoolClient, who: Caller): Promise<number> {
  const found = await db.query<{ seq: string | null }>(
    `select max(seq) as seq from audit_anchor where org_id = $1 and device_id in (${earlier})`,
    [who.org, who.device],
  );
  return Number(found.rows[0]?.seq ?? 0);
}

/** Are these the rows, each of them, that this vault handed in as an earlier device? */
export async function isAsEarlier(
  db: PoolClient,
  who: Caller,
  rows: readonly { seq: number; hash: string }[],
): Promise<boolean> {
  const found = await db.query<{ n: number }>(
    `select count(*)::int as n from unnest($3::bigint[], $4::text[]) as asked (seq, hash)
     where exists (select 1 from audit_row r where r.org_id = $1 and r.device_id in (${earlier})
       and r.seq = asked.seq and r.hash = asked.hash)`,
    [who.org, who.device, rows.map((row) => row.seq), rows.map((row) => row.hash)],
  );
  return found.rows[0]?.n === rows.length;
}

/** Another vault of the organisation handed in this row: who names it as the one before has read a foreign log. */
export async function isForeign(db: PoolClient, org: string, seq: number, hash: string): Promise<boolean> {
  const found = await db.query(
    'select 1 from audit_row where org_id = $1 and seq = $2 and hash = $3 limit 1',
    [org, seq, hash],
  );
  return (found.rowCount ?? 0) > 0;
}

export async function insertRows(
  db: PoolClient,
  who: Caller,
  rows: Asked['rows'],
  receivedAt: Date,
): Promise<void> {
  const column = <K extends keyof Asked['rows'][number]>(key: K) => rows.map((row) => row[key]);
  await db.query(
    `insert into audit_row (org_id, device_id, received_at, seq, at, person, role, surface, event, outcome, subjects,
       prev, hash)
     select $1, $2, $3, r.* from unnest($4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
       $10::text[], $11::text[], $12::text[], $13::text[]) as r`,
    [
      who.org,
      who.device,
      receivedAt,
      column('seq'),
      column('at'),
      column('person'),
      column('role'),
      column('surface'),
      column('event'),
      column('outcome'),
      column('subjects'),
      column('prev'),
      column('hash'),
    ],
  );
}

export const keepAnchor = (
  db: PoolClient,
  who: Caller,
  receipt: Anchor,
  head: { at: string; signature: string },
): Promise<unknown> =>
  db.query(
    `insert into audit_anchor (org_id, device_id, seq, hash, head_at, head_signature, at, receipt_signature)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [who.org, who.device, receipt.seq, receipt.hash, head.at, head.signature, receipt.at, receipt.signature],
  );

/** Attempts of a device and day whose rows are kept whole; later ones leave their hash, so that nobody fills the disk. */
const wholeADay = 10;

export async function keepRefused(
  db: PoolClient,
  who: Caller,
  asked: Asked,
  of: { why: string; at: Date; held: number },
): Promise<void> {
  // A NUL is no text for PostgreSQL; JSON writes it as an escape.
  const body = JSON.stringify(asked);
  const sha256 = createHash('sha256').update(body, 'utf8').digest('hex');
  await db.query(
    `insert into audit_refused (org_id, at, device_id, why, held_seq, first_seq, rows, sha256, body)
     select $1, $2, $3, $4, $5, $6, $7, $8, case when (
       select count(*) from audit_refused
       where org_id = $1 and device_id = $3 and at > $2::timestamptz - interval '1 day') < $10 then $9 end`,
    [
      who.org,
      of.at,
      who.device,
      of.why,
      of.held,
      asked.rows[0]?.seq ?? null,
      asked.rows.length,
      sha256,
      body,
      wholeADay,
    ],
  );
}
