// The emergency card that ships, and its ticks.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { account } from '../accounts/account.ts';
import { emergencyNumbers } from '../accounts/rules.ts';
import { fillTemplate, plainText } from '../script/fill.ts';
import { checkBack } from './check-back.ts';
import { lintCard } from './card-lint.ts';
import { emergencyCard, sayOf } from './card.ts';
import { mergeTicks } from './merge.ts';
import { emergencyFacts, numbersFor } from './numbers.ts';
import {
  chooseGroup,
  emergencyState,
  isHelpOpen,
  openCard,
  openSteps,
  progress,
  tick,
  tickedAt,
  untick,
} from './ticks.ts';

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../data/${path}`, import.meta.url), 'utf8'));
const card = emergencyCard.parse(read('emergency/card.json'));
const numbers = emergencyNumbers(account.parse(read('accounts/riverside.json')));
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 4, 49, seconds)).toISOString();

describe('content', () => {
  it('passes the lint and says that nobody has reviewed it', () => {
    expect(lintCard(card)).toEqual([]);
    expect(card.review).toBe('draft');
    expect(card.reviewedBy).toBe(null);
  });

  it('has the sixteen groups and the steps of the protocol, in order', () => {
    expect(card.groups).toHaveLength(16);
    expect(card.steps.map((s) => s.id)).toEqual([
      'calm',
      'where',
      'language',
      'dial',
      'stay',
      'refusal',
      'clinician',
      'help-with-person',
      'supervisor',
    ]);
  });

  it('leaves no template unfilled with the account’s numbers', () => {
    const texts = [
      ...card.steps.flatMap((s) => [...s.say, ...s.act]),
      ...card.groups.flatMap((g) => g.instruction),
    ];
    const filled = texts.flatMap((t) => fillTemplate(t, emergencyFacts(numbers)));
    expect(filled.filter((s) => s.kind === 'missing')).toEqual([]);
    const dial = card.steps.find((s) => s.id === 'dial')?.say[0] ?? '';
    expect(plainText(fillTemplate(dial, emergencyFacts(numbers)))).toContain('call 911');
  });

  it.each([
    ['comfort in a step', 'It is probably nothing.', 'false-comfort'],
    ['a dose', 'Take two tablets.', 'dosing'],
    ['a diagnosis', 'You are having a heart attack.', 'diagnosis'],
    ['a number of one country', 'Call 911 now.', 'number-in-text'],
  ])('the lint refuses %s', (_, text, problem) => {
    const steps = card.steps.map((s, i) => (i === 0 ? { ...s, say: [text] } : s));
    expect(lintCard({ ...card, steps }).map((f) => f.problem)).toContain(problem);
  });

  it('the lint refuses a group that calls for an ambulance without saying so', () => {
    const groups = card.groups.map((g) =>
      g.id === 'chest' ? { ...g, instruction: ['Take a message.'] } : g,
    );
    expect(lintCard({ ...card, groups })).toContainEqual(
      expect.objectContaining({ where: 'chest', problem: 'ambulance-not-named' }),
    );
  });
});

describe('numbers by region', () => {
  it('always shows the ambulance first', () => {
    for (const action of [null, ...card.groups.map((g) => g.action)])
      expect(numbersFor(action, numbers)[0]).toEqual({ kind: 'ambulance', dial: '911' });
  });
  it('adds the line that the group asks for, and all before a group is chosen', () => {
    expect(numbersFor('poison-help', numbers).map((n) => n.dial)).toEqual(['911', '1-800-222-1222']);
    expect(numbersFor('crisis-line', numbers).map((n) => n.dial)).toEqual(['911', '988']);
    expect(numbersFor(null, numbers)).toHaveLength(3);
  });
});

describe('ticks', () => {
  it('keeps the time of the first tick, and everything that was taken back', () => {
    let state = openCard(card, at(0));
    state = tick(state, 'calm', at(5));
    state = tick(state, 'calm', at(9));
    expect(tickedAt(state, 'calm')).toBe(at(5));
    state = untick(state, 'calm', at(12));
    expect(tickedAt(state, 'calm')).toBe(null);
    state = tick(state, 'calm', at(15));
    expect(tickedAt(state, 'calm')).toBe(at(15));
    expect(state.history).toEqual([
      { stepId: 'calm', on: true, at: at(5) },
      { stepId: 'calm', on: false, at: at(12) },
      { stepId: 'calm', on: true, at: at(15) },
    ]);
    expect(progress(card, state).steps[0]).toMatchObject({ number: 1, at: at(15), takenBack: true });
  });

  it('does nothing for an untick of what was not ticked', () => {
    const state = openCard(card, at(0));
    expect(untick(state, 'where', at(1))).toBe(state);
  });

  it('asks about the person until help is confirmed, whatever else is ticked', () => {
    let state = openCard(card, at(0));
    for (const step of card.steps) if (step.id !== card.helpStepId) state = tick(state, step.id, at(3));
    expect(progress(card, state).help).toEqual({
      stepId: 'help-with-person',
      confirmedAt: null,
      dialledAt: at(3),
    });
    expect(progress(card, state).clinician.calledAt).toBe(at(3));
    expect(progress(card, state).nextStepId).toBe('help-with-person');
    state = tick(state, card.helpStepId, at(40));
    expect(progress(card, state)).toMatchObject({
      help: { confirmedAt: at(40) },
      nextStepId: null,
      done: 9,
      total: 9,
    });
  });

  it('does not count the refusal unless the caller refused', () => {
    let state = openCard(card, at(0));
    expect(progress(card, state)).toMatchObject({ done: 0, total: 6, nextStepId: 'calm', refusedAt: null });
    state = tick(state, 'refusal', at(20));
    expect(progress(card, state)).toMatchObject({ done: 1, total: 7, refusedAt: at(20) });
  });

  it('who stays on the line because they can’t hang up is a step of its own, not owed by everybody', () => {
    const all = card.steps.filter((s) => s.when === 'always').map((s) => s.id);
    expect(all).not.toContain('stay');
    const done = all.reduce((state, id) => tick(state, id, at(3)), openCard(card, at(0)));
    expect(progress(card, done)).toMatchObject({ done: 6, total: 6, nextStepId: null });
  });

  it('help is open from the first tick until somebody there says yes; what else is open is listed', () => {
    const opened = openCard(card, at(0));
    expect(isHelpOpen(progress(card, opened))).toBe(false);
    const dialled = tick(opened, 'dial', at(3));
    expect(isHelpOpen(progress(card, dialled))).toBe(true);
    expect(openSteps(progress(card, dialled)).map((s) => s.id)).toEqual([
      'calm',
      'where',
      'clinician',
      'supervisor',
    ]);
    expect(isHelpOpen(progress(card, tick(dialled, card.helpStepId, at(9))))).toBe(false);
  });

  it('stays valid under a hand that leans on the key', () => {
    let state = openCard(card, at(0));
    for (let i = 0; i < 150; i += 1) state = untick(tick(state, 'calm', at(1)), 'calm', at(2));
    expect(state.history).toHaveLength(200);
    expect(emergencyState.safeParse(state).success).toBe(true);
  });

  it('only ever appends, and its state passes its schema', () => {
    const step = fc.constantFrom(...card.steps.map((s) => s.id));
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.boolean()), { maxLength: 60 }), (presses) => {
        let state = chooseGroup(openCard(card, at(0)), 'chest');
        presses.forEach(([id, on], i) => {
          const before = state.history;
          state = on ? tick(state, id, at(i)) : untick(state, id, at(i));
          expect(state.history.slice(0, before.length)).toEqual(before);
        });
        expect(emergencyState.parse(state)).toEqual(state);
        const p = progress(card, state);
        expect(p.done).toBeLessThanOrEqual(p.total);
      }),
    );
  });
});

describe('ticks of the call and of the message', () => {
  it('merges by time, each once, in any order of merging', () => {
    const a = [
      { stepId: 'calm', on: true, at: at(1) },
      { stepId: 'dial', on: true, at: at(9) },
    ];
    const b = [
      { stepId: 'calm', on: true, at: at(1) },
      { stepId: 'where', on: true, at: at(4) },
    ];
    const merged = mergeTicks(a, b);
    expect(merged.map((t) => t.stepId)).toEqual(['calm', 'where', 'dial']);
    expect(mergeTicks(b, a)).toEqual(merged);
    expect(mergeTicks(merged, merged)).toEqual(merged);
  });
});

describe('a caller on hold', () => {
  const held = '2026-11-22T03:50:00.000Z';
  it.each([
    ['2026-11-22T03:50:29.999Z', 29, 'quiet'],
    ['2026-11-22T03:50:30.000Z', 30, 'soon'],
    ['2026-11-22T03:50:59.000Z', 59, 'soon'],
    ['2026-11-22T03:51:00.000Z', 60, 'now'],
    ['2026-11-22T05:50:00.000Z', 7200, 'now'],
    ['2026-11-22T03:40:00.000Z', 0, 'quiet'],
  ] as const)('at %s: %i s, %s', (now, seconds, asks) =>
    expect(checkBack(held, now)).toEqual({ seconds, asks }),
  );
});

it('is said in three languages; what is not translated is said in English', () => {
  const said = card.steps.filter((s) => s.say.length > 0);
  for (const step of said)
    for (const lang of ['es', 'id'] as const)
      expect(sayOf(step, lang), step.id).toHaveLength(step.say.length);
  const { id, title, say, act, when } = said[0]!;
  expect(sayOf({ id, title, say, act, when }, 'es')).toEqual(say);
  const faulty = {
    ...card,
    steps: card.steps.map((s) =>
      s.id === 'calm' ? { ...s, sayIn: { es: ['No es nada, seguro que estará bien.'] } } : s,
    ),
  };
  expect(lintCard(faulty).map((f) => [f.where, f.problem])).toContainEqual(['calm', 'false-comfort']);
});

it('another language is a step that counts only once it is ticked, and is no refusal', () => {
  const opened = openCard(card, at(0));
  expect(progress(card, opened).total).toBe(6);
  const spoken = progress(card, tick(opened, 'language', at(2)));
  expect([spoken.done, spoken.total, spoken.refusedAt]).toEqual([1, 7, null]);
});

describe('schema', () => {
  it.each([
    ['a help step that is nowhere', { ...card, helpStepId: 'nowhere' }],
    ['a step that calls help and is nowhere', { ...card, dialStepId: 'nowhere' }],
    ['a step that asks the place and is nowhere', { ...card, placeStepId: 'nowhere' }],
    ['a step twice', { ...card, steps: [...card.steps, card.steps[0]] }],
    ['a review without a reviewer', { ...card, review: 'reviewed' }],
    ['a draft with a reviewer', { ...card, reviewedBy: 'Dr Nobody' }],
    ['an unknown action', { ...card, groups: [{ ...card.groups[0], action: 'wait-and-see' }] }],
    ['a list', [card]],
  ])('refuses %s', (_, input) => {
    expect(emergencyCard.safeParse(input).success).toBe(false);
  });
  it('refuses a tick at a time that is none', () => {
    const state = { ...openCard(card, at(0)), history: [{ stepId: 'calm', on: true, at: '23:49' }] };
    expect(emergencyState.safeParse(state).success).toBe(false);
  });
});
