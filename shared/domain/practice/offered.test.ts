// Noise hides words: no line on the screen may tell them, and a line keeps its key when the caller says it again.
import { expect, it } from 'vitest';
import { apply, createRun, type PracticeRun, viewOf } from './run.ts';
import type { Scenario } from './scenario.ts';
import { r2 } from './testing.ts';

const first = r2.nodes.find((n) => n.id === r2.start);
const words = 'Listen, my left arm feels heavy, like I slept on it.';
const noisy: Scenario = {
  ...r2,
  nodes: r2.nodes.map((n) =>
    n.id !== r2.start
      ? n
      : {
          ...n,
          caller: [words],
          choices: [
            { id: 'arm', text: 'A heavy arm, and you slept on it?' },
            { id: 'again', text: 'Sorry, could you say that again?' },
            { id: 'open', text: 'What happened before that?' },
          ],
        },
  ),
};
/** The line with this piece of it lost. */
function without(piece: string, seed: number): PracticeRun {
  const run = createRun({ ...noisy, levels: r2.levels }, { seed, level: 1 });
  const lines = run.lines.map((l) => ({ ...l, text: words.replace(piece, '[…]'), clear: words }));
  return { ...run, lines };
}
const keys = (run: PracticeRun) => viewOf(noisy, run).choices.map((c) => `${c.key}${c.id}`);

it('offers no line that holds a word which noise took, and says how many wait', () => {
  expect(first?.choices.length).toBeGreaterThan(1);
  for (const seed of [1, 2, 3, 4]) {
    const view = viewOf(noisy, without('feels heavy,', seed));
    expect(view.choices.map((c) => c.id).toSorted()).toEqual(['again', 'open']);
    expect(view.withheld).toBe(1);
  }
  // Words that say nothing of the case hide no line.
  expect(viewOf(noisy, without('like I', 1)).withheld).toBe(0);
});

it('offers all of them under the keys they have once the caller says it clearly', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const masked = without('feels heavy,', seed);
    const before = keys(masked);
    const asked = apply(noisy, masked, { kind: 'say', reply: { choiceId: 'again' } }, 4000);
    if (!asked.ok) throw new Error(asked.code);
    expect(asked.value.repeated).toBe(true);
    const after = keys(asked.value);
    expect(after).toHaveLength(3);
    expect(after).toEqual(expect.arrayContaining(before));
    expect(viewOf(noisy, asked.value).withheld).toBe(0);
  }
});

it('leaves a call without noise as it is: first node and all', () => {
  const run = createRun(r2, { seed: 9, level: 1 });
  expect(keys(run)).toHaveLength(first?.choices.length ?? 0);
});
