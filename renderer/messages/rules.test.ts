// The form's own decisions: which urgency, when a read-back is void, what typed text means.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { account as accountSchema, type Account } from '#shared/domain/accounts/account.ts';
import { problemCodes, problems } from '#shared/domain/messages/complete.ts';
import { emptyDraft, urgencies, urgencyRank, type DraftFields } from '#shared/domain/messages/message.ts';
import { lowestUrgency } from '#shared/domain/accounts/rules.ts';
import { hasText } from '../text/t.ts';
import {
  clockOf,
  dateInWords,
  fieldOf,
  goesOut,
  offered,
  problemsIn,
  reachableTooEarly,
  withAccount,
  withCaller,
  withNumber,
  withoutNul,
  withReason,
  withUrgentReason,
  withSplitExtension,
} from './rules.ts';

const folder = new URL('../../data/accounts/', import.meta.url);
const accounts = readdirSync(folder)
  .filter((f) => f.endsWith('.json'))
  .map((f) => accountSchema.parse(JSON.parse(readFileSync(new URL(f, folder), 'utf8'))));
const riverside = accounts.find((a) => a.id === 'riverside') as Account;
const harbor = accounts.find((a) => a.id === 'harbor') as Account;
const fields = (more: Partial<DraftFields> = {}): DraftFields => ({
  ...emptyDraft({
    accountId: 'riverside',
    dnis: '',
    greeting: '',
    receivedAt: '2026-11-22T03:00:00.000Z',
    zone: 'America/New_York',
    practice: '',
    origin: { kind: 'other-phone', why: '' },
  }),
  ...more,
});

test('every problem of an empty draft has a field to jump to and a sentence', () => {
  const found = problems(fields({ origin: null, urgency: null }), {
    lowestUrgency: null,
    clinical: true,
    dispatched: true,
    dialable: () => false,
    today: '2026-11-22',
    cardOpened: true,
  });
  expect(found).toContain('location');
  for (const problem of problemCodes) {
    expect(hasText(`messages.missing.${problem}`), problem).toBe(true);
    expect(fieldOf[problem]).toMatch(/^[a-z-]+$/);
  }
  expect(found.every((p) => fieldOf[p] !== undefined)).toBe(true);
});

test('the desk’s word for what lacks is read by its codes only', () => {
  expect(problemsIn('callback-read-back,urgency')).toEqual(['callback-read-back', 'urgency']);
  expect(problemsIn('')).toEqual([]);
  expect(problemsIn('toString,<b>,patient-name')).toEqual(['patient-name']);
});

test('a reason brings its class; what was raised stays raised; a wrong reason takes its own class with it', () => {
  expect(withReason(fields(), riverside, 'refill').urgency).toBe('routine-clinical');
  expect(withReason(fields(), riverside, 'urgent').urgency).toBe('emergency');
  const raised = fields({ reasonCode: 'refill', urgency: 'urgent-clinical' });
  expect(withReason(raised, riverside, 'billing').urgency).toBe('urgent-clinical');
  const mistaken = withReason(fields(), riverside, 'urgent');
  expect(withReason(mistaken, riverside, 'billing').urgency).toBe('non-clinical');
  // Chosen before any reason: kept, unless the reason asks for more.
  expect(withReason(fields({ urgency: 'emergency' }), riverside, 'billing').urgency).toBe('emergency');
  expect(withReason(fields({ urgency: 'routine-clinical' }), riverside, 'urgent').urgency).toBe('emergency');
});

