import testResults from '../../data/scripts/test_results.json' with { type: 'json' };
import refill from '../../data/scripts/refill.json' with { type: 'json' };
import { expect, it } from 'vitest';
import { orderPhrases } from '#shared/domain/script/order.ts';
import { moods, script as scriptSchema } from '#shared/domain/script/script.ts';
import { around, atStart, currentStep, goOn, isDone, toggled } from './progress.ts';

const script = scriptSchema.parse(testResults);
const other = scriptSchema.parse(refill);
const ids = script.steps.map((s) => s.id);

it('Next walks every step once and stays at the end', () => {
  let progress = atStart;
  const walked: string[] = [];
  for (let i = 0; i < ids.length; i++) {
    const step = currentStep(script, progress, false);
    walked.push(step.id);
    progress = goOn(script, progress, step);
  }
  expect(walked).toEqual(ids);
  expect(currentStep(script, progress, false).id).toBe(ids.at(-1));
  expect(new Set(progress.done)).toEqual(new Set(ids));
  expect(goOn(script, progress, currentStep(script, progress, false)).done.length).toBe(ids.length);
});

it('verifying is done by the evidence of the desk, never by pressing Next', () => {
  const verify = script.steps.find((s) => s.kind === 'verify');
  if (!verify) throw new Error('this script verifies');
  const passed = goOn(script, atStart, verify);
  expect([isDone(verify, passed, false), isDone(verify, atStart, true)]).toEqual([false, true]);
});

it('another reason in mid-call: what was done stays done, the first open step comes', () => {
  const greeted = goOn(script, atStart, currentStep(script, atStart, false));
  const onlyHere = { ...greeted, stepId: 'no-such-step' };
  expect(currentStep(other, onlyHere, true).id).toBe(
    other.steps.find((s) => s.kind !== 'verify' && s.id !== 'greeting')?.id,
  );
});

it('verifying that is done is not gone on to, and can be gone back to', () => {
  const at = script.steps.findIndex((s) => s.kind === 'verify');
  const before = script.steps[at - 1];
  const after = script.steps[at + 1];
  if (!before || !after) throw new Error('steps');
  expect(around(script, before, false).next?.kind).toBe('verify');
  expect(around(script, before, true).next?.id).toBe(after.id);
  expect(goOn(script, atStart, before, true).stepId).toBe(after.id);
  expect(around(script, after, true).back?.kind).toBe('verify');
});

it('back and next end at the ends', () => {
  const [first, last] = [script.steps[0], script.steps.at(-1)];
  if (!first || !last) throw new Error('steps');
  expect([around(script, first).back, around(script, last).next]).toEqual([null, null]);
  expect(toggled(toggled([], 'a'), 'a')).toEqual([]);
});

it('row 29: every mood keeps every phrase of every step', () => {
  for (const mood of moods)
    for (const { phrases } of script.steps)
      expect(new Set(orderPhrases(phrases, mood))).toEqual(new Set(phrases));
});
