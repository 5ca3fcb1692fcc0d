// How far this computer's clock is from the backend's (C37): taken from every answer that says its time, kept durably, so
// that a night offline still knows it. It changes nothing: order is the lane's sequence; a skew is told, never refused.
import type Database from 'better-sqlite3';
import { readClockOffset, readDevice, writeClockOffset, writeDevice } from './device.ts';

export interface ClockOffset {
  /** Ahead of the backend (positive) or behind it, ms; null = never met. */
  offsetMs: number | null;
  /** When it was last compared, by this computer's clock. */
  at: string | null;
}
const atKey = 'clock-offset-at';
/** Below this nothing is written down: jitter is not worth a disk write with every answer. ms */
const worthTelling = 1000;
/** How old the kept time of comparison may grow while the offset stays the same, ms. */
const keepEvery = 10 * 60_000;

const keptOffset = (db: Database.Database): ClockOffset => ({
  offsetMs: readClockOffset(db),
  at: readDevice(db, atKey),
});

export function clockOffset(deps: {
  /** Null before the vault is opened. */
  core(): Database.Database | null;
  now(): string;
  /** It differs from what was known. */
  changed(): void;
}) {
  let known: ClockOffset | null = null;
  let written = 0;

  const current = (): ClockOffset => {
    const db = deps.core();
    if (known === null && db !== null) known = keptOffset(db);
    return known ?? { offsetMs: null, at: null };
  };
  function keep(next: ClockOffset): void {
    const db = deps.core();
    if (db === null || next.offsetMs === null) return;
    const { offsetMs } = next;
    try {
      db.transaction(() => {
        writeClockOffset(db, offsetMs);
        writeDevice(db, atKey, next.at ?? '');
      }).immediate();
      written = Date.parse(next.at ?? '');
    } catch {
      // A full disk must not turn an answer into a failure; it is known until this process ends, and kept next time.
      written = 0;
    }
  }
  return {
    current,
    /** An answer said its time; it was asked `tookMs` ago and is taken to have been answered half way. */
    heard(serverTime: string, tookMs: number): void {
      const before = current();
      const at = deps.now();
      const ms = Math.round(Date.parse(at) - tookMs / 2 - Date.parse(serverTime));
      if (!Number.isFinite(ms)) return;
      // A slow answer knows its moment only to half of its way: within that it tells nothing new.
      const same =
        before.offsetMs !== null && Math.abs(ms - before.offsetMs) <= Math.max(worthTelling, tookMs / 2);
      known = { offsetMs: same ? before.offsetMs : ms, at };
      if (!same || Math.abs(Date.parse(at) - written) >= keepEvery) keep(known);
      if (!same) deps.changed();
    },
  };
}
export type ClockOffsetKeeper = ReturnType<typeof clockOffset>;
