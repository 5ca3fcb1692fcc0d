// Messages whose dispatch is open, read from columns alone: works while locked, costs nothing on a full log.
import type Database from 'better-sqlite3';
import { prepared } from '../vault/prepared.ts';
import { modeOf, writtenAt, type Mode, type ModeRow } from './mode.ts';

export interface OpenRow extends ModeRow {
  id: string;
  urgency: number;
}
interface Row {
  id: string;
  urgency: number;
  saved_at: string;
  elsewhere: number;
  dispatch: 'open' | 'ended';
  due_at: string | null;
  page_due_at: string | null;
  claimed_until: string | null;
  state: ModeRow['sent'];
  written_at: string | null;
}
/** More than a night can hold; a log full of them must not stop the desk. */
const most = 500;

/** Most urgent, then newest, first: no number of others pushes an emergency out. */
export const openRows = (db: Database.Database, limit = most): OpenRow[] =>
  prepared<[number], Row>(
    db,
    `SELECT m.id, m.urgency_now AS urgency, m.saved_at, m.elsewhere, m.dispatch, m.due_at, m.page_due_at,
       m.claimed_until, o.state, ${writtenAt}
     FROM messages m LEFT JOIN outbox o ON o.item_id = m.id
     WHERE m.dispatch in ('open', 'ended') and m.closed_at is null
     ORDER BY m.urgency_now, m.saved_at DESC, m.id DESC LIMIT ?`,
  )
    .all(limit)
    .map((row) => ({
      id: row.id,
      urgency: row.urgency,
      dispatch: row.dispatch,
      savedAt: row.saved_at,
      elsewhere: row.elsewhere === 1,
      sent: row.state,
      dueAt: row.due_at,
      pageDueAt: row.page_due_at,
      claimedUntil: row.claimed_until,
      closedAt: null,
      writtenAt: row.written_at,
    }))
    .toSorted((a, b) => a.urgency - b.urgency || (a.savedAt < b.savedAt ? -1 : 1));

export const withMode = (rows: readonly OpenRow[], running: boolean, now: string): [OpenRow, Mode | null][] =>
  rows.map((row) => [row, modeOf(row, running, now)]);
