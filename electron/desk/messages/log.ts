// The message log: rows are added, never changed. A message and its outbox row are one transaction (C38, C39).
import type Database from 'better-sqlite3';
import { laneOfMessage, type Lane } from '#shared/domain/messages/lane.ts';
import { urgencyRank, type Addendum, type Message } from '#shared/domain/messages/message.ts';
import { prepared } from '../vault/prepared.ts';
import { callOf, dispatchColumns, type AccountOf } from './project.ts';
import { queue } from './queue.ts';
import { sameOf } from './same.ts';
import { writeSealed, type Sealer } from './sealer.ts';

type Db = Database.Database;
const nobody: AccountOf = () => null;

/** What a repeated save answers: the first one's result. */
export function findSaved(db: Db, id: string): { savedAt: string; seq: number } | null {
  return (
    prepared<[string], { savedAt: string; seq: number }>(
      db,
      'SELECT saved_at AS savedAt, seq FROM messages WHERE id = ? AND elsewhere = 0',
    ).get(id) ?? null
  );
}

/** Must run inside the router's transaction. Returns the number in the message's lane. */
export function addMessage(db: Db, sealer: Sealer, m: Message, accountOf: AccountOf = nobody): number {
  const urgency = m.fields.urgency ?? 'urgent-clinical';
  const sealed = writeSealed(db, sealer, m.id, m);
  const seq = queue(db, {
    lane: laneOfMessage(urgency),
    id: m.id,
    messageId: m.id,
    type: 'message',
    kind: '',
    schema: m.schema,
    author: m.takenBy.personId,
    takenAt: m.fields.receivedAt,
    savedAt: m.savedAt,
    urgency: urgencyRank(urgency),
    sealed,
  });
  insertMessage(db, m, sealed.body, seq, accountOf);
  return seq;
}
/** Another desk's message, sealed for this desk; its reader's key is kept by the caller. */
export const addForeignMessage = (db: Db, m: Message, body: Buffer, accountOf: AccountOf): void =>
  insertMessage(db, m, body, null, accountOf);

/** `seq` null = from elsewhere. */
function insertMessage(db: Db, m: Message, body: Buffer, seq: number | null, accountOf: AccountOf): void {
  const { fields } = m;
  const urgency = fields.urgency ?? 'urgent-clinical';
  const rank = urgencyRank(urgency);
  const d = dispatchColumns(m, urgency, [], accountOf(fields.accountId));
  const same = sameOf(db, { ...fields, number: fields.callback.number });
  prepared(
    db,
    `INSERT INTO messages (id, account_id, urgency, taken_at, saved_at, author, reason, seq, has_emergency, body_sealed,
       lane, elsewhere, urgency_now, incomplete, repeats, dispatch, due_at, page_due_at, owner_id, owner_name,
       same_patient, same_number, call_id, patient_ref)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    m.id,
    fields.accountId,
    rank,
    fields.receivedAt,
    m.savedAt,
    m.takenBy.personId,
    fields.reasonCode,
    seq,
    fields.emergency.length > 0 ? 1 : 0,
    body,
    laneOfMessage(urgency),
    seq === null ? 1 : 0,
    rank,
    m.incomplete.length > 0 ? 1 : 0,
    fields.repeats,
    d.dispatch,
    d.dueAt,
    d.pageDueAt,
    m.takenBy.personId,
    m.takenBy.name,
    same.patient,
    same.number,
    callOf(fields),
    fields.patientRef || null,
  );
}

export function addAddendum(db: Db, sealer: Sealer, a: Addendum): number {
  const { urgency, lane } = prepared<[string], { urgency: number; lane: Lane }>(
    db,
    'SELECT urgency_now AS urgency, lane FROM messages WHERE id = ?',
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
  insertAddendum(db, a, sealed.body, seq, lane);
  return seq;
}
export const addForeignAddendum = (db: Db, a: Addendum, body: Buffer): void =>
  insertAddendum(db, a, body, null, null);

const insertAddendum = (db: Db, a: Addendum, body: Buffer, seq: number | null, lane: Lane | null): void =>
  void prepared(
    db,
    'INSERT INTO addenda (id, message_id, at, author, body_sealed, seq, lane, elsewhere) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(a.id, a.messageId, a.at, a.author.personId, body, seq, lane, seq === null ? 1 : 0);

/** Used as an id of anything that was saved, here or elsewhere. */
export const hasItem = (db: Db, id: string): boolean =>
  prepared(
    db,
    `WITH wanted(id) AS (SELECT ?) SELECT 1 FROM wanted w
     WHERE EXISTS (SELECT 1 FROM outbox WHERE item_id = w.id) OR EXISTS (SELECT 1 FROM messages WHERE id = w.id)
       OR EXISTS (SELECT 1 FROM addenda WHERE id = w.id) OR EXISTS (SELECT 1 FROM entries WHERE id = w.id)`,
  ).get(id) !== undefined;
export const hasMessage = (db: Db, id: string): boolean =>
  prepared(db, 'SELECT 1 FROM messages WHERE id = ?').get(id) !== undefined;
export function findAddendum(db: Db, id: string): { savedAt: string; seq: number } | null {
  return (
    prepared<[string], { savedAt: string; seq: number }>(
      db,
      'SELECT at AS savedAt, seq FROM addenda WHERE id = ? AND elsewhere = 0',
    ).get(id) ?? null
  );
}
