// Live meters: what a call has not come to is not lost.
import { expect, it } from 'vitest';
import { score } from '#shared/domain/practice/score.ts';
import { answer, createRun } from '#shared/domain/practice/run.ts';
import { r2 } from '#shared/domain/practice/testing.ts';
import { soFar } from './so-far.ts';

const start = createRun(r2, { seed: 7, level: 1 });
const of = (run: typeof start) =>
  Object.fromEntries(score(r2, run).categories.map((c) => [c.category, soFar(c)]));

it('says nothing before the first answer', () => {
  for (const { of: most } of Object.values(of(start))) expect(most).toBe(0);
});

it('counts what was earned and what was lost, not what is still to come', () => {
  const said = answer(r2, start, { choiceId: 'listen' });
  if (!said.ok) throw new Error(said.code);
  const now = of(said.value);
  const whole = score(r2, said.value).categories;
  for (const c of whole) {
    const { points, of: most } = now[c.category] ?? { points: 0, of: 0 };
    expect(points).toBeLessThanOrEqual(most);
    expect(most).toBeLessThanOrEqual(c.of + 0.1);
  }
  // Facts that nobody could have said back yet cost nothing.
  expect(now['accuracy']?.points).toBe(now['accuracy']?.of);
  const lost = answer(r2, start, { text: 'Calm down. It is our policy, you have to wait.' });
  if (!lost.ok) throw new Error(lost.code);
  expect(of(lost.value)['empathy']?.points).toBeLessThan(20);
});
