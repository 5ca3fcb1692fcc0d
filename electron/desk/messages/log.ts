// The message log: rows are added, never changed. A message and its outbox row are one transaction (C38, C39).
import type Database from 'better-sqlite3';
import { prepared } from '../vault/prepared.ts';
import {
  addendum as addendumSchema,
  message as messageSchema,
  urgencies,
  urgencyRank,
  type Addendum,
  type Message,
} from '#shared/domain/messages/message.ts';
import type { MessageRow, MessageView } from '#shared/contract/messages.ts';
import { laneOfMessage, type Lane } from '#shared/domain/messages/lane.ts';
import { queue } from './queue.ts';
import { readSealed, writeSealed, type Sealer } from './sealer.ts';

/** What a repeated save answers: the first one's result. */
export function findSaved(db: Database.Database, id: string): { savedAt: string; seq: number } | null {
  return (
    prepared<[string], { savedAt: string; seq: number }>(
      db,
      'SELECT m.saved_at AS savedAt, o.seq AS seq FROM messages m JOIN outbox o ON o.item_id = m.id WHERE m.id = ?',
    ).get(id) ?? null
  );
}

/** Must run inside the router's transaction. Returns the device's sequence number. */
export function addMessage(db: Database.Database, sealer: Sealer, m: Message): number {
  const rank = urgencyRank(m.fields.urgency ?? 'urgent-clinical');
  const sealed = writeSealed(db, sealer, m.id, m);
  const lane = laneOfMessage(m.fields.urgency ?? 'urgent-clinical');
  const seq = queue(db, {
    lane,
    id: m.id,
    messageId: m.id,
    type: 'message',
    kind: '',
    schema: m.schema,
    author: m.takenBy.personId,
    takenAt: m.fields.receivedAt,
    savedAt: m.savedAt,
    urgency: rank,
    sealed,
  });
  prepared(
    db,
    'INSERT INTO messages (id, account_id, urgency, taken_at, saved_at, author, reason, seq, has_emergency, body_sealed, lane, urgency_now, incomplete, repeats) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(
    m.id,
    m.fields.accountId,
    rank,
    m.fields.receivedAt,
    m.savedAt,
    m.takenBy.personId,
    m.fields.reasonCode,
    seq,
    m.fields.emergency.length > 0 ? 1 : 0,
    sealed.body,
    lane,
    rank,
    m.incomplete.length > 0 ? 1 : 0,
    m.fields.repeats,
  );
  return seq;
}

export function addAddendum(db: Database.Database, sealer: Sealer, a: Addendum): number {
  const { urgency, lane } = prepared<[string], { urgency: number; lane: Lane }>(
    db,
    'SELECT urgency, lane FROM messages WHERE id = ?',
  ).get(a.messageId) ?? { urgency: 1, lane: 'urgent' as const };
  const sealed = writeSealed(db, sealer, a.id, a);
  const seq = queue(db, {
    lane,
    id: a.id,
    messageId: a.messageId,
    type: 'addendum',
    kind: '',
    schema: a.schema,
    author: a.author.personId,
    takenAt: a.at,
    savedAt: a.at,
    urgency,
    sealed,
  });
  prepared(
    db,
    'INSERT INTO addenda (id, message_id, at, author, body_sealed, seq, lane) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(a.id, a.messageId, a.at, a.author.personId, sealed.body, seq, lane);
  return seq;
}
/** Used as an id of anything that was saved. */
export const hasItem = (db: Database.Database, id: string): boolean =>
  prepared(db, 'SELECT 1 FROM outbox WHERE item_id = ?').get(id) !== undefined;
export const hasMessage = (db: Database.Database, id: string): boolean =>
  prepared(db, 'SELECT 1 FROM messages WHERE id = ?').get(id) !== undefined;
export function findAddendum(db: Database.Database, id: string): { savedAt: string; seq: number } | null {
  return (
    prepared<[string], { savedAt: string; seq: number }>(
      db,
      'SELECT a.at AS savedAt, o.seq AS seq FROM addenda a JOIN outbox o ON o.item_id = a.id WHERE a.id = ?',
    ).get(id) ?? null
  );
}

interface ListRow {
  id: string;
  saved_at: string;
  body_sealed: Buffer;
  state: string;
  why: string | null;
  addenda: number;
}
const syncState = (state: string): MessageRow['sync'] =>
  state === 'acked' ? 'synced' : state === 'quarantined' ? 'quarantined' : 'waiting';

/** Only what the backend set aside has a reason that a person should read. */
const whyOf = (row: { state: string; why: string | null }): string | null =>
  row.state === 'quarantined' ? (row.why?.slice(0, 300) ?? null) : null;

/** Newest first. The cursor is the last row's saved_at and id. */
export function listMessages(
  db: Database.Database,
  sealer: Sealer,
  accountId: string | null,
  after: string | null,
  limit: number,
): { rows: MessageRow[]; next: string | null } {
  const [savedAt, id] = after?.split(' ') ?? ['9999', ''];
  const found = prepared<[string | null, string | null, string, string, string, number], ListRow>(
    db,
    `SELECT m.id, m.saved_at, m.body_sealed, o.state, o.why, (SELECT count(*) FROM addenda a WHERE a.message_id = m.id) AS addenda
       FROM messages m JOIN outbox o ON o.item_id = m.id
       WHERE (? IS NULL OR m.account_id = ?) AND (m.saved_at < ? OR (m.saved_at = ? AND m.id > ?))
       ORDER BY m.saved_at DESC, m.id LIMIT ?`,
  ).all(accountId, accountId, savedAt ?? '9999', savedAt ?? '9999', id ?? '', limit + 1);
  const rows = found.slice(0, limit).map((row): MessageRow => {
    const m = messageSchema.parse(readSealed(db, sealer, row.id, row.body_sealed));
    return {
      id: m.id,
      accountId: m.fields.accountId,
      patientName: m.fields.patientName,
      callerName: m.fields.callerName,
      reasonCode: m.fields.reasonCode,
      urgency: m.fields.urgency ?? urgencies[1],
      takenAt: m.fields.receivedAt,
      takenBy: m.takenBy.name,
      sync: syncState(row.state),
      why: whyOf(row),
      hasEmergency: m.fields.emergency.length > 0,
      addenda: row.addenda,
    };
  });
  const last = found[limit - 1];
  return { rows, next: found.length > limit && last ? `${last.saved_at} ${last.id}` : null };
}

export function readMessage(db: Database.Database, sealer: Sealer, id: string): MessageView | null {
  const row = prepared<
    [string],
    { body_sealed: Buffer; state: string; why: string | null; acked_at: string | null }
  >(
    db,
    'SELECT m.body_sealed, o.state, o.why, o.acked_at FROM messages m JOIN outbox o ON o.item_id = m.id WHERE m.id = ?',
  ).get(id);
  if (row === undefined) return null;
  const addenda = prepared<[string], { id: string; body_sealed: Buffer; state: string }>(
    db,
    'SELECT a.id, a.body_sealed, o.state FROM addenda a JOIN outbox o ON o.item_id = a.id WHERE a.message_id = ? ORDER BY a.at, o.seq',
  )
    .all(id)
    .map((a) => ({
      addendum: addendumSchema.parse(readSealed(db, sealer, a.id, a.body_sealed)),
      sync: syncState(a.state),
    }));
  return {
    message: messageSchema.parse(readSealed(db, sealer, id, row.body_sealed)),
    addenda,
    sync: syncState(row.state),
    why: whyOf(row),
    syncedAt: row.acked_at,
  };
}
