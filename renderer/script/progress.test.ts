import testResults from '../../data/scripts/test_results.json' with { type: 'json' };
import refill from '../../data/scripts/refill.json' with { type: 'json' };
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { orderPhrases } from '#shared/domain/script/order.ts';
import {
  moods,
  nothingMore,
  path as pathSchema,
  script as scriptSchema,
  type ScriptStep,
} from '#shared/domain/script/script.ts';
import { keyOf, missing, teachBackId } from '#shared/domain/script/walk.ts';
import {
  after,
  atStart,
  before,
  currentStep,
  goOn,
  isDone,
  leavePath,
  openSteps,
  shownSteps,
  toggled,
  type Progress,
} from './progress.ts';

const script = scriptSchema.parse(testResults);
const other = scriptSchema.parse(refill);
const steps = script.steps;
const ids = shownSteps(steps, atStart).map((s) => s.id);

it('Next walks every step once and stays at the end', () => {
  let progress = atStart;
  const walked: string[] = [];
  for (let i = 0; i < ids.length; i++) {
    const step = currentStep(steps, progress, false);
    walked.push(step.id);
    progress = goOn(steps, progress, step);
  }
  expect(walked).toEqual(ids);
  expect(currentStep(steps, progress, false).id).toBe(ids.at(-1));
  expect(new Set(progress.done)).toEqual(new Set(ids));
  expect(goOn(steps, progress, currentStep(steps, progress, false)).done.length).toBe(ids.length);
});

it('verifying is done by the evidence of the desk, never by pressing Next', () => {
  const verify = script.steps.find((s) => s.kind === 'verify');
  if (!verify) throw new Error('this script verifies');
  const passed = goOn(steps, atStart, verify);
  expect([isDone(verify, passed, false), isDone(verify, atStart, true)]).toEqual([false, true]);
});

it('another reason in mid-call: what was done stays done, the first open step comes', () => {
  const greeted = goOn(steps, atStart, currentStep(steps, atStart, false));
  const onlyHere = { ...greeted, stepId: 'no-such-step' };
  expect(currentStep(other.steps, onlyHere, true).id).toBe(
    other.steps.find((s) => s.kind !== 'verify' && s.id !== 'greeting')?.id,
  );
});

it('a step gone past by Enter alone stays open until what it asks for was said and written', () => {
  const expectStep = steps.find((s) => s.kind === 'expect');
  if (!expectStep) throw new Error('this script says what happens next');
  const passed = goOn(steps, { ...atStart, stepId: expectStep.id }, expectStep);
  expect([passed.done.includes(expectStep.id), openSteps(steps, passed).has(expectStep.id)]).toEqual([
    true,
    true,
  ]);
  const said = [...expectStep.required.map((r) => r.id), teachBackId].map((id) => keyOf(expectStep.id, id));
  expect(openSteps(steps, { ...passed, said }).has(expectStep.id)).toBe(false);
});

const nextId = (stepId: string, verified: boolean): string | null => {
  const next = after(steps, stepId, atStart, verified);
  return next.kind === 'step' ? next.step.id : null;
};
it('verifying that is done is not gone on to, and can be gone back to', () => {
  const way = shownSteps(steps, atStart);
  const at = way.findIndex((s) => s.kind === 'verify');
  const [previous, verify, following] = [way[at - 1], way[at], way[at + 1]];
  if (!previous || !verify || !following) throw new Error('steps');
  expect([nextId(previous.id, false), nextId(previous.id, true)]).toEqual([verify.id, following.id]);
  expect(goOn(steps, atStart, previous, true).stepId).toBe(following.id);
  expect(before(steps, following, atStart)?.id).toBe(verify.id);
});

it('back and next end at the ends', () => {
  const way = shownSteps(steps, atStart);
  const [first, last] = [way[0], way.at(-1)];
  if (!first || !last) throw new Error('steps');
  expect([before(steps, first, atStart), nextId(last.id, false)]).toEqual([null, null]);
  expect(toggled(toggled([], 'a'), 'a')).toEqual([]);
});

