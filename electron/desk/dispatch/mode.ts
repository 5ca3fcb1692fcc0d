// Who acts on an open message now: this desk's person by phone, or the backend with its ladder (product.md 0.2, O2). Pure,
// from the columns alone, so that the alarm knows it while the desk is locked too.
import { backendGrace } from '../messages/project.ts';

export interface ModeRow {
  dispatch: 'open' | 'accepted' | 'ended' | null;
  savedAt: string;
  elsewhere: boolean;
  /** State in the outbox; null = nothing of it is sent from here. */
  sent: 'waiting' | 'acked' | 'quarantined' | null;
  dueAt: string | null;
  pageDueAt: string | null;
  claimedUntil: string | null;
  closedAt: string | null;
  /** Newest instant that this desk itself wrote about it: a clock that says less was set back. Null = only others did. */
  writtenAt: string | null;
}
/** The columns that say it, as they stand in clear beside a message. */
export interface ModeColumns {
  dispatch: ModeRow['dispatch'];
  saved_at: string;
  elsewhere: number;
  state: ModeRow['sent'];
  due_at: string | null;
  page_due_at: string | null;
  claimed_until: string | null;
  closed_at: string | null;
  written_at: string | null;
}
/** For SQL over message `m` with its outbox row `o`. */
export const modeColumns = `m.dispatch, m.saved_at, m.elsewhere, o.state, m.due_at, m.page_due_at, m.claimed_until,
  m.closed_at, (SELECT max(at) FROM entries WHERE message_id = m.id AND elsewhere = 0) AS written_at`;
export const modeRow = (row: ModeColumns): ModeRow => ({
  dispatch: row.dispatch,
  savedAt: row.saved_at,
  elsewhere: row.elsewhere === 1,
  sent: row.state,
  dueAt: row.due_at,
  pageDueAt: row.page_due_at,
  claimedUntil: row.claimed_until,
  closedAt: row.closed_at,
  writtenAt: row.written_at,
});

export interface Mode {
  state: 'manual' | 'backend' | 'accepted' | 'ended';
  why: 'offline' | 'not-sent' | 'backend-late' | 'by-choice' | null;
}
/** A message just saved is on its way: that long (ms) nobody is told to phone because of it. */
const onItsWay = 15_000;
/** Another desk's message: that desk phones first. */
const otherDeskFirst = 3 * 60_000;

/** How far another desk's clock may be ahead of this one before its word counts for no time, ms. */
const otherClock = 2 * 60_000;
/** A clock that was set back silences nothing: whatever waits for an instant is due. */
const setBack = (row: ModeRow, at: number): boolean =>
  (row.writtenAt !== null && at < Date.parse(row.writtenAt)) ||
  at < Date.parse(row.savedAt) - (row.elsewhere ? otherClock : 0);

/** `running`: the backend was heard of lately and runs ladders. Null = nothing of it is dispatched. */
export function modeOf(row: ModeRow, running: boolean, now: string): Mode | null {
  if (row.dispatch === null) return null;
  if (row.dispatch !== 'open') return { state: row.dispatch, why: null };
  const at = Date.parse(now);
  const manual = (why: Mode['why']): Mode => ({ state: 'manual', why });
  const back = setBack(row, at);
  const backend: Mode = { state: 'backend', why: null };
  if (row.claimedUntil !== null && Date.parse(row.claimedUntil) > at) return manual('by-choice');
  if (!row.elsewhere && row.sent !== 'acked') {
    if (!running) return manual('offline');
    if (row.sent === 'quarantined') return manual('not-sent');
    return !back && at - Date.parse(row.savedAt) < onItsWay ? backend : manual('not-sent');
  }
  const patience = backendGrace + (row.elsewhere ? otherDeskFirst : 0);
  if (!back && row.pageDueAt !== null && at - Date.parse(row.pageDueAt) < patience) return backend;
  return manual(running ? 'backend-late' : 'offline');
}

export const alarmEvery = 60_000;
/** This desk rings for it, now or once it is due. Where a ladder ended elsewhere, that desk first, then every one. */
export function ownAlarm(row: ModeRow, mode: Mode | null, now: string): boolean {
  if (mode?.state === 'manual') return true;
  if (mode?.state !== 'ended' || row.dueAt === null) return false;
  const at = Date.parse(now);
  return !row.elsewhere || setBack(row, at) || at - Date.parse(row.dueAt) >= otherDeskFirst;
}
/** Rings now and every minute until somebody acted: for what this desk has to phone, and where the ladder has ended. */
export function alarms(row: ModeRow, mode: Mode | null, now: string): boolean {
  if (row.closedAt !== null || row.dueAt === null || !ownAlarm(row, mode, now)) return false;
  return row.dueAt <= now || setBack(row, Date.parse(now));
}
