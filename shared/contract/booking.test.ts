// What a page may send about appointments: each request's own example is taken, and every way of bending it is refused
// before a handler sees it.
import { describe, expect, it } from 'vitest';
import { booking } from './booking.ts';

const uuid = '0193f3a0-0000-7000-8000-000000000001';
const about = { contextId: uuid, patientId: 'p-1' };
const bookingId = { ...about, bookingId: uuid };
const change = { visitId: 'v-1', start: '2026-11-23T15:00:00.000Z', reason: 'transport', note: '' };
const wish = {
  kindId: 'follow-up',
  minutes: 30,
  practitionerId: 'd-1',
  placeId: 'l-1',
  from: '2026-11-23',
  to: '2026-11-30',
  part: 'morning',
  weekdays: [1, 2],
};
const wishes = {
  kind: '',
  practitioner: '',
  place: '',
  from: '2026-11-23',
  to: '',
  part: 'any',
  wanted: { start: '2026-11-23T15:00:00Z', practitioner: '', place: '' },
  note: '',
};
const examples: Record<Exclude<keyof typeof booking, 'changed' | 'open'>, object> = {
  slots: { ...about, wish, moving: 'v-1' },
  clinics: about,
  visits: about,
  book: { ...bookingId, offerId: 's-1+2', kindId: 'follow-up' },
  move: { ...bookingId, offerId: 's-1+2', kindId: 'follow-up', old: change },
  cancel: { ...bookingId, ...change },
  again: bookingId,
  settle: bookingId,
  standing: about,
  readBack: { ...bookingId, part: 'date', on: true },
  ask: {
    ...about,
    accountId: 'harbor',
    messageId: uuid,
    ask: { what: 'book', wishes },
    lines: ['Wants a follow-up visit'],
    patientName: '',
    patientBirthDate: '1961-05-12',
    otherPhoneWhy: 'Desk phone',
  },
};
const schemaOf = (name: string) => (booking as unknown as Record<string, typeof booking.book>)[name]?.input;
const takes = (name: string, input: unknown): boolean => schemaOf(name)?.safeParse(input).success ?? false;

/** Where text is free: any letters, up to a length. */
const free = /\.(note|lines|0|accountId|patientName|otherPhoneWhy|kind|practitioner|place)$/;
const mayBeNull = /\.(moving|kindId|practitionerId|placeId|start|patientId|otherPhoneWhy|wanted)$/;
const mayBeEmpty = /\.(lines|weekdays)$/;
const long = 'x'.repeat(100_000);
const bent: readonly unknown[] = [
  7.5,
  -1,
  1e300,
  {},
  { toString: 'x' },
  [[]],
  long,
  `${long}\0`,
  Array.from({ length: 5000 }, () => 'x'),
];
const letters = [
  '../../Patient/1',
  '<script>',
  'p 1',
  'p|1',
  'p?_id=2',
  'p\n1',
  '2026/13/40',
  '..',
  '\u202E1',
  '',
];

/** Every place in the input, with what bends it there. */
function* bends(value: unknown, path = ''): Generator<[string, (of: unknown) => unknown]> {
  if (path !== '') {
    const hostile = typeof value === 'string' && !free.test(path) ? [...bent, ...letters, true] : bent;
    for (const bad of hostile) {
      // A birth date and the days of a wish may be left empty.
      if (bad === '' && /\.(patientBirthDate|wishes\.to|wishes\.from)$/.test(path)) continue;
      yield [`${path} = ${JSON.stringify(bad).slice(0, 30)}`, () => bad];
    }
    if (!mayBeNull.test(path)) yield [`${path} = null`, () => null];
    if (Array.isArray(value) && !mayBeEmpty.test(path)) yield [`${path} = []`, () => []];
  }
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) yield [`${path} + more`, (of) => ({ ...(of as object), admin: true })];
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value))
      yield [
        `${path} - ${key}`,
        (of) => Object.fromEntries(Object.entries(of as object).filter(([k]) => k !== key)),
      ];
    for (const [name, bend] of bends(inner, `${path}.${key}`))
      yield [
        name,
        (of) =>
          Array.isArray(of)
            ? of.map((x, i) => (String(i) === key ? bend(x) : x))
            : { ...(of as object), [key]: bend((of as Record<string, unknown>)[key]) },
      ];
  }
}

describe('what a page sends', () => {
  for (const [name, example] of Object.entries(examples))
    it(`${name}: taken as it is, refused in every bent form`, () => {
      expect(takes(name, example)).toBe(true);
      const all = [...bends(example)];
      expect(all.length).toBeGreaterThan(20);
      const taken = all.filter(([, bend]) => takes(name, bend(example))).map(([what]) => what);
      expect(taken).toEqual([]);
      for (const input of [null, undefined, 1, 'x', [], [example]]) expect(takes(name, input)).toBe(false);
    });

  it('no request has no example', () => {
    expect(Object.keys(booking).toSorted()).toEqual([...Object.keys(examples), 'changed', 'open'].toSorted());
    expect(takes('open', {})).toBe(true);
    expect(takes('open', { all: true })).toBe(false);
  });

  it('days go forward and not for ever; an old visit needs its patient; a note ends at its length', () => {
    const days = (from: string, to: string) =>
      takes('slots', { ...examples.slots, wish: { ...wish, from, to } });
    expect([days('2026-11-23', '2027-01-24'), days('2026-11-23', '2027-01-25')]).toEqual([true, false]);
    expect(days('2026-11-24', '2026-11-23')).toBe(false);
    expect(days('2026-11-23', '2026-11-31')).toBe(false);
    const old = { id: 'v-1', start: null, practitioner: '', place: '' };
    const ask = { what: 'move', old, wishes };
    expect(takes('ask', { ...examples.ask, ask })).toBe(true);
    expect(takes('ask', { ...examples.ask, ask, patientId: null })).toBe(false);
    expect(takes('cancel', { ...examples.cancel, note: 'n'.repeat(300) })).toBe(true);
    expect(takes('cancel', { ...examples.cancel, note: 'n'.repeat(301) })).toBe(false);
  });
});
