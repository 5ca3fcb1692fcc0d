// Fuzzed calendars (O11): the lookup and the linter against a second reading, minute by minute; and planted faults, each
// of which must be found, in calendars in which nothing else is.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weekdays } from '../accounts/account.ts';
import {
  type FindingCode,
  lintSchedule,
  noFacts,
  schedule as schema,
  type Schedule,
  whoIsOnCall,
} from './index.ts';
import { minuteByMinute } from './testing.ts';

const zones = ['America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kathmandu'] as const;
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
const practice = { id: 'sample', zone: 'America/New_York', hours: [] };
const minuteMs = 60_000;
const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const person = (id: string) => ({
  id,
  name: `Person ${id}`,
  contacts: ['mobile', 'home'].map((label) => ({
    id: label,
    label,
    methods: ['voice' as const],
    to: `+1617555${label === 'mobile' ? '01' : '02'}${String(id.charCodeAt(0) - 20)}`,
    personal: true,
  })),
});
const ids = ['a', 'b', 'c', 'd'];
const whole = (over: object): Schedule =>
  schema.parse({
    accountId: 'sample',
    version: 1,
    asOf: '2026-01-01T00:00:00.000Z',
    author: 'test',
    synthetic: true,
    zone: 'America/New_York',
    covers: 'always',
    people: ids.map(person),
    shifts: [],
    overrides: [],
    holidays: [],
    rules: [],
    ...over,
  });

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
  schedule: Schedule,
  from: string,
  to: string,
  code: FindingCode,
  about?: string,
): Set<number> {
  const start = Date.parse(from);
  const marked = new Set<number>();
  for (const f of lintSchedule(practice, schedule, from, to)) {
    if (f.code !== code || (about !== undefined && f.role !== about)) continue;
    const first = Math.ceil((Date.parse(f.from ?? '') - start) / minuteMs);
    const last = Math.ceil((Date.parse(f.to ?? '') - start) / minuteMs);
    for (let m = first; m < last; m++) marked.add(m);
  }
  return marked;
}
const people = (held: readonly { personId: string }[] | undefined): string[] =>
  [...new Set((held ?? []).map((h) => h.personId))].toSorted();

