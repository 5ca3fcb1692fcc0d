// Departments by the hour (row 74), ladders and dead ends (row 75).
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultLadders, type Ladders } from '../dispatch/ladder.ts';
import { ladderProblems } from '../dispatch/ladder-lint.ts';
import { schedule as scheduleSchema } from '../oncall/index.ts';
import { type Account, account as schema, type Department } from './account.ts';
import { deadEnds, departmentProblems } from './dead-ends.ts';
import { departmentAt } from './departments.ts';

const data = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../data/${name}.json`, import.meta.url), 'utf8'));
const ids = ['riverside', 'harbor', 'ivy-lane'] as const;
const read = (id: string): Account => schema.parse(data(`accounts/${id}`));
const riverside = read('riverside');
const ivy = read('ivy-lane');
const at = (account: Account, id: string, now: string) => {
  const found = departmentAt(account, id, now);
  return found && [found.open, found.until, found.suggest, found.target?.id ?? null];
};

describe('is it open (row 74)', () => {
  it.each<[string, string, [boolean, string | null, string, string | null]]>([
    // Friday 20 November 2026, New York is UTC-5.
    ['scheduling', '2026-11-20T15:00:00.000Z', [true, '2026-11-20T22:00:00.000Z', 'connect', 'scheduling']],
    ['scheduling', '2026-11-20T22:00:00.000Z', [false, '2026-11-23T13:00:00.000Z', 'message', null]],
    ['scheduling', '2026-11-21T15:00:00.000Z', [false, '2026-11-23T13:00:00.000Z', 'backup', 'front-desk']],
    ['nurse-line', '2026-11-21T15:00:00.000Z', [false, '2026-11-23T13:00:00.000Z', 'on-call', null]],
    ['billing', '2026-11-20T13:30:00.000Z', [false, '2026-11-20T14:00:00.000Z', 'message', null]],
    // The week after the clocks went forward the same local hour is an hour earlier.
    ['scheduling', '2026-03-09T12:00:00.000Z', [true, '2026-03-09T21:00:00.000Z', 'connect', 'scheduling']],
  ])('riverside %s at %s', (id, now, expected) => expect(at(riverside, id, now)).toEqual(expected));

  it('day and night is never about to change, whatever midnight it is', () => {
    for (const now of ['2026-11-22T05:00:00.000Z', '2026-03-08T07:00:00.000Z', '2026-11-01T05:30:00.000Z'])
      expect(at(ivy, 'nurse-line', now)).toEqual([true, null, 'connect', 'nurse-line']);
  });
  it('a backup that is closed too leads to its own backup', () => {
    expect(at(ivy, 'bereavement', '2026-11-22T05:00:00.000Z')).toEqual([
      false,
      '2026-11-23T14:00:00.000Z',
      'backup',
      'nurse-line',
    ]);
    expect(at(riverside, 'referrals', '2026-11-21T15:00:00.000Z')).toEqual([
      false,
      '2026-11-23T14:00:00.000Z',
      'backup',
      'front-desk',
    ]);
  });
  it('nothing of that name', () =>
    expect(departmentAt(riverside, '__proto__', '2026-11-20T15:00:00.000Z')).toBe(null));

  it.each(ids)('%s: every department has an owner, minutes, and hours as they are said', (id) => {
    for (const d of read(id).departments) {
      expect(d.owner).not.toBe('');
      const first = d.open[0];
      if (first === undefined || first.close === '24:00') continue;
      const spoken = (clock: string): string => clock.replace(/^0/, '');
      expect(d.hours).toContain(`${spoken(first.open)}–${spoken(first.close)}`);
    }
  });
});

describe('dead ends (row 75)', () => {
  const department = (over: Partial<Department>): Department => ({
    ...(riverside.departments[0] as Department),
    ...over,
  });
  const to = (id: string) => ({ kind: 'department' as const, id });
  it.each<[string, Department[], string]>([
    ['a backup that isn’t there', [department({ id: 'a', backup: to('b') })], "a: backup b doesn't exist"],
    ['its own backup', [department({ id: 'a', backup: to('a') })], 'a: its backups lead in a circle'],
    [
      'a circle',
      [department({ id: 'a', backup: to('b') }), department({ id: 'b', backup: to('a') })],
      'a: its backups lead in a circle',
    ],
    ['never open', [department({ id: 'a', open: [], backup: null })], 'a: never open and no backup'],
    ['twice', [department({ id: 'a' }), department({ id: 'a' })], 'a department stands twice'],
  ])('%s', (_, departments, problem) => {
    expect(departmentProblems(departments)).toContain(problem);
    expect(
      schema.safeParse({
        ...riverside,
        departments,
        reasons: riverside.reasons.map((r) => ({ ...r, department: null })),
      }).success,
    ).toBe(false);
  });

  it('a clinical reason whose department leads to nobody at night', () => {
    const schedule = scheduleSchema.parse(data('oncall/riverside'));
    const changed = {
      ...riverside,
      departments: riverside.departments.map((d) => (d.id === 'nurse-line' ? { ...d, backup: null } : d)),
    };
    expect(deadEnds(changed, schedule)).toContain(
      'refill: clinical, and after hours its department leads to nobody',
    );
    const nobody = { ...schedule, shifts: schedule.shifts.filter((s) => s.role !== 'lead') };
    expect(deadEnds(riverside, nobody)).toContain(
      'emergency: emergency-lead asks for a lead, and nobody ever is',
    );
    expect(deadEnds(riverside, { ...schedule, accountId: 'harbor' })).toContain("the schedule is harbor's");
  });
});

describe('ladders (4c)', () => {
  type Step = Ladders['emergency'][number];
  const change = (steps: (s: Step[]) => Step[], which: keyof Ladders = 'urgent-clinical'): Ladders => ({
    ...defaultLadders,
    [which]: steps([...defaultLadders[which]]),
  });
  it('the default and the samples are fine', () => {
    expect(ladderProblems(defaultLadders)).toEqual([]);
    for (const id of ids) expect(ladderProblems(read(id).ladders)).toEqual([]);
  });
  it.each<[string, Ladders, RegExp]>([
    [
      '15, 30, 45 minutes',
      change((s) => s.map((x, i) => ({ ...x, afterMinutes: i * 15 }))),
      /primary is called after more than 5 min/,
    ],
    [
      'a backup after a quarter of an hour',
      change((s) => s.map((x) => (x.role === 'backup' ? { ...x, afterMinutes: 15 } : x))),
      /backup is called after more than 12 min/,
    ],
    ['no backup', change((s) => s.filter((x) => x.role !== 'backup')), /backup is called/],
    [
      'links only',
      change((s) => s.map((x) => (x.method === 'voice' ? { ...x, method: 'app' as const } : x))),
      /primary is called/,
    ],
    ['no lead', change((s) => s.filter((x) => x.role !== 'lead')), /lead is called/],
    [
      'no administrator',
      change((s) => s.filter((x) => x.role !== 'administrator' || x.method === 'patient')),
      /no administrator/,
    ],
    [
      'nobody tells the patient',
      change((s) => s.filter((x) => x.method !== 'patient')),
      /ends without the patient/,
    ],
    [
      'nothing at once',
      change((s) => s.map((x) => ({ ...x, afterMinutes: x.afterMinutes + 1 }))),
      /nothing at once/,
    ],
    ['back in time', change((s) => s.toReversed()), /comes before the step above it/],
    ['a step twice', change((s) => [...s, s[0] as Step]), /stands twice/],
    [
      'routine may be slower, but not without an end',
      change((s) => s.slice(0, 2), 'routine-clinical'),
      /backup is called/,
    ],
  ])('refuses %s', (_, ladders, problem) => {
    expect(ladderProblems(ladders).join('\n')).toMatch(problem);
    expect(schema.safeParse({ ...riverside, ladders }).success).toBe(false);
  });
  it('an account without ladders of its own gets the default ones', () => {
    const rest = Object.fromEntries(Object.entries(riverside).filter(([k]) => k !== 'ladders'));
    expect(schema.parse(rest).ladders).toEqual(defaultLadders);
  });
});
