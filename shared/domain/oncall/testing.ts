// For tests: a second reading of a schedule, minute by minute with the platform's own calendar. It imports nothing of the
// code that it judges but the schedule's type.
import type { Schedule } from './schedule.ts';

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const minuteMs = 60_000;
const dayMinutes = 1440;
type Table = { wall: string[]; first: Map<string, number> };
const tables = new Map<string, Table>();

/** Local wall clock of every minute in [from, from + count), and the first minute of each wall clock. Minutes since 1970. */
function table(zone: string, from: number, count: number): Table {
  const key = `${zone} ${from} ${count}`;
  const known = tables.get(key);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  // Zones move by whole minutes and at most at a quarter of an hour: one formatted text each quarter.
  const wall: string[] = [];
  const first = new Map<string, number>();
  for (let m = from; m < from + count; m += 15) {
    const base = Date.parse(`${format.format(m * minuteMs).replace(' ', 'T')}:00.000Z`) / minuteMs;
    for (let i = 0; i < 15; i++) {
      const text = new Date((base + i) * minuteMs).toISOString().slice(0, 16);
      wall.push(text);
      if (!first.has(text)) first.set(text, m + i);
    }
  }
  const made = { wall, first };
  tables.set(key, made);
  return made;
}

export interface Held {
  personId: string;
  shared: boolean;
}
/** For each minute of [from, to): who holds each role. `from` and `to` are UTC instants on whole hours. */
export function minuteByMinute(schedule: Schedule, from: string, to: string): Map<string, Held[]>[] {
  const start = Date.parse(from) / minuteMs;
  const end = Date.parse(to) / minuteMs;
  const before = 12 * dayMinutes;
  const all = (zone: string): Table => table(zone, start - before, end - start + 2 * before);
  const minuteOf = (zone: string, text: string): number => {
    const found = all(zone).first.get(text);
    if (found !== undefined) return found;
    // The clocks jump over it: it counts by the offset of the day before.
    const dayBefore = new Date(Date.parse(`${text}:00.000Z`) - dayMinutes * minuteMs)
      .toISOString()
      .slice(0, 16);
    return (all(zone).first.get(dayBefore) ?? Number.NaN) + dayMinutes;
  };
  const plus = (date: string, n: number): string =>
    new Date(Date.parse(`${date}T00:00:00.000Z`) + n * dayMinutes * minuteMs).toISOString().slice(0, 10);
  const weekday = (date: string): number => (new Date(`${date}T00:00:00.000Z`).getUTCDay() + 6) % 7;
  const monday = (date: string): number => Date.parse(plus(date, -weekday(date))) / minuteMs / dayMinutes;

  const minutes = Array.from({ length: end - start }, () => new Map<string, Held[]>());
  const put = (a: number, b: number, role: string, held: Held, where: Map<string, Held[]>[]): void => {
    for (let m = Math.max(a, start); m < Math.min(b, end); m++) {
      const roles = where[m - start];
      const others = roles?.get(role);
      if (others === undefined) roles?.set(role, [held]);
      else others.push(held);
    }
  };
  for (const { when, zone, role, personId, shared } of schedule.shifts) {
    const held = { personId, shared };
    if (when.kind === 'dated') {
      put(clamp(zone, when.start), clamp(zone, when.end), role, held, minutes);
      continue;
    }
    const firstDay = all(zone).wall[dayMinutes * 2]?.slice(0, 10) ?? '';
    for (let n = 0; n < (end - start + before) / dayMinutes + 2; n++) {
      const date = plus(firstDay, n);
      if (days[weekday(date)] !== when.day || date < when.since) continue;
      if (when.until !== null && date > when.until) continue;
      if (((monday(date) - monday(when.since)) / 7) % when.everyWeeks !== 0) continue;
      let endDate = date;
      while (days[weekday(endDate)] !== when.endDay || `${endDate}T${when.to}` <= `${date}T${when.from}`)
        endDate = plus(endDate, 1);
      put(
        minuteOf(zone, `${date}T${when.from}`),
        minuteOf(zone, `${endDate}T${when.to}`),
        role,
        held,
        minutes,
      );
    }
  }
  function clamp(zone: string, text: string): number {
    const { wall } = all(zone);
    if (text <= (wall[0] ?? '')) return start - before;
    if (text >= (wall.at(-1) ?? '')) return end + before;
    return minuteOf(zone, text);
  }
  const here = all(schedule.zone).wall;
  for (const { date, rule } of schedule.holidays) {
    if (rule?.kind !== 'own') continue;
    const roles = new Set(rule.shifts.map((s) => s.role));
    const own = minutes.map(() => new Map<string, Held[]>());
    for (const s of rule.shifts) {
      const to = s.to === '24:00' ? `${plus(date, 1)}T00:00` : `${date}T${s.to}`;
      if (!all(schedule.zone).first.has(`${date}T12:00`)) continue;
      put(minuteOf(schedule.zone, `${date}T${s.from}`), minuteOf(schedule.zone, to), s.role, s, own);
    }
    minutes.forEach((map, i) => {
      if (here[i + before]?.slice(0, 10) !== date) return;
      for (const role of roles) map.set(role, own[i]?.get(role) ?? []);
    });
  }
  for (const o of schedule.overrides.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    if (o.approver === null) continue;
    for (let m = start; m < end; m++)
      if (Date.parse(o.from) <= m * minuteMs && m * minuteMs < Date.parse(o.to))
        minutes[m - start]?.set(o.role, [{ personId: o.personId, shared: false }]);
  }
  return minutes;
}
