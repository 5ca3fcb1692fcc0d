// The rules on accounts, on the real content and on hostile input.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Account, account } from './account.ts';
import { callbackBy, greetingFor, hoursToday, isOpenAt } from './hours.ts';
import { reasonCodes } from './reason.ts';
import {
  accountOfLine,
  defaultUrgency,
  emergencyNumbers,
  expectedCallbackMinutes,
  lowestUrgency,
  mayHold,
  mustDispatch,
} from './rules.ts';

const folder = new URL('../../../data/accounts/', import.meta.url);
const accounts = readdirSync(folder)
  .filter((f) => f.endsWith('.json'))
  .map((f): Account => account.parse(JSON.parse(readFileSync(new URL(f, folder), 'utf8'))));
const byId = (id: string): Account => {
  const found = accounts.find((a) => a.id === id);
  if (found === undefined) throw new Error(`no account ${id}`);
  return found;
};
const riverside = byId('riverside');

describe('content', () => {
  it('holds three accounts with different lines', () => {
    expect(accounts.map((a) => a.id)).toEqual(['harbor', 'ivy-lane', 'riverside']);
    const lines = accounts.flatMap((a) => a.lines.map((l) => l.dnis));
    expect(new Set(lines).size).toBe(lines.length);
  });

  it.each(accounts)('$id lists every reason, and only synthetic numbers', (a) => {
    expect(a.reasons.map((r) => r.code).toSorted()).toEqual(reasonCodes.toSorted());
    const numbers = [
      ...a.lines.map((l) => l.dnis),
      ...a.departments.map((d) => d.number),
      ...a.contacts.map((c) => c.number),
      ...emergencyNumbers(a).areas.map((x) => x.number),
    ];
    for (const n of numbers) expect(n).toMatch(/^\+161755501\d\d$/);
    expect(a.synthetic).toBe(true);
  });

  it.each(accounts)('$id tells the public emergency numbers of its region', (a) => {
    expect(emergencyNumbers(a)).toMatchObject({ ambulance: '911', poison: '1-800-222-1222', crisis: '988' });
  });
});

describe('what may wait until morning (M15)', () => {
  it.each(accounts)('$id: no clinical reason may be held, and none starts below routine clinical', (a) => {
    for (const r of a.reasons.filter((x) => x.clinical)) {
      expect(mayHold(a, r.code)).toBe(false);
      expect(defaultUrgency(a, r.code)).not.toBe('non-clinical');
      expect(lowestUrgency(a, r.code)).toBe('routine-clinical');
    }
    expect(mayHold(a, 'billing')).toBe(true);
    expect(mayHold(a, 'general')).toBe(false);
  });

  it('treats a reason that the account does not list as urgent, never as one that waits', () => {
    for (const code of ['', 'no-such-reason', '__proto__', 'constructor']) {
      expect(mayHold(riverside, code)).toBe(false);
      expect(defaultUrgency(riverside, code)).toBe('urgent-clinical');
      expect(lowestUrgency(riverside, code)).toBe('routine-clinical');
      expect(mustDispatch(riverside, code, 'non-clinical')).toBe(true);
    }
  });

  it('sends a billing question that somebody raised', () => {
    expect(mustDispatch(riverside, 'billing', 'non-clinical')).toBe(false);
    expect(mustDispatch(riverside, 'billing', 'routine-clinical')).toBe(true);
    expect(mustDispatch(riverside, 'general', 'non-clinical')).toBe(true);
  });

  it('differs by account: moving a visit waits at the family practice, not at oncology', () => {
    expect(mayHold(riverside, 'reschedule')).toBe(true);
    expect(mayHold(byId('harbor'), 'reschedule')).toBe(false);
    expect(defaultUrgency(byId('harbor'), 'reschedule')).toBe('routine-clinical');
  });

  it('tells minutes by urgency', () => {
    expect(expectedCallbackMinutes(riverside, 'urgent-clinical')).toBe(15);
    expect(expectedCallbackMinutes(riverside, 'non-clinical')).toBe(null);
  });
});

describe('hours in the account’s own zone', () => {
  it.each([
    ['2026-11-20T12:59:00.000Z', false],
    ['2026-11-20T13:00:00.000Z', true],
    ['2026-11-20T21:59:59.000Z', true],
    ['2026-11-20T22:00:00.000Z', false],
    ['2026-11-21T15:00:00.000Z', true],
    ['2026-11-22T15:00:00.000Z', false],
    // The week after daylight saving began: the same local hour is an hour earlier in UTC.
    ['2026-03-09T12:00:00.000Z', true],
    ['2026-03-06T12:00:00.000Z', false],
  ])('%s open: %s', (now, open) => {
    expect(isOpenAt(riverside, now)).toBe(open);
  });

  it('greets by day and by night, and knows its lines only', () => {
    const dnis = '+16175550110';
    expect(greetingFor(riverside, dnis, '2026-11-20T15:00:00.000Z')).toContain('How can I help');
    expect(greetingFor(riverside, dnis, '2026-11-21T04:50:00.000Z')).toContain('after hours');
    expect(greetingFor(riverside, '+16175550120', '2026-11-20T15:00:00.000Z')).toBe(null);
    expect(accountOfLine(accounts, '+16175550130')?.id).toBe('ivy-lane');
    expect(accountOfLine(accounts, '')).toBe(null);
  });

  it('says today’s hours and the time of the call back, over midnight too', () => {
    expect(hoursToday(riverside, '2026-11-21T15:00:00.000Z')).toBe('09:00–12:00');
    expect(hoursToday(riverside, '2026-11-22T15:00:00.000Z')).toBe(null);
    expect(callbackBy(riverside, '2026-11-21T04:50:00.000Z', 15)).toBe('00:05');
  });
});

describe('schema', () => {
  const reason = (over: object) => ({
    ...riverside,
    reasons: [{ ...riverside.reasons.find((r) => r.code === 'refill'), ...over }],
  });
  it.each([
    ['a clinical reason that waits', reason({ mayWaitUntilMorning: true })],
    ['a clinical reason that starts as non-clinical', reason({ urgency: 'non-clinical' })],
    ['a reason twice', { ...riverside, reasons: [...riverside.reasons, riverside.reasons[0]] }],
    ['a department that is nowhere', reason({ department: 'nowhere' })],
    ['no emergency numbers for the own region', { ...riverside, region: 'US-NH' }],
    ['a number with letters', { ...riverside, lines: [{ ...riverside.lines[0], dnis: '617-CALL-NOW' }] }],
    ['closes before it opens', { ...riverside, hours: [{ day: 'mon', open: '17:00', close: '08:00' }] }],
    ['an unknown key', { ...riverside, token: 'x' }],
    ['an id that is a path', { ...riverside, id: '../riverside' }],
    ['nothing', null],
  ])('refuses %s', (_, input) => {
    expect(account.safeParse(input).success).toBe(false);
  });
});
