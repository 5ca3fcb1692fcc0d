// Planted faults (O11): each must be found, in calendars in which nothing else is.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weekdays } from '../accounts/account.ts';
import { type FindingCode, lintSchedule, schedule as schema, type Schedule } from './index.ts';
import { clock, practice, whole, zones } from './testing-samples.ts';

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
      { numRuns: 5, seed: 4 },
    );
  });

  it.each(Object.entries(faults))('finds %s', (_, { code, plant }) => {
    fc.assert(
      fc.property(start, zone, fc.nat(1000), (at, z, pick) => {
        const found = lintSchedule(practice, plant(clean(at, z), pick), from, to);
        expect(found.map((f) => f.code)).toContain(code);
      }),
      { numRuns: 3, seed: 4 },
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