test('for every account and reason only classes that the desk takes are offered, and what is not has a sentence', () => {
  for (const account of accounts)
    for (const { code } of account.reasons) {
      const { classes, why } = offered(account, code, false);
      const lowest = urgencyRank(lowestUrgency(account, code));
      expect(classes).toEqual(urgencies.filter((u) => urgencyRank(u) <= lowest));
      expect(why === null).toBe(classes.length === urgencies.length);
      if (why !== null) expect(hasText(`messages.urgency.why.${why}`)).toBe(true);
      expect(classes).toContain(withReason(fields(), account, code).urgency);
    }
  expect(offered(riverside, 'billing', true)).toEqual({ classes: ['emergency'], why: 'emergency-used' });
  expect(offered(riverside, 'nobody-lists-this', false).why).toBe('not-listed');
  expect(offered(riverside, '', false)).toMatchObject({ why: 'no-reason' });
});

test('what the message’s own facts ask for is the lowest class that is offered, with its own sentence', () => {
  expect(offered(riverside, 'billing', false, 'urgent-clinical')).toEqual({
    classes: ['emergency', 'urgent-clinical'],
    why: 'raised',
  });
  expect(offered(riverside, '', false, 'emergency')).toEqual({ classes: ['emergency'], why: 'raised' });
  expect(offered(riverside, 'refill', false, 'routine-clinical').why).toBe('clinical');
  expect(hasText('messages.urgency.why.raised')).toBe(true);
});

test('whoever calls for a facility, a pharmacy or another provider is asked by its rule', () => {
  expect(withCaller(fields(), { callerIs: 'facility-nurse' }).callerType).toBe('facility');
  expect(withCaller(fields(), { callerIs: 'pharmacy' }).callerType).toBe('pharmacy');
  expect(withCaller(fields({ callerType: 'pharmacy' }), { callerIs: 'parent' }).callerType).toBe('public');
  expect(withCaller(fields({ callerType: 'pharmacy' }), { callerName: 'Bo' }).callerType).toBe('pharmacy');
});

test('only a reason on the closed list, at its lowest class, may wait until morning', () => {
  expect(goesOut(riverside, 'billing', 'non-clinical')).toBe('may-wait');
  expect(goesOut(riverside, 'billing', 'routine-clinical')).toBe('at-once');
  expect(goesOut(riverside, 'general', 'non-clinical')).toBe('at-once');
  expect(goesOut(riverside, 'nobody-lists-this', 'non-clinical')).toBe('at-once');
});

test('a read-back is void with other digits, not with another way of writing the same ones', () => {
  const read = fields({ callback: { number: '617 555 0164', extension: '', second: '', readBack: true } });
  const after = (number: string) => withNumber(read, number).callback.readBack;
  expect(after('(617) 555-0164')).toBe(true);
  expect(after('+1 617 555 0164')).toBe(true);
  expect(after('617 555 0165')).toBe(false);
  expect(after('617 555 016')).toBe(false);
  expect(after('')).toBe(false);
  expect(withNumber(fields(), '617 555 0164').callback.readBack).toBe(false);
});

test('an extension behind the number goes to its own field', () => {
  const typed = (number: string, extension = '') =>
    withSplitExtension(fields({ callback: { number, extension, second: '', readBack: false } })).callback;
  expect(typed('617 555 0164 x12')).toMatchObject({ number: '617 555 0164', extension: '12' });
  expect(typed('(617) 555-0164 ext. 9')).toMatchObject({ number: '(617) 555-0164', extension: '9' });
  expect(typed('617 555 0164 x12', '7')).toMatchObject({ number: '617 555 0164 x12', extension: '7' });
  expect(typed('617 555 0164')).toMatchObject({ number: '617 555 0164', extension: '' });
});

test('a caller who is the patient is named once, and never over a name typed by hand or from the record', () => {
  const self = withCaller(fields({ callerName: 'Imogen' }), { callerIs: 'self' });
  expect(self.patientName).toBe('Imogen');
  expect(withCaller(self, { callerName: 'Imogen Invented' }).patientName).toBe('Imogen Invented');
  const other = fields({ callerName: 'Imogen', callerIs: 'parent', patientName: 'Zeph' });
  expect(withCaller(other, { callerIs: 'self' }).patientName).toBe('Zeph');
  expect(withCaller(fields({ patientRef: 'p1' }), { callerName: 'x', callerIs: 'self' }).patientName).toBe(
    '',
  );
  // The other way round: the verified patient says "it is for me".
  const known = withCaller(fields({ patientName: 'Zeph', patientRef: 'p1' }), { callerIs: 'self' });
  expect(known.callerName).toBe('Zeph');
  expect(withCaller(known, { callerName: '' }).callerName).toBe('');
});