describe('against a second reading, minute by minute', () => {
  it('the linter marks exactly the minutes that are empty, doubled or without a backup', () => {
    fc.assert(
      fc.property(calendar, ({ schedule, from, to }) => {
        const truth = minuteByMinute(schedule, from, to);
        const where = (test: (m: (typeof truth)[number]) => boolean): number[] =>
          truth.flatMap((m, i) => (test(m) ? [i] : []));
        const got = (code: FindingCode, about?: string): number[] =>
          [...minutesOf(schedule, from, to, code, about)].toSorted((a, b) => a - b);
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
      { numRuns: 12, seed: 4 },
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
      { numRuns: 12, seed: 4 },
    );
  });
});

/** Every day from `at` to `at`, primary and backup by turns: nothing to find. */
const clean = (at: number, zone: string): Schedule =>
  whole({
    zone,
    shifts: weekdays.flatMap((d, i) => {
      const next = weekdays[(i + 1) % 7];
      const when = {
        kind: 'weekly',
        day: d,
        from: clock(at),
        endDay: next,
        to: clock(at),
        since: '2026-01-01',
      };
      const [p, b] = i % 2 === 0 ? ['a', 'b'] : ['b', 'a'];
      return [
        { id: `p-${d}`, role: 'primary', personId: p, zone, when },
        { id: `b-${d}`, role: 'backup', personId: i === 0 || i === 6 ? 'c' : b, zone, when },
      ];
    }),
  });
type Raw = Record<string, unknown>;
const remake = (schedule: Schedule, change: (raw: Schedule) => object): Schedule =>
  schema.parse({ ...schedule, ...change(schedule) });
const from = '2026-06-10T00:00:00.000Z';
const to = '2026-06-24T00:00:00.000Z';
const override = (over: Raw): object => ({
  id: 'o',
  role: 'primary',
  personId: 'd',
  from: '2026-06-12T00:00:00.000Z',
  to: '2026-06-12T06:00:00.000Z',
  requester: 'x',
  approver: 'y',
  reason: 'r',
  at: '2026-06-01T00:00:00.000Z',
  ...over,
});
/** What a hand may do to a clean calendar, and what the linter must then say. `pick` chooses where. */
const faults: Record<string, { code: FindingCode; plant: (s: Schedule, pick: number) => Schedule }> = {
  'a shift removed': {
    code: 'gap',
    plant: (s, pick) => remake(s, (r) => ({ shifts: r.shifts.filter((_, i) => i !== (pick % 7) * 2) })),
  },
  'a shift that starts a minute late': {
    code: 'gap',
    plant: (s, pick) =>
      remake(s, (r) => ({
        shifts: r.shifts.map((x, i) =>
          i === (pick % 7) * 2 && x.when.kind === 'weekly'
            ? {
                ...x,
                when: {
                  ...x.when,
                  from: clock(
                    (Number(x.when.from.slice(0, 2)) * 60 + Number(x.when.from.slice(3)) + 1) % 1440,
                  ),
                  day: x.when.from === '23:59' ? x.when.endDay : x.when.day,
                },
              }
            : x,
        ),
      })),
  },
  'a rotation that holds every second week': {
    code: 'gap',
    plant: (s, pick) =>
      remake(s, (r) => ({
        shifts: r.shifts.map((x, i) =>
          i === (pick % 7) * 2 && x.when.kind === 'weekly' ? { ...x, when: { ...x.when, everyWeeks: 2 } } : x,
        ),
      })),
  },
  'a backup removed': {
    code: 'no-backup',
    plant: (s, pick) => remake(s, (r) => ({ shifts: r.shifts.filter((_, i) => i !== (pick % 7) * 2 + 1) })),
  },
  'a second primary, not shared': {
    code: 'overlap',
    plant: (s, pick) =>
      remake(s, (r) => ({
        shifts: [...r.shifts, { ...(r.shifts[(pick % 7) * 2] as object), id: 'twice', personId: 'd' }],
      })),
  },
  'the same person twice': {
    code: 'two-primaries',
    plant: (s, pick) =>
      remake(s, (r) => ({ shifts: [...r.shifts, { ...(r.shifts[(pick % 7) * 2] as object), id: 'twice' }] })),
  },
  'a backup who is the primary': {
    code: 'own-backup',
    plant: (s, pick) =>
      remake(s, (r) => ({
        shifts: r.shifts.map((x, i) =>
          i === (pick % 7) * 2 + 1 ? { ...x, personId: r.shifts[i - 1]?.personId } : x,
        ),
      })),
  },
  'a person whom nobody knows': {
    code: 'unknown-person',
    plant: (s, pick) =>
      remake(s, (r) => ({
        shifts: r.shifts.map((x, i) => (i === pick % 14 ? { ...x, personId: 'ghost' } : x)),
      })),
  },
  'one contact method': {
    code: 'one-contact',
    plant: (s, pick) =>
      remake(s, (r) => ({
        people: r.people.map((p, i) => (i === pick % 3 ? { ...p, contacts: p.contacts.slice(0, 1) } : p)),
      })),
  },
  'two contact methods that are one number': {
    code: 'one-contact',
    plant: (s, pick) =>
      remake(s, (r) => ({
        people: r.people.map((p, i) =>
          i === pick % 3 ? { ...p, contacts: p.contacts.map((c) => ({ ...c, to: p.contacts[0]?.to })) } : p,
        ),
      })),
  },
  'a holiday without a rule': {
    code: 'holiday-without-rule',
    plant: (s, pick) =>
      remake(s, () => ({ holidays: [{ date: `2026-06-${11 + (pick % 10)}`, name: 'H', rule: null }] })),
  },
  'a holiday that is half covered': {
    code: 'gap',
    plant: (s, pick) =>
      remake(s, () => ({
        holidays: [
          {
            date: `2026-06-${11 + (pick % 10)}`,
            name: 'H',
            rule: {
              kind: 'own',
              shifts: [{ id: 'h', role: 'primary', personId: 'd', from: '08:00', to: '20:00' }],
            },
          },
        ],
      })),
  },
  'an override that nobody approved': {
    code: 'override-without-approver',
    plant: (s) => remake(s, () => ({ overrides: [override({ approver: null })] })),
  },
  'an override by an unknown person': {
    code: 'unknown-person',
    plant: (s) => remake(s, () => ({ overrides: [override({ personId: 'ghost' })] })),
  },
  'somebody away': {
    code: 'person-away',
    plant: (s, pick) =>
      remake(s, (r) => ({
        people: r.people.map((p, i) =>
          i === pick % 2
            ? { ...p, away: [{ from: '2026-06-12T00:00:00.000Z', to: '2026-06-15T00:00:00.000Z' }] }
            : p,
        ),
      })),
  },
};

describe('planted faults', () => {
  const start = fc.integer({ min: 0, max: 1439 });
  const zone = fc.constantFrom(...zones);

  it('finds nothing in a calendar without one', () => {
    fc.assert(
      fc.property(start, zone, (at, z) => {
        expect(lintSchedule(practice, clean(at, z), from, to)).toEqual([]);
      }),
      { numRuns: 12, seed: 4 },
    );
  });

  it.each(Object.entries(faults))('finds %s', (_, { code, plant }) => {
    fc.assert(
      fc.property(start, zone, fc.nat(1000), (at, z, pick) => {
        const found = lintSchedule(practice, plant(clean(at, z), pick), from, to);
        expect(found.map((f) => f.code)).toContain(code);
      }),
      { numRuns: 5, seed: 4 },
    );
  });

  it('finds a changeover in the hour that is missing and in the one that comes twice, and no other', () => {
    const found = (at: number, z: string, day: string): string[] => {
      const begin = Date.parse(`${day}T00:00:00.000Z`);
      return lintSchedule(
        practice,
        clean(at, z),
        new Date(begin - 86_400_000).toISOString(),
        new Date(begin + 2 * 86_400_000).toISOString(),
      ).map((f) => f.code);
    };
    expect(new Set(found(150, 'America/New_York', '2026-03-08'))).toEqual(new Set(['dst-missing']));
    expect(new Set(found(90, 'America/New_York', '2026-11-01'))).toEqual(new Set(['dst-double']));
    expect(new Set(found(135, 'Australia/Lord_Howe', '2026-10-04'))).toEqual(new Set(['dst-missing']));
    expect(found(180, 'America/New_York', '2026-03-08')).toEqual([]);
    expect(found(150, 'Asia/Kathmandu', '2026-03-08')).toEqual([]);
  });

  it('finds a person who is primary for two accounts at once, by name or own number', () => {
    const here = clean(480, 'America/New_York');
    const other = { ...clean(480, 'America/New_York'), accountId: 'other' };
    const codes = (others: Schedule[]): string[] =>
      lintSchedule(practice, here, from, to, others).map((f) => f.code);
    expect(codes([other])).toContain('two-primaries');
    const strangers = other.people.map((p, i) => ({
      ...p,
      name: `Else ${i}`,
      contacts: p.contacts.map((c) => ({ ...c, to: `${c.to}9` })),
    }));
    expect(codes([{ ...other, people: strangers }])).toEqual([]);
    expect(
      codes([
        { ...other, people: strangers.map((p, i) => ({ ...p, contacts: here.people[i]?.contacts ?? [] })) },
      ]),
    ).toContain('two-primaries');
  });

  it('asks for somebody only while the practice is closed, when that is the rule', () => {
    const hours = weekdays.slice(0, 5).map((d) => ({ day: d, open: '08:00', close: '17:00' }));
    const nights = whole({
      covers: 'closed-hours',
      shifts: weekdays.flatMap((d, i) =>
        (['primary', 'backup'] as const).map((r) => ({
          id: `${r}-${d}`,
          role: r,
          personId: r === 'primary' ? 'a' : 'b',
          zone: 'America/New_York',
          when: {
            kind: 'weekly',
            day: d,
            from: i < 5 ? '17:00' : '08:00',
            endDay: weekdays[(i + 1) % 7],
            to: '08:00',
            since: '2026-01-01',
          },
        })),
      ),
    });
    expect(
      lintSchedule({ ...practice, hours }, nights, '2026-11-16T13:00:00.000Z', '2026-11-20T22:00:00.000Z'),
    ).toEqual([]);
    const holiday = {
      ...nights,
      holidays: [{ date: '2026-11-18', name: 'H', rule: { kind: 'usual' as const } }],
    };
    const found = lintSchedule(
      { ...practice, hours },
      holiday,
      '2026-11-16T13:00:00.000Z',
      '2026-11-20T22:00:00.000Z',
    );
    expect(found.map((f) => [f.code, f.from, f.to])).toEqual(
      ['gap', 'no-backup'].map((c) => [c, '2026-11-18T13:00:00.000Z', '2026-11-18T22:00:00.000Z']),
    );
  });
});
