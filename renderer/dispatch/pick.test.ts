// Whom the card asks to dial: nobody twice, nobody forgotten, and what was tried stands as it was written.
import { expect, test } from 'vitest';
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import type { AttemptResult, Entry } from '#shared/domain/messages/entry.ts';
import {
  countdownOf,
  dialOf,
  diallingOf,
  isOverdue,
  needsHands,
  nextOf,
  pagedOf,
  sidesOf,
  triesOf,
} from './pick.ts';

// Synthetic people and numbers throughout.
const at = (minute: number, second = 0): string =>
  new Date(Date.UTC(2026, 10, 22, 4, minute, second)).toISOString();
const office = { label: 'office', number: '+16175550177' };
const mobile = { label: 'mobile', number: '+16175550139' };
const sato = { personId: 'sato', name: 'Dr Keiko Sato', role: 'primary', phones: [office, mobile] };
const amari = {
  personId: 'amari',
  name: 'Dr Amari',
  role: 'backup',
  phones: [{ label: 'mobile', number: '+16175550123' }],
};
type Row = DispatchCard['ladder'][number];
const row = (stepId: string, minute: number, state: Row['state'], contact: Row['contact']): Row => ({
  stepId,
  afterMinutes: minute,
  dueAt: at(minute),
  method: 'voice',
  contact,
  state,
});
let made = 0;
const attempt = (
  attemptId: string,
  minute: number,
  result: AttemptResult,
  more: { to?: string; stepId?: string | null; backend?: boolean; note?: string } = {},
): Entry => ({
  schema: 1,
  id: `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`,
  messageId: '00000000-0000-4000-8000-0000000000aa',
  at: at(minute),
  author: more.backend
    ? { personId: 'backend', name: 'Careline backend' }
    : { personId: 'mk', name: 'M. Kramer' },
  body: {
    kind: 'attempt',
    attemptId,
    stepId: more.stepId ?? 'first',
    contact: { personId: sato.personId, name: sato.name, role: sato.role },
    method: 'voice',
    to: more.to ?? office.number,
    result,
    note: more.note ?? '',
  },
});
const ladder = [
  row('first', 0, 'now', sato),
  row('second', 5, 'waits', sato),
  row('backup', 10, 'waits', amari),
];

test('the first number of whose turn it is; a tried one is not offered again while another is left', () => {
  expect(dialOf({ ladder, attempts: [] })).toMatchObject({
    contact: sato,
    phone: office,
    row: { stepId: 'first' },
  });
  const second = [
    row('first', 0, 'tried', sato),
    row('second', 5, 'now', sato),
    row('backup', 10, 'waits', amari),
  ];
  const tried = { ladder: second, attempts: [attempt('a', 0, 'dialling'), attempt('a', 1, 'no-answer')] };
  expect(dialOf(tried)).toMatchObject({ phone: mobile, row: { stepId: 'second' } });
  const both = { ...tried, attempts: [...tried.attempts, attempt('b', 2, 'busy', { to: '617-555-0139 ' })] };
  // With and without the country's code it is one number; when all were tried, the first one again.
  expect(dialOf(both)?.phone).toEqual(office);
});

test('while a number is dialled the card stays on it, whatever the clock says meanwhile', () => {
  const later = [row('first', 0, 'now', sato), row('backup', 10, 'now', amari)];
  const card = { ladder: later, attempts: [attempt('a', 0, 'dialling', { to: mobile.number })] };
  expect(dialOf(card)).toMatchObject({ contact: sato, phone: mobile });
  expect(diallingOf(triesOf(card))?.attemptId).toBe('a');
});

test('a step that reaches nobody is passed over; with nobody left there is nobody to dial', () => {
  expect(
    dialOf({ ladder: [row('first', 0, 'now', null), row('backup', 10, 'waits', amari)], attempts: [] }),
  ).toMatchObject({
    contact: amari,
  });
  const done = [row('first', 0, 'tried', sato), row('patient', 30, 'now', null)];
  expect(dialOf({ ladder: done, attempts: [] })).toBeNull();
  expect(dialOf({ ladder: [], attempts: [] })).toBeNull();
});

