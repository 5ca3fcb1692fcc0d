// The rules of the panel: which screen the evidence stands for, which of the truthful states a card is in, how dates read.
import { expect, test } from 'vitest';
import type { AllergyRow, CardView } from '#shared/domain/patient/card.ts';
import { fail, ok } from '#shared/domain/result.ts';
import {
  allWithheld,
  answered,
  fold,
  isAway,
  isStale,
  kindOf,
  planName,
  refusalOf,
  severeAllergies,
  shownIn,
  substanceName,
  unasked,
  viewOf,
  type CardLoad,
} from './card-state.ts';
import {
  alike,
  factsMissing,
  leftKey,
  lookupNumber,
  matched,
  mayFind,
  nextField,
  open,
  screenOf,
  withLevel,
  type Candidate,
  type Verification,
} from './checking.ts';
import { asOfText, lineDay, recordDate, visitTime } from './dates.ts';

const at = '2026-11-22T15:00:00.000Z';
const now = new Date(at);
const card = (over: Partial<CardView> = {}): CardView =>
  ({
    card: 'conditions',
    patientId: 'p1',
    state: 'recorded',
    from: 'server',
    asOf: at,
    stale: false,
    because: null,
    unreadable: 0,
    withheldSome: false,
    more: false,
    rows: [],
    ...over,
  }) as CardView;
const load = (over: Partial<CardLoad> = {}): CardLoad => ({
  view: card(),
  failure: null,
  busy: false,
  ...over,
});
const verification = (over: Partial<Verification> = {}): Verification => ({
  contextId: '0192f0c0-0000-7000-8000-000000000001',
  chosen: { patientId: 'p1', preferredName: 'Ana', language: null, interpreterNeeded: false },
  chosenAt: at,
  facts: [
    { fact: 'fullName', state: 'open', at: null },
    { fact: 'birthDate', state: 'open', at: null },
    { fact: 'address', state: 'open', at: null },
    { fact: 'phoneOnFile', state: 'open', at: null },
  ],
  level: 0,
  levelAt: null,
  wrongLeft: 3,
  locked: false,
  nameNeeded: false,
  ...over,
});
const withFacts = (...states: ('open' | 'matched' | 'wrong')[]): Verification => {
  const v = verification();
  return { ...v, facts: v.facts.map((f, i) => ({ ...f, state: states[i] ?? 'open', at })) };
};

test('the panel shows what the evidence stands for, and locked before anything else', () => {
  expect(screenOf(verification({ chosen: null }))).toBe('candidates');
  expect(screenOf(verification())).toBe('verify');
  expect(screenOf(verification({ level: 1 }))).toBe('verified');
  expect(screenOf(verification({ level: 1, locked: true }))).toBe('locked');
  expect(screenOf(verification({ chosen: null, locked: true }))).toBe('locked');
});

test('a matched fact is asked no more; a wrong one stays open', () => {
  const v = withFacts('matched', 'wrong', 'open', 'open');
  expect(matched(v)).toEqual(['fullName']);
  expect(open(v)).toEqual(['birthDate', 'address', 'phoneOnFile']);
});

test('after a match the next open field follows, round to the first one', () => {
  expect(nextField(verification(), 'fullName')).toBe('birthDate');
  expect(nextField(withFacts('open', 'matched', 'open', 'matched'), 'address')).toBe('fullName');
  expect(nextField(withFacts('open', 'matched', 'matched', 'matched'), 'fullName')).toBe(null);
});

test('the number on file never counts as one of the two facts', () => {
  expect(factsMissing(verification())).toBe(2);
  expect(factsMissing(withFacts('open', 'open', 'open', 'matched'))).toBe(2);
  expect(factsMissing(withFacts('matched', 'open', 'open', 'matched'))).toBe(1);
  // Two matched and still level 0: a twin, whose name is needed.
  expect(factsMissing(withFacts('open', 'matched', 'matched', 'open'))).toBe(1);
  expect(factsMissing(verification({ level: 1 }))).toBe(0);
});

test('an answer of the desk replaces level, wrong answers and lock, and nothing else', () => {
  const v = withFacts('matched', 'open');
  expect(withLevel(v, { level: 1, wrongLeft: 2, locked: false })).toEqual({ ...v, level: 1, wrongLeft: 2 });
});

