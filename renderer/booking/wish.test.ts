// Days as callers say them, what a form begins with, and cues in the caller's words.
import { describe, expect, it } from 'vitest';
import { heardIn } from './heard.ts';
import { addDays, askedDays, dayAt, dayOf, daysOf, firstWish, weekdayOf } from './wish.ts';

/** A Sunday. */
const today = '2026-11-22';

describe('days', () => {
  it.each([
    ['2026-12-01', '2026-12-01'],
    ['today', today],
    ['tomorrow', '2026-11-23'],
    ['in 3 weeks', '2026-12-13'],
    ['10 days', '2026-12-02'],
    ['friday', '2026-11-27'],
    // A weekday's own name means the next one.
    ['Sun', '2026-11-29'],
    ['24 Nov', '2026-11-24'],
    ['Nov 24th', '2026-11-24'],
    ['Tue 24 November', '2026-11-24'],
    ['11/24', '2026-11-24'],
    ['11/24/26', '2026-11-24'],
    // What has passed this year is meant for the next one.
    ['3 feb', '2027-02-03'],
    ['19 Jan 2027', '2027-01-19'],
  ])('%s is %s', (typed, day) => expect(dayOf(typed, today)).toBe(day));

  it.each(['', '31 feb', '13/40', 'soon', '2026-02-31', '<b>', '99', '24 nove mber', 'x'.repeat(10_000)])(
    '%j can’t be read',
    (typed) => expect(dayOf(typed, today)).toBeNull(),
  );

  it('knows the clinic’s day, not the desk’s', () => {
    const night = new Date('2026-11-23T03:00:00.000Z');
    expect([dayAt(night, 'America/New_York'), dayAt(night, 'UTC')]).toEqual(['2026-11-22', '2026-11-23']);
  });

  it('spans lie side by side: this week, next week, later', () => {
    for (let i = 0; i < 14; i++) {
      const day = addDays(today, i);
      const [now, next, later] = (['this-week', 'next-week', 'later'] as const).map((s) =>
        daysOf(s, day, 60),
      );
      expect(weekdayOf(now?.to ?? '')).toBe(7);
      expect(next?.from).toBe(addDays(now?.to ?? '', 1));
      expect(later?.from).toBe(addDays(next?.to ?? '', 1));
      expect(daysOf('soonest', day, 365)).toEqual({ from: day, to: addDays(day, 62) });
    }
  });

  it('says what stands against typed days, and never asks for the past or for more than the record takes', () => {
    const typed = (from: string, to: string) => askedDays({ span: null, from, to }, today, 60);
    expect(typed('24 nov', '')).toEqual({ ok: true, from: '2026-11-24', to: '2026-12-07' });
    expect(typed('2026-11-01', '30 nov')).toEqual({ ok: true, from: today, to: '2026-11-30' });
    for (const [from, to, problem] of [
      ['x', '', 'unreadable'],
      ['', 'x', 'unreadable'],
      ['2026-10-01', '2026-10-09', 'past'],
      ['30 nov', '24 nov', 'backwards'],
      ['24 nov', '24 feb', 'too-many'],
    ] as const)
      expect(typed(from, to)).toEqual({ ok: false, problem });
  });
});

describe('what a form begins with', () => {
  const kinds = [
    { id: 'follow-up', minutes: 30 },
    { id: 'lab', minutes: 15 },
  ];
  const clinics = [
    { practitionerId: 'p-1', placeId: 'l-1', kindIds: ['follow-up'] },
    { practitionerId: 'p-2', placeId: 'l-2', kindIds: null },
  ];
  const known = { kinds, clinics, usual: null, old: null, heard: {} };
  it('is the first kind, with whom the patient saw last, where they do it', () => {
    const usual = { practitionerId: 'p-1', placeId: 'l-1' };
    expect(firstWish({ ...known, usual })).toMatchObject({ kindId: 'follow-up', practitionerId: 'p-1' });
    expect(firstWish({ ...known, usual, heard: { kindId: 'lab' } })).toMatchObject({
      kindId: 'lab',
      minutes: 15,
      practitionerId: null,
    });
    expect(
      firstWish({ ...known, usual: { practitionerId: 'gone', placeId: null } }).practitionerId,
    ).toBeNull();
  });
  it('keeps what a moved visit is, with whom, and how long', () => {
    const old = { kindId: null, practitionerId: 'p-2', minutes: 45 };
    expect(firstWish({ ...known, old })).toMatchObject({ kindId: null, minutes: 45, practitionerId: 'p-2' });
  });
});

describe('the caller’s words', () => {
  const kinds = [{ id: 'follow-up', label: 'Follow-up visit' }];
  const heard = (...lines: string[]) => heardIn(lines, kinds);
  it('fill when and what; the last thing said counts', () => {
    expect(heard('I need a follow-up next week', 'in the afternoon, Tuesday or Thursday')).toEqual({
      kindId: 'follow-up',
      span: 'next-week',
      part: 'afternoon',
      weekdays: [2, 4],
      words: ['next week', 'Follow-up visit', 'in the afternoon', 'Tuesday', 'Thursday'],
    });
    expect(heard('next week', 'or no, this week').span).toBe('this-week');
  });
  it('are no wish in a greeting, or where they say what can’t be', () => {
    expect(heard('Good morning', 'Not next week, please', 'I can’t do mornings')).toEqual({ words: [] });
  });
});
