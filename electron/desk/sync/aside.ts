// What the backend set aside is not lost there, and a newer backend takes what it understands by then. So it is asked once
// a connection what became of it: the same items are sent again, and the answer says how each stands now.
import type Database from 'better-sqlite3';
import type { Lane } from '#shared/domain/messages/lane.ts';
import type { LaneItem, Push2Answer } from '#shared/protocol/lanes.ts';
import { prepared } from '../vault/prepared.ts';
import { columns, headAt, itemOf, type Batch, type Row } from './outbox.ts';

/** Items without a gap that this lane's backend set aside, after number `after`, as they were sent; null = no more. */
export function asideBatch(db: Database.Database, lane: Lane, after: number, most: number): Batch | null {
  const rows = prepared<[string, number, number], Row>(
    db,
    `SELECT ${columns} FROM outbox INDEXED BY outbox_quarantined
     WHERE state = 'quarantined' AND lane = ? AND seq > ? ORDER BY seq LIMIT ?`,
  ).all(lane, after, most);
  const first = rows[0];
  const chainBefore = first === undefined ? null : headAt(db, lane, first.seq - 1);
  if (first === undefined || chainBefore === null) return null;
  const items: LaneItem[] = [];
  for (const row of rows) {
    if (row.seq !== first.seq + items.length || row.hash === null || row.key_for_backend === null) break;
    items.push({ ...itemOf(row, { keyId: row.key_id ?? '', key: row.key_for_backend }), hash: row.hash });
  }
  const upto = first.seq + items.length - 1;
  return items.length === 0 ? null : { lane, chainBefore, items, upto, more: false };
}

/** Marks what it has taken since. Returns the messages whose rows changed. */
export function takeAside(
  db: Database.Database,
  answer: Pick<Push2Answer, 'lane' | 'results'>,
  asked: Batch,
  now: string,
): string[] {
  return db
    .transaction(() => {
      const changed = new Set<string>();
      const mark = prepared<[string, Lane, number], { id: string }>(
        db,
        `UPDATE outbox SET state = 'acked', why = NULL, acked_at = ?
         WHERE state = 'quarantined' AND lane = ? AND seq = ? RETURNING message_id AS id`,
      );
      const first = asked.items[0]?.seq ?? 0;
      for (const { seq, result } of answer.results)
        if (result !== 'quarantined' && seq >= first && seq <= asked.upto)
          for (const row of mark.all(now, asked.lane, seq)) changed.add(row.id);
      return [...changed];
    })
    .immediate();
}
