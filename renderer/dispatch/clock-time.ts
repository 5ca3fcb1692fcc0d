// Times of a card: on the desk's clock, with the practice's in brackets where it shows another hour; and a time as it is typed
// by somebody who looks at a clock: the newest such time that is not in the future.
import { formatTime, formatTimeBoth } from '../text/format.ts';

/** `03:47`, or `03:47 (22:47 there)` where the practice's clock shows another time. */
export const timeOn = (iso: string, zone: string | undefined): string => formatTimeBoth(iso, zone);

const minuteMs = 60_000;
const dayMinutes = 24 * 60;
const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** `23:51`, `2351` or `7:05` as an instant on the clock of `zone`; null = no time of a day. */
export function instantOfClock(typed: string, now: Date, zone?: string): string | null {
  const found = /^\s*(\d{1,2})[:.]?(\d{2})\s*$/.exec(typed);
  if (found === null) return null;
  const [hours, minutes] = [Number(found[1]), Number(found[2])];
  if (hours > 23 || minutes > 59) return null;
  const wanted = hours * 60 + minutes;
  const minute = Math.floor(now.getTime() / minuteMs) * minuteMs;
  const shownAt = (ms: number): number => minutesOf(formatTime(new Date(ms).toISOString(), zone));
  const back = shownAt(minute) - wanted;
  // Two minutes ahead: two clocks on two walls.
  const ago = back < -2 ? back + dayMinutes : back > dayMinutes - 3 ? back - dayMinutes : back;
  const at = minute - ago * minuteMs;
  // A clock that was put forward or back since shows another hour then.
  const off = ((shownAt(at) - wanted + dayMinutes * 1.5) % dayMinutes) - dayMinutes / 2;
  return new Date(at - off * minuteMs).toISOString();
}

/** What is wrong with the time of an outcome: before its message, or still to come; null = nothing. */
export function wrongTime(happenedAt: string, savedAt: string, now: Date): 'before' | 'ahead' | null {
  const at = Date.parse(happenedAt);
  if (at > now.getTime() + 2 * minuteMs) return 'ahead';
  return at < Math.floor(Date.parse(savedAt) / minuteMs) * minuteMs ? 'before' : null;
}
