import { readFileSync } from 'node:fs';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { areaCodeOf, areaCodesDate, knownPlaces, placeOf, zonesOf } from './area-codes.ts';
import { consentTable, isUnasked, mayRecord, ruleFor } from './consent.ts';

const shipped: unknown = JSON.parse(
  readFileSync(new URL('../../../data/telephony/recording-consent.json', import.meta.url), 'utf8'),
);
const table = consentTable.parse(shipped);
const rule = (number: string, stated: string[] = [], own: string[] = [], others: string[] = []) =>
  ruleFor(table, { number, stated, others, own }).rule;

describe('area codes', () => {
  it.each([
    ['+16175550123', 'US-MA', ['America/New_York']],
    ['+14155550123', 'US-CA', ['America/Los_Angeles']],
    ['+18505550123', 'US-FL', ['America/New_York', 'America/Chicago']],
    ['+13055550123', 'US-FL', ['America/New_York']],
    ['+19155550123', 'US-TX', ['America/Denver']],
    ['+12195550123', 'US-IN', ['America/Chicago']],
    ['+12085550123', 'US-ID', ['America/Boise', 'America/Los_Angeles']],
    ['+19285550123', 'US-AZ', ['America/Phoenix', 'America/Denver']],
    ['+18075550123', 'CA-ON', ['America/Toronto', 'America/Winnipeg']],
    ['+16715550123', 'US-GU', ['Pacific/Guam']],
    ['+18765550123', 'JM', ['America/Jamaica']],
  ])('%s is in %s', (number, place, zones) => {
    expect(placeOf(number)).toBe(place);
    expect(zonesOf(number)).toEqual(zones);
  });

  it('places no toll-free, foreign, short or withheld number', () => {
    for (const number of [
      '+18005550123',
      '+442079460000',
      '911',
      '',
      '+1617555012',
      '16175550123',
      '+19995550123',
    ])
      expect([placeOf(number), zonesOf(number)]).toEqual([null, []]);
    expect(areaCodeOf('+16175550123')).toBe('617');
  });

  it('has every code once, a zone that exists for every place, all states and the capital', () => {
    const all = knownPlaces.flatMap((place) => place.match(/^US-/) ?? []);
    expect(all.length).toBe(56);
    let placed = 0;
    for (let code = 200; code <= 999; code += 1) {
      const number = `+1${code}5550123`;
      const place = placeOf(number);
      if (place === null) continue;
      placed += 1;
      expect(zonesOf(number), number).not.toEqual([]);
      for (const zone of zonesOf(number))
        expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
    }
    expect(placed).toBeGreaterThan(440);
    expect(areaCodesDate).toMatch(/^\d{4}-\d\d-\d\d$/);
  });
});

it('agrees with the phone-number library on the country of every code that it knows', () => {
  /** Opened after this table was made, or not placed by any list that was read. */
  const notPlaced = ['273'];
  const geographic = new Set(['FIXED_LINE', 'MOBILE', 'FIXED_LINE_OR_MOBILE']);
  let compared = 0;
  for (let code = 200; code <= 999; code += 1) {
    const number = parsePhoneNumberFromString(`+1${code}2345678`);
    if (number?.isValid() !== true || !geographic.has(number.getType() ?? '')) continue;
    if (notPlaced.includes(String(code))) continue;
    compared += 1;
    // The library counts territories as countries of their own.
    const place = placeOf(number.number)
      ?.replace(/^US-(PR|VI|GU|MP|AS)$/, '$1')
      .slice(0, 2);
    expect([code, place]).toEqual([code, number.country]);
  }
  expect(compared).toBeGreaterThan(400);
});

