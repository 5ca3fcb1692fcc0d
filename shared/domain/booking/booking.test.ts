// Rules of appointments: what may be offered, what stands against it, what is read back, what became of it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftFields, emptyDraft } from '../messages/message.ts';
import { type AskedVisit, differsFrom, type HeldVisit } from './agree.ts';
import { askLines, type BookingAsk, bookingAsk, messageFor } from './ask.ts';
import { beginMove, lateCancel, type Move, nextStep, standing } from './change.ts';
import { callersClock, isIn, isZone, onClock } from './clock.ts';
import { type BookedVisit, conflictsWith } from './conflicts.ts';
import { findOffers, type OpenSlot, type Wish } from './find.ts';
import { isTicked, type ReadBack, readBackFacts, stillToRead, tick, untick } from './read-back.ts';
import { type BookingRules, bookingRules, kindOf, noRules, whatToBring } from './visit.ts';

const now = '2026-11-22T15:00:00.000Z';
const at = (clock: string, day = '2026-11-24'): string => `${day}T${clock}:00.000Z`;
const slot = (id: string, start: string, minutes = 30, more: Partial<OpenSlot> = {}): OpenSlot => ({
  id,
  scheduleId: 's1',
  start,
  end: new Date(Date.parse(start) + minutes * 60_000).toISOString(),
  practitionerId: 'p1',
  practitioner: 'Dr. One',
  placeId: 'l1',
  place: 'North',
  zone: 'America/New_York',
  zoneAssumed: false,
  kinds: ['urn:k|visit'],
  ...more,
});
const any: Wish = {
  kinds: [],
  minutes: 30,
  practitionerId: null,
  placeId: null,
  from: '2026-11-01',
  to: '2026-12-31',
  part: 'any',
  weekdays: [],
};
const found = (slots: OpenSlot[], wish: Partial<Wish> = {}): string[] =>
  findOffers(slots, { ...any, ...wish }, now).map((o) => o.slotIds.join('+'));

