// Emergency access (C2): who, for what reason, how long. Tables by hand.
import { describe, expect, it, test } from 'vitest';
import { roles } from '#shared/contract/kinds.ts';
import { mayShowField } from '../disclosure/matrix.ts';
import {
  type Asked,
  leftMs,
  mayBreakGlass,
  minutesOf,
  opensAs,
  reasonProblem,
  refuses,
} from './break-glass.ts';

describe('who may', () => {
  const may: Record<string, boolean> = {
    agent: true,
    'after-hours': true,
    nurse: true,
    supervisor: true,
    trainer: false,
    auditor: false,
    administrator: false,
  };
  it('knows every role', () => expect(Object.keys(may).toSorted()).toEqual([...roles].toSorted()));
  test.each(Object.entries(may))('%s: %s', (role, wanted) => expect(mayBreakGlass(role)).toBe(wanted));
  it('not a role of another version', () => expect(mayBreakGlass('owner')).toBe(false));
});

describe('the typed reason', () => {
  test.each([
    'Caller found her father on the floor, not answering; needs his allergies',
    'Ambulance crew asks for address on file',
    'Niña de 6 años sola en casa, no sabe su fecha de nacimiento',
    'Ibu pingsan, anak menelepon, perlu alamat rumah',
    '患者が倒れて返事をしない。住所が必要です。救急車を待つ。',
    'no no no, she is unconscious and her son is alone',
  ])('%s', (text) => expect(reasonProblem(text)).toBeNull());
  test.each<[string, 'short' | 'long' | 'filler']>([
    ['', 'short'],
    ['emergency', 'short'],
    ['emergency now!', 'short'],
    ['  emergency     .    ', 'short'],
    ['.'.repeat(20), 'filler'],
    ['a'.repeat(20), 'filler'],
    ['aaaaa bbbbb ccccc ddddd', 'filler'],
    ['emergency emergency', 'filler'],
    ['EMERGENCY Emergency, emergency!', 'filler'],
    ['urgent urgent urgent please', 'filler'],
    ['asdfgh asdfgh qwerty', 'filler'],
    ['abcabcabcabcabcabc', 'filler'],
    ['123456789012345678', 'filler'],
    ['testing test testing', 'filler'],
    ['emergencyemergency', 'filler'],
    ['zxcvb nmlkj hgfds', 'filler'],
    ['i want to see it now please', 'filler'],
    [`He fell. ${'And again he fell over there. '.repeat(20)}`, 'long'],
  ])('%s: %s', (text, problem) => expect(reasonProblem(text)).toBe(problem));
  it('counts characters as a person does', () => {
    expect(reasonProblem('e\u0301'.repeat(14))).toBe('short');
    expect(reasonProblem('👩‍👧'.repeat(3))).toBe('short');
  });
});

describe('whether it may be opened', () => {
  const asked: Asked = {
    role: 'agent',
    chosen: true,
    reason: 'Caller found him on the floor, not breathing well',
    open: false,
  };
  test.each<[Partial<Asked>, string | null]>([
    [{}, null],
    [{ role: null }, 'not-signed-in'],
    [{ role: 'trainer' }, 'wrong-role'],
    [{ role: 'auditor', reason: '' }, 'wrong-role'],
    [{ role: 'administrator' }, 'wrong-role'],
    [{ open: true }, 'break-glass-open'],
    [{ chosen: false }, 'conflict'],
    [{ reason: 'emergency' }, 'break-glass-reason'],
    [{ reason: 'x'.repeat(30) }, 'break-glass-reason'],
  ])('%o: %s', (over, code) => expect(refuses({ ...asked, ...over })).toBe(code));
});

describe('how long', () => {
  test.each<[number, number]>([
    [30, 30],
    [31, 30],
    [480, 30],
    [10, 10],
    [0, 1],
    [-5, 1],
    [Number.NaN, 30],
    [Infinity, 30],
  ])('a policy of %s minutes is %s', (policy, minutes) => expect(minutesOf(policy)).toBe(minutes));
  it('ends by the steady clock alone', () => {
    expect(leftMs(1000, 30, 1000)).toBe(30 * 60_000);
    expect(leftMs(1000, 30, 1000 + 30 * 60_000 - 1)).toBe(1);
    expect(leftMs(1000, 30, 1000 + 30 * 60_000)).toBe(0);
    expect(leftMs(1000, 600, 1000 + 30 * 60_000)).toBe(0);
    // A steady clock that stands before the beginning is another process's: it is over.
    expect(leftMs(1000, 30, 999)).toBe(0);
  });
});

describe('what it opens', () => {
  const shows = (
    role: string,
    section: 'identity' | 'allergies' | 'conditions' | 'medicines',
    field: string,
  ) => mayShowField({ role, ...opensAs }, section, field);
  it('what an urgent call needs, by the ceiling of the role', () => {
    expect(shows('agent', 'identity', 'address')).toBe(true);
    expect(shows('agent', 'allergies', 'substance')).toBe(true);
    expect(shows('agent', 'conditions', 'text')).toBe(false);
    expect(shows('nurse', 'conditions', 'text')).toBe(true);
    expect(shows('after-hours', 'medicines', 'text')).toBe(true);
  });
  it.each(['agent', 'after-hours', 'nurse', 'supervisor'])('no money and no identity number: %s', (role) => {
    const ask = { role, ...opensAs };
    expect(mayShowField(ask, 'identity', 'ssn')).toBe(false);
    expect(mayShowField(ask, 'money', 'amount')).toBe(false);
    expect(mayShowField(ask, 'coverage', 'wholeMemberId')).toBe(false);
  });
  it.each(['trainer', 'auditor', 'administrator'])('nothing to the %s', (role) =>
    expect(mayShowField({ role, ...opensAs }, 'identity', 'legalName')).toBe(false),
  );
});
