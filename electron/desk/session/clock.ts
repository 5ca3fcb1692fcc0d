// The desk's one clock. In the demo it may be shifted ("make it 23:50"); nothing else reads the machine's time.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';

export interface DeskClock {
  /** ISO instant. */
  now(): string;
  /** Milliseconds that only go forward. */
  monotonic(): number;
  /** Milliseconds of the machine's own wall clock, never shifted by the demo. */
  wall(): number;
  shifted(): boolean;
  /** Moves the clock so that it is HH:MM now, today, in `where.zone`; null = back to the real time. Demo profiles only. */
  shiftTo(time: string | null, where?: ShiftWhere): void;
}
export interface ShiftWhere {
  /** IANA zone whose clock is meant; the computer's own without it. */
  zone?: string | undefined;
  /** The last day from Monday to Friday rather than today, so that a practice is open. */
  workday?: boolean | undefined;
  /** YYYY-MM-DD: that day instead, so that a night has its own morning. */
  date?: string | undefined;
}

/** How far the clock must move, ms. Throws RangeError on a zone that doesn't exist. */
export function shiftFor(time: string, where: ShiftWhere, nowMs: number): number {
  const here = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(
    where.zone ?? Temporal.Now.timeZoneId(),
  );
  const weekend = where.workday === true ? Math.max(0, here.dayOfWeek - 5) : 0;
  const day =
    where.date === undefined
      ? here.subtract({ days: weekend }).toPlainDate()
      : Temporal.PlainDate.from(where.date);
  const plainTime = Temporal.PlainTime.from(time);
  return day.toZonedDateTime({ timeZone: here.timeZoneId, plainTime }).epochMilliseconds - nowMs;
}

const file = (profile: string): string => join(profile, 'demo-clock.json');

/** The shift outlives a restart of the desk within a demo; it holds no patient data. */
export function deskClock(profile: string, demo: boolean): DeskClock {
  let shiftMs = 0;
  if (demo)
    try {
      const kept: unknown = JSON.parse(readFileSync(file(profile), 'utf8'));
      if (typeof kept === 'number' && Number.isFinite(kept)) shiftMs = kept;
    } catch {
      shiftMs = 0; // never set, or unreadable: the real time is the safe answer
    }
  return {
    now: () => new Date(Date.now() + shiftMs).toISOString(),
    monotonic: () => performance.now(),
    wall: () => Date.now(),
    shifted: () => shiftMs !== 0,
    shiftTo(time, where = {}) {
      shiftMs = time === null ? 0 : shiftFor(time, where, Date.now());
      writeFileSync(file(profile), JSON.stringify(shiftMs), { mode: 0o600 });
    },
  };
}

/** Runs something once, later; the returned function cancels it. Timers never keep the process alive by themselves. */
export function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
