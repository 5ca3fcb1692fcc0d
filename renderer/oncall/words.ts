// On-call in sentences: the derivation's steps, what the linter found, when something changes. Pure.
import type { DerivationStep, ScheduleFinding } from '#shared/domain/oncall/index.ts';
import { formatDate, formatTime } from '../text/format.ts';
import { hasText, t, type TextValues } from '../text/t.ts';

/** `2026-11-21T17:00` of the schedule's zone as `Sat 21 Nov 17:00`; what is no time stays as it is. */
const localWords = (value: string): string =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value)
    ? `${dayWords(value.slice(0, 10))} ${value.slice(11)}`
    : value;

/** `Sat 21 Nov` of a plain date; the year only shows where it matters, in lists of days it doesn't. */
export const dayWords = (date: string): string =>
  formatDate(date, { weekday: true, now: `${date}T12:00:00.000Z` });

/** The end of a span says its day only when that isn't the day on which it began. */
const endWords = (from: string | undefined, to: string): string =>
  from?.slice(0, 10) === to.slice(0, 10) && from.length === 16 ? to.slice(11) : localWords(to);

const valuesOf = (values: Readonly<Record<string, string>>): TextValues => ({
  ...Object.fromEntries(
    Object.entries(values).map(([k, v]) => [k, k === 'to' ? endWords(values['from'], v) : localWords(v)]),
  ),
  ...(values['role'] === undefined ? {} : { role: roleWords(values['role']) }),
});
export const roleWords = (role: string): string => {
  const key = `oncall.role.${role}`;
  return hasText(key) ? t(key) : role;
};

/** One sentence a step. A code of a newer version reads as its code: never nothing. */
export function stepWords(step: DerivationStep): string {
  const key = `oncall.step.${step.code}`;
  return hasText(key) ? t(key, valuesOf(step.values)) : step.code;
}
export function findingWords(finding: ScheduleFinding): string {
  const key = `oncall.finding.${finding.code}`;
  const role = finding.role === null ? '' : roleWords(finding.role);
  return hasText(key)
    ? t(key, { ...valuesOf(finding.values), role, account: finding.values['account'] ?? '' })
    : finding.code;
}

/** `until 07:00` today, `until Mon 23 Nov 07:00` later; null = no change is planned in two weeks. */
export function untilWords(until: string | null, now: string, zone: string): string {
  if (until === null) return t('oncall.until.none');
  const today = formatDate(until, { zone }) === formatDate(now, { zone });
  const time = formatTime(until, zone);
  return today
    ? t('oncall.until.today', { time })
    : t('oncall.until.day', { date: formatDate(until, { zone, weekday: true, now }), time });
}
