// What is written counts as what is said: a card number in the saved message fails R4, in whatever words.
import { expect, it } from 'vitest';
import baseFile from '../../../data/scenarios/base/en.json' with { type: 'json' };
import file from '../../../data/scenarios/R4.json' with { type: 'json' };
import { complete, scenarioBase } from './base.ts';
import { apply, createRun } from './run.ts';
import { scenarioFile } from './scenario.ts';
import { score } from './score.ts';

const r4 = complete(scenarioFile.parse(file), scenarioBase.parse(baseFile));

it.each([
  ['She reads out a Visa: 4111 1111.', false],
  ['Card ending in 1111 on request.', false],
  ['“four one one one”, she said.', false],
  ['Bill of 612 dollars, lab line disputed. No payment taken.', true],
])('“%s” in the message: met %s', (verbatim, met) => {
  const run = createRun(r4, { seed: 7, level: 1 });
  const said = apply(r4, run, { kind: 'say', reply: { text: 'That bill is a shock.' } }, 5000);
  if (!said.ok) throw new Error(said.code);
  const saved = apply(r4, said.value, { kind: 'act', act: 'save_message', fields: { verbatim } }, 9000);
  if (!saved.ok) throw new Error(saved.code);
  const left = apply(r4, saved.value, { kind: 'act', act: 'hang_up' }, 12_000);
  if (!left.ok) throw new Error(left.code);
  expect(score(r4, left.value).critical.find((c) => c.ruleId === 'K1')?.done).toBe(met);
});
