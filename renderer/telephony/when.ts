// An instant of a list in words: the clock alone today, with its day else. A promise to call back is spoken in the practice's
// time, so that one comes first wherever it stands, and the desk's own beside it where it differs. Pure.
import { formatDate, formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { atClock } from './clock-in.ts';
import { soonTimes } from './lists.ts';

/** `16:30`, or `Mon 23 Nov 09:00` on another day, by the clock of the zone (IANA), else of this desk. */
export function whenWords(at: string, nowMs: number, zone?: string): string {
  const now = new Date(nowMs).toISOString();
  const today = formatDate(at, { zone }) === formatDate(now, { zone });
  return today
    ? formatTime(at, zone)
    : `${formatDate(at, { zone, weekday: true, now })} ${formatTime(at, zone)}`;
}

/** The desk's own clock at an instant, where the practice's shows another time; else null. */
const hereOf = (at: string, zone: string | undefined): string | null =>
  formatTime(at) === formatTime(at, zone) ? null : formatTime(at);

/** `16:30 there (21:30 here)`, or `16:30` where both clocks agree. */
export function promisedWords(at: string, nowMs: number, zone: string | undefined): string {
  const there = whenWords(at, nowMs, zone);
  const here = hereOf(at, zone);
  return here === null ? there : t('telephony.callback.time', { there, here });
}

export interface PromiseTimes {
  /** In the practice's time alone, as their label says: what is chosen is told in both. */
  chips: { id: string; title: string }[];
  /** The instant that is kept; null when none is chosen or what was typed is no clock. */
  dueAt: string | null;
  /** What the caller is told, in the practice's time. */
  told: string;
  /** The same instant at this desk, where it is another time. */
  here: string | null;
}
/** `chosen`: a chip's minutes; `clock`: what was typed in the practice's time, which comes before a chip. */
export function promiseTimes(
  { chosen, clock }: { chosen: string | null; clock: string },
  now: Date,
  zone: string,
): PromiseTimes {
  const nowMs = now.getTime();
  const times = soonTimes(nowMs);
  const dueAt =
    clock.trim() === ''
      ? (times.find((s) => String(s.minutes) === chosen)?.at ?? null)
      : atClock(clock, now, zone);
  return {
    chips: times.map((s) => ({ id: String(s.minutes), title: whenWords(s.at, nowMs, zone) })),
    dueAt,
    told: dueAt === null ? '' : whenWords(dueAt, nowMs, zone),
    here: dueAt === null ? null : hereOf(dueAt, zone),
  };
}
