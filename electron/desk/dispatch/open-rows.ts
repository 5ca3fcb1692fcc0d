// Messages whose dispatch is open, read from columns alone: works while locked, costs nothing on a full log.
import type Database from 'better-sqlite3';
import { prepared } from '../vault/prepared.ts';
import { modeColumns, modeOf, modeRow, type Mode, type ModeColumns, type ModeRow } from './mode.ts';

export interface OpenRow extends ModeRow {
  id: string;
  urgency: number;
}
interface Row extends ModeColumns {
  id: string;
  urgency: number;
}
/** More than a night can hold; a log full of them must not stop the desk. */
const most = 500;

/** Most urgent, then newest, first: no number of others pushes an emergency out. */
export const openRows = (db: Database.Database, limit = most): OpenRow[] =>
  prepared<[number], Row>(
    db,
    `SELECT m.id, m.urgency_now AS urgency, ${modeColumns}
     FROM messages m LEFT JOIN outbox o ON o.item_id = m.id
     WHERE m.dispatch in ('open', 'ended') and m.closed_at is null
     ORDER BY m.urgency_now, m.saved_at DESC, m.id DESC LIMIT ?`,
  )
    .all(limit)
    .map((row) => ({ id: row.id, urgency: row.urgency, ...modeRow(row) }))
    .toSorted((a, b) => a.urgency - b.urgency || (a.savedAt < b.savedAt ? -1 : 1));

export const withMode = (rows: readonly OpenRow[], running: boolean, now: string): [OpenRow, Mode | null][] =>
  rows.map((row) => [row, modeOf(row, running, now)]);
