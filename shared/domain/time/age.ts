// Age as it is said in a clinic (M5): an infant in days or weeks, a toddler in months, everyone else in years.
import { Temporal } from 'temporal-polyfill';

export interface AgeParts {
  unit: 'days' | 'weeks' | 'months' | 'years';
  value: number;
}

const dayOrNull = (text: string): Temporal.PlainDate | null => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return null;
  }
};

/**
 * Both are YYYY-MM-DD; null when the birth date lacks its day, doesn't exist, or lies after `today`. Under two weeks in
 * days, under one year in weeks, under two years in months. Born on 29 February: a year older on 1 March.
 */
export function ageAt(birthDate: string, today: string): AgeParts | null {
  const born = dayOrNull(birthDate);
  const now = dayOrNull(today);
  if (born === null || now === null || Temporal.PlainDate.compare(born, now) > 0) return null;
  const { years } = born.until(now, { largestUnit: 'years' });
  if (years >= 2) return { unit: 'years', value: years };
  if (years >= 1) return { unit: 'months', value: born.until(now, { largestUnit: 'months' }).months };
  const { days } = born.until(now, { largestUnit: 'days' });
  return days < 14 ? { unit: 'days', value: days } : { unit: 'weeks', value: Math.floor(days / 7) };
}

const quarterHour = 900_000;
const days = new Map<string, string>();
/**
 * The calendar day in a zone at an instant (UTC ISO). Zones differ by whole quarters of an hour, so a quarter's answer is
 * kept: every save asks.
 */
export function todayIn(zone: string, nowIso: string): string {
  const name = `${zone} ${Math.floor(Date.parse(nowIso) / quarterHour)}`;
  const known = days.get(name);
  if (known !== undefined) return known;
  const day = Temporal.Instant.from(nowIso).toZonedDateTimeISO(zone).toPlainDate().toString();
  if (days.size >= 50) days.clear();
  days.set(name, day);
  return day;
}
