import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findingCodes, schedule as schema, stepCodes } from '#shared/domain/oncall/index.ts';
import { hasText } from '../text/t.ts';
import { shortName, weekOf } from './week.ts';
import { findingWords, stepWords, untilWords } from './words.ts';

const riverside = schema.parse(
  JSON.parse(readFileSync(new URL('../../data/oncall/riverside.json', import.meta.url), 'utf8')),
);
const zone = 'America/New_York';

describe('the week', () => {
  it('draws each day whole, changed by holidays and overrides, with now on the first', () => {
    const week = weekOf(riverside, '2026-11-23T17:00:00.000Z', 'primary', zone);
    expect(week.map((d) => d.bars.map((b) => `${b.from} ${b.name} ${b.source}`))).toEqual([
      ['00:00 Sato shift', '07:00 Raman shift', '17:00 Sato shift'],
      ['00:00 Sato shift', '07:00 Raman shift', '17:00 Sato shift'],
      ['00:00 Sato shift', '07:00 Raman shift', '17:00 Sato shift'],
      ['00:00 Raman holiday'],
      ['00:00 Sato shift', '07:00 Raman shift', '17:00 Amari shift'],
      ['00:00 Amari shift', '19:00 Sato override'],
      ['00:00 Sato override', '07:00 Amari shift'],
    ]);
    expect(week[0]?.now).toBe(0.5);
    expect(week[1]?.now).toBe(null);
    expect(week.every((d) => d.bars.at(-1)?.to === '24:00')).toBe(true);
  });

  it('shows nobody where nobody is', () => {
    const gap = { ...riverside, shifts: riverside.shifts.filter((s) => s.id !== 'day-tue') };
    const tuesday = weekOf(gap, '2026-11-23T17:00:00.000Z', 'primary', zone)[1];
    expect(tuesday?.bars.map((b) => [b.source, b.personIds.length])).toEqual([
      ['shift', 1],
      ['none', 0],
      ['shift', 1],
    ]);
  });

  it('a day of 23 or 25 hours is a whole day', () => {
    const night = weekOf(riverside, '2026-11-01T12:00:00.000Z', 'primary', zone)[0];
    expect(night?.bars.at(-1)?.end).toBe(1);
    expect(night?.now).toBeCloseTo(8 / 25, 5);
  });

  it.each([
    ['Dr Keiko Sato', 'Sato'],
    ['Priya Raman, nurse practitioner', 'Raman'],
    ['Cher', 'Cher'],
  ])('%s is %s for short', (name, short) => expect(shortName(name)).toBe(short));
});

describe('sentences', () => {
  it('every step and finding has one', () => {
    expect(stepCodes.filter((c) => !hasText(`oncall.step.${c}`))).toEqual([]);
    expect(findingCodes.filter((c) => !hasText(`oncall.finding.${c}`))).toEqual([]);
  });
  it('tells local times in words', () => {
    const values = { name: 'Dr X', from: '2026-11-21T17:00', to: '2026-11-21T23:00', id: 's' };
    expect(stepWords({ code: 'shift', values })).toBe('Dr X has the shift from Sat 21 Nov 17:00 to 23:00.');
    const gap = {
      code: 'gap' as const,
      severity: 'error' as const,
      role: 'primary' as const,
      from: null,
      to: null,
      personIds: [],
    };
    expect(findingWords({ ...gap, values: { from: '2026-11-21T17:00', to: '2026-11-22T07:00' } })).toBe(
      'Nobody is primary from Sat 21 Nov 17:00 to Sun 22 Nov 07:00.',
    );
  });
  it('tells until when, with the day where it is another one', () => {
    const now = '2026-11-22T04:00:00.000Z';
    expect(untilWords('2026-11-22T04:59:00.000Z', now, zone)).toBe('until 23:59');
    expect(untilWords('2026-11-22T05:00:00.000Z', now, zone)).toBe('until Sun 22 Nov, 00:00');
    expect(untilWords(null, now, zone)).toBe('no change within two weeks');
  });
});
