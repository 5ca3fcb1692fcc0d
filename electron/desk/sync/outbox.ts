// The outbox as rows in two lanes: what waits, in order; hashes that chain it; what was acknowledged. Rows are never
// rewritten but for key, chain and state (facts: sync 1.4). Decisions only: nothing here knows HTTP.
import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Lane } from '#shared/domain/messages/lane.ts';
import { chainText, laneStart } from '#shared/protocol/seal-format.ts';
import type { LaneItem, Push2Answer } from '#shared/protocol/lanes.ts';
import { fail, FailureError } from '#shared/domain/result.ts';
import { isPractised } from '#shared/domain/training/wall.ts';
import { prepared } from '../vault/prepared.ts';
import { setChangesUpto } from './changes.ts';
import { findEnrolment } from './device.ts';

type Db = Database.Database;
export interface Row {
  row: number;
  seq: number;
  item_id: string;
  type: LaneItem['type'];
  schema: number;
  author: string;
  taken_at: string;
  urgency: number;
  body: Buffer;
  key_for_backend: Buffer | null;
  key_id: string | null;
  hash: string | null;
}

export const columns =
  'rowid AS row, seq, item_id, type, schema, author, taken_at, urgency, body, key_for_backend, key_id, hash';

/** The item's key wrapped for the backend; null = not possible now (locked) and the lane waits. */
export type WrapForBackend = (itemId: string, readerWrapped: Buffer) => { keyId: string; key: Buffer } | null;

/** Hash of a lane's item; where the lane's chain begins for 0; null for one that isn't here or was never sent. */
export const headAt = (db: Db, lane: Lane, seq: number): string | null =>
  seq === 0
    ? laneStart(lane)
    : (prepared<[string, number], { hash: string | null }>(
        db,
        'SELECT hash FROM outbox WHERE lane = ? AND seq = ?',
      ).get(lane, seq)?.hash ?? null);

/** Hash of the item that follows `head` in its lane. */
export const hashAfter = (head: string, item: Omit<LaneItem, 'hash'>): string =>
  createHash('sha256').update(chainText(head, item)).digest('hex');

/** A row as it is sent, but for its hash. */
export const itemOf = (row: Row, wrapped: { keyId: string; key: Buffer }): Omit<LaneItem, 'hash'> => ({
  seq: row.seq,
  id: row.item_id,
  type: row.type,
  schema: row.schema,
  author: row.author,
  takenAt: row.taken_at,
  urgency: row.urgency,
  payload: {
    body: row.body.toString('base64'),
    keyForBackend: wrapped.key.toString('base64'),
    keyId: wrapped.keyId,
  },
});

/** Does anything after `after` wait in this lane? */
export const waits = (db: Db, lane: Lane, after = 0): boolean =>
  prepared(db, "SELECT 1 FROM outbox WHERE state = 'waiting' AND lane = ? AND seq > ? LIMIT 1").get(
    lane,
    after,
  ) !== undefined;

/** The next row that waits in this lane was practised: it is kept and never sent, whatever this desk is enrolled at. */
export const practisedNext = (db: Db, lane: Lane, after: number): boolean => {
  const row = prepared<[string, number], { author: string }>(
    db,
    "SELECT author FROM outbox WHERE state = 'waiting' AND lane = ? AND seq > ? ORDER BY seq LIMIT 1",
  ).get(lane, after);
  return isPractised(row);
};

export interface Batch {
  lane: Lane;
  chainBefore: string;
  items: LaneItem[];
  /** Number of the last item. */
  upto: number;
  /** More waits behind it. */
  more: boolean;
}
export interface BatchLimits {
  items: number;
  /** About as many bytes of JSON; one item goes however large it is. */
  bytes: number;
}

/**
 * The next items of a lane after number `after`, in order; gives each its key and its place in the chain, durably, before
 * anybody sends it. Null: nothing waits, or the first that waits cannot be wrapped now.
 */
