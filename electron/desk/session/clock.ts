// The desk's one clock. In the demo it may be shifted ("make it 23:50"); nothing else reads the machine's time.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface DeskClock {
  /** ISO instant. */
  now(): string;
  /** Milliseconds that only go forward. */
  monotonic(): number;
  shifted(): boolean;
  /** Moves the clock so that local time is HH:MM now, today; null = back to the real time. Demo profiles only. */
  shiftTo(time: string | null): void;
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
    shifted: () => shiftMs !== 0,
    shiftTo(time) {
      shiftMs = 0;
      if (time !== null) {
        const [h = 0, m = 0] = time.split(':').map(Number);
        const wanted = new Date();
        wanted.setHours(h, m, 0, 0);
        shiftMs = wanted.getTime() - Date.now();
      }
      writeFileSync(file(profile), JSON.stringify(shiftMs), { mode: 0o600 });
    },
  };
}

/** Runs something once, later; the returned function cancels it. Timers never keep the process alive by themselves. */
export function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
