// Which ladders must be looked at: the rows are marked in the transaction that brings something about their message.
import type { Pool, PoolClient } from 'pg';
import { urgencyRank } from '#shared/domain/messages/message.ts';
import type { Said } from '../messages/examine.ts';

/** Entries that say nothing about who is reached. */
const silent = new Set(['batch', 'repeat', 'hand-over']);

export interface Concerned {
  messageId: string;
  /** Of the most urgent item about it. */
  urgency: number;
}
/** Messages that these items are about, as far as a ladder may have to act on them; each once, sorted. */
export function concerned(items: readonly { said: Said; item: { urgency: number } }[]): Concerned[] {
  const found = new Map<string, number>();
  for (const { said, item } of items) {
    if (said.type === 'addendum' || (said.type === 'entry' && silent.has(said.kind))) continue;
    const id = said.type === 'message' ? said.body.id : said.about;
    found.set(id, Math.min(found.get(id) ?? item.urgency, item.urgency));
  }
  // Sorted: two transactions that wake the same rows take them in the same order.
  return [...found]
    .map(([messageId, urgency]) => ({ messageId, urgency }))
    .toSorted((a, b) => (a.messageId < b.messageId ? -1 : 1));
}

/**
 * Before the organisation's row is locked: a runner takes them in this order too. `laterAt`: when those that are not
 * urgent are looked at.
 */
export async function wake(
  db: PoolClient,
  org: string,
  messages: readonly Concerned[],
  at: Date,
  laterAt: Date = at,
): Promise<void> {
  if (messages.length === 0) return;
  await db.query(
    `insert into ladder (org_id, message_id, urgency, due_at)
     select $1, i.id, i.urgency, case when i.urgency <= $6 then $4::timestamptz else $5::timestamptz end
     from unnest($2::uuid[], $3::smallint[]) as i (id, urgency)
     on conflict (org_id, message_id) do update set due_at = least(ladder.due_at, excluded.due_at),
       urgency = least(ladder.urgency, excluded.urgency)`,
    [
      org,
      messages.map((m) => m.messageId),
      messages.map((m) => m.urgency),
      at,
      laterAt,
      urgencyRank('urgent-clinical'),
    ],
  );
}

/**
 * The most urgent row that is due, held until the transaction ends; null = none that another process doesn't hold. Rows
 * less urgent than `least` stay.
 */
export async function takeDue(
  db: PoolClient,
  now: Date,
  least: number,
): Promise<{ org: string; messageId: string } | null> {
  const found = await db.query<{ org_id: string; message_id: string }>(
    `select org_id, message_id from ladder where due_at <= $1 and urgency <= $2 order by urgency, due_at limit 1
     for update skip locked`,
    [now, least],
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

/** A desk that never ends saying that more comes holds no step longer than this. */
export const holdMostMs = 30_000;
/**
 * Until when a message's ladder holds back, because a desk that had to do with it said that more of its urgent lane is
 * coming: at most `holdMostMs` after the step's time, or after what came of that desk about it. `from` is the step's time.
 */
export async function moreUntil(
  db: PoolClient,
  org: string,
  messageId: string,
  now: Date,
): Promise<(from: number) => Date | null> {
  const found = await db.query<{ until: Date; heard: Date }>(
    `select l.more_until as until, m.heard
     from (select device_id, max(received_at) as heard from message
           where org_id = $1 and (id = $2 or message_id = $2) and device_id is not null group by device_id) m
     join device_lane l on l.org_id = $1 and l.device_id = m.device_id and l.lane = 'urgent'
     where l.more_until > $3`,
    [org, messageId, now],
  );
  return (from) => {
    const ends = found.rows.map((row) =>
      Math.min(row.until.getTime(), Math.max(from, row.heard.getTime()) + holdMostMs),
    );
    return ends.length === 0 ? null : new Date(Math.max(...ends));
  };
}

/** New accounts or schedules may tell whom to reach: looks again at what came in the last day. */
export async function wakeAll(db: Pool, org: string, at: Date): Promise<void> {
  await db.query(
    `update ladder l set due_at = $2 from message m
     where l.org_id = $1 and l.due_at is null and m.org_id = l.org_id and m.id = l.message_id
       and m.received_at > $2::timestamptz - interval '1 day'`,
    [org, at],
  );
}
