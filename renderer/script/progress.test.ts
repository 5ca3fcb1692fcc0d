import testResults from '../../data/scripts/test_results.json' with { type: 'json' };
import refill from '../../data/scripts/refill.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { orderPhrases } from '#shared/domain/script/order.ts';
import { moods, nothingMore, script as scriptSchema, type ScriptStep } from '#shared/domain/script/script.ts';
import {
  after,
  atStart,
  before,
  currentStep,
  goOn,
  isDone,
  leavePath,
  shownSteps,
  toggled,
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

describe('branches and paths', () => {
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
    expect(taken).toMatchObject({ stepId: 'bill', done: ['hello'], taken: { hello: 'bill' }, path: null });
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