describe('the table that ships', () => {
  it('is sound, a draft, and knows every state', () => {
    expect(table).toMatchObject({ review: 'draft', reviewedBy: null });
    const states = knownPlaces.filter((p) => p.startsWith('US-') && !/PR|VI|GU|MP|AS/.test(p.slice(3)));
    // Vermont has no statute: unknown, which asks as strictly as can be.
    expect(states.filter((s) => !Object.hasOwn(table.places, s))).toEqual(['US-VT']);
    const strict = Object.values(table.places).filter((p) => p.rule === 'all-party');
    expect(strict).toHaveLength(14);
    // Where lists differ and the lax reading is taken, the note says so.
    for (const place of Object.values(table.places))
      if (place.sourcesDiffer) expect(place.note).not.toBeNull();
  });

  it.each([
    ['not an object', 'x'],
    ['another format', { ...table, format: 'careline-recording-consent-2' }],
    ['no sources', { ...table, sources: [] }],
    ['a day that is none', { ...table, date: '2026-02-30' }],
    [
      'a rule that is none',
      { ...table, places: { 'US-CA': { ...table.places['US-CA'], rule: 'no-party' } } },
    ],
    ['a place that is none', { ...table, places: { California: table.places['US-CA'] } }],
    ['more than it may hold', { ...table, extra: 1 }],
  ])('is refused with %s', (_what, value) => {
    expect(consentTable.safeParse(value).success).toBe(false);
  });
});

describe('the strictest party wins', () => {
  const ma = '+16175550123';
  const ny = '+12125550123';
  it.each([
    ['one-party by number', ny, [], [], 'one-party'],
    ['all-party by number', ma, [], [], 'all-party'],
    ['a stated place is stricter', ny, ['US-CA'], [], 'all-party'],
    ['a stated place is laxer', ma, ['US-NY'], [], 'all-party'],
    ['the practice is stricter', ny, [], ['US-MA'], 'all-party'],
    ['withheld, nothing stated', '', [], ['US-NY'], 'unknown'],
    ['withheld, all-party practice', '', [], ['US-MA'], 'all-party'],
    ['withheld, but stated', '', ['US-NY'], ['US-NY'], 'one-party'],
    ['toll-free tells nothing', '+18005550123', [], ['US-NY'], 'unknown'],
    ['a place without an entry', ny, ['US-VT'], [], 'unknown'],
    ['abroad', '+442079460000', [], ['US-NY'], 'unknown'],
    ['no name of the prototype', '', ['constructor'], [], 'unknown'],
  ] as const)('%s', (_what, number, stated, own, expected) => {
    expect(rule(number, [...stated], [...own])).toBe(expected);
  });

  it.each([
    ['one of California', ['+14155550123'], 'all-party'],
    ['one of the same state', [ny], 'one-party'],
    ['one who could be anywhere', ['+18005550123'], 'unknown'],
    ['both: the stricter', ['+18005550123', '+14155550123'], 'all-party'],
  ] as const)('counts who is brought in from outside: %s', (_what, others, expected) => {
    expect(rule(ny, [], ['US-NY'], [...others])).toBe(expected);
  });

  it('nobody speaks for another: where everybody’s yes is needed, who came in must have agreed too', () => {
    const nurse = [{ id: 'nurse' }];
    expect(isUnasked('one-party', nurse, [])).toBe(false);
    for (const strict of ['all-party', 'unknown'] as const) {
      expect(isUnasked(strict, nurse, [])).toBe(true);
      expect(isUnasked(strict, nurse, ['nurse'])).toBe(false);
      expect(isUnasked(strict, [...nurse, { id: 'other' }], ['nurse'])).toBe(true);
      expect(isUnasked(strict, [], [])).toBe(false);
    }
    expect(mayRecord({ rule: 'all-party', announced: true, answer: 'yes', unasked: true })).toBe(false);
  });

  it('names each place once, and the table by its date', () => {
    const found = ruleFor(table, { number: ny, stated: ['US-NY', 'US-CA'], others: [], own: ['US-MA'] });
    expect(found).toEqual({ rule: 'all-party', places: ['US-NY', 'US-CA', 'US-MA'], tableDate: table.date });
    const own = { ...table, places: {}, date: '2027-01-01' };
    expect(ruleFor(own, { number: ny, stated: [], others: [], own: [] })).toMatchObject({
      rule: 'unknown',
      tableDate: '2027-01-01',
    });
  });
});

it.each([
  ['one-party', false, null, false],
  ['one-party', false, 'yes', false],
  ['one-party', true, null, true],
  ['one-party', true, 'no', false],
  ['all-party', true, null, false],
  ['all-party', true, 'yes', true],
  ['all-party', true, 'no', false],
  ['unknown', true, null, false],
  ['unknown', true, 'yes', true],
] as const)('%s, notice %s, answer %s: may record %s', (given, announced, answer, may) => {
  expect(mayRecord({ rule: given, announced, answer })).toBe(may);
});
