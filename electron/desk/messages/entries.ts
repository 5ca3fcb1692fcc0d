// What happens to a message after it was saved, as rows that are only ever added (entry.ts). A row and its place in the
// outbox are one transaction; what came from elsewhere is kept as it was sealed for this desk.
import type Database from 'better-sqlite3';
import { entry as entrySchema, type Entry } from '#shared/domain/messages/entry.ts';
import { laneOfEntry, type Lane } from '#shared/domain/messages/lane.ts';
import { urgencies, urgencyRank } from '#shared/domain/messages/message.ts';
import { readClockOffset } from '../sync/device.ts';
import { prepared } from '../vault/prepared.ts';
import { queue } from './queue.ts';
import { readSealed, writeSealed, type Sealer } from './sealer.ts';

type Db = Database.Database;
const insert = `INSERT INTO entries (id, message_id, kind, at, author, lane, seq, elsewhere, arrived, body_sealed)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(arrived), 0) + 1 FROM entries), ?)`;

/** What ends a ladder or a message says how urgent it was to its writer: a raise beyond that opens it again. */
const ending = (body: Entry['body']): boolean =>
  body.kind === 'close' || body.kind === 'outcome' || (body.kind === 'attempt' && body.result === 'accepted');

/** Must run inside a transaction; the caller projects the message afterwards (project.ts). Returns the number in its lane. */
export function addEntry(db: Db, sealer: Sealer, e: Entry): number {
  const of = prepared<[string], { lane: Lane; urgency: number; waits: number }>(
    db,
    `SELECT m.lane, m.urgency_now AS urgency, coalesce(o.state = 'waiting', 0) AS waits
     FROM messages m LEFT JOIN outbox o ON o.item_id = m.id WHERE m.id = ?`,
  ).get(e.messageId) ?? { lane: 'urgent' as const, urgency: 1, waits: 0 };
  // A close is judged by its message's urgency: it doesn't overtake a message that still waits.
  const lane = e.body.kind === 'close' && of.waits === 1 ? of.lane : laneOfEntry(e.body, of.lane);
  // Sealed with what is known of the clock that `at` comes from (C37).
  const clockOffsetMs = readClockOffset(db);
  const knownUrgency = ending(e.body) ? urgencies[of.urgency] : undefined;
  const known: Entry = {
    ...e,
    ...(clockOffsetMs === null ? {} : { schema: 2, clockOffsetMs }),
    ...(knownUrgency === undefined ? {} : { schema: 2, knownUrgency }),
  };
  const sealed = writeSealed(db, sealer, e.id, known);
  const seq = queue(db, {
    lane,
    id: e.id,
    messageId: e.messageId,
    type: 'entry',
    kind: e.body.kind,
    schema: known.schema,
    author: e.author.personId,
    takenAt: e.at,
    savedAt: e.at,
    urgency: e.body.kind === 'raise' ? Math.min(of.urgency, urgencyRank(e.body.to)) : of.urgency,
    sealed,
  });
  prepared(db, insert).run(
    e.id,
    e.messageId,
    e.body.kind,
    e.at,
    e.author.personId,
    lane,
    seq,
    0,
    sealed.body,
  );
  return seq;
}

/** From another desk or the backend; its reader's key is kept by the caller. */
export const addForeignEntry = (db: Db, e: Entry, body: Buffer): void =>
  void prepared(db, insert).run(e.id, e.messageId, e.body.kind, e.at, e.author.personId, null, null, 1, body);

export interface KnownEntry {
  entry: Entry;
  elsewhere: boolean;
  state: string | null;
}
/** In the order of this log; `after`: only those that arrived behind this number. */
export const entriesOf = (db: Db, sealer: Sealer, messageId: string, after = 0): KnownEntry[] =>
  prepared<[string, number], { id: string; elsewhere: number; body_sealed: Buffer; state: string | null }>(
    db,
    `SELECT e.id, e.elsewhere, e.body_sealed, o.state FROM entries e LEFT JOIN outbox o ON o.item_id = e.id
     WHERE e.message_id = ? AND e.arrived > ? ORDER BY e.arrived`,
  )
    .all(messageId, after)
    .map((row) => ({
      entry: entrySchema.parse(readSealed(db, sealer, row.id, row.body_sealed)),
      elsewhere: row.elsewhere === 1,
      state: row.state,
    }));

/** What a repeated request answers: the first one's row. Null = this id is free. */
export const findEntry = (db: Db, id: string): { messageId: string; kind: string; at: string } | null =>
  prepared<[string], { messageId: string; kind: string; at: string }>(
    db,
    'SELECT message_id AS messageId, kind, at FROM entries WHERE id = ?',
  ).get(id) ?? null;
