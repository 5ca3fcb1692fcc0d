// Fuzzed calendars (O11): the lookup and the linter against a second reading, minute by minute.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weekdays } from '../accounts/account.ts';
import { type FindingCode, lintSchedule, noFacts, type ScheduleFinding, whoIsOnCall } from './index.ts';
import { clock, ids, practice, whole, zones } from './testing-samples.ts';
import { minuteByMinute } from './testing.ts';

/** Ten days around the nights when clocks change in these zones, and a plain week. */
const windows = [
  '2026-03-05',
  '2026-03-27',
  '2026-04-02',
  '2026-10-01',
  '2026-10-23',
  '2026-10-29',
  '2026-06-10',
] as const;
const minuteMs = 60_000;
const day = fc.constantFrom(...weekdays);
const time = fc.oneof(
  fc.integer({ min: 0, max: 1439 }),
  // The hours that are missing or come twice.
  fc.constantFrom(60, 90, 120, 150, 165, 180, 1425, 0),
);
const role = fc.constantFrom('primary', 'backup', 'consult');
const shiftOf = fc.record({
  role,
  personId: fc.constantFrom(...ids),
  shared: fc.boolean(),
  zone: fc.constantFrom(...zones),
  when: fc.record({
    kind: fc.constant('weekly'),
    day,
    from: time.map(clock),
    endDay: day,
    to: time.map(clock),
    everyWeeks: fc.constantFrom(1, 1, 2, 3),
    since: fc.constantFrom('2026-01-01', '2026-01-07', '2026-03-09'),
  }),
});
const calendar = fc
  .record({
    from: fc.constantFrom(...windows),
    zone: fc.constantFrom(...zones),
    shifts: fc.array(shiftOf, { maxLength: 9 }),
    overrides: fc.array(
      fc.record({
        role,
        personId: fc.constantFrom(...ids),
        start: fc.integer({ min: 0, max: 12_000 }),
        length: fc.integer({ min: 1, max: 3000 }),
        approved: fc.boolean(),
        at: fc.integer({ min: 0, max: 5 }),
      }),
      { maxLength: 4 },
    ),
    holidays: fc.uniqueArray(
      fc.record({
        day: fc.integer({ min: 0, max: 9 }),
        from: fc.integer({ min: 0, max: 700 }),
        to: fc.integer({ min: 701, max: 1439 }),
        role,
        personId: fc.constantFrom(...ids),
      }),
      { maxLength: 2, selector: (h) => h.day },
    ),
  })
  .map((c) => {
    const start = Date.parse(`${c.from}T00:00:00.000Z`);
    const at = (minutes: number): string => new Date(start + minutes * minuteMs).toISOString();
    return {
      from: at(0),
      to: at(10 * 1440),
      schedule: whole({
        zone: c.zone,
        shifts: c.shifts.map((s, i) => ({ ...s, id: `s${i}` })),
        overrides: c.overrides.map((o, i) => ({
          id: `o${i}`,
          role: o.role,
          personId: o.personId,
          from: at(o.start),
          to: at(o.start + o.length),
          requester: 'x',
          approver: o.approved ? 'y' : null,
          reason: 'r',
          at: `2026-01-0${o.at + 1}T00:00:00.000Z`,
        })),
        holidays: c.holidays.map((h, i) => ({
          date: at(h.day * 1440).slice(0, 10),
          name: `H${i}`,
          rule: {
            kind: 'own',
            shifts: [
              { id: `h${i}`, role: h.role, personId: h.personId, from: clock(h.from), to: clock(h.to) },
            ],
          },
        })),
      }),
    };
  });

/** Minutes of all findings of a code, as indexes from the window's start. */
function minutesOf(
  findings: readonly ScheduleFinding[],
  from: string,
  code: FindingCode,
  about?: string,
): Set<number> {
  const start = Date.parse(from);
  const marked = new Set<number>();
  for (const f of findings) {
    if (f.code !== code || (about !== undefined && f.role !== about)) continue;
    const first = Math.ceil((Date.parse(f.from ?? '') - start) / minuteMs);
    const last = Math.ceil((Date.parse(f.to ?? '') - start) / minuteMs);
    for (let m = first; m < last; m++) marked.add(m);
  }
  return marked;
}
const people = (held: readonly { personId: string }[] | undefined): string[] =>
  [...new Set((held ?? []).map((h) => h.personId))].toSorted();

/** `3-7 12-14`: short to compare and to read. */
function ranges(minutes: readonly number[]): string {
  const parts: [number, number][] = [];
  for (const m of minutes) {
    const last = parts.at(-1);
    if (last?.[1] === m - 1) last[1] = m;
    else parts.push([m, m]);
  }
  return parts.map(([a, b]) => `${a}-${b}`).join(' ');
}

describe('against a second reading, minute by minute', () => {
  it('the linter marks exactly the minutes that are empty, doubled or without a backup', () => {
    fc.assert(
      fc.property(calendar, ({ schedule, from, to }) => {
        const truth = minuteByMinute(schedule, from, to);
        const where = (test: (m: (typeof truth)[number]) => boolean): string =>
          ranges(truth.flatMap((m, i) => (test(m) ? [i] : [])));
        const found = lintSchedule(practice, schedule, from, to);
        const got = (code: FindingCode, about?: string): string =>
          ranges([...minutesOf(found, from, code, about)].toSorted((a, b) => a - b));
        expect(got('gap')).toEqual(where((m) => people(m.get('primary')).length === 0));
        expect(got('no-backup')).toEqual(where((m) => people(m.get('backup')).length === 0));
        for (const r of ['primary', 'backup', 'consult'])
          expect(got('overlap', r)).toEqual(
            where((m) => people(m.get(r)).length > 1 && !(m.get(r) ?? []).every((h) => h.shared)),
          );
        expect(got('own-backup')).toEqual(
          where((m) => {
            const [p, b] = [people(m.get('primary')), people(m.get('backup'))];
            return p.length === 1 && b.length > 0 && b.every((x) => p.includes(x));
          }),
        );
      }),
      { numRuns: 5, seed: 4 },
    );
  });

  it('the lookup names who holds the role at any minute, and the next changeover is one', () => {
    fc.assert(
      fc.property(
        calendar,
        fc.array(fc.integer({ min: 0, max: 8 * 1440 - 1 }), { minLength: 6, maxLength: 6 }),
        ({ schedule, from, to }, at) => {
          const truth = minuteByMinute(schedule, from, to);
          for (const minute of at) {
            const now = new Date(Date.parse(from) + minute * minuteMs).toISOString();
            for (const r of ['primary', 'backup', 'consult'] as const) {
              const got = whoIsOnCall(practice, schedule, now, r, noFacts);
              expect(people(got.people)).toEqual(people(truth[minute]?.get(r)));
              const end =
                got.until === null
                  ? truth.length
                  : Math.ceil((Date.parse(got.until) - Date.parse(from)) / minuteMs);
              const same = (m: number): boolean =>
                people(truth[m]?.get(r)).join(' ') === people(got.people).join(' ');
              const others = Array.from(
                { length: Math.min(end, truth.length) - minute },
                (_, i) => minute + i,
              );
              expect(others.filter((m) => !same(m))).toEqual([]);
              if (end < truth.length) expect(same(end)).toBe(false);
            }
          }
        },
      ),
      { numRuns: 5, seed: 4 },
    );
  });
});
