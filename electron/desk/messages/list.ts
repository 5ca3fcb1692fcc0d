// Pages of the log, newest first: ordered and filtered by columns with indexes of their own, so that the first page of
// 200,000 messages costs as much as that of ten. Only the page's own rows are unsealed.
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { MessageRow } from '#shared/contract/messages.ts';
import { lanes } from '#shared/domain/messages/lane.ts';
import { urgencies } from '#shared/domain/messages/message.ts';
import { modeColumns, modeOf, modeRow, type ModeColumns } from '../dispatch/mode.ts';
import { prepared } from '../vault/prepared.ts';
import { ifOpen, readSealed, type Sealer } from './sealer.ts';

type Db = Database.Database;
export type ListFilter = 'all' | 'open' | 'waiting' | 'attention';
export interface ListDeps {
  sealer: Sealer;
  /** The backend was heard of lately and runs ladders. */
  running(): boolean;
}

/** What stands in clear beside a message; names of the columns. */
export interface LogRow extends ModeColumns {
  id: string;
  account_id: string;
  /** As it was taken. */
  reason: string;
  body_sealed: Buffer;
  current_entry: string | null;
  urgency_now: number;
  incomplete: number;
  conflict: number;
  accepted_at: string | null;
  accepted_by: string | null;
  has_emergency: number;
  repeats: string | null;
  owner_id: string | null;
  owner_name: string | null;
  why: string | null;
  addenda: number;
}
export const logColumns = `m.id, m.account_id, m.reason, m.body_sealed, m.current_entry, m.urgency_now, m.incomplete, m.conflict,
  m.accepted_at, m.accepted_by, m.has_emergency, m.repeats, m.owner_id, m.owner_name, o.why, ${modeColumns},
  (SELECT count(*) FROM addenda a WHERE a.message_id = m.id) AS addenda`;
/** What came from elsewhere has no row in the outbox: the backend has it. */
export const syncState = (state: string | null): MessageRow['sync'] =>
  state === null || state === 'acked' ? 'synced' : state === 'quarantined' ? 'quarantined' : 'waiting';
/** Only what the backend set aside has a reason that a person should read. */
export const whyOf = (row: { state: string | null; why: string | null }): string | null =>
  row.state === 'quarantined' ? (row.why?.slice(0, 300) ?? null) : null;

/** Only what a row shows is checked: a page reads fifty of them on the desk's thread. */
const shownFields = z.object({
  patientName: z.string(),
  callerName: z.string(),
  reasonCode: z.string(),
  receivedAt: z.string(),
});
const shownMessage = z.object({ fields: shownFields, takenBy: z.object({ name: z.string() }) });
const shownVersion = z.object({ body: z.object({ fields: shownFields }) });

/** Fields of the version that counts, and who took the message. */
function read(db: Db, sealer: Sealer, row: LogRow): { fields: z.infer<typeof shownFields>; takenBy: string } {
  const m = shownMessage.parse(readSealed(db, sealer, row.id, row.body_sealed));
  const { name } = m.takenBy;
  if (row.current_entry === null) return { fields: m.fields, takenBy: name };
  const version = prepared<[string], { body_sealed: Buffer }>(
    db,
    'SELECT body_sealed FROM entries WHERE id = ?',
  ).get(row.current_entry);
  if (version === undefined) return { fields: m.fields, takenBy: name };
  const { body } = shownVersion.parse(readSealed(db, sealer, row.current_entry, version.body_sealed));
  return { fields: body.fields, takenBy: name };
}

/** What stands in clear beside a body that can't be opened now. */
const closedRow = (row: LogRow): ReturnType<typeof read> => ({
  fields: { patientName: '', callerName: '', reasonCode: row.reason, receivedAt: row.saved_at },
  takenBy: row.owner_name ?? '',
});

export function rowOf(db: Db, deps: ListDeps, row: LogRow, now: string): MessageRow {
  const shown = ifOpen(() => read(db, deps.sealer, row));
  const { fields, takenBy } = shown ?? closedRow(row);
  return {
    id: row.id,
    accountId: row.account_id,
    ...(shown === null ? { closedBody: true } : {}),
    patientName: fields.patientName,
    callerName: fields.callerName,
    reasonCode: fields.reasonCode,
    urgency: urgencies[row.urgency_now] ?? 'urgent-clinical',
    takenAt: fields.receivedAt,
    takenBy,
    sync: syncState(row.state),
    why: whyOf(row),
    hasEmergency: row.has_emergency === 1,
    addenda: row.addenda,
    incomplete: row.incomplete === 1,
    dispatch: modeOf(modeRow(row), deps.running(), now)?.state ?? null,
    acceptedBy: row.accepted_by,
    acceptedAt: row.accepted_at,
    closed: row.closed_at !== null,
    conflict: row.conflict === 1,
    elsewhere: row.elsewhere === 1,
    repeats: row.repeats,
  };
}

