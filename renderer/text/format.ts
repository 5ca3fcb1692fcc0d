// Times, ages, dates and phone numbers as the desk writes them everywhere: 24 hours, short, one way only.
import { t } from './t.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function parts(
  iso: string,
  zone: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Map<string, string> {
  const key = `${zone ?? ''} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
    formats.set(key, format);
  }
  return new Map(format.formatToParts(new Date(iso)).map((part) => [part.type, part.value]));
}

const known = (iso: string): boolean => !Number.isNaN(Date.parse(iso));

/** `10:47` in the zone named (IANA), else in this computer's. An instant that can't be read gives `–`. */
export function formatTime(iso: string, zone?: string): string {
  if (!known(iso)) return '–';
  const p = parts(iso, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return `${p.get('hour')}:${p.get('minute')}`;
}

/** `10:47:12`, for marks such as "kept" and "saved". */
export function formatTimeSeconds(iso: string, zone?: string): string {
  if (!known(iso)) return '–';
  const p = parts(iso, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  return `${p.get('hour')}:${p.get('minute')}:${p.get('second')}`;
}

/** `15:47`, or `15:47 (10:47 there)` where the zone's clock shows another time: the desk's own first, everywhere. */
export function formatTimeBoth(iso: string, zone: string | undefined, time = formatTime): string {
  const here = time(iso);
  const there = time(iso, zone);
  return here === there ? here : t('ui.time.both', { here, there });
}

export interface DateStyle {
  zone?: string;
  /** `Tue 24 Nov` rather than `24 Nov`. */
  weekday?: boolean;
  /** The year shows unless it is the year of this instant. */
  now?: string;
}

/**
 * `24 Nov 2026`, `Tue 24 Nov` and the like. A plain date (`1955-02-03`: a birthday) is that day in every zone; an
 * instant is the day it has in the zone.
 */
export function formatDate(iso: string, { zone, weekday, now }: DateStyle = {}): string {
  if (!known(iso)) return '–';
  const where = iso.length === 10 ? 'UTC' : zone;
  const p = parts(iso, where, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const thisYear =
    now !== undefined && known(now) && parts(now, zone, { year: 'numeric' }).get('year') === p.get('year');
  return [weekday ? p.get('weekday') : '', p.get('day'), p.get('month'), thisYear ? '' : p.get('year')]
    .filter(Boolean)
    .join(' ');
}

/** How long ago, in words short enough for a corner: `just now`, `2 min ago`, `1 h 15 min ago`, `3 days ago`. */
export function formatAge(iso: string, now: Date): string {
  if (!known(iso)) return t('ui.age.unknown');
  const minutes = Math.floor((now.getTime() - Date.parse(iso)) / 60_000);
  if (minutes < 1) return t('ui.age.now');
  if (minutes < 60) return t('ui.age.minutes', { minutes });
  if (minutes < 24 * 60) return t('ui.age.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  return t('ui.age.days', { days: Math.floor(minutes / (24 * 60)) });
}

/** `4:37`, `1:02:09`, padded `04:37`: a span in seconds, never negative. */
export function formatSpan(seconds: number, padded = false): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n: number): string => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  if (hours > 0) return `${hours}:${two(minutes)}:${two(whole % 60)}`;
  return `${padded ? two(minutes) : minutes}:${two(whole % 60)}`;
}

const joining = new Set(['of', 'at', 'and', 'the', 'for', 'in', 'on', 'de', 'la']);
const shortened = new Set(['ctr', 'grp', 'svcs', 'hlth', 'st', 'mt', 'ft', 'dr']);
/**
 * `Saint Anne's Hospital` for `SAINT ANNE'S HOSPITAL`: a name that a record holds all in capitals is read slower and takes more
 * room. A word of two letters, or without a vowel (`VA`, `LLC`), stays as it is; so does a name that has small letters.
 */
export function calmName(name: string): string {
  if (!/\p{Lu}{4}/u.test(name) || /\p{Ll}/u.test(name)) return name;
  let words = 0;
  return name.replace(/\s+[-–]\s*$/, '').replaceAll(/[\p{L}\p{M}]+(?:['’]\p{L}+)?/gu, (word) => {
    words += 1;
    const small = word.toLowerCase();
    if (words > 1 && joining.has(small)) return small;
    if (!shortened.has(small) && (word.length < 3 || !/[aeiouy]/.test(small.normalize('NFD')))) return word;
    return word.slice(0, 1) + small.slice(1);
  });
}

// Country codes of two digits; 1 and 7 have one digit, the rest three (ITU-T E.164).
const TWO_DIGITS = /^(2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** Digit groups that a person can read aloud and dial: `617 555 0142`, `+44 207 946 0123`. Not E.164: shown as it is. */
export function formatPhone(e164: string): string {
  if (!/^\+[1-9]\d{6,14}$/.test(e164)) return e164;
  const digits = e164.slice(1);
  if (/^1\d{10}$/.test(digits)) return `${digits.slice(1, 4)} ${digits.slice(4, 7)} ${digits.slice(7)}`;
  const code = /^[17]/.test(digits) ? 1 : TWO_DIGITS.test(digits) ? 2 : 3;
  const rest = digits.slice(code);
  // Threes, and a last group of four rather than a single digit left over.
  const groups = rest.match(rest.length % 3 === 1 ? /\d{3}(?=\d{3})|\d{4}$|\d{3}/g : /\d{1,3}/g) ?? [rest];
  return `+${digits.slice(0, code)} ${groups.join(' ')}`;
}