test.each([
  ['J', false],
  ['Jo', true],
  ['  1a ', false],
  ['Õ ñ', true],
  ['李明', true],
  ['12', false],
])('a search for %j may run: %s', (name, may) => expect(mayFind(name)).toBe(may));

test.each([
  ['+16175550142', '+16175550142'],
  ['anonymous', null],
  ['', null],
  ['911', null],
  [null, null],
])('a call from %j is looked up as %j', (number, looked) => expect(lookupNumber(number)).toBe(looked));

test('every state of a card is told apart', () => {
  expect(kindOf(unasked)).toBe('loading');
  expect(kindOf(load({ view: null, failure: fail('ehr-offline') }))).toBe('failed');
  expect(kindOf(load({ view: null, failure: fail('ehr-offline'), busy: true }))).toBe('loading');
  expect(kindOf(load())).toBe('rows');
  for (const state of ['none-recorded', 'known-none', 'withheld', 'not-for-role'] as const)
    expect(kindOf(load({ view: card({ state }) }))).toBe(state);
});

test('a failure keeps what was shown and makes it stale', () => {
  const after = answered(load(), fail('ehr-offline'), false);
  expect(after.view).toEqual(card());
  expect(kindOf(after)).toBe('rows');
  expect(isStale(after, now)).toBe(true);
  expect(answered(after, ok(card()), false)).toEqual(load());
});

test('stale: said by the desk, or grown old on the screen; a copy that is being renewed is not called stale yet', () => {
  expect(isStale(load(), now)).toBe(false);
  expect(isStale(load(), new Date(now.getTime() + 10 * 60_000 + 1))).toBe(true);
  expect(isStale(load({ view: card({ stale: true, from: 'cache' }) }), now)).toBe(true);
  expect(isStale(load({ view: card({ stale: true, from: 'cache' }), busy: true }), now)).toBe(false);
  expect(
    isStale(load({ view: card({ stale: true, from: 'cache', because: 'ehr-offline' }), busy: true }), now),
  ).toBe(true);
  expect(isStale(load({ view: null }), now)).toBe(false);
});

test('a card is asked for again while the server is away, not when it refused', () => {
  expect(isAway(undefined)).toBe(false);
  expect(isAway(load())).toBe(false);
  expect(isAway(load({ view: null, failure: fail('ehr-offline') }))).toBe(true);
  expect(isAway(load({ view: card({ because: 'ehr-busy', from: 'cache' }) }))).toBe(true);
  expect(isAway(load({ failure: fail('not-verified') }))).toBe(false);
});

test('what the desk refuses is no fault, and takes away what stood there', () => {
  const refused = answered(load(), fail('not-for-reason'), false);
  expect([kindOf(refused), refusalOf(refused), refused.view]).toEqual(['refused', 'call', null]);
  expect(refusalOf(answered(load(), fail('not-for-caller'), false))).toBe('caller');
  expect(refusalOf(load({ failure: fail('ehr-offline') }))).toBe(null);
});

test('of a field that was cut nothing is said', () => {
  const has = shownIn(card({ hidden: ['onset'] }));
  expect([has('onset'), has('text'), shownIn(null)('text')]).toEqual([false, true, true]);
});

test('an answer for another card is never drawn as this one', () => {
  expect(viewOf({ allergies: load() }, 'allergies')).toBe(null);
  expect(viewOf({ conditions: load() }, 'conditions')).toEqual(card());
  expect(allWithheld({ identity: load({ view: card({ card: 'identity', state: 'withheld' }) }) })).toBe(true);
  expect(
    allWithheld({
      identity: load({ view: card({ card: 'identity' }) }),
      conditions: load({ view: card({ state: 'withheld' }) }),
    }),
  ).toBe(false);
});

test('severe allergies are those of high criticality, confirmed or not', () => {
  const row = (id: string, criticality: AllergyRow['criticality'], confirmed: boolean): AllergyRow => ({
    id,
    substance: id,
    criticality,
    kind: 'allergy',
    reactions: [],
    confirmed,
    recorded: null,
  });
  const rows = [
    row('a', 'high', true),
    row('b', 'low', true),
    row('c', 'high', false),
    row('d', 'unknown', true),
  ];
  expect(severeAllergies(rows).map((r) => r.id)).toEqual(['a', 'c']);
});

