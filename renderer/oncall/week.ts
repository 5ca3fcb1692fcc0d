// A schedule as seven days of bars: who holds a role from when to when, in the account's zone. Pure.
import { Temporal } from 'temporal-polyfill';
import { spansBetween, type OnCallRole, type Schedule } from '#shared/domain/oncall/index.ts';

export interface Bar {
  key: string;
  personIds: string[];
  name: string;
  source: 'shift' | 'holiday' | 'override' | 'none';
  /** Part of the day, 0 to 1. */
  start: number;
  end: number;
  /** Local clocks; 24:00 at the day's end. */
  from: string;
  to: string;
}
export interface Day {
  date: string;
  holiday: string | null;
  bars: Bar[];
  /** Where now is in the day, 0 to 1; null on other days. */
  now: number | null;
}

/** `Sato` of `Dr Keiko Sato`, `Raman` of `Priya Raman, nurse practitioner`. */
export const shortName = (name: string): string =>
  (name.split(',')[0] ?? name).trim().split(/\s+/).at(-1) ?? name;

/** The short names of all who hold it. */
const namesOf = (schedule: Schedule, ids: readonly string[]): string =>
  ids.map((id) => shortName(schedule.people.find((p) => p.id === id)?.name ?? id)).join(', ');

export function weekOf(schedule: Schedule, now: string, role: OnCallRole, zone: string): Day[] {
  const here = Temporal.Instant.from(now).toZonedDateTimeISO(zone);
  const today = here.toPlainDate();
  return Array.from({ length: 7 }, (_, i) => {
    const day = today.add({ days: i });
    const start = day.toZonedDateTime(zone).epochMilliseconds;
    const end = day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
    const spans = spansBetween(schedule, start, end).filter((s) => s.role === role);
    const edges = [...new Set([start, end, ...spans.flatMap((s) => [s.start, s.end])])]
      .filter((e) => start <= e && e <= end)
      .toSorted((a, b) => a - b);
    const clock = (at: number): string =>
      at === end
        ? '24:00'
        : Temporal.Instant.fromEpochMilliseconds(at)
            .toZonedDateTimeISO(zone)
            .toPlainTime()
            .toString({ smallestUnit: 'minute' });
    const bars: Bar[] = [];
    edges.slice(0, -1).forEach((at, place) => {
      const until = edges[place + 1] ?? end;
      const held = spans.filter((s) => s.start <= at && at < s.end);
      const personIds = [...new Set(held.map((s) => s.personId))].toSorted();
      const source = held.find((s) => s.source !== 'shift')?.source ?? held[0]?.source ?? 'none';
      const last = bars.at(-1);
      const share = (ms: number): number => (ms - start) / (end - start);
      if (last?.source === source && last.personIds.join() === personIds.join()) {
        last.end = share(until);
        last.to = clock(until);
        return;
      }
      bars.push({
        key: `${day.toString()} ${clock(at)}`,
        personIds,
        name: namesOf(schedule, personIds),
        source,
        start: share(at),
        end: share(until),
        from: clock(at),
        to: clock(until),
      });
    });
    return {
      date: day.toString(),
      holiday: schedule.holidays.find((h) => h.date === day.toString())?.name ?? null,
      bars,
      now: i === 0 ? (here.epochMilliseconds - start) / (end - start) : null,
    };
  });
}
