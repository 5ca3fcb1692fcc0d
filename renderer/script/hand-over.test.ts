import { expect, it } from 'vitest';
import { fieldsOf } from '#shared/domain/script/fill.ts';
import { lintScript } from '#shared/domain/script/script-lint.ts';
import { script } from '#shared/domain/script/script.ts';
import { handOverScript } from './hand-over.ts';

const made = script.parse(handOverScript());
const words = made.steps.flatMap((s) => [s.title, ...s.say, s.why, ...s.ticks]).join('\n');

it('a clinician whom we call is told what there is to hand over, and is verified as no patient', () => {
  // Said to a clinician: no caller's mood to answer, and nobody to send to an emergency number.
  const toCallers = ['no-emergency-line', 'mood-without-words'];
  expect(lintScript(made).filter((f) => !toCallers.includes(f.problem))).toEqual([]);
  expect(made.steps.some((s) => s.kind === 'verify')).toBe(false);
  expect(made.steps.flatMap((s) => s.say).join(' ')).not.toMatch(/your (full )?name and|your date of birth/i);
  for (const what of [/who it is about/i, /own words/i, /urgency/i, /number/i, /by when/i, /machine/i])
    expect(words).toMatch(what);
});

it('is marked a draft, and fills nothing in that this call does not know: the number there is the clinician’s', () => {
  expect(made.review).toBe('draft');
  expect(new Set(made.steps.flatMap((s) => s.say.flatMap(fieldsOf)))).toEqual(
    new Set(['agent.name', 'practice.name']),
  );
});
