// When an announcement holds, as it is typed: a day and a clock time of this computer. Pure.
import { dayTyped } from '../days.ts';

/** `08:30` of an instant, in this computer's zone. */
export function clockOf(iso: string): string {
  const at = new Date(iso);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The instant of a day and a clock time here; null when either is none. */
export function instantOf(day: string, clock: string): string | null {
  const known = dayTyped(day);
  const time = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(clock.trim());
  if (known === null || time === null) return null;
  const [year = 0, month = 1, date = 1] = known.split('-').map(Number);
  const at = new Date(year, month - 1, date, Number(time[1]), Number(time[2]));
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

export type Phase = 'coming' | 'now' | 'ended';
export const phaseOf = (one: { from: string; until: string }, now: string): Phase =>
  one.until <= now ? 'ended' : one.from > now ? 'coming' : 'now';
