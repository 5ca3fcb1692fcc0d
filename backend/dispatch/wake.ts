// Which ladders must be looked at: the rows are marked in the transaction that brings something about their message.
import type { Pool, PoolClient } from 'pg';
import type { Said } from '../messages/examine.ts';

/** Entries that say nothing about who is reached. */
const silent = new Set(['version', 'batch', 'repeat', 'settle', 'hand-over']);

/** Messages that these items are about, as far as a ladder may have to act on them; each once, sorted. */
export function concerned(said: readonly Said[]): string[] {
  const ids = said.flatMap((s) => {
    if (s.type === 'message') return [s.body.id];
    return s.type === 'entry' && !silent.has(s.kind) ? [s.about] : [];
  });
  // Sorted: two transactions that wake the same rows take them in the same order.
  return [...new Set(ids)].toSorted();
}

/** Before the organisation's row is locked: a runner takes them in this order too. */
export async function wake(db: PoolClient, org: string, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await db.query(
    `insert into ladder (org_id, message_id, due_at) select $1, i.id, $3 from unnest($2::uuid[]) as i (id)
     on conflict (org_id, message_id) do update set due_at = excluded.due_at`,
    [org, ids, at],
  );
}

/** A row that is due, held until the transaction ends; null = none that another process doesn't hold. */
export async function takeDue(db: PoolClient, now: Date): Promise<{ org: string; messageId: string } | null> {
  const found = await db.query<{ org_id: string; message_id: string }>(
    `select org_id, message_id from ladder where due_at <= $1 order by due_at limit 1 for update skip locked`,
    [now],
  );
  const row = found.rows[0];
  return row ? { org: row.org_id, messageId: row.message_id } : null;
}

/** Holds one message's row, so that only one act on its ladder happens at a time. */
export async function hold(db: PoolClient, org: string, messageId: string): Promise<void> {
  await db.query(
    'insert into ladder (org_id, message_id, due_at) values ($1, $2, null) on conflict (org_id, message_id) do nothing',
    [org, messageId],
  );
  await db.query('select 1 from ladder where org_id = $1 and message_id = $2 for update', [org, messageId]);
}

export async function lookAt(
  db: PoolClient | Pool,
  org: string,
  messageId: string,
  at: Date | null,
): Promise<void> {
  await db.query('update ladder set due_at = $3 where org_id = $1 and message_id = $2', [org, messageId, at]);
}

/** Until when an organisation's ladders hold back, because a desk said that more of its urgent lane is coming. */
export async function moreUntil(db: PoolClient, org: string, now: Date): Promise<Date | null> {
  const found = await db.query<{ until: Date | null }>(
    `select max(more_until) as until from device_lane
     where org_id = $1 and lane = 'urgent' and more_until > $2`,
    [org, now],
  );
  return found.rows[0]?.until ?? null;
}
