// The way through a call: next steps, branches, paths, and what is still missing at the end.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nothingMore, scriptStep, type ScriptStep } from './step.ts';
import { keyOf, missing, nextOf, plainNext, route, teachBackId } from './walk.ts';

const step = (id: string, more: Partial<ScriptStep> = {}): ScriptStep => ({
  id,
  kind: 'need',
  title: id,
  say: ['Hello.'],
  sayWhen: {},
  why: 'Because.',
  ticks: [],
  phrases: [],
  ...nothingMore,
  ...more,
});
const steps = [
  step('start', {
    branches: [
      { when: 'Out of it', to: 'out' },
      { when: 'Upset', to: 'path:de-escalation' },
      { when: 'Odd', to: 'nowhere' },
      { when: 'Gone', to: 'path:nowhere' },
    ],
  }),
  step('out', {
    aside: true,
    next: 'number',
    required: [{ id: 'urgent', text: 'I have marked it urgent.' }],
  }),
  step('more'),
  step('number', {
    fields: [
      { id: 'phone', label: 'Number', kind: 'phone', choices: [], required: true, readBack: true },
      { id: 'note', label: 'Note', kind: 'text', choices: [], required: false, readBack: false },
    ],
    required: [{ id: 'worse', text: 'If it gets worse, call us.' }],
    teachBack: { ask: 'What will you do?', listenFor: ['Calls'], again: 'Please call us.' },
  }),
  step('close', { kind: 'close' }),
];
const ids = (list: readonly ScriptStep[]) => list.map((s) => s.id);

describe('next step', () => {
  it('is the next in the list, past what is only reached by a branch', () => {
    expect(plainNext(steps, 'start')?.id).toBe('more');
    expect(nextOf(steps, 'start')).toMatchObject({ kind: 'step', step: { id: 'more' } });
    expect(nextOf(steps, 'out')).toMatchObject({ kind: 'step', step: { id: 'number' } });
    expect(nextOf(steps, 'close')).toEqual({ kind: 'end' });
  });
  it('is the branch that was taken; one that leads nowhere goes the plain way', () => {
    expect(nextOf(steps, 'start', 'out')).toMatchObject({ kind: 'step', step: { id: 'out' } });
    for (const to of ['nowhere', 'path:nowhere', '__proto__', ''])
      expect(nextOf(steps, 'start', to)).toMatchObject({ kind: 'step', step: { id: 'more' } });
    expect(nextOf(steps, 'no-such-step')).toEqual({ kind: 'end' });
    expect(nextOf([], 'start')).toEqual({ kind: 'end' });
  });
  it('goes into a path and back to where it was left, or to the ends', () => {
    expect(nextOf(steps, 'start', 'path:de-escalation')).toMatchObject({
      kind: 'path',
      path: 'de-escalation',
      back: { id: 'more' },
    });
    expect(nextOf(steps, 'more', 'script:back')).toEqual({ kind: 'back' });
    expect(nextOf(steps, 'more', 'script:close')).toEqual({ kind: 'close' });
    expect(nextOf(steps, 'more', 'call:end')).toEqual({ kind: 'end' });
  });
});

describe('route', () => {
  it('follows the branches, passes over a path, goes round once and on', () => {
    expect(ids(route(steps))).toEqual(['start', 'more', 'number', 'close']);
    expect(ids(route(steps, { start: 'out' }))).toEqual(['start', 'out', 'number', 'close']);
    expect(ids(route(steps, { start: 'path:abuse' }))).toEqual(['start', 'more', 'number', 'close']);
    expect(ids(route(steps, { number: 'start' }))).toEqual(['start', 'more', 'number', 'close']);
    expect(ids(route(steps, { number: ['start', 'start'] }))).toEqual(['start', 'more', 'number', 'close']);
    expect(route([])).toEqual([]);
  });
  it('never visits a step twice, whatever was taken', () => {
    const target = fc.constantFrom(...ids(steps), 'path:abuse', 'script:back', 'call:end', 'nowhere');
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...ids(steps)), target), (taken) => {
        const gone = ids(route(steps, taken));
        expect(new Set(gone).size).toBe(gone.length);
        expect(gone[0]).toBe('start');
      }),
      { numRuns: 100 },
    );
  });
});

describe('what is missing', () => {
  const key = (id: string) => keyOf('number', id);
  it('only what the way that was taken asked for', () => {
    expect(missing(steps, { said: [], filled: [] }).map((m) => `${m.stepId} ${m.what} ${m.id}`)).toEqual([
      'number required worse',
      'number field phone',
      `number teach_back ${teachBackId}`,
    ]);
    expect(missing(steps, { taken: { start: 'out' }, said: [] }).map((m) => m.id)).toEqual([
      'urgent',
      'worse',
      teachBackId,
    ]);
  });
  it('a number that is known but was not said back', () => {
    const said = [key('worse'), key(teachBackId)];
    expect(missing(steps, { said, filled: [key('phone')], readBack: [] })).toEqual([
      { stepId: 'number', what: 'read_back', id: 'phone', text: 'Number' },
    ]);
    expect(missing(steps, { said, filled: [key('phone')], readBack: [key('phone')] })).toEqual([]);
  });
  it('where the page has no inputs for fields, they are not counted', () => {
    expect(missing(steps, { said: [key('worse'), key(teachBackId)] })).toEqual([]);
  });
});

it('reads a step of the first version', () => {
  const old = {
    id: 'a',
    kind: 'need',
    title: 'A',
    say: ['Hi.'],
    sayWhen: {},
    why: 'B',
    ticks: [],
    phrases: [],
  };
  expect(scriptStep.parse(old)).toEqual({ ...old, ...nothingMore });
  for (const to of [
    '',
    'Path:abuse',
    'path:',
    'script:elsewhere',
    'call:back',
    'a b',
    '../x',
    'x'.repeat(60),
  ])
    expect(scriptStep.safeParse({ ...old, branches: [{ when: 'x', to }] }).success, to).toBe(false);
});
