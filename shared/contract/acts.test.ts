// What a page may send about acts: each request's own example is taken, and what is bent is refused before a handler sees it.
import { describe, expect, it } from 'vitest';
import { acts } from './acts.ts';

const uuid = '0193f3a0-0000-7000-8000-000000000001';
const about = { contextId: uuid, patientId: 'p-1' };
const one = { ...about, actId: uuid };
const act = { kind: 'reminder-consent', decision: 'deny', channels: ['call'] };
const examples: Record<Exclude<keyof typeof acts, 'changed'>, object> = {
  offered: about,
  begin: { ...one, accountId: 'harbor', act },
  standing: about,
  open: {},
  again: { ...one, as: 'task' },
  withdraw: one,
  settle: one,
  verify: { ...one, reference: 'R-1' },
  poll: one,
  message: {
    ...one,
    accountId: 'harbor',
    messageId: uuid,
    act,
    lines: ['No reminders'],
    patientName: '',
    patientBirthDate: '',
    otherPhoneWhy: null,
  },
};
const takes = (name: string, input: unknown): boolean =>
  (acts as unknown as Record<string, typeof acts.begin>)[name]?.input.safeParse(input).success ?? false;

describe('what a page sends', () => {
  it.each(Object.entries(examples))('%s: taken as it is, refused when bent', (name, example) => {
    expect(takes(name, example)).toBe(true);
    expect(takes(name, { ...example, admin: true })).toBe(false);
    for (const input of [null, undefined, 1, 'x', [], [example]]) expect(takes(name, input)).toBe(false);
    for (const key of Object.keys(example)) {
      const without = Object.fromEntries(Object.entries(example).filter(([k]) => k !== key));
      expect([key, takes(name, without)]).toEqual([key, false]);
      for (const bad of [7.5, {}, [[]], 'x'.repeat(100_000), ['x'.repeat(5000)], { toString: 'x' }])
        expect([key, bad, takes(name, { ...example, [key]: bad })]).toEqual([key, bad, false]);
    }
    for (const patientId of ['..', '../1', 'p 1', '', 'p?_id=2', '\u202E1'])
      if ('patientId' in example) expect(takes(name, { ...example, patientId })).toBe(false);
  });
  it('no request has no example', () => {
    expect(Object.keys(acts).toSorted()).toEqual([...Object.keys(examples), 'changed'].toSorted());
  });
});
