import { describe, expect, it } from 'vitest';
import { careGaps, type Dated, type Known, monthsLater } from './care-gaps.ts';

const today = '2026-11-22';
const one = (codes: string[], at: string | null, text = 'x'): Dated => ({ text, at, codes, record: 'X/1' });
const known = (more: Partial<Known>): Known => ({
  ageYears: 40,
  deceased: false,
  conditions: [],
  vaccines: [one(['140'], '2026-10-01'), one(['115'], '2020-01-01')],
  measured: [],
  overdue: [],
  whole: { conditions: true, vaccines: true, measured: true },
  ...more,
});
const diabetes = one(['44054006'], '2011', 'Diabetes');

it.each([
  ['2026-08-31', 6, '2027-02-28'],
  ['2023-08-31', 6, '2024-02-29'],
  ['2026-11-22', 120, '2036-11-22'],
  ['2026', 12, '2027-01-01'],
])('%s and %i months is %s', (day, months, later) => expect(monthsLater(day, months)).toBe(later));

describe('due', () => {
  it('on the day after the interval, not on its last day', () => {
    const at = (day: string) =>
      careGaps(known({ conditions: [diabetes], measured: [one(['4548-4'], day)] }), today).map((g) => g.rule);
    expect(at('2026-05-22')).toEqual([]);
    expect(at('2026-05-21')).toEqual(['hba1c']);
  });
  it('by age', () => {
    const at = (ageYears: number | null) => careGaps(known({ ageYears }), today).map((g) => g.rule);
    expect([at(49), at(50), at(65), at(null)]).toEqual([[], ['zoster'], ['pneumococcal', 'zoster'], []]);
  });
  it('a code or a word makes the rule apply, and is named', () =>
    expect(
      careGaps(
        known({ conditions: [one(['I10'], null, 'HTN'), one([], null, 'Essential hypertension')] }),
        today,
      ),
    ).toMatchObject([
      {
        rule: 'blood-pressure',
        status: 'due',
        because: [{ text: 'HTN' }, { text: 'Essential hypertension' }],
        last: null,
      },
    ]));
  it('the last one is told with its date', () =>
    expect(
      careGaps(known({ vaccines: [one(['140'], '2024-10-01'), one(['113'], '2020-01-01')] }), today),
    ).toMatchObject([{ rule: 'influenza', last: { at: '2024-10-01' } }]));
});
it('what was not read whole is unclear', () =>
  expect(
    careGaps(known({ vaccines: [], whole: { conditions: true, vaccines: false, measured: true } }), today),
  ).toMatchObject([
    { rule: 'influenza', status: 'unclear' },
    { rule: 'tetanus', status: 'unclear' },
  ]));
it('nothing for the deceased', () =>
  expect(careGaps(known({ deceased: true, conditions: [diabetes], overdue: [diabetes] }), today)).toEqual(
    [],
  ));