test('another account brings its line and zone, and drops a reason that it does not list', () => {
  const moved = withAccount(fields({ reasonCode: 'billing', urgency: 'non-clinical' }), harbor);
  expect(moved).toMatchObject({ accountId: 'harbor', practice: 'Harbor Oncology', reasonCode: 'billing' });
  expect(withAccount(fields({ reasonCode: 'unknown' }), harbor).reasonCode).toBe('');
});

test('a pasted NUL is left out, wherever it stands; a backslash that only looks like one stays', () => {
  const pasted = fields({
    verbatim: 'a\0b',
    callback: { number: '6\x0017', extension: '', second: '', readBack: false },
  });
  expect(withoutNul(pasted)).toMatchObject({ verbatim: 'ab', callback: { number: '617' } });
  const plain = fields({ verbatim: 'C:\\u0000' });
  expect(withoutNul(plain)).toEqual(plain);
});

test('times of day as people type them', () => {
  const table: [string, number | null][] = [
    ['22:30', 1350],
    ['10 pm', 1320],
    ['10.30pm', 1350],
    ['until 9:05 a.m., then at work', 545],
    ['12 am', 0],
    ['12pm', 720],
    ['25:00', null],
    ['13 pm', null],
    ['after work', null],
    ['in 3 days', null],
    ['', null],
  ];
  for (const [text, minutes] of table) expect(clockOf(text), text).toBe(minutes);
});

test('M4: who can be reached only until before the promised call is warned about', () => {
  expect(reachableTooEarly('22:30', '22:00', '23:00')).toBe(true);
  expect(reachableTooEarly('23:30', '22:00', '23:00')).toBe(false);
  // Around midnight, and already over.
  expect(reachableTooEarly('23:55', '23:50', '00:05')).toBe(true);
  expect(reachableTooEarly('00:30', '23:50', '00:05')).toBe(false);
  expect(reachableTooEarly('21:00', '22:00', '22:15')).toBe(true);
  expect(reachableTooEarly('after work', '22:00', '23:00')).toBe(false);
});

test('a birth date is said so that it means one day', () => {
  expect(dateInWords('1955-02-03')).toBe('3 February 1955');
});

test('after the emergency card the account’s urgent reason stands there, unless one was chosen', () => {
  const started = withUrgentReason(fields(), riverside);
  expect([started.reasonCode, started.urgency]).toEqual(['urgent', 'emergency']);
  expect(withUrgentReason(fields({ reasonCode: 'refill' }), riverside).reasonCode).toBe('refill');
  const without = { ...riverside, reasons: riverside.reasons.filter((r) => r.code !== 'urgent') };
  expect(withUrgentReason(fields(), without).reasonCode).toBe('');
});

test('a date of birth that nobody knows holds up no emergency, and nothing less is saved without one', () => {
  const rules = {
    lowestUrgency: null,
    clinical: true,
    dispatched: true,
    dialable: () => true,
    today: '2026-11-22',
    cardOpened: false,
  };
  const lacks = (urgency: DraftFields['urgency'], patientBirthDateUnknown: boolean) =>
    problems(fields({ urgency, patientBirthDateUnknown }), rules).includes('patient-birth-date');
  expect(lacks('emergency', true)).toBe(false);
  expect(lacks('emergency', false)).toBe(true);
  for (const urgency of urgencies.slice(1)) expect(lacks(urgency, true)).toBe(true);
});