const made = (id: string, more: Partial<ScriptStep> = {}): ScriptStep => ({
  ...nothingMore,
  id,
  kind: 'need',
  title: id,
  say: ['Words.'],
  sayWhen: {},
  why: 'why',
  ticks: [],
  phrases: [],
  ...more,
});

describe('branches and paths', () => {
  const flow = [
    made('hello', {
      branches: [
        { when: 'a bill', to: 'bill' },
        { when: 'shouts', to: 'path:de-escalation' },
      ],
    }),
    made('bill', { aside: true, next: 'close' }),
    made('other'),
    made('close', { kind: 'close' }),
  ];
  const [hello, bill] = flow as [ScriptStep, ScriptStep];

  it('a branch leads to its step, and the list shows the way that was taken', () => {
    expect(shownSteps(flow, atStart).map((s) => s.id)).toEqual(['hello', 'other', 'close']);
    const taken = goOn(flow, atStart, hello, false, 'bill');
    expect(taken).toMatchObject({ stepId: 'bill', done: ['hello'], taken: { hello: ['bill'] }, path: null });
    expect(shownSteps(flow, taken).map((s) => s.id)).toEqual(['hello', 'bill', 'close']);
    expect(goOn(flow, taken, bill).stepId).toBe('close');
  });
  it('a path is gone into and comes back to the step after, or to the close', () => {
    const inPath = goOn(flow, atStart, hello, false, 'path:de-escalation');
    expect(inPath).toMatchObject({ path: { name: 'de-escalation', back: 'other' }, done: ['hello'] });
    expect(leavePath(flow, inPath, 'back')).toMatchObject({ path: null, stepId: 'other' });
    expect(leavePath(flow, inPath, 'close')).toMatchObject({ path: null, stepId: 'close' });
  });
  it('a path that was opened by hand comes back to where the call stood', () => {
    const opened = { ...atStart, stepId: 'other', path: { name: 'abuse', back: null } as const };
    expect(leavePath(flow, opened, 'back')).toMatchObject({ path: null, stepId: 'other' });
  });
  it('a step that is none of the way is shown while it is looked at', () => {
    expect(shownSteps(flow, { ...atStart, stepId: 'bill' }).map((s) => s.id)).toEqual([
      'hello',
      'bill',
      'other',
      'close',
    ]);
  });
  it('a circle ends', () => {
    const circle = [made('a', { kind: 'verify', next: 'b' }), made('b', { kind: 'verify', next: 'a' })];
    expect(after(circle, 'a', atStart, true).kind).toBe('step');
    expect(shownSteps(circle, atStart).map((s) => s.id)).toEqual(['a', 'b']);
  });
});

it('row 29: every mood keeps every phrase of every step', () => {
  for (const mood of moods)
    for (const { phrases } of script.steps)
      expect(new Set(orderPhrases(phrases, mood))).toEqual(new Set(phrases));
});

