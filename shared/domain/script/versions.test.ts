// Who may do what with a version of a script, over every state; and keys that are read as they were written.
import { describe, expect, it } from 'vitest';
import { keyText, readKey, versionActs, versionStates, whyNotAct } from './versions.ts';

const mine = { id: 'joel', role: 'supervisor' };
const other = { id: 'vera', role: 'supervisor' };

describe('who may do what', () => {
  it('each act fits certain states only', () => {
    const allowed = versionActs.map((act) => [
      act,
      versionStates.filter(
        (state) => whyNotAct(act, { state, editors: ['joel'], author: { id: 'joel' } }, other) === null,
      ),
    ]);
    expect(Object.fromEntries(allowed)).toEqual({
      write: ['draft'],
      submit: ['draft'],
      approve: ['submitted'],
      sendBack: ['submitted'],
      withdraw: ['draft', 'approved'],
    });
  });
  it('nobody approves what they wrote in, the first author or a later one', () => {
    const standing = { state: 'submitted' as const, editors: ['ann', 'joel'], author: { id: 'ann' } };
    expect(whyNotAct('approve', standing, mine)).toBe('script-own');
    expect(whyNotAct('approve', standing, other)).toBe(null);
    expect(whyNotAct('sendBack', standing, mine)).toBe(null);
  });
  it('nor does the author, when the list of those who wrote is empty', () => {
    const standing = { state: 'submitted' as const, editors: [], author: { id: 'joel' } };
    expect(whyNotAct('approve', standing, mine)).toBe('script-own');
    expect(whyNotAct('approve', standing, other)).toBe(null);
  });
  it('only a supervisor does any of it', () => {
    for (const role of ['agent', 'after-hours', 'nurse', 'trainer', ''])
      for (const act of versionActs)
        for (const state of versionStates)
          expect(whyNotAct(act, { state, editors: [], author: { id: 'ann' } }, { id: 'x', role })).toBe(
            'wrong-role',
          );
    expect(whyNotAct('approve', { state: 'submitted', editors: [], author: { id: 'ann' } }, null)).toBe(
      'wrong-role',
    );
  });
});

describe('keys', () => {
  it('are read as they were written', () => {
    for (const key of [
      { about: 'script', code: 'test_results', accountId: null, lang: 'en' },
      { about: 'path', code: 'abuse', accountId: 'ivy-lane', lang: 'id' },
    ] as const)
      expect(readKey(keyText(key))).toEqual(key);
  });
  it('anything else is none', () => {
    for (const text of ['', 'script', 'script.billing.-.fr', 'script.billing..en', 'note.billing.-.en'])
      expect(readKey(text)).toBe(null);
    expect(readKey(`script.billing.-.en\nscript.x.-.en`)).toBe(null);
    expect(readKey(`script.${'a'.repeat(100_000)}.-.en`)).toBe(null);
  });
});