describe('offers', () => {
  it('take as many slots in a row as the visit needs, of one schedule, without a gap', () => {
    const slots = [
      slot('a', at('14:00')),
      slot('b', at('14:30')),
      slot('d', at('15:30')),
      slot('x', at('15:00'), 30, { scheduleId: 's2' }),
    ];
    expect(found(slots)).toEqual(['a', 'b', 'x', 'd']);
    expect(found(slots, { minutes: 60 })).toEqual(['a+b']);
    expect(found(slots, { minutes: 45 })).toEqual(['a+b']);
    expect(found(slots, { minutes: 90 })).toEqual([]);
    expect(found([...slots, ...slots], { minutes: 60 })).toEqual(['a+b']);
  });

  it('are of the kind, person, place, day, part of day and weekday that were asked for', () => {
    const slots = [
      slot('early', at('14:00')),
      slot('late', at('22:30')),
      slot('lab', at('14:00'), 15, { scheduleId: 's2', kinds: ['urn:k|lab'], practitionerId: 'p2' }),
      slot('west', at('14:00'), 30, { scheduleId: 's3', placeId: 'l2', kinds: [] }),
      slot('friday', at('14:00', '2026-11-27')),
    ];
    expect(found(slots, { kinds: ['urn:k|visit'] })).toEqual(['early', 'west', 'late', 'friday']);
    expect(found(slots, { practitionerId: 'p2', minutes: 15 })).toEqual(['lab']);
    expect(found(slots, { placeId: 'l2' })).toEqual(['west']);
    expect(found(slots, { from: '2026-11-25' })).toEqual(['friday']);
    expect(found(slots, { to: '2026-11-24', part: 'morning', placeId: 'l1' })).toEqual(['early']);
    expect(found(slots, { part: 'evening' })).toEqual(['late']);
    expect(found(slots, { weekdays: [5] })).toEqual(['friday']);
  });

  it('count days by the clock on the wall of the clinic, and never one that has begun', () => {
    // 03:00 UTC on the 25th is the evening of the 24th in New York, and of the 24th in Phoenix.
    const night = slot('night', at('03:00', '2026-11-25'));
    expect(found([night], { from: '2026-11-24', to: '2026-11-24' })).toEqual(['night']);
    expect(found([night], { from: '2026-11-25', to: '2026-11-25' })).toEqual([]);
    expect(found([slot('now', now), slot('past', at('14:30', '2026-11-22'))])).toEqual([]);
  });

  it('are sorted, within what was asked for, and made of the given slots alone, whatever comes', () => {
    const list = fc.array(
      fc.record({
        n: fc.integer({ min: 0, max: 200 }),
        s: fc.constantFrom('s1', 's2'),
        m: fc.constantFrom(15, 30),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(list, fc.constantFrom(15, 30, 60, 90), (raw, minutes) => {
        const slots = raw.map(({ n, s, m }, i) =>
          slot(`${i}`, new Date(Date.parse(now) + n * 900_000).toISOString(), m, { scheduleId: s }),
        );
        const offers = findOffers(slots, { ...any, minutes }, now);
        for (const o of offers) {
          expect(Date.parse(o.end) - Date.parse(o.start)).toBeGreaterThanOrEqual(minutes * 60_000);
          expect(Date.parse(o.start)).toBeGreaterThan(Date.parse(now));
        }
        expect(offers.map((o) => o.start)).toEqual(offers.map((o) => o.start).toSorted());
      }),
      { numRuns: 60 },
    );
  });
});

describe('clocks', () => {
  it('say the day where the clinic is, and the caller’s own only where it differs', () => {
    expect(onClock(at('14:30'), 'America/New_York')).toEqual({
      day: '2026-11-24',
      clock: '09:30',
      weekday: 2,
      offset: -300,
    });
    expect(callersClock(at('14:30'), 'America/New_York', 'America/Toronto')).toBeNull();
    expect(callersClock(at('14:30'), 'America/New_York', 'America/Chicago')?.clock).toBe('08:30');
    // Phoenix doesn't change its clocks: an hour from Denver in summer, none in winter.
    expect(callersClock(at('14:30'), 'America/Phoenix', 'America/Denver')).toBeNull();
    expect(callersClock('2026-07-01T14:30:00.000Z', 'America/Phoenix', 'America/Denver')?.offset).toBe(-360);
    expect([isZone('America/Phoenix'), isZone('Mars/Olympus'), isZone('')]).toEqual([true, false, false]);
  });

  it('cut the day at noon and at five', () => {
    const cut = ['11:59', '12:00', '16:59', '17:00'].map((c) =>
      (['morning', 'afternoon', 'evening'] as const).find((p) => isIn(c, p)),
    );
    expect(cut).toEqual(['morning', 'afternoon', 'afternoon', 'evening']);
  });
});

describe('conflicts', () => {
  const time = { start: at('15:00'), end: at('15:30'), placeId: 'l1', kindId: 'lab' };
  const visit = (start: string, more: Partial<BookedVisit> = {}): BookedVisit => ({
    id: 'v1',
    start,
    end: null,
    kindId: null,
    practitionerId: null,
    placeId: 'l2',
    ...more,
  });
  it.each<[string, BookedVisit[], string[]]>([
    ['nothing', [], []],
    ['the same time', [visit(at('14:45'))], ['overlap']],
    ['end to start is no overlap, but another place is tight', [visit(at('14:30'))], ['tight']],
    ['end to start at the same place', [visit(at('14:30'), { placeId: 'l1' })], []],
    ['half an hour apart', [visit(at('14:00'))], []],
    ['the same kind next week', [visit(at('15:00', '2026-12-01'), { kindId: 'lab' })], ['same-kind']],
    ['the same kind last year', [visit(at('15:00', '2025-12-01'), { kindId: 'lab' })], []],
  ])('%s', (_, visits, kinds) => {
    expect(conflictsWith(time, visits, now).map((c) => c.kind)).toEqual(kinds);
  });
  it('leave out the visit that is being moved; the past is one', () => {
    expect(conflictsWith(time, [visit(at('15:00'))], now, 'v1')).toEqual([]);
    expect(conflictsWith(time, [], time.start)).toEqual([{ kind: 'past' }]);
  });
});

describe('what the record holds', () => {
  const asked: AskedVisit = {
    patientId: 'a',
    start: at('15:00'),
    end: at('15:30'),
    practitionerId: 'p',
    placeId: 'l',
  };
  const held: HeldVisit = { ...asked, id: 'x', status: 'booked' };
  it.each<[string, Partial<HeldVisit>, string[]]>([
    ['the same', {}, []],
    ['the same instant, another zone', { start: '2026-11-24T10:00:00-05:00' }, []],
    ['still to be confirmed', { status: 'pending' }, []],
    ['cancelled', { status: 'cancelled' }, ['status']],
    ['another hour', { start: at('16:00'), end: at('16:30') }, ['start', 'end']],
    ['no time', { start: null }, ['start']],
    ['someone else', { practitionerId: 'q', placeId: null }, ['practitioner', 'place']],
    ['another patient', { patientId: 'b' }, ['patient']],
    ['nonsense for a time', { start: 'soon' }, ['start']],
  ])('%s', (_, more, expected) => {
    expect(differsFrom(asked, { ...held, ...more })).toEqual(expected);
  });
  it('can’t differ in what was not asked for', () => {
    const open = { ...asked, practitionerId: null, placeId: null };
    expect(differsFrom(open, { ...held, practitionerId: 'q', placeId: 'z' })).toEqual([]);
  });
});

const rules: BookingRules = bookingRules.parse({
  review: 'draft',
  kinds: [
    {
      id: 'lab',
      label: 'Lab draw',
      minutes: 15,
      codes: [{ system: 'urn:k', code: 'lab' }],
      bring: ['Come fasting.'],
    },
    { id: 'visit', label: 'Visit', minutes: 30, codes: [], bring: [] },
  ],
  lateHours: 24,
  lateWords: 'The practice asks for a day’s notice.',
  horizonDays: 60,
});

describe('the read-back', () => {
  const bring = whatToBring(rules, 'lab', null);
  const visit = { start: at('14:30'), zone: 'America/New_York', place: 'North', practitioner: 'Dr. One' };
  const facts = readBackFacts(visit, bring);
  const all = (): ReadBack =>
    (['date', 'time', 'place', 'withWhom', 'bring'] as const).reduce<ReadBack>(
      (r, p) => tick(r, p, facts, now),
      {},
    );

  it('is done when all that is there was read, by the clinic’s clock', () => {
    expect([facts.date, facts.time]).toEqual(['2026-11-24', '09:30']);
    expect(stillToRead({}, facts)).toEqual(['date', 'time', 'place', 'withWhom', 'bring']);
    expect(stillToRead(all(), facts)).toEqual([]);
    expect(stillToRead(untick(all(), 'place'), facts)).toEqual(['place']);
  });

  it('takes a tick back when what was read has changed', () => {
    const later = readBackFacts({ ...visit, start: at('15:30') }, bring);
    expect(stillToRead(all(), later)).toEqual(['time']);
    expect(isTicked(all(), 'date', later)).toBe(true);
    const west = readBackFacts({ ...visit, zone: 'America/Chicago' }, bring);
    expect(stillToRead(all(), west)).toEqual(['time']);
    expect(stillToRead(all(), readBackFacts({ ...visit, practitioner: null }, bring))).toEqual(['withWhom']);
  });

  it('says that what to bring is missing, never nothing', () => {
    expect(whatToBring(rules, 'visit', '  ')).toEqual({ from: 'missing', lines: [] });
    expect(whatToBring(rules, null, null).from).toBe('missing');
    expect(whatToBring(rules, 'lab', 'Bring the letter.')).toEqual({
      from: 'record',
      lines: ['Bring the letter.'],
    });
    expect(stillToRead(all(), readBackFacts(visit, whatToBring(rules, 'visit', null)))).toEqual(['bring']);
  });

  it('knows a kind by its code, else by its words', () => {
    expect(kindOf(rules, [{ system: 'urn:k', code: 'lab' }], 'x')?.id).toBe('lab');
    expect(kindOf(rules, [{ system: 'urn:other', code: 'lab' }], ' visit ')?.id).toBe('visit');
    expect(kindOf(rules, [], '')).toBeNull();
    expect(bookingRules.safeParse({ ...rules, kinds: [...rules.kinds, ...rules.kinds] }).success).toBe(false);
  });
});

describe('cancelling and moving', () => {
  it.each([
    [at('15:00', '2026-11-23'), false, 24],
    [at('14:59', '2026-11-23'), true, 23],
    [at('15:00', '2026-11-22'), true, 0],
    [at('14:00', '2026-11-22'), true, -1],
  ])('%s late: %s', (start, late, hours) => {
    expect(lateCancel(start, now, rules)).toEqual({ late, hours, words: late ? rules.lateWords : '' });
    expect(lateCancel(start, now, noRules).late).toBe(false);
  });

  it('never cancels the old time before the new one was read back, and says what stands', () => {
    const path: [Partial<Move>, string, string][] = [
      [{}, 'book-new', 'old'],
      [{ newId: 'n' }, 'read-new', 'unknown'],
      [{ newId: 'n', newConfirmed: true }, 'cancel-old', 'both'],
      [{ newId: 'n', newConfirmed: true, oldCancelled: true }, 'done', 'new'],
      [{ newId: 'n', newCancelled: true }, 'done', 'old'],
    ];
    for (const [more, next, stands] of path) {
      const move = { ...beginMove('m', 'o'), ...more };
      expect([nextStep(move), standing(move)]).toEqual([next, stands]);
    }
  });
});

describe('the message that a booking becomes', () => {
  const wishes = {
    kind: 'Lab draw',
    practitioner: 'Dr. One',
    place: 'North',
    from: '2026-11-24',
    to: '',
    part: 'morning' as const,
    wanted: { start: at('14:30'), practitioner: 'Dr. One', place: 'North' },
    note: 'Needs a lift.',
  };
  const old = { id: 'v1', start: at('15:00'), practitioner: 'Dr. Two', place: 'South' };
  const by = { patientRef: 'p1', patientName: 'Elena Alcantar', patientBirthDate: '1968-05-12' };
  const asks: BookingAsk[] = [
    { what: 'book', wishes },
    { what: 'move', old, wishes },
    { what: 'cancel', old, reason: 'transport', note: 'No car.' },
  ];
  it('holds all that was asked for, and is a draft of the log', () => {
    for (const ask of asks) {
      expect(bookingAsk.parse(ask)).toEqual(ask);
      const { fields, cut } = messageFor(ask, by, (l) => `${l.key}: ${l.value}`);
      const known = {
        accountId: 'a',
        dnis: '',
        greeting: '',
        receivedAt: now,
        zone: 'UTC',
        practice: '',
        origin: null,
      };
      const draft = draftFields.parse({ ...emptyDraft(known), ...fields });
      expect(cut).toBe(false);
      expect(draft.verbatim).toBe('');
      const asked = JSON.stringify(ask, (k, v: unknown) => (['what', 'id'].includes(k) ? undefined : v));
      for (const [, value] of asked.matchAll(/:"([^"]+)"/g)) expect(draft.underlyingWhy).toContain(value);
    }
    expect(asks.map((a) => messageFor(a, by, (l) => l.value).fields.reasonCode)).toEqual([
      'new_appointment',
      'reschedule',
      'reschedule',
    ]);
  });

  it('leaves out what was not asked, and says when something did not fit', () => {
    const bare = {
      kind: '',
      practitioner: '',
      place: '',
      from: '' as const,
      to: '' as const,
      part: 'any' as const,
      wanted: null,
      note: '',
    };
    expect(askLines({ what: 'book', wishes: bare })).toEqual([]);
    const long = messageFor({ what: 'book', wishes: { ...bare, note: 'x'.repeat(300) } }, by, (l) =>
      l.value.repeat(3),
    );
    expect([long.cut, long.fields.underlyingWhy?.length]).toEqual([true, 600]);
  });

  it('refuses what is no such ask', () => {
    for (const bad of [
      null,
      {},
      { what: 'steal' },
      { what: 'book', wishes: { ...wishes, part: 'midnight' } },
      { what: 'cancel', old, reason: 'because', note: '' },
      { what: 'book', wishes: { ...wishes, note: 'x'.repeat(301) } },
      { what: 'book', wishes, more: 1 },
    ])
      expect(bookingAsk.safeParse(bad).success).toBe(false);
  });
});