const from = 'messages m LEFT JOIN outbox o ON o.item_id = m.id';
const where: Record<Exclude<ListFilter, 'waiting'>, string> = {
  all: '1',
  open: "m.dispatch in ('open', 'ended') and m.closed_at is null",
  attention: '(m.incomplete = 1 or m.conflict = 1 or m.set_aside = 1)',
};

/**
 * The statement that answers a page; its text depends on which parts are asked for, so that each gets its index: the small
 * one of its filter (`+` keeps the planner from walking the account's whole log), else the account's.
 */
export const listSql = (filter: keyof typeof where, account: boolean, after: boolean): string =>
  `SELECT ${logColumns} FROM ${from} WHERE ${where[filter]}${
    account ? ` AND ${filter === 'all' ? '' : '+'}m.account_id = @account` : ''
  }${after ? ' AND (m.saved_at, m.id) < (@savedAt, @id)' : ''} ORDER BY m.saved_at DESC, m.id DESC LIMIT @limit`;

/** Walked from the outbox's side, a lane at a time: what waits is few among many, or all. */
const waitingSql = (account: boolean): string =>
  `SELECT ${logColumns}, o.seq FROM outbox o CROSS JOIN messages m ON m.id = o.item_id
   WHERE o.state = 'waiting' AND o.lane = @lane AND o.seq < @before AND o.type = 'message'${
     account ? ' AND m.account_id = @account' : ''
   } ORDER BY o.seq DESC LIMIT @limit`;

interface Ask {
  accountId: string | null;
  filter: ListFilter;
  /** As `next` of the page before; anything else begins at the top. */
  after: string | null;
  limit: number;
  now: string;
}
interface Page {
  rows: MessageRow[];
  next: string | null;
}

/** Newest first. The cursor is the last row's saved_at and id; of what waits, a place in each lane. */
export function listMessages(db: Db, deps: ListDeps, ask: Ask): Page {
  if (ask.filter === 'waiting') return waitingMessages(db, deps, ask);
  const [savedAt, id] = ask.after?.split(' ') ?? [];
  const after = savedAt !== undefined && id !== undefined;
  const found = prepared<[Record<string, unknown>], LogRow>(
    db,
    listSql(ask.filter, ask.accountId !== null, after),
  ).all({
    limit: ask.limit + 1,
    ...(ask.accountId === null ? {} : { account: ask.accountId }),
    ...(after ? { savedAt, id } : {}),
  });
  const last = found[ask.limit - 1];
  return {
    rows: found.slice(0, ask.limit).map((row) => rowOf(db, deps, row, ask.now)),
    next: found.length > ask.limit && last ? `${last.saved_at} ${last.id}` : null,
  };
}

function waitingMessages(db: Db, deps: ListDeps, ask: Ask): Page {
  const places = /^(\d{1,16}) (\d{1,16})$/.exec(ask.after ?? '');
  const before = lanes.map((_, i) => (places === null ? Number.MAX_SAFE_INTEGER : Number(places[i + 1])));
  const found = lanes.flatMap((lane, i) =>
    prepared<[Record<string, unknown>], LogRow & { seq: number }>(db, waitingSql(ask.accountId !== null))
      .all({
        lane,
        before: before[i],
        limit: ask.limit + 1,
        ...(ask.accountId === null ? {} : { account: ask.accountId }),
      })
      .map((row) => ({ ...row, lane: i })),
  );
  const newest = found.toSorted((a, b) => (a.saved_at < b.saved_at ? 1 : a.saved_at > b.saved_at ? -1 : 0));
  const rows = newest.slice(0, ask.limit);
  const next = before.map((place, i) =>
    Math.min(place, ...rows.filter((r) => r.lane === i).map((r) => r.seq)),
  );
  return {
    rows: rows.map((row) => rowOf(db, deps, row, ask.now)),
    next: newest.length > ask.limit ? next.join(' ') : null,
  };
}

/** M23: saved in the last 24 hours and about the same patient, or called back on the same number; newest first. */
export function earlierMessages(
  db: Db,
  deps: ListDeps,
  same: { patient: string | null; number: string | null },
  without: string,
  now: string,
): MessageRow[] {
  if (same.patient === null && same.number === null) return [];
  const ids = prepared<[string, string | null, string | null, string], { id: string }>(
    db,
    `SELECT id FROM messages WHERE saved_at > ? AND (same_patient = ? OR same_number = ?) AND id <> ?
     ORDER BY saved_at DESC, id DESC LIMIT 10`,
  ).all(new Date(Date.parse(now) - 24 * 3_600_000).toISOString(), same.patient, same.number, without);
  return ids.flatMap(({ id }) => {
    const row = prepared<[string], LogRow>(db, `SELECT ${logColumns} FROM ${from} WHERE m.id = ?`).get(id);
    return row === undefined ? [] : [rowOf(db, deps, row, now)];
  });
}
