// Which lines are offered while noise hides a piece of what the caller said: none that holds a word of it, or the screen
// would tell what was not heard. Asked again, the caller says it clearly, and the same lines stand under the same keys.
import { lost } from './noise.ts';
import type { PracticeRun } from './run-data.ts';
import type { Choice, ScenarioNode } from './scenario.ts';
import { shuffled } from './seed.ts';
import { tokensOf } from './words.ts';

/** Shorter words say nothing of the case. */
const shortest = 4;
/** Long enough to be many other words' beginning, short enough for "crushed" to be "crushing". */
const stem = (word: string): string => word.slice(0, 5);
const common = new Set(
  (
    'that this then than them they there their these those what when where which will with would were been have just like ' +
    'your from into about some only even very much more know said tell told does could should here because ' +
    'para pero como esto esta este cuando porque donde nada'
  ).split(' '),
);
const telling = (text: string): Set<string> =>
  new Set(
    tokensOf(text)
      .map((token) => token.word)
      .filter((word) => (word.length >= shortest || /^\d+$/.test(word)) && !common.has(word))
      .map(stem),
  );

/** First line of the node that is to be answered. */
const enteredAt = (run: Pick<PracticeRun, 'lines' | 'nodeId'>): number =>
  run.lines.findLastIndex((l) => l.nodeId !== run.nodeId) + 1;

/** The words that noise took from the line that is still to be answered; empty = nothing is hidden. */
function hidden(run: Pick<PracticeRun, 'lines' | 'nodeId'>): Set<string> {
  const here = run.lines.slice(enteredAt(run));
  const last = here.findLast((l) => l.who === 'caller' && l.clear !== null);
  if (last === undefined || last.clear === null) return new Set();
  // Said again clearly.
  if (here.some((l) => l.who === 'caller' && l.text === last.clear)) return new Set();
  const at = last.text.indexOf(lost);
  if (at < 0) return new Set();
  const end = last.clear.length - (last.text.length - at - lost.length);
  const words = telling(last.clear.slice(at, end));
  // A word that is heard elsewhere in the line is no secret.
  const clear = telling(last.text);
  return new Set([...words].filter((word) => !clear.has(word)));
}

/** Answers given before the call came to this node: the place of its shuffle, however often the caller repeats the line. */
const turnsBefore = (run: Pick<PracticeRun, 'lines' | 'nodeId'>): number =>
  run.lines.slice(0, enteredAt(run)).filter((l) => l.who === 'agent').length;

/** In an order drawn by the seed, so that the best line has no fixed place; each with its key, from 1. */
export function offered(
  node: ScenarioNode,
  run: Pick<PracticeRun, 'lines' | 'nodeId' | 'seed'>,
): { choices: (Choice & { key: number })[]; withheld: number } {
  const all = shuffled(node.choices, run.seed, turnsBefore(run) * 2 + 1).map((choice, i) => ({
    ...choice,
    key: i + 1,
  }));
  const secret = hidden(run);
  const choices = all.filter(({ text }) => [...telling(text)].every((word) => !secret.has(word)));
  return { choices, withheld: all.length - choices.length };
}
