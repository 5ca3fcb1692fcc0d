// The outbox as rows: what waits, in order; hashes that chain it; what was acknowledged. Rows are never rewritten but for
// their state (facts: sync 1.4).
import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { chainStart, chainText } from '#shared/protocol/seal-format.ts';
import type { PushAnswer, SyncItem } from '#shared/protocol/sync.ts';

type Db = Database.Database;
interface Row {
  seq: number;
  item_id: string;
  type: 'message' | 'addendum';
  schema: number;
  author: string;
  taken_at: string;
  urgency: number;
  body: Buffer;
  key_for_backend: Buffer | null;
  key_id: string | null;
  hash: string | null;
}

/** The item's key wrapped for the backend; null = not possible now (locked) and the queue waits. */
export type WrapForBackend = (itemId: string, readerWrapped: Buffer) => { keyId: string; key: Buffer } | null;

export const headAt = (db: Db, seq: number): string | null =>
  seq === 0
    ? chainStart
    : (db.prepare<[number], { hash: string | null }>('SELECT hash FROM outbox WHERE seq = ?').get(seq)
        ?.hash ?? null);

export interface Batch {
  chainBefore: string;
  items: SyncItem[];
}

/** The next items in order, at most `count` and about `bytes`; gives each its key and its place in the chain, durably. */
export function nextBatch(db: Db, wrap: WrapForBackend, count: number, bytes: number): Batch | null {
  return db
    .transaction((): Batch | null => {
      const rows = db
        .prepare<[number], Row>("SELECT * FROM outbox WHERE state = 'waiting' ORDER BY seq LIMIT ?")
        .all(count);
      const first = rows[0];
      if (first === undefined) return null;
      const chainBefore = headAt(db, first.seq - 1);
      if (chainBefore === null) throw new Error('outbox: a gap in the chain');
      const items: SyncItem[] = [];
      let head = chainBefore;
      let size = 0;
      for (const row of rows) {
        const wrapped =
          row.key_for_backend === null
            ? wrapLate(db, row, wrap)
            : { keyId: row.key_id ?? '', key: row.key_for_backend };
        if (wrapped === null) break;
        const payload = {
          body: row.body.toString('base64'),
          keyForBackend: wrapped.key.toString('base64'),
          keyId: wrapped.keyId,
        };
        size += payload.body.length + 400;
        if (items.length > 0 && size > bytes) break;
        const item = {
          seq: row.seq,
          id: row.item_id,
          type: row.type,
          schema: row.schema,
          author: row.author,
          takenAt: row.taken_at,
          urgency: row.urgency,
          payload,
        };
        head = createHash('sha256').update(chainText(head, item)).digest('hex');
        if (row.hash === null) db.prepare('UPDATE outbox SET hash = ? WHERE seq = ?').run(head, row.seq);
        else if (row.hash !== head) throw new Error('outbox: the chain does not fit');
        items.push({ ...item, hash: head });
      }
      return items.length === 0 ? null : { chainBefore, items };
    })
    .immediate();
}

/** Saved before this device was enrolled: the key is wrapped for the backend now. */
function wrapLate(db: Db, row: Row, wrap: WrapForBackend): { keyId: string; key: Buffer } | null {
  const reader = db
    .prepare<[string], { wrapped: Buffer }>(
      "SELECT wrapped FROM message_keys WHERE item_id = ? AND recipient = 'reader'",
    )
    .get(row.item_id);
  const made = reader === undefined ? null : wrap(row.item_id, reader.wrapped);
  if (made !== null)
    db.prepare('UPDATE outbox SET key_for_backend = ?, key_id = ? WHERE seq = ?').run(
      made.key,
      made.keyId,
      row.seq,
    );
  return made;
}

/** Marks what the backend has durably, only up to what it says and never backwards. Returns the ids that changed. */
export function acknowledge(db: Db, answer: PushAnswer, sentUpto: number, now: string): string[] {
  return db
    .transaction(() => {
      const upto = Math.min(answer.upto, sentUpto);
      const quarantined = new Map(
        answer.results.filter((r) => r.result === 'quarantined').map((r) => [r.seq, r.why]),
      );
      const rows = db
        .prepare<[number], { seq: number; item_id: string }>(
          "SELECT seq, item_id FROM outbox WHERE state = 'waiting' AND seq <= ?",
        )
        .all(upto);
      const mark = db.prepare('UPDATE outbox SET state = ?, why = ?, acked_at = ? WHERE seq = ?');
      for (const row of rows)
        mark.run(
          quarantined.has(row.seq) ? 'quarantined' : 'acked',
          quarantined.get(row.seq) ?? null,
          now,
          row.seq,
        );
      return rows.map((r) => r.item_id);
    })
    .immediate();
}

/** The backend was set back to an older state: everything after `seq` is sent again from the rows that were kept. */
export const sendAgainAfter = (db: Db, seq: number): number =>
  db
    .prepare("UPDATE outbox SET state = 'waiting', acked_at = NULL WHERE seq > ? AND state <> 'waiting'")
    .run(seq).changes;

/** A new enrolment begins a new chain from the first item: keys and hashes of the old one no longer count. */
export const startOver = (db: Db): void =>
  void db
    .prepare(
      "UPDATE outbox SET state = 'waiting', acked_at = NULL, why = NULL, hash = NULL, key_for_backend = NULL, key_id = NULL",
    )
    .run();

export interface OutboxCounts {
  waiting: number;
  urgent: number;
  oldest: string | null;
  quarantined: number;
  acknowledged: number;
  highest: number;
}
/** Each part comes from a small index, not from the rows with their bodies: this runs on every status read. */
export function countOutbox(db: Db): OutboxCounts {
  const waiting = db
    .prepare<[], { waiting: number; urgent: number }>(
      "SELECT count(*) AS waiting, coalesce(sum(urgency <= 1), 0) AS urgent FROM outbox WHERE state = 'waiting'",
    )
    .get() ?? { waiting: 0, urgent: 0 };
  // Since when it waits is when it was saved, not when its call began.
  const oldest = db
    .prepare(
      `SELECT coalesce((SELECT saved_at FROM messages WHERE id = item_id), (SELECT at FROM addenda WHERE id = item_id))
       FROM outbox WHERE state = 'waiting' ORDER BY seq LIMIT 1`,
    )
    .pluck()
    .get() as string | null | undefined;
  const quarantined = Number(
    db.prepare("SELECT count(*) FROM outbox WHERE state = 'quarantined'").pluck().get() ?? 0,
  );
  // Numbers are given without gaps and rows are never removed: what neither waits nor is set aside was acknowledged.
  const highest = Number(db.prepare('SELECT max(seq) FROM outbox').pluck().get() ?? 0);
  return {
    ...waiting,
    oldest: oldest ?? null,
    quarantined,
    highest,
    acknowledged: highest - waiting.waiting - quarantined,
  };
}
