// Is the practice open: decides the greeting and whether a message goes to the department or to on-call.
import { Temporal } from 'temporal-polyfill';
import { type Account, type Weekday, weekdays } from './account.ts';

const local = (account: Account, now: string) => Temporal.Instant.from(now).toZonedDateTimeISO(account.zone);
const dayOf = (dayOfWeek: number): Weekday => weekdays[dayOfWeek - 1] ?? 'mon';

/** `now` is a UTC instant; the day and the clock are the account's own. Closing time counts as closed. */
export function isOpenAt(account: Account, now: string): boolean {
  const here = local(account, now);
  const clock = here.toPlainTime().toString({ smallestUnit: 'minute' });
  const day = dayOf(here.dayOfWeek);
  return account.hours.some((h) => h.day === day && h.open <= clock && clock < h.close);
}

/** Today's spans as `08:00–17:00`, joined by a comma; null = closed today. */
export function hoursToday(account: Account, now: string): string | null {
  const day = dayOf(local(account, now).dayOfWeek);
  const spans = account.hours.filter((h) => h.day === day).map((h) => `${h.open}–${h.close}`);
  return spans.length === 0 ? null : spans.join(', ');
}

/** What to answer with on this line now; null = the account has no such line. */
export function greetingFor(account: Account, dnis: string, now: string): string | null {
  const found = account.lines.find((l) => l.dnis === dnis);
  if (found === undefined) return null;
  return isOpenAt(account, now) ? found.greeting : found.afterHoursGreeting;
}

/** M18: the wall-clock time in the account's zone by which the caller should have been called, HH:MM. */
export function callbackBy(account: Account, now: string, minutes: number): string {
  return local(account, now).add({ minutes }).toPlainTime().toString({ smallestUnit: 'minute' });
}
