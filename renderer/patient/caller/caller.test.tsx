// Who is on the line, as the page draws it: each choice by its key, who is asked for a name, what is said, every reason in
// words, and a number that is masked again.
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Hearing } from '#shared/contract/patient.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import { callers, whyCodes } from '#shared/domain/disclosure/who.ts';
import { scopes } from '#shared/domain/disclosure/scope.ts';
import { t } from '../../text/t.ts';
import { inRanks, type Candidate } from '../checking.ts';
import { Hears, TellNothing } from './Hears.tsx';
import { mayReveal, secondsLeft } from './reveal.ts';
import type { CallerAsk } from './use-caller.ts';
import { asksName, choiceFor, choices, nameFirst, otherOnLine, sayFor } from './who.ts';

const hearing = (over: Partial<Hearing> = {}): Hearing => ({
  caller: 'relative',
  scope: 'nothing',
  why: ['not-on-file'],
  say: 'neither-confirm-nor-deny',
  ...over,
});
const ask: CallerAsk = {
  busy: false,
  failure: null,
  named: false,
  wrongName: false,
  run: () => Promise.resolve(),
};
const plain = (markup: string): string => markup.replaceAll(/<[^>]+>/g, ' ');

describe('the choice', () => {
  it('has every caller once, each with a key of its own, capital or not', () => {
    expect(choices.map((c) => c.caller).toSorted()).toEqual([...callers].toSorted());
    expect(new Set(choices.map((c) => c.key)).size).toBe(choices.length);
    for (const { caller, key } of choices) expect(choiceFor(key.toLowerCase())).toBe(caller);
    expect(choiceFor('x')).toBeNull();
  });
});

describe('what is said', () => {
  it('a name is asked for before anything is refused, and only where it could open something', () => {
    expect(nameFirst(hearing(), false)).toBe(true);
    expect(sayFor(hearing(), false)).toBe('caller.say.name');
    expect(sayFor(hearing(), true)).toBe('caller.say.nothing');
    for (const why of ['no-consent', 'patient-only', 'safety-flag', 'record-restricted'] as const)
      expect(asksName(hearing({ why: [why] }))).toBe(false);
    expect(asksName(hearing({ caller: 'pharmacy', why: [] }))).toBe(false);
    expect(asksName(hearing({ caller: 'self', why: ['patient-is-child'] }))).toBe(false);
    expect(asksName(hearing({ scope: 'visits', why: ['consent-permits'] }))).toBe(false);
  });
  it('whoever may hear nothing is told that nothing can be said, and not by what the record holds', () => {
    for (const caller of callers)
      for (const code of whyCodes) {
        const drawn = plain(
          renderToStaticMarkup(
            <TellNothing
              hearing={hearing({ caller, why: [code] })}
              name="Elena"
              wrongLeft={2}
              ask={{ ...ask, named: true }}
            />,
          ),
        );
        expect(drawn).toContain(t('caller.neither'));
        expect(drawn).toContain('Take a message');
        // Neither in the sentence to say: a name would confirm.
        expect(drawn).not.toContain('Elena');
      }
  });
  it('who may hear a part is shown which, why, and a line for the rest', () => {
    for (const scope of scopes) {
      const drawn = plain(
        renderToStaticMarkup(
          <Hears hearing={hearing({ scope, why: ['consent-permits'] })} name="Elena" factsFirst={false} />,
        ),
      );
      if (scope === 'nothing') expect(drawn).toBe('');
      else expect(drawn).toContain(t('caller.why.consent-permits'));
    }
    const self = hearing({ caller: 'self', scope: 'record', why: ['patient-themselves'] });
    expect(renderToStaticMarkup(<Hears hearing={self} name="Elena" factsFirst={false} />)).toBe('');
  });
});

describe('a masked number', () => {
  const about = { role: 'agent', level: 2, scope: 'record', reason: 'insurance' } as const;
  it('is asked for when reason, role, level and caller allow it', () => {
    expect(mayReveal('ssn', about)).toBe('now');
    expect(mayReveal('ssn', { ...about, level: 1 })).toBe('level');
    expect(mayReveal('ssn', { ...about, reason: null })).toBe('reason');
    expect(mayReveal('ssn', { ...about, reason: 'refill' })).toBe('never');
    expect(mayReveal('ssn', { ...about, role: 'nurse' })).toBe('never');
    expect(mayReveal('wholeMemberId', { ...about, scope: 'visits' })).toBe('never');
  });
  it('stands for half a minute at most, whatever the clocks say', () => {
    const now = Date.parse('2026-11-22T15:00:00.000Z');
    expect(secondsLeft('2026-11-22T15:00:12.001Z', now)).toBe(13);
    expect(secondsLeft('2026-11-22T16:00:00.000Z', now)).toBe(30);
    expect(secondsLeft('2026-11-22T14:59:59.000Z', now)).toBe(0);
    expect(secondsLeft('soon', now)).toBe(0);
  });
});

it('candidates of one rank stand together, in the order of the desk', () => {
  const people = [1, 1, 2].map((rank, i) => ({ patientId: `p${i}`, rank }) as Candidate);
  expect(inRanks(people).map((r) => r.people.map((p) => p.patientId))).toEqual([['p0', 'p1'], ['p2']]);
  expect(inRanks([])).toEqual([]);
});

it('a panel about another call than the one that is spoken on is told apart; one in wrap-up is nobody on the line', () => {
  const call = (id: string, state: Call['state']) => ({ id, state, rangAt: id }) as Call;
  const [one, two] = [call('1', 'active'), call('2', 'held')];
  expect(otherOnLine([one, two], '1')).toBeNull();
  expect(otherOnLine([one, two], '2')).toBe(one);
  expect(otherOnLine([one], 'a-draft')).toBe(one);
  expect(otherOnLine([{ ...one, state: 'wrap-up' }], 'a-draft')).toBeNull();
  expect(otherOnLine([], 'a-draft')).toBeNull();
});