describe('after a branch back', () => {
  const folder = new URL('../../data/scripts/', import.meta.url);
  const contents = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const value: unknown = JSON.parse(readFileSync(new URL(file.replaceAll('\\', '/'), folder), 'utf8'));
      return /paths[/\\]/.test(file) ? pathSchema.parse(value) : scriptSchema.parse(value);
    });
  /** Enter alone, paths left at once: the steps that were stood on. */
  function byEnter(of: readonly ScriptStep[], from: Progress, inPath = false): string[] {
    const trail: string[] = [];
    let at = from;
    for (let i = 0; i < 3 * of.length; i++) {
      const here = currentStep(of, at, true);
      trail.push(here.id);
      const next = after(of, here.id, at, true);
      // From a path another one takes its place: this one is over.
      if (next.kind !== 'step' && (inPath || next.kind !== 'path')) return [...trail, 'end'];
      at = goOn(of, at, here, true);
      if (at.path !== null) at = leavePath(of, at, 'back');
    }
    return trail;
  }
  it('every shipped script and path ends by Enter alone, whichever branch of whichever step was taken', () => {
    expect(contents.length).toBeGreaterThanOrEqual(80);
    for (const content of contents)
      for (const of of [content.steps, 'brief' in content ? (content.brief ?? []) : []])
        for (const step of of)
          for (const branch of step.branches) {
            const taken = goOn(of, { ...atStart, stepId: step.id }, step, true, branch.to);
            const from = taken.path === null ? taken : leavePath(of, taken, 'back');
            expect(byEnter(of, from, 'path' in content), `${content.id} ${step.id} ${branch.to}`).toContain(
              'end',
            );
          }
  });
  const shippedOne = (id: string) => contents.find((c) => c.id === id)?.steps ?? [];
  const at = (of: readonly ScriptStep[], id: string): ScriptStep => of.find((s) => s.id === id) ?? stop();
  const stop = (): never => {
    throw new Error('no such step');
  };
  it('crisis: help is not confirmed, once round and then to the end; and round again if it is chosen again', () => {
    const of = shippedOne('script.crisis');
    const round = ['line', 'message', 'read-back', 'close', 'end'];
    const once = goOn(of, { ...atStart, stepId: 'close' }, at(of, 'close'), true, 'line');
    expect(byEnter(of, once)).toEqual(round);
    const back = { ...once, stepId: 'close' };
    expect(after(of, 'close', back, true).kind).toBe('end');
    expect(byEnter(of, goOn(of, back, at(of, 'close'), true, 'line'))).toEqual(round);
  });
  it('what must be said after a branch back stays in the list, on the way and reachable by Next', () => {
    const clinical = shippedOne('script.clinical_message').map((s) =>
      s.id === 'read-back' ? { ...s, branches: [{ when: 'Something was wrong', to: 'message' }] } : s,
    );
    const lacks = (p: Progress) => missing(clinical, { taken: p.taken, said: [] }).map((m) => m.id);
    const back = goOn(
      clinical,
      { ...atStart, stepId: 'read-back' },
      at(clinical, 'read-back'),
      true,
      'message',
    );
    expect(lacks(back)).toEqual(lacks(atStart));
    expect(lacks(back)).toContain('worse');
    expect(shownSteps(clinical, back).map((s) => s.id)).toContain('expect');
    expect(byEnter(clinical, back)).toEqual(['message', 'read-back', 'expect', 'close', 'end']);
  });
  it('a second choice on the same visit replaces the first, one on the next visit keeps what was gone through', () => {
    const of = [
      made('start', { branches: ['left', 'right'].map((to) => ({ when: to, to })) }),
      made('left', { aside: true, next: 'end' }),
      made('right', { aside: true, next: 'end' }),
      made('end', { kind: 'close', branches: [{ when: 'again', to: 'start' }] }),
    ];
    const [start, , , end] = of as [ScriptStep, ScriptStep, ScriptStep, ScriptStep];
    const left = goOn(of, atStart, start, false, 'left');
    const right = goOn(of, { ...left, stepId: 'start' }, start, false, 'right');
    expect(shownSteps(of, { ...right, stepId: null }).map((s) => s.id)).toEqual(['start', 'right', 'end']);
    const again = goOn(of, { ...right, stepId: 'end' }, end, false, 'start');
    expect(after(of, 'start', again)).toMatchObject({ step: { id: 'end' } });
    const both = goOn(of, again, start, false, 'left');
    expect(both.taken['start']).toEqual(['right', 'left']);
    expect(shownSteps(of, both).map((s) => s.id)).toEqual(['start', 'right', 'end', 'left']);
  });
  it('a path that was gone into at the close is not gone into again by Enter', () => {
    const of = [
      made('hello'),
      made('close', { kind: 'close', branches: [{ when: 'x', to: 'path:supervisor' }] }),
    ];
    const inPath = goOn(of, { ...atStart, stepId: 'close' }, of[1] ?? stop(), false, 'path:supervisor');
    const out = leavePath(of, inPath, 'back');
    expect([inPath.path?.name, after(of, 'close', out).kind]).toEqual(['supervisor', 'end']);
  });
});
