// What a write-only desk may still read (C10): its own urgent messages until they are closed, with all that came to them,
// and what is being written right now. Everything else waits for the backend.
import type Database from 'better-sqlite3';
import { prepared } from '../vault/prepared.ts';

/** A draft that was touched within this time, ms, is a message that somebody is taking. */
export const writingMs = 30 * 60_000;
/** More than a night can hold. */
const most = 200;

/** Ids of the items whose keys are kept; `now`: ISO instant. Sorted. */
export function staysReadable(db: Database.Database, now: string): string[] {
  const messages = prepared<[number], { id: string }>(
    db,
    `SELECT id FROM messages
     WHERE dispatch IN ('open', 'ended') AND closed_at IS NULL AND elsewhere = 0 AND urgency_now <= 1
     ORDER BY urgency_now, saved_at DESC LIMIT ?`,
  )
    .all(most)
    .map((row) => row.id);
  const with_ = prepared<[string, string], { id: string }>(
    db,
    'SELECT id FROM addenda WHERE message_id = ? UNION ALL SELECT id FROM entries WHERE message_id = ?',
  );
  const drafts = prepared<[string, number], { id: string }>(
    db,
    'SELECT id FROM drafts WHERE discarded_at IS NULL AND kept_at > ? ORDER BY kept_at DESC LIMIT ?',
  ).all(new Date(Date.parse(now) - writingMs).toISOString(), most);
  return [
    ...messages.flatMap((id) => [id, ...with_.all(id, id).map((row) => row.id)]),
    ...drafts.map((row) => row.id),
  ].toSorted();
}

/** What the vault keeps (`kept_items`, vault/reader-ops.ts). */
export const keptNow = (db: Database.Database): ReadonlySet<string> =>
  new Set(
    prepared<[], { id: string }>(db, 'SELECT item_id AS id FROM kept_items')
      .all()
      .map((row) => row.id),
  );
