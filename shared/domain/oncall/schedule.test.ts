// The schedule's file against hostile input, and how long a copy of it counts (4d.7).
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { schedule as schema, scheduleAge } from './index.ts';

const file = new URL('../../../data/oncall/riverside.json', import.meta.url);
const sample = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
const override = (over: object) => ({ ...sample.overrides[0], ...over });

it.each([
  ['2026-11-22T12:00:00.000Z', 'fresh'],
  ['2026-11-22T12:00:00.001Z', 'old'],
  ['2026-11-23T00:00:00.000Z', 'old'],
  ['2026-11-23T00:00:00.001Z', 'expired'],
  ['2026-11-21T00:00:00.000Z', 'fresh'],
])('age at %s: %s', (now, age) => expect(scheduleAge('2026-11-22T00:00:00.000Z', now)).toBe(age));

describe('the file', () => {
  const schedule = sample;
  const first = schedule.shifts[0] as object;
  it.each<[string, object | null]>([
    ['nothing', null],
    ['an unknown key', { ...schedule, token: 'x' }],
    ['an id that is a path', { ...schedule, accountId: '../riverside' }],
    ['no such zone', { ...schedule, zone: 'Mars/Olympus' }],
    ['no such date', { ...schedule, holidays: [{ date: '2026-02-30', name: 'H', rule: null }] }],
    [
      'no such hour',
      { ...schedule, shifts: [{ ...first, when: { ...(first as { when: object }).when, from: '24:00' } }] },
    ],
    [
      'a dated shift that ends before it starts',
      {
        ...schedule,
        shifts: [{ ...first, when: { kind: 'dated', start: '2026-01-02T00:00', end: '2026-01-01T00:00' } }],
      },
    ],
    [
      'a dated shift on no such day',
      {
        ...schedule,
        shifts: [{ ...first, when: { kind: 'dated', start: '2026-02-30T00:00', end: '2026-03-01T00:00' } }],
      },
    ],
    [
      'an override that ends before it starts',
      { ...schedule, overrides: [override({ to: sample.overrides[0]?.from })] },
    ],
    ['nobody', { ...schedule, people: [] }],
    [
      'a number with a line break',
      {
        ...schedule,
        people: [
          {
            ...schedule.people[0],
            contacts: [{ id: 'm', label: 'm', methods: ['voice'], to: '+1\n2', personal: false }],
          },
        ],
      },
    ],
    [
      'a million weeks',
      {
        ...schedule,
        shifts: [{ ...first, when: { ...(first as { when: object }).when, everyWeeks: 1_000_000 } }],
      },
    ],
  ])('refuses %s', (_, input) => {
    expect(schema.safeParse(input).success).toBe(false);
  });
});