test('a long list folds and counts the rest; one more than fits is shown', () => {
  const rows = [1, 2, 3, 4, 5, 6];
  expect(fold(rows, 4, false)).toEqual({ rows: [1, 2, 3, 4], rest: 2 });
  expect(fold(rows, 5, false)).toEqual({ rows, rest: 0 });
  expect(fold(rows, 4, true)).toEqual({ rows, rest: 0 });
  expect(fold([], 4, false)).toEqual({ rows: [], rest: 0 });
});

test.each([
  ['2019', '2019'],
  ['2019-05', 'May 2019'],
  ['1955-02-03', '3 Feb 1955'],
  ['2019-05-04T23:30:00-05:00', '4 May 2019'],
  ['soon', 'soon'],
])('a record date %s reads %s', (text, reads) => expect(recordDate(text)).toBe(reads));

test.each([
  ['2026-11-24T14:30:00-05:00', 'America/New_York', 'Tue 24 Nov, 14:30'],
  // The clinic's own clock as written, wherever the desk stands.
  ['2026-11-24T14:30:00-05:00', undefined, 'Tue 24 Nov, 14:30'],
  ['2026-11-24T19:30:00Z', 'America/New_York', 'Tue 24 Nov, 14:30'],
  ['2026-11-25T02:00:00.000Z', 'America/New_York', 'Tue 24 Nov, 21:00'],
  ['2027-01-05T09:00:00-05:00', undefined, 'Tue 5 Jan 2027, 09:00'],
  ['2026-11-24', undefined, 'Tue 24 Nov'],
  ['tomorrow', undefined, 'tomorrow'],
])('a visit at %s in %s reads %s', (text, zone, reads) => expect(visitTime(text, zone, now)).toBe(reads));

test('a substance is named without its code’s wording, a plan once', () => {
  expect(substanceName('Allergy to penicillin')).toBe('Penicillin');
  expect(substanceName('Latex')).toBe('Latex');
  expect(planName('medicare', 'Medicare')).toBe('Medicare');
  expect(planName('Northlight HMO', 'Northlight Insurance')).toBe('Northlight HMO · Northlight Insurance');
  expect(planName(null, null)).toBe('');
});

test.each([
  ['2026-11-20T16:00:00-05:00', 'Fri 20 Nov'],
  ['2026-11-21T02:00:00Z', 'Fri 20 Nov'],
  ['2021-02-03', '3 Feb 2021'],
  ['2021-02', 'Feb 2021'],
  ['soon', 'soon'],
])('a line at %s stands under %s', (text, said) =>
  expect(lineDay(text, 'America/New_York', new Date('2026-11-22T15:00:00Z'))).toBe(said),
);

test('of another day than today the day is said too', () => {
  const now = new Date(2026, 10, 22, 15, 0);
  expect(asOfText(new Date(2026, 10, 22, 10, 43).toISOString(), now)).toBe('10:43');
  expect(asOfText(new Date(2026, 10, 21, 10, 43).toISOString(), now)).toBe('21 Nov, 10:43');
});

test('two that look the same are a guess: what to ask for first is said', () => {
  const judi = (over: Partial<Candidate> = {}): Candidate => ({
    patientId: 'a',
    preferredName: 'Judi',
    language: 'English',
    interpreterNeeded: false,
    why: 'name',
    fits: ['name'],
    rank: 1,
    differs: ['family-name', 'birth-date'],
    standing: 'active',
    twin: false,
    double: false,
    throughMerged: false,
    kept: false,
    ...over,
  });
  expect(alike([judi(), judi({ patientId: 'b' })])).toBe('family-name');
  expect(alike([judi({ differs: ['birth-date'] }), judi({ patientId: 'b' })])).toBe('birth-date');
  expect(alike([judi(), judi({ patientId: 'b', language: 'Spanish' })])).toBeNull();
  expect(alike([judi()])).toBeNull();
});

test('that other calls count is said where they do', () => {
  expect([leftKey({}), leftKey({ wrongEarlier: true })]).toEqual([
    'patient.verify.left',
    'patient.verify.left.earlier',
  ]);
});
