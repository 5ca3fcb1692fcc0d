// What a page may ask of the knowledge room: bounded, and nothing beside what a request names.
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { knowledge } from './knowledge.ts';

const callId = '00000000-0000-7000-8000-000000000001';
const ofVersion = { articleId: 'a', version: 1 };
type Name = Exclude<keyof typeof knowledge, 'changed'>;
const good: Record<Name, Record<string, unknown>> = {
  search: { text: 'x', limit: 5 },
  read: { id: 'a', version: null },
  quote: { id: 'a', version: 1, range: [0, 4] },
  versions: { id: 'a' },
  suggest: { reason: 'refill', step: { id: 's', words: 'w' }, accountId: 'harbor', notes: 'n', limit: 5 },
  pins: { callId },
  pin: { callId, ...ofVersion, on: true },
  rate: { ...ofVersion, helpful: null },
  flag: { ...ofVersion, range: [0, 4], why: 'wrong', words: '' },
  ask: { words: 'Is there parking?', accountId: null, reason: null },
  mine: {},
  announcements: { accountId: null },
  acknowledge: { about: 'announcement', id: callId, version: 1 },
  toRead: {},
  changes: { accountId: 'harbor' },
  glossary: { lang: 'es' },
  handout: { callId, ...ofVersion, channel: 'sms' },
  handouts: { callId },
  missed: { text: 'x', accountId: null, reason: null },
};
const takes = (name: Name, input: unknown): boolean =>
  (knowledge[name].input as z.ZodType).safeParse(input).success;
const names = Object.keys(good) as Name[];

describe.each(names)('knowledge.%s', (name) => {
  it('takes what is meant and nothing beside it', () => {
    expect(takes(name, good[name])).toBe(true);
    for (const other of [
      null,
      7,
      'x',
      [],
      { ...good[name], role: 'supervisor' },
      { ...good[name], person: 'p' },
    ])
      expect(takes(name, other), JSON.stringify(other)).toBe(false);
  });
  it('refuses ids, versions and accounts that are none', () => {
    const wrong: Record<string, unknown[]> = {
      id: ['../a', '', 'a b', "a';--", 'a'.repeat(121)],
      articleId: ['../a', '', 'x\u0000'],
      version: [0, -1, 1.5, '1', 1e9],
      callId: ['', '1', '../x'],
      accountId: ['Harbor', '../x', "x' or 1=1"],
      reason: ['nonsense', ''],
      range: [[-1, 2], [0], [0, 1.5], 'all'],
      words: ['x'.repeat(1001), 7],
      notes: ['x'.repeat(401)],
      // What is longer than a question is cut; only what no clipboard holds is refused.
      text: ['x'.repeat(1_000_001), null],
      limit: [0, 51, 1.5],
      why: ['rude', ''],
      channel: ['fax', ''],
      about: ['patient'],
      lang: ['xx'],
    };
    for (const key of Object.keys(good[name]))
      for (const value of wrong[key] ?? [])
        expect(takes(name, { ...good[name], [key]: value }), `${key} ${JSON.stringify(value)}`).toBe(false);
  });
  it('goes on without a lease, for everybody who answers the telephone', () => {
    const spec = knowledge[name];
    expect([spec.lease, spec.when, spec.roles.includes('auditor')]).toEqual(['free', 'open', false]);
  });
});

it('says nothing that is only space', () => {
  expect(takes('ask', { ...good.ask, words: '  \n ' })).toBe(false);
});
