// One row of the outbox: its number is taken in the same transaction, so that a lane has no gaps.
import type Database from 'better-sqlite3';
import type { Lane } from '#shared/domain/messages/lane.ts';
import { hashAfter, headAt } from '../sync/outbox.ts';
import { prepared } from '../vault/prepared.ts';
import type { SealedFor } from './sealer.ts';

export interface QueuedItem {
  lane: Lane;
  id: string;
  /** The message that it is or belongs to. */
  messageId: string;
  type: 'message' | 'addendum' | 'entry';
  /** Of an entry; empty else. */
  kind: string;
  /** Of the payload, so that a newer backend can bring an old one up to date. */
  schema: number;
  author: string;
  takenAt: string;
  savedAt: string;
  /** 0 emergency … 3 non-clinical. */
  urgency: number;
  sealed: SealedFor;
}

/**
 * Its place in the lane's chain, when all before it have theirs and it is sealed for the backend: the sender then has
 * nothing to write before it sends.
 */
function hashOf(db: Database.Database, item: QueuedItem, seq: number): string | null {
  const { sealed, id, type, schema, author, takenAt, urgency } = item;
  const head = sealed.forBackend === null ? null : headAt(db, item.lane, seq - 1);
  if (head === null || sealed.forBackend === null) return null;
  const payload = {
    body: sealed.body.toString('base64'),
    keyForBackend: sealed.forBackend.key.toString('base64'),
    keyId: sealed.forBackend.keyId,
  };
  return hashAfter(head, { seq, id, type, schema, author, takenAt, urgency, payload });
}

/** Must run inside the router's transaction. Returns the number in the lane. */
export function queue(db: Database.Database, item: QueuedItem): number {
  // Rows are never removed (a trigger sees to it), so the highest number is the last one that was given.
  const seq =
    (prepared<[string], { seq: number | null }>(db, 'SELECT max(seq) AS seq FROM outbox WHERE lane = ?').get(
      item.lane,
    )?.seq ?? 0) + 1;
  prepared(
    db,
    `INSERT INTO outbox (lane, seq, item_id, type, schema, author, taken_at, saved_at, urgency, message_id, kind, hash, key_id, key_for_backend, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    item.lane,
    seq,
    item.id,
    item.type,
    item.schema,
    item.author,
    item.takenAt,
    item.savedAt,
    item.urgency,
    item.messageId,
    item.kind,
    hashOf(db, item, seq),
    item.sealed.forBackend?.keyId ?? null,
    item.sealed.forBackend?.key ?? null,
    item.sealed.body,
  );
  return seq;
}
