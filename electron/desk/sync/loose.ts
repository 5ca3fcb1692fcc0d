// Rows that wait behind one that nobody can send: sealed for the backend, but without a place in the chain. Only a rescue
// file takes them; the backend keeps such rows by their ids (backend/rescue).
import type Database from 'better-sqlite3';
import { isPractised } from '#shared/domain/training/wall.ts';
import type { Lane } from '#shared/domain/messages/lane.ts';
import { prepared } from '../vault/prepared.ts';
import { columns, hashAfter, itemOf, type Batch, type Row } from './outbox.ts';

/** In the place of a hash that nobody knows. */
const unknown = '0'.repeat(64);

/** Null: nothing after number `after` has a key for the backend. */
export function looseBatch(
  db: Database.Database,
  lane: Lane,
  after: number,
  most: number,
): Pick<Batch, 'items' | 'upto'> | null {
  const rows = prepared<[string, number, number], Row>(
    db,
    `SELECT ${columns} FROM outbox INDEXED BY outbox_waiting
     WHERE state = 'waiting' AND lane = ? AND seq > ? AND key_for_backend IS NOT NULL ORDER BY seq LIMIT ?`,
  ).all(lane, after, most);
  const last = rows.at(-1);
  if (last === undefined) return null;
  const items = rows
    .filter((row) => row.key_for_backend !== null && !isPractised(row))
    .map((row) => {
      const item = itemOf(row, { keyId: row.key_id ?? '', key: row.key_for_backend ?? Buffer.alloc(0) });
      return { ...item, hash: row.hash ?? hashAfter(unknown, item) };
    });
  return { items, upto: last.seq };
}