export function nextBatch(
  db: Db,
  wrap: WrapForBackend,
  lane: Lane,
  limits: BatchLimits,
  after = 0,
): Batch | null {
  return db
    .transaction((): Batch | null => {
      // The index is named: the other one would walk through everything that was ever acknowledged.
      const rows = prepared<[string, number, number], Row>(
        db,
        `SELECT ${columns} FROM outbox INDEXED BY outbox_waiting WHERE state = 'waiting' AND lane = ? AND seq > ? ORDER BY seq LIMIT ?`,
      ).all(lane, after, limits.items);
      const first = rows[0];
      if (first === undefined || isPractised(first)) return null;
      const chainBefore = headAt(db, lane, first.seq - 1);
      if (chainBefore === null) throw new Error('outbox: a gap in the chain');
      const chain = prepared(db, 'UPDATE outbox SET hash = ? WHERE rowid = ?');
      const items: LaneItem[] = [];
      let head = chainBefore;
      let size = 0;
      for (const row of rows) {
        if (row.seq !== first.seq + items.length) throw new Error('outbox: a gap in the lane');
        size += Math.ceil(row.body.length / 3) * 4 + 400;
        if (items.length > 0 && (size > limits.bytes || isPractised(row))) break;
        const wrapped =
          row.key_for_backend === null
            ? wrapLate(db, row, wrap)
            : { keyId: row.key_id ?? '', key: row.key_for_backend };
        if (wrapped === null) break;
        const item = itemOf(row, wrapped);
        head = hashAfter(head, item);
        if (row.hash === null) chain.run(head, row.row);
        else if (row.hash !== head) throw new Error('outbox: the chain does not fit');
        items.push({ ...item, hash: head });
      }
      const upto = first.seq + items.length - 1;
      return items.length === 0 ? null : { lane, chainBefore, items, upto, more: waits(db, lane, upto) };
    })
    .immediate();
}

/** Saved before this device was enrolled: the key is wrapped for the backend now. */
export function wrapLate(db: Db, row: Row, wrap: WrapForBackend): { keyId: string; key: Buffer } | null {
  const reader = prepared<[string], { wrapped: Buffer }>(
    db,
    "SELECT wrapped FROM message_keys WHERE item_id = ? AND recipient = 'reader'",
  ).get(row.item_id);
  // Not even the reader could open it: waiting for an unlock would be waiting for ever.
  if (reader === undefined) throw new FailureError(fail('vault-damaged', 'no reader key for an item'));
  const made = wrap(row.item_id, reader.wrapped);
  if (made !== null)
    prepared(db, 'UPDATE outbox SET key_for_backend = ?, key_id = ? WHERE rowid = ?').run(
      made.key,
      made.keyId,
      row.row,
    );
  return made;
}

/**
 * Marks what the backend has durably: only what was sent (`sentUpto`), only up to what it says, never backwards. Returns
 * the messages whose rows changed.
 */
export function acknowledge(
  db: Db,
  answer: Pick<Push2Answer, 'lane' | 'upto' | 'results'>,
  sentUpto: number,
  now: string,
): string[] {
  return db
    .transaction(() => {
      const upto = Math.min(answer.upto, sentUpto);
      const { lane } = answer;
      const changed = new Set<string>();
      const aside = prepared<[string | null, string, Lane, number], { id: string }>(
        db,
        `UPDATE outbox SET state = 'quarantined', why = ?, acked_at = ?
         WHERE state = 'waiting' AND lane = ? AND seq = ? RETURNING message_id AS id`,
      );
      for (const { seq, result, why } of answer.results)
        if (result === 'quarantined' && seq <= upto)
          for (const row of aside.all(why, now, lane, seq)) changed.add(row.id);
      const acked = prepared<[string, Lane, number], { id: string }>(
        db,
        `UPDATE outbox SET state = 'acked', why = NULL, acked_at = ?
         WHERE state = 'waiting' AND lane = ? AND seq <= ? RETURNING message_id AS id`,
      ).all(now, lane, upto);
      for (const row of acked) changed.add(row.id);
      return [...changed];
    })
    .immediate();
}

/** The backend was set back to an older state: everything after `seq` is sent again from the rows that were kept. */
export function sendAgainAfter(db: Db, lane: Lane, seq: number): number {
  // Counted in the small indexes: walking through the rows would decrypt all that waits, with every connection.
  const all = prepared<[string, number], { n: number }>(
    db,
    'SELECT count(*) AS n FROM outbox WHERE lane = ? AND seq > ?',
  ).get(lane, seq);
  const waiting = prepared<[string, number], { n: number }>(
    db,
    "SELECT count(*) AS n FROM outbox INDEXED BY outbox_waiting WHERE state = 'waiting' AND lane = ? AND seq > ?",
  ).get(lane, seq);
  if (all?.n === waiting?.n) return 0;
  return prepared(
    db,
    "UPDATE outbox SET state = 'waiting', acked_at = NULL, why = NULL WHERE lane = ? AND seq > ? AND state <> 'waiting'",
  ).run(lane, seq).changes;
}

/**
 * A new enrolment begins both chains from their first item: hashes of the old ones no longer count. Keys do where they were
 * wrapped for the same key of the backend (its id is the key's own hash). Runs after the new enrolment was written.
 */
export function startOver(db: Db): void {
  db.prepare(
    `UPDATE outbox SET state = 'waiting', acked_at = NULL, why = NULL, hash = NULL,
       key_for_backend = CASE WHEN key_id = @key THEN key_for_backend END, key_id = CASE WHEN key_id = @key THEN key_id END`,
  ).run({ key: findEnrolment(db)?.sealKey.id ?? null });
  // What a copy that was set back no longer has was this device's own until now, and was left out of its changes.
  setChangesUpto(db, 0);
}
