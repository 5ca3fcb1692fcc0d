// A clock that was typed (`16:30`) as an instant of today or tomorrow where the practice is: promises are made in its time. Pure.
import { Temporal } from 'temporal-polyfill';

/** Null when it is no clock. What is over today means tomorrow. `zone` is an IANA name. */
export function atClock(typed: string, now: Date, zone: string): string | null {
  const found = /^\s*([01]?\d|2[0-3])[:.h]?([0-5]\d)\s*$/.exec(typed);
  if (!found) return null;
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  const today = here.withPlainTime({ hour: Number(found[1]), minute: Number(found[2]) });
  const at = Temporal.ZonedDateTime.compare(today, here) > 0 ? today : today.add({ days: 1 });
  return new Date(at.epochMilliseconds).toISOString();
}
