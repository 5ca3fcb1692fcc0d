import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageAt, todayIn } from './age.ts';
import { parseBirthDate } from './birth-date.ts';

const today = '2026-11-22';

describe('age', () => {
  it.each([
    ['2026-11-22', 'days', 0],
    ['2026-11-09', 'days', 13],
    ['2026-11-08', 'weeks', 2],
    ['2026-10-04', 'weeks', 7],
    ['2025-11-23', 'weeks', 52],
    ['2025-11-22', 'months', 12],
    ['2024-11-23', 'months', 23],
    ['2024-11-22', 'years', 2],
    ['1961-12-05', 'years', 64],
    ['1961-11-22', 'years', 65],
  ])('born %s: %s %i', (born, unit, value) => expect(ageAt(born, today)).toEqual({ unit, value }));
  it('born on a leap day', () => {
    expect(ageAt('2004-02-29', '2026-02-28')).toEqual({ unit: 'years', value: 21 });
    expect(ageAt('2004-02-29', '2026-03-01')).toEqual({ unit: 'years', value: 22 });
  });
  it.each(['2026-11-23', '1961', '1961-05', '1961-02-30', '', 'soon'])('%j has none', (born) =>
    expect(ageAt(born, today)).toBeNull(),
  );
  it('today is the zone’s', () => {
    expect(todayIn('America/New_York', '2026-11-22T03:00:00.000Z')).toBe('2026-11-21');
    expect(todayIn('Asia/Jakarta', '2026-11-22T18:00:00.000Z')).toBe('2026-11-23');
  });
});

describe('a birth date as typed', () => {
  it.each([
    ['1961-05-12', 'en-US', '1961-05-12'],
    ['1961/5/12', 'en-US', '1961-05-12'],
    ['19610512', 'en-US', '1961-05-12'],
    ['05121961', 'en-US', '1961-05-12'],
    ['5/12/1961', 'en-US', '1961-05-12'],
    ['5/12/1961', 'en-GB', '1961-12-05'],
    ['5.12.1961', 'es', '1961-12-05'],
    ['12 May 1961', 'en-US', '1961-05-12'],
    ['May 12, 1961', 'en-US', '1961-05-12'],
    ['12th of may 1961', 'en-US', '1961-05-12'],
    ['12 de mayo de 1961', 'en-US', '1961-05-12'],
    ['12 Mei 1961', 'en-US', '1961-05-12'],
    ['3 sept 1980', 'en-US', '1980-09-03'],
    ['12may61', 'en-US', '1961-05-12'],
    ['13/5/1961', 'en-US', '1961-05-13'],
    ['5/13/1961', 'en-GB', '1961-05-13'],
    ['29 Feb 2004', 'en-US', '2004-02-29'],
    ['5/12/1961', 'not a locale!', '1961-05-12'],
  ])('%s in %s is %s', (typed, locale, date) =>
    expect(parseBirthDate(typed, locale, today)).toMatchObject({ ok: true, date }),
  );
  it('says what else it can mean', () => {
    expect(parseBirthDate('5/12/1961', 'en-US', today)).toEqual({
      ok: true,
      date: '1961-05-12',
      others: ['1961-12-05'],
    });
    expect(parseBirthDate('5/5/1961', 'en-US', today)).toEqual({ ok: true, date: '1961-05-05', others: [] });
    expect(parseBirthDate('May 3 20', 'en-US', today)).toEqual({
      ok: true,
      date: '1920-05-03',
      others: ['2020-05-03'],
    });
    expect(parseBirthDate('12 May 61', 'en-US', today)).toEqual({ ok: true, date: '1961-05-12', others: [] });
  });
  it.each([
    ['2026-11-23', 'future'],
    ['12 May 2061', 'future'],
    ['1899-12-31', 'too-old'],
    ['30 Feb 2004', 'not-a-date'],
    ['29/2/2003', 'not-a-date'],
    ['May', 'not-a-date'],
    ['', 'not-a-date'],
    ['<b>1961-05-12</b>', 'not-a-date'],
    ['1'.repeat(500), 'not-a-date'],
  ])('%j: %s', (typed, why) => expect(parseBirthDate(typed, 'en-US', today)).toEqual({ ok: false, why }));
  it('reads every day that it writes, and never throws', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2026-11-21'), noInvalidDate: true }),
        (d) => {
          const iso = d.toISOString().slice(0, 10);
          const long = d.toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
          expect(parseBirthDate(long, 'en-US', today)).toEqual({ ok: true, date: iso, others: [] });
        },
      ),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(fc.string(), (s) => void parseBirthDate(s, 'en-US', today)),
      { numRuns: 300 },
    );
  });
});
