// What the caller wishes, as it stands in the form, and the question to the record that it becomes. Days are the clinic's own,
// YYYY-MM-DD; nothing here asks a clock by itself.
import type { PartOfDay } from '#shared/domain/booking/clock.ts';

export const spans = ['soonest', 'this-week', 'next-week', 'later'] as const;
export type Span = (typeof spans)[number];
export interface Wish {
  /** Of the account; null = any, then `minutes` counts. */
  kindId: string | null;
  minutes: number;
  practitionerId: string | null;
  placeId: string | null;
  /** Null: the days as they were typed. */
  span: Span | null;
  from: string;
  to: string;
  part: PartOfDay;
  /** 1 Monday to 7 Sunday; empty = any. */
  weekdays: readonly number[];
}

/** The record is asked for at most so many days at once (contract). */
const mostDays = 62;
const dayMs = 86_400_000;
const ms = (day: string): number => Date.parse(`${day}T00:00:00Z`);
export const addDays = (day: string, days: number): string =>
  new Date(ms(day) + days * dayMs).toISOString().slice(0, 10);
/** 1 Monday to 7 Sunday. */
export const weekdayOf = (day: string): number => new Date(ms(day)).getUTCDay() || 7;
/** The clinic's day at that instant. */
export function dayAt(now: Date, zone: string | undefined): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(now);
  return /^\d{4}-\d{2}-\d{2}$/.test(parts) ? parts : now.toISOString().slice(0, 10);
}

/** First and last day of a span, both included. */
export function daysOf(span: Span, today: string, horizonDays: number): { from: string; to: string } {
  const sunday = addDays(today, 7 - weekdayOf(today));
  const furthest = addDays(today, Math.min(horizonDays, mostDays));
  switch (span) {
    case 'soonest':
      return { from: today, to: furthest };
    case 'this-week':
      return { from: today, to: sunday };
    case 'next-week':
      return { from: addDays(sunday, 1), to: addDays(sunday, 7) };
    case 'later':
      return { from: addDays(sunday, 8), to: addDays(sunday, 8 + Math.min(horizonDays, mostDays)) };
  }
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const isDay = (day: string): boolean =>
  !Number.isNaN(ms(day)) && new Date(ms(day)).toISOString().startsWith(day);
const two = (n: number): string => String(n).padStart(2, '0');

/** Of this year, or the next one where it has passed. */
function coming(month: number, day: number, year: number | null, today: string): string | null {
  const at = (y: number): string => `${y}-${two(month)}-${two(day)}`;
  const thisYear = Number(today.slice(0, 4));
  const found = year !== null ? at(year < 100 ? 2000 + year : year) : at(thisYear);
  if (!isDay(found)) return null;
  return year === null && found < today ? at(thisYear + 1) : found;
}

/** A day as a caller says it: 24 Nov, Nov 24, 11/24, Friday, tomorrow, in 3 weeks, 2026-11-24. Null = it can't be read. */
export function dayOf(typed: string, today: string): string | null {
  const text = typed.trim().toLowerCase().replaceAll(/[,.]/g, ' ').replaceAll(/\s+/g, ' ').trim();
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return isDay(text) ? text : null;
  if (text === 'today') return today;
  if (text === 'tomorrow') return addDays(today, 1);
  const [, count, unit] = /^(?:in )?(\d{1,2}) (day|week)s?$/.exec(text) ?? [];
  if (count !== undefined) return addDays(today, Number(count) * (unit === 'week' ? 7 : 1));
  const weekday = weekdays.findIndex((w) => text.length >= 3 && text.startsWith(w)) + 1;
  if (weekday > 0 && /^[a-z]+$/.test(text)) return addDays(today, (weekday - weekdayOf(today) + 7) % 7 || 7);
  // Month before day, as it is written where these practices are.
  const [, month, day, year] = /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{2}|\d{4}))?$/.exec(text) ?? [];
  if (month !== undefined)
    return coming(Number(month), Number(day), year === undefined ? null : Number(year), today);
  const bare = text.replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]* /, '');
  const [, before, name, after, of] =
    /^(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]{3,9})(?: (\d{1,2})(?:st|nd|rd|th)?)?(?: (\d{4}))?$/.exec(bare) ??
    [];
  const named = months.findIndex((m) => name !== undefined && name.startsWith(m)) + 1;
  const said = before ?? after;
  if (named === 0 || said === undefined) return null;
  return coming(named, Number(said), of === undefined ? null : Number(of), today);
}

export type DaysProblem = 'unreadable' | 'past' | 'backwards' | 'too-many';
/** The days to ask for, or what stands against them. */
export function askedDays(
  wish: Pick<Wish, 'span' | 'from' | 'to'>,
  today: string,
  horizonDays: number,
): { ok: true; from: string; to: string } | { ok: false; problem: DaysProblem } {
  if (wish.span !== null) return { ok: true, ...daysOf(wish.span, today, horizonDays) };
  const from = wish.from.trim() === '' ? today : dayOf(wish.from, today);
  if (from === null) return { ok: false, problem: 'unreadable' };
  const to = wish.to.trim() === '' ? addDays(from, 13) : dayOf(wish.to, today);
  if (to === null) return { ok: false, problem: 'unreadable' };
  if (to < today) return { ok: false, problem: 'past' };
  if (to < from) return { ok: false, problem: 'backwards' };
  return ms(to) - ms(from) > mostDays * dayMs
    ? { ok: false, problem: 'too-many' }
    : { ok: true, from: from < today ? today : from, to };
}

interface Clinic {
  practitionerId: string | null;
  placeId: string | null;
  kindIds: readonly string[] | null;
}
/** Whether that kind of visit can be had there; where the record doesn't say, it may be. */
export const offersKind = (clinic: Pick<Clinic, 'kindIds'>, kindId: string | null): boolean =>
  kindId === null || clinic.kindIds === null || clinic.kindIds.includes(kindId);

export interface Known {
  kinds: readonly { id: string; minutes: number }[];
  clinics: readonly Clinic[];
  usual: { practitionerId: string | null; placeId: string | null } | null;
  /** A visit that is moved stays what it is, with whom and where. */
  old: { kindId: string | null; practitionerId: string | null; minutes: number | null } | null;
  /** What the caller's words named. */
  heard: Partial<Pick<Wish, 'kindId' | 'span' | 'part' | 'weekdays'>>;
}
/** What the form begins with: the visit that is moved, else the first kind, with whom the patient saw last where they do it. */
export function firstWish({ kinds, clinics, usual, old, heard }: Known): Wish {
  const kindId = old ? old.kindId : (heard.kindId ?? kinds[0]?.id ?? null);
  const who = old?.practitionerId ?? usual?.practitionerId ?? null;
  const sees = clinics.some((c) => c.practitionerId === who && offersKind(c, kindId));
  return {
    kindId,
    minutes: kinds.find((k) => k.id === kindId)?.minutes ?? old?.minutes ?? 30,
    practitionerId: who !== null && sees ? who : null,
    placeId: null,
    span: heard.span ?? 'soonest',
    from: '',
    to: '',
    part: heard.part ?? 'any',
    weekdays: heard.weekdays ?? [],
  };
}
