// Moves a record's dates so that the day on which it was made becomes today. Birth dates stay: a caller who gives a date
// of birth must give the one that is in the record, and it must be the same tomorrow.
const dayMs = 86_400_000;
const date = /^(\d{4}-\d\d-\d\d)(T.*)?$/;
/** Never dates of the record's time line, even when they look like one. */
const fixed = new Set(['birthDate', 'id', 'value', 'code', 'versionId']);

/** Whole days between two instants' UTC days; the time of day and the zone of a shifted date stay as they were. */
export const daysBetween = (from: string, to: string): number =>
  Math.floor(Date.parse(to) / dayMs) - Math.floor(Date.parse(from) / dayMs);

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** A copy of `value` with every full date in it `days` later; years and months alone aren't touched. */
export function shiftDates<T>(value: T, days: number): T {
  return shift(value, '', days) as T;
}

function shift(value: unknown, key: string, days: number): unknown {
  if (typeof value === 'string') {
    const m = fixed.has(key) ? null : date.exec(value);
    return m ? addDays(m[1] as string, days) + (m[2] ?? '') : value;
  }
  if (Array.isArray(value)) return value.map((v) => shift(v, key, days));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, shift(v, k, days)]));
}

/** Days to add so that a visit doesn't fall on a Saturday (2) or Sunday (1); a closed practice books nobody. */
export const toWeekday = (instant: string): number => ({ 6: 2, 0: 1 })[new Date(instant).getUTCDay()] ?? 0;
