// One instant on two clocks: the clinic's wall, which counts, and the caller's, who may be elsewhere.
import { Temporal } from 'temporal-polyfill';

export interface OnClock {
  /** YYYY-MM-DD. */
  day: string;
  /** HH:MM, 24 hours. */
  clock: string;
  /** 1 Monday to 7 Sunday. */
  weekday: number;
  /** Ahead of UTC, minutes. */
  offset: number;
}
export const isZone = (zone: string): boolean => {
  try {
    return Boolean(Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone));
  } catch {
    return false;
  }
};

/** Throws on an unknown zone: ask `isZone` first. */
export function onClock(instant: string, zone: string): OnClock {
  const there = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return {
    day: there.toPlainDate().toString(),
    clock: there.toPlainTime().toString({ smallestUnit: 'minute' }),
    weekday: there.dayOfWeek,
    offset: there.offsetNanoseconds / 60_000_000_000,
  };
}

/** The caller's own clock at that instant, or null where it shows the same: then saying it twice would confuse. */
export function callersClock(instant: string, clinic: string, caller: string): OnClock | null {
  const [there, here] = [onClock(instant, clinic), onClock(instant, caller)];
  return there.offset === here.offset ? null : here;
}

export const partsOfDay = ['any', 'morning', 'afternoon', 'evening'] as const;
export type PartOfDay = (typeof partsOfDay)[number];
/** Begins before noon, from noon to five, from five on: by the clinic's clock. */
export const isIn = (clock: string, part: PartOfDay): boolean =>
  part === 'any' || part === (clock < '12:00' ? 'morning' : clock < '17:00' ? 'afternoon' : 'evening');
