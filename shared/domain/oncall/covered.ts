// When somebody must be on call: always, or only while the practice is closed (its hours, and all of a holiday).
import { Temporal } from 'temporal-polyfill';
import { weekdays, type Account } from '../accounts/account.ts';
import type { Schedule } from './schedule.ts';
import { instantOf } from './spans.ts';

/** Epoch milliseconds; `end` is exclusive. */
export interface Window {
  start: number;
  end: number;
}

export function mustBeCovered(
  account: Pick<Account, 'zone' | 'hours'>,
  schedule: Schedule,
  from: number,
  to: number,
): Window[] {
  if (schedule.covers === 'always') return [{ start: from, end: to }];
  const dateAt = (ms: number): Temporal.PlainDate =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(account.zone).toPlainDate();
  const open: Window[] = [];
  const last = dateAt(to);
  for (let day = dateAt(from); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    if (schedule.holidays.some((h) => h.date === day.toString())) continue;
    for (const h of account.hours.filter((x) => x.day === weekdays[day.dayOfWeek - 1])) {
      const at = (clock: string): number =>
        instantOf(day.toPlainDateTime(Temporal.PlainTime.from(clock)), account.zone);
      open.push({ start: at(h.open), end: at(h.close) });
    }
  }
  const closed: Window[] = [];
  let cursor = from;
  for (const o of open.toSorted((a, b) => a.start - b.start)) {
    if (o.start > cursor) closed.push({ start: cursor, end: Math.min(o.start, to) });
    cursor = Math.max(cursor, o.end);
  }
  if (cursor < to) closed.push({ start: cursor, end: to });
  return closed.filter((w) => w.start < w.end);
}