test('what comes next: the other number of the same person, then the next person with their time', () => {
  const card = { ladder, attempts: [] };
  const dial = dialOf(card);
  if (dial === null) throw new Error('somebody can be dialled');
  expect(nextOf(card, dial)).toEqual([
    { kind: 'number', phone: mobile },
    { kind: 'person', contact: amari, from: at(10) },
  ]);
});

test('dialling and its result are one try, a correction keeps what it corrects', () => {
  const rows = [
    attempt('a', 0, 'dialling'),
    attempt('a', 1, 'accepted'),
    attempt('a', 2, 'voicemail', { note: 'pressed by mistake' }),
    attempt('b', 3, 'dialling'),
  ];
  const tries = triesOf({ attempts: rows });
  expect(tries.map((each) => [each.result, each.before, each.at])).toEqual([
    ['voicemail', 'accepted', at(0)],
    ['dialling', null, at(3)],
  ]);
  expect(tries[0]?.note).toBe('pressed by mistake');
});

test('a link that was sent and then accepted corrects nothing', () => {
  const rows = ['dialling', 'sent', 'read', 'accepted'] as const;
  const [one] = triesOf({ attempts: rows.map((result, i) => attempt('a', i, result, { backend: true })) });
  expect([one?.result, one?.before]).toEqual(['accepted', null]);
});

test('both sides are told of only where both did something; the backend is never "calling by hand"', () => {
  const mine = attempt('a', 0, 'no-answer');
  const theirs = attempt('b', 2, 'dialling', { backend: true });
  expect(sidesOf(triesOf({ attempts: [mine] }))).toBeNull();
  expect(sidesOf(triesOf({ attempts: [theirs] }))).toBeNull();
  const sides = sidesOf(triesOf({ attempts: [mine, theirs] }));
  expect([sides?.desk.length, sides?.backend.length]).toEqual([1, 1]);
  expect(diallingOf(triesOf({ attempts: [theirs] }))).toBeNull();
});

test('counts down to the alarm, else to the next step, else to nothing', () => {
  const now = Date.parse(at(2));
  expect(countdownOf({ alarmAt: at(3), ladder }, now)).toEqual({ kind: 'alarm', at: at(3) });
  expect(countdownOf({ alarmAt: null, ladder }, now)).toEqual({ kind: 'step', at: at(5) });
  expect(countdownOf({ alarmAt: null, ladder: [] }, now)).toBeNull();
});

test('who needs a person: to be phoned, or the ladder ended and nothing came of it', () => {
  const outcome = { what: 'advice-given' as const, text: '', at: at(20) };
  expect(needsHands({ state: 'manual', outcome: null })).toBe(true);
  expect(needsHands({ state: 'ended', outcome: null })).toBe(true);
  expect(needsHands({ state: 'ended', outcome })).toBe(false);
  expect(needsHands({ state: 'backend', outcome: null })).toBe(false);
  const card = { state: 'accepted' as const, outcome: null, checkBackAt: at(45) };
  expect(isOverdue(card, Date.parse(at(44, 59)))).toBe(false);
  expect(isOverdue(card, Date.parse(at(45)))).toBe(true);
  expect(isOverdue({ ...card, outcome }, Date.parse(at(50)))).toBe(false);
});

test('nothing is said in the backend’s name before it told of an attempt', () => {
  const own = attempt('a', 0, 'no-answer');
  expect(pagedOf(triesOf({ attempts: [] }))).toBeNull();
  expect(pagedOf(triesOf({ attempts: [own] }))).toBeNull();
  expect(pagedOf(triesOf({ attempts: [own, attempt('b', 1, 'sent', { backend: true })] }))?.attemptId).toBe(
    'b',
  );
});
