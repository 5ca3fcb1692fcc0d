// A schedule spread out in time: who holds which role from when to when. Everything that asks about on-call, the lookup
// and the linter, reads these spans. The end of a span is exclusive (4d.1).
import { Temporal } from 'temporal-polyfill';
import { weekdays } from '../accounts/account.ts';
import type { OnCallRole, Schedule, Shift } from './schedule.ts';

export interface Span {
  /** Epoch milliseconds; `end` is exclusive. */
  start: number;
  end: number;
  role: OnCallRole;
  personId: string;
  shared: boolean;
  source: 'shift' | 'holiday' | 'override';
  /** Id of the shift, the holiday's shift or the override. */
  id: string;
}

const dayMs = 86_400_000;
/** A calendar's shifts share their changeovers, and a zone's rules are slow to ask. */
const instants = new Map<string, number>();

/**
 * When a local time is, as the calendar standard has it: a time that the clocks jump over counts by the clock before the
 * jump, a time that comes twice counts the first time.
 */
export function instantOf(local: Temporal.PlainDateTime, zone: string): number {
  const key = `${zone} ${local.toString({ smallestUnit: 'minute' })}`;
  const known = instants.get(key);
  if (known !== undefined) return known;
  const found = local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
  if (instants.size >= 4000) instants.clear();
  instants.set(key, found);
  return found;
}

const dateAt = (ms: number, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate();

const mondayOf = (day: Temporal.PlainDate): Temporal.PlainDate => day.subtract({ days: day.dayOfWeek - 1 });
const weekOf = (day: Temporal.PlainDate): number =>
  Math.round(Date.parse(`${mondayOf(day).toString()}T00:00:00.000Z`) / (7 * dayMs) - 4 / 7);

/** Local start and end of every occurrence of a shift that may touch [from, to). */
export function occurrences(
  shift: Shift,
  from: number,
  to: number,
): { start: Temporal.PlainDateTime; end: Temporal.PlainDateTime }[] {
  const when = shift.when;
  if (when.kind === 'dated')
    return [{ start: Temporal.PlainDateTime.from(when.start), end: Temporal.PlainDateTime.from(when.end) }];
  const found = [];
  const since = Temporal.PlainDate.from(when.since);
  const until = when.until === null ? null : Temporal.PlainDate.from(when.until);
  const startDay = weekdays.indexOf(when.day) + 1;
  const last = dateAt(to, shift.zone);
  // Nine days back: the longest weekly shift lasts seven.
  const first = dateAt(from - 9 * dayMs, shift.zone);
  const ahead = (startDay - first.dayOfWeek + 7) % 7;
  const length = (weekdays.indexOf(when.endDay) + 1 - startDay + 7) % 7;
  const days = length === 0 && when.to <= when.from ? 7 : length;
  for (
    let day = first.add({ days: ahead });
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 7 })
  ) {
    if (Temporal.PlainDate.compare(day, since) < 0) continue;
    if (until !== null && Temporal.PlainDate.compare(day, until) > 0) continue;
    if ((weekOf(day) - weekOf(since)) % when.everyWeeks !== 0) continue;
    found.push({
      start: day.toPlainDateTime(Temporal.PlainTime.from(when.from)),
      end: day.add({ days }).toPlainDateTime(Temporal.PlainTime.from(when.to)),
    });
  }
  return found;
}

/** [start, end) of a local calendar day. */
export function dayBounds(date: string, zone: string): { start: number; end: number } {
  const day = Temporal.PlainDate.from(date);
  return {
    start: day.toZonedDateTime(zone).epochMilliseconds,
    end: day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds,
  };
}

/** What is left of `spans` of a role outside [start, end). */
function without(spans: readonly Span[], role: OnCallRole, start: number, end: number): Span[] {
  return spans.flatMap((s) => {
    if (s.role !== role || s.end <= start || end <= s.start) return [s];
    return [
      ...(s.start < start ? [{ ...s, end: start }] : []),
      ...(end < s.end ? [{ ...s, start: end }] : []),
    ];
  });
}

function base(schedule: Schedule, from: number, to: number): Span[] {
  return schedule.shifts.flatMap((shift) =>
    occurrences(shift, from, to).flatMap(({ start, end }): Span[] => {
      const span = { start: instantOf(start, shift.zone), end: instantOf(end, shift.zone) };
      if (span.end <= span.start || span.end <= from || to <= span.start) return [];
      const { role, personId, shared, id } = shift;
      return [{ ...span, role, personId, shared, source: 'shift', id }];
    }),
  );
}

function withHolidays(schedule: Schedule, spans: readonly Span[], from: number, to: number): Span[] {
  let result = [...spans];
  for (const { date, rule } of schedule.holidays) {
    if (rule?.kind !== 'own') continue;
    const bounds = dayBounds(date, schedule.zone);
    if (bounds.end <= from || to <= bounds.start) continue;
    for (const role of new Set(rule.shifts.map((s) => s.role)))
      result = without(result, role, bounds.start, bounds.end);
    const day = Temporal.PlainDate.from(date);
    for (const own of rule.shifts) {
      const at = (clock: string): number =>
        clock === '24:00'
          ? bounds.end
          : instantOf(day.toPlainDateTime(Temporal.PlainTime.from(clock)), schedule.zone);
      const span = { start: at(own.from), end: at(own.to) };
      if (span.end <= span.start) continue;
      const { role, personId, shared, id } = own;
      result.push({ ...span, role, personId, shared, source: 'holiday', id });
    }
  }
  return result;
}

/** Approved overrides, oldest first, so that the newest one is laid on top (4d.3). */
export const approvedOverrides = (schedule: Schedule): Schedule['overrides'] =>
  schedule.overrides
    .filter((o) => o.approver !== null)
    .toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));

/** Every span that touches [from, to), whole, with overrides and holidays applied; by start. */
export function spansBetween(schedule: Schedule, from: number, to: number): Span[] {
  let spans = withHolidays(schedule, base(schedule, from, to), from, to);
  for (const o of approvedOverrides(schedule)) {
    const [start, end] = [Date.parse(o.from), Date.parse(o.to)];
    if (end <= from || to <= start) continue;
    spans = without(spans, o.role, start, end);
    spans.push({
      start,
      end,
      role: o.role,
      personId: o.personId,
      shared: false,
      source: 'override',
      id: o.id,
    });
  }
  return spans
    .filter((s) => s.end > from && s.start < to)
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
}

const kept = new WeakMap<Schedule, Map<number, Span[]>>();
/** Spans from a day before to two weeks after the day of `at`; kept by schedule and day, because every ladder step asks. */
export function spansAround(schedule: Schedule, at: number): Span[] {
  const day = Math.floor(at / dayMs);
  let days = kept.get(schedule);
  if (days === undefined) kept.set(schedule, (days = new Map()));
  const known = days.get(day);
  if (known !== undefined) return known;
  const spans = spansBetween(schedule, (day - 1) * dayMs, (day + 15) * dayMs);
  if (days.size >= 40) days.clear();
  days.set(day, spans);
  return spans;
}
