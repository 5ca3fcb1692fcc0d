import { describe, expect, it } from 'vitest';
import type { OutboundRule } from './acts.ts';
import {
  defaultCaps,
  isQuiet,
  isServiceNumber,
  mayOverride,
  refusing,
  standingRules,
  voicemailProblems,
  type OutboundFacts,
} from './outbound.ts';

/** Noon in New York, Sunday. */
const noon = '2026-11-22T17:00:00.000Z';
const facts = (change: Partial<OutboundFacts> = {}): OutboundFacts => ({
  to: '+16175550123',
  now: noon,
  flags: [],
  listed: false,
  ownNumbers: ['+16175550100'],
  emergencyNumbers: ['911', '988'],
  zone: 'America/New_York',
  expected: false,
  before: [],
  caps: defaultCaps,
  ...change,
});
const ago = (hours: number): string => new Date(Date.parse(noon) - hours * 3_600_000).toISOString();

it.each<[string, Partial<OutboundFacts>, OutboundRule[]]>([
  ['nothing stands against it', {}, []],
  ['911', { to: '911' }, ['emergency-number']],
  ['911 with the country before it', { to: '+1911' }, ['emergency-number']],
  ['112', { to: '112', expected: true }, ['emergency-number']],
  ['a number named as an emergency one', { emergencyNumbers: ['+16175550123'] }, ['emergency-number']],
  ['one of our own lines', { to: '+16175550100' }, ['own-number']],
  ['one of our own, typed', { to: '(617) 555-0100' }, ['own-number']],
  ['on the list', { listed: true }, ['do-not-call']],
  [
    'flagged',
    { flags: ['no-voicemail', 'patient-only', 'do-not-call'] },
    ['do-not-call', 'patient-only', 'no-voicemail'],
  ],
  ['third call within a day', { before: [ago(1), ago(2)] }, []],
  ['fourth call within a day', { before: [ago(1), ago(2), ago(23.9)] }, ['attempt-cap']],
  ['a day later', { before: [ago(24), ago(25), ago(26)] }, []],
  ['eighth call within a week', { before: [24, 48, 72, 73, 74, 120, 167].map(ago) }, ['attempt-cap']],
  ['a call that is still to come does not count', { before: [ago(-1), ago(-2), ago(-3)] }, []],
  [
    'they asked to be called',
    { expected: true, before: [ago(1), ago(2), ago(3)], now: '2026-11-22T08:00:00.000Z' },
    [],
  ],
])('%s', (_what, change, expected) => {
  expect(standingRules(facts(change))).toEqual(expected);
});

describe('quiet hours where the person is', () => {
  it.each([
    ['+16175550123', '2026-11-22T12:59:59.000Z', true], // 7:59:59 in Boston
    ['+16175550123', '2026-11-22T13:00:00.000Z', false],
    ['+16175550123', '2026-11-23T01:59:59.000Z', false], // 20:59:59
    ['+16175550123', '2026-11-23T02:00:00.000Z', true],
    ['+14155550123', '2026-11-22T15:59:59.000Z', true], // 7:59 in San Francisco
    ['+14155550123', '2026-11-22T16:00:00.000Z', false],
    // Both zones of the panhandle: 8:30 in the east is 7:30 in the centre, 20:30 there is 21:30 in the east.
    ['+18505550123', '2026-11-22T13:30:00.000Z', true],
    ['+18505550123', '2026-11-22T14:00:00.000Z', false],
    ['+18505550123', '2026-11-23T02:30:00.000Z', true],
    // Phoenix has no summer time, the rest of its area code has.
    ['+16025550123', '2026-07-01T15:00:00.000Z', false],
    ['+19285550123', '2026-07-01T03:30:00.000Z', true],
    // The night on which the clock is set back: 7:30 EST, not 8:30 EDT.
    ['+16175550123', '2026-11-01T12:30:00.000Z', true],
    ['+18085550123', '2026-11-22T17:59:00.000Z', true],
  ])('%s at %s: %s', (to, now, quiet) => {
    expect(isQuiet(to, now, null)).toBe(quiet);
  });
  it('takes the account’s zone for a number without one, and the strictest without either', () => {
    expect(isQuiet('+18005550123', noon, 'America/New_York')).toBe(false);
    expect(isQuiet('+18005550123', noon, 'Pacific/Honolulu')).toBe(true);
    expect(isQuiet('+18005550123', noon, null)).toBe(true);
  });
});

it('knows numbers of services, and no person’s number among them', () => {
  for (const to of ['911', '988', '112', '1 911', '+1-911', '0']) expect(isServiceNumber(to), to).toBe(true);
  for (const to of ['5550123', '+16175550123', '', '1911555', '9111'])
    expect(isServiceNumber(to), to).toBe(false);
});

describe('reasons', () => {
  const all: OutboundRule[] = [
    'emergency-number',
    'own-number',
    'do-not-call',
    'patient-only',
    'no-voicemail',
    'quiet-hours',
    'attempt-cap',
  ];
  const reasons = all.map((rule) => ({ rule, reason: 'Asked by the clinician on call' }));
  it('pass what a person may pass, never an emergency number or an own one', () => {
    expect(refusing(all, reasons)).toEqual(['emergency-number', 'own-number']);
    expect(all.filter((rule) => !mayOverride(rule))).toEqual(['emergency-number', 'own-number']);
  });
  it('pass only the rule that they are for, and only with words', () => {
    expect(
      refusing(['quiet-hours', 'do-not-call'], [{ rule: 'quiet-hours', reason: 'Asked for it' }]),
    ).toEqual(['do-not-call']);
    expect(refusing(['quiet-hours'], [{ rule: 'quiet-hours', reason: '  x ' }])).toEqual(['quiet-hours']);
    expect(refusing([], reasons)).toEqual([]);
  });
  it('no machine may pass any (C23)', () => {
    expect(refusing(all, reasons, true)).toEqual(all);
  });
});

it.each([
  ['This is {name} from {organisation}. Please call us back at {number}.', []],
  ['This is {name} from {organisation}. Please call us at {number} about {reason}.', ['placeholder reason']],
  ['This is {organisation}. Please call {number}.', ['without name']],
  ['{name}, {organisation}, {number}: your test results are here.', ['tells “test”']],
  ['{name} of {organisation}, the doctor calls you: {number}', ['tells “doctor”']],
  ['{name} {organisation} {number} 555 0199', ['digits of its own']],
])('voicemail “%s”', (template, problems) => {
  expect(voicemailProblems(template)).toEqual(problems);
});
it('to a machine that anybody may hear names no organisation', () => {
  expect(voicemailProblems('This is {name}. Please call me back at {number}.', false)).toEqual([]);
  expect(voicemailProblems('This is {name} from {organisation}: {number}.', false)).toEqual([
    'placeholder organisation',
  ]);
  expect(voicemailProblems('Please call {number}.', false)).toEqual(['without name']);
});
