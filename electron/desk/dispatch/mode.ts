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
}
export interface Mode {
  state: 'manual' | 'backend' | 'accepted' | 'ended';
  why: 'offline' | 'not-sent' | 'backend-late' | 'by-choice' | null;
}
/** A message just saved is on its way: that long (ms) nobody is told to phone because of it. */
const onItsWay = 15_000;
/** Another desk's message: that desk phones first. */
const otherDeskFirst = 3 * 60_000;

/** `running`: the backend was heard of lately and runs ladders. Null = nothing of it is dispatched. */
export function modeOf(row: ModeRow, running: boolean, now: string): Mode | null {
  if (row.dispatch === null) return null;
  if (row.dispatch !== 'open') return { state: row.dispatch, why: null };
  const at = Date.parse(now);
  const manual = (why: Mode['why']): Mode => ({ state: 'manual', why });
  const backend: Mode = { state: 'backend', why: null };
  if (row.claimedUntil !== null && Date.parse(row.claimedUntil) > at) return manual('by-choice');
  if (!row.elsewhere && row.sent !== 'acked') {
    if (!running) return manual('offline');
    if (row.sent === 'quarantined') return manual('not-sent');
    return at - Date.parse(row.savedAt) < onItsWay ? backend : manual('not-sent');
  }
  const patience = backendGrace + (row.elsewhere ? otherDeskFirst : 0);
  if (row.pageDueAt !== null && at - Date.parse(row.pageDueAt) < patience) return backend;
  return manual(running ? 'backend-late' : 'offline');
}

export const alarmEvery = 60_000;
/** Rings now and every minute until somebody acted: for what this desk has to phone, and where the ladder has ended. */
export function alarms(row: ModeRow, mode: Mode | null, now: string): boolean {
  if (mode === null || row.closedAt !== null || row.dueAt === null || row.dueAt > now) return false;
  return mode.state === 'manual' || (mode.state === 'ended' && !row.elsewhere);
}
