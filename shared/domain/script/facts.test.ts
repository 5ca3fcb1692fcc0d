// What an account fills in, on the real accounts and scripts.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { account } from '../accounts/account.ts';
import { accountFacts } from './facts.ts';
import { fillTemplate, plainText } from './fill.ts';

const riverside = account.parse(
  JSON.parse(readFileSync(new URL('../../../data/accounts/riverside.json', import.meta.url), 'utf8')),
);
const at = { dnis: '+16175550111', reason: 'test_results', urgency: null, now: '2026-11-20T15:00:00.000Z' };

it('fills practice, department, call back and emergency numbers', () => {
  expect(accountFacts(riverside, at)).toEqual({
    'practice.name': 'Riverside Family Practice',
    'practice.address': '210 Riverway, Brookline, MA 02445',
    'practice.hoursToday': '08:00–17:00',
    'practice.lineLabel': 'Results and referrals',
    'callback.minutes': '60',
    'callback.by': '11:00',
    'department.name': 'Nurse line',
    'department.hours': 'Mon–Fri 8:00–17:00, on-call clinician at other times',
    'emergency.ambulance': '911',
    'emergency.poison': '1-800-222-1222',
    'emergency.crisis': '988',
  });
});

it('follows a raised urgency, and names nobody of the record', () => {
  const facts = accountFacts(riverside, { ...at, urgency: 'urgent-clinical' });
  expect(facts['callback.minutes']).toBe('15');
  expect(Object.keys(facts).filter((k) => /^(caller|patient|appointment)\./.test(k))).toEqual([]);
});

it('leaves missing what the account does not promise or does not know', () => {
  const facts = accountFacts(riverside, {
    dnis: '+16175550199',
    reason: 'billing',
    urgency: null,
    now: '2026-11-22T15:00:00.000Z',
  });
  expect(plainText(fillTemplate('{callback.by} {practice.hoursToday} {practice.lineLabel}', facts))).toBe(
    '[time of the call back] [opening hours today] [line]',
  );
  expect(accountFacts(riverside, { ...at, reason: 'no-such-reason' })).toMatchObject({
    'department.name': null,
    'callback.minutes': '15',
  });
});
