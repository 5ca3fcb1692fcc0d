// Dates as records hold them: a year, a month, a day, or an instant with the offset it was written in.
import { formatDate, formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';

/** `2019`, `May 2019`, `3 Feb 1955`; what can't be read is shown as it stands. */
export function recordDate(text: string): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(text) ?? [];
  if (year === undefined) return text;
  if (month === undefined) return year;
  if (day === undefined) return formatDate(`${year}-${month}-01`).replace(/^\S+ /, '');
  return formatDate(`${year}-${month}-${day}`);
}

/**
 * `Tue 24 Nov, 14:30`: the clock of the clinic. An instant written with its own offset is that clinic's clock already; one
 * in UTC is put into `zone`, the account's. `now` leaves out this year's number. A bare day has no time.
 */
export function visitTime(text: string, zone: string | undefined, now: Date): string {
  const [, day, clock, offset] =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})[\d:.]*(Z|[+-]\d{2}:\d{2})?)?$/.exec(text) ?? [];
  if (day === undefined) return text;
  const thisYear = now.toISOString();
  if (clock === undefined) return formatDate(day, { weekday: true, now: thisYear });
  if (offset === 'Z' && zone !== undefined)
    return t('patient.visit.time', {
      day: formatDate(text, { weekday: true, zone, now: thisYear }),
      time: formatTime(text, zone),
    });
  return t('patient.visit.time', { day: formatDate(day, { weekday: true, now: thisYear }), time: clock });
}

/** The day of a line in a list: `Fri 20 Nov` of this year, `3 Feb 2021` of another; less than a day as it stands. */
export function lineDay(text: string, zone: string | undefined, now: Date): string {
  const [, day, offset] = /^(\d{4}-\d{2}-\d{2})(?:T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/.exec(text) ?? [];
  if (day === undefined) return recordDate(text);
  const thisYear = now.toISOString();
  const at = offset === 'Z' && zone !== undefined ? text : day;
  const here = offset === 'Z' && zone !== undefined ? { zone } : {};
  return day.slice(0, 4) === thisYear.slice(0, 4)
    ? formatDate(at, { weekday: true, now: thisYear, ...here })
    : formatDate(at, here);
}

/** When something was read, for a small mark: `10:43`, or `21 Nov, 10:43` of another day. */
export function asOfText(iso: string, now: Date): string {
  const time = formatTime(iso);
  const day = formatDate(iso, { now: now.toISOString() });
  return day === formatDate(now.toISOString(), { now: now.toISOString() })
    ? time
    : t('patient.visit.time', { day, time });
}
