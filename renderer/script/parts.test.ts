// Brief, warnings, what is left and what a supervisor is told: from the shipped content.
import abuse from '../../data/scripts/paths/abuse.json' with { type: 'json' };
import refill from '../../data/scripts/refill.json' with { type: 'json' };
import { expect, it } from 'vitest';
import { path, script } from '#shared/domain/script/script.ts';
import { missing } from '#shared/domain/script/walk.ts';
import { hasBrief, stepsOf } from './brief.ts';
import { contextWords } from './context.ts';
import { flowOfScript, warningsOf, wordsOf } from './flow.ts';
import { byStep, titled } from './left-over.ts';

const shipped = script.parse(refill);
const insults = path.parse(abuse);

it('brief: the script’s own variant, else the steps that answer a feeling in one line', () => {
  const own = shipped.brief;
  expect(stepsOf(shipped, false)).toBe(shipped.steps);
  if (own !== null) expect(stepsOf(shipped, true)).toBe(own);
  const without = { ...shipped, brief: null };
  for (const [i, step] of stepsOf(without, true).entries()) {
    const whole = shipped.steps[i];
    if (whole === undefined) throw new Error('a step');
    if (step.kind !== 'acknowledge') expect(step).toBe(whole);
    else expect([step.say, step.phrases]).toEqual([whole.say.slice(0, 1), []]);
    // Nothing that must be said, asked or collected is left out.
    expect([step.required, step.fields, step.ticks]).toEqual([whole.required, whole.fields, whole.ticks]);
  }
  expect(hasBrief({ steps: shipped.steps.filter((s) => s.kind !== 'acknowledge'), brief: null })).toBe(false);
});

it('two warnings, each counted once: by what must be said, or by going on from it', () => {
  const none = { done: [], said: [] };
  const [first, second] = insults.steps.filter((s) => s.id.startsWith('warning'));
  if (first === undefined || second === undefined) throw new Error('two warnings');
  expect(warningsOf(insults, none)).toEqual({ given: 0, of: 2 });
  const said = [`${first.id} ${first.required[0]?.id ?? ''}`];
  expect(warningsOf(insults, { done: [], said })).toEqual({ given: 1, of: 2 });
  expect(warningsOf(insults, { done: [first.id], said })).toEqual({ given: 1, of: 2 });
  expect(warningsOf(insults, { done: [first.id, second.id], said })).toEqual({ given: 2, of: 2 });
  expect(warningsOf({ ...insults, steps: insults.steps.slice(0, 1) }, none)).toBe(null);
});

it('what is left: a line a step, with its title', () => {
  const left = titled(missing(shipped.steps, { said: [], filled: [] }), shipped.steps);
  const lines = byStep(left);
  expect(lines.length).toBeGreaterThan(0);
  expect(new Set(lines.map((l) => l.stepId)).size).toBe(lines.length);
  expect(lines.flatMap((l) => Object.values(l.of).flat()).length).toBe(left.length);
  expect(lines.every((l) => l.title !== '')).toBe(true);
  // No template is read to anybody.
  expect(left.some((l) => /[{}]/.test(l.text))).toBe(false);
});

it('a supervisor is told what it is about, what was done, collected and warned: never a mood', () => {
  const words = contextWords({
    main: flowOfScript(shipped),
    done: ['Greeting'],
    collected: ['Medicine as stated lisinopril'],
    missing: [],
    warnings: { given: 1, of: 2 },
  });
  expect(words).toContain(shipped.title);
  expect(words).toContain('lisinopril');
  expect(words).toContain('1 of 2 warnings');
  expect(words).not.toMatch(/calm|anxious|angry|grieving|confused|pain/i);
});

it('a step’s words for the search beside it hold nothing that is filled in of a caller', () => {
  const words = wordsOf({
    kind: 'need',
    title: 'Refill',
    say: ['Is it still {pharmacy.name}, {caller.name}?', 'I will   pass it on.'],
  });
  expect(words).toBe('Refill Is it still , ? I will pass it on.');
  for (const step of shipped.steps) expect(wordsOf(step).length).toBeLessThanOrEqual(400);
  // A greeting says nothing of the matter: it would find whatever speaks of callers.
  expect(shipped.steps.filter((s) => s.kind === 'greeting').map(wordsOf)).toEqual(['']);
});
