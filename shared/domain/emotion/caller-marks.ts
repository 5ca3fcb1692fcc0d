// The words that caused a hint: cue words of its state, and the words whose weights brought it about. Kept to a part of the
// utterance, because a mark over everything explains nothing.
import type { Caught } from './caller-features.ts';
import { clausesOf, gapOf } from './cues-words.ts';
import { weightOf, type LinearBlock } from './linear.ts';
import { callerStates, type CallerState } from './states.ts';

export interface Mark {
  start: number;
  end: number;
}

/** The clause that caused most is marked as far as its telling words reach; others only where they tell as much. */
const options = { alsoShare: 0.55, weakWord: 0.12, longestClause: 12, cueBonus: 0.6 };

/** How much each word did for `state`, against the mean of the other states. */
function shares(block: LinearBlock, caught: Caught, state: CallerState): number[] {
  const label = callerStates.indexOf(state);
  const others = callerStates.length - 1;
  const cached = new Map<number, number>();
  const lift = (key: number): number => {
    const had = cached.get(key);
    if (had !== undefined) return had;
    let rest = 0;
    for (let c = 0; c <= others; c++) if (c !== label) rest += weightOf(block, key, c);
    const value = weightOf(block, key, label) - rest / others;
    cached.set(key, value);
    return value;
  };
  const owners = new Map<number, number>();
  for (const keys of caught.keysOf) for (const key of keys) owners.set(key, (owners.get(key) ?? 0) + 1);
  return caught.keysOf.map((keys) => {
    let sum = 0;
    for (const key of keys) sum += (lift(key) * (caught.features.get(key) ?? 0)) / (owners.get(key) ?? 1);
    return sum;
  });
}

export function marksOf(block: LinearBlock, caught: Caught, state: CallerState): Mark[] {
  const words = caught.words.words;
  const told = shares(block, caught, state);
  for (const cue of caught.cues) {
    if (cue.target !== state || cue.use !== 'plain') continue;
    const width = cue.to - cue.from + 1;
    for (let i = cue.from; i <= cue.to; i++)
      told[i] = Math.max(told[i] ?? 0, 0) + (options.cueBonus * cue.strength) / Math.sqrt(width);
  }
  const starts = clausesOf(words);
  const clauses = starts.map((from, i) => ({ from, to: (starts[i + 1] ?? words.length) - 1 }));
  const sumOf = ({ from, to }: { from: number; to: number }): number =>
    told.slice(from, to + 1).reduce((a, b) => a + Math.max(0, b), 0);
  const sums = clauses.map(sumOf);
  const top = Math.max(...sums);
  if (!(top > 0)) return [];
  const marked = new Set<number>();
  clauses.forEach((clause, i) => {
    if ((sums[i] ?? 0) < top * options.alsoShare) return;
    const strongest = Math.max(...told.slice(clause.from, clause.to + 1));
    let { from, to } = clause;
    // A long clause is cut back to its telling words; a short one is marked from the first to the last of them.
    const least = strongest * options.weakWord;
    while (from < to && (told[from] ?? 0) < least) from += 1;
    while (to > from && (told[to] ?? 0) < least) to -= 1;
    while (to - from + 1 > options.longestClause) {
      if ((told[from] ?? 0) <= (told[to] ?? 0)) from += 1;
      else to -= 1;
    }
    for (let k = from; k <= to; k++) marked.add(k);
  });
  const marks: Mark[] = [];
  let last = -2;
  for (const i of [...marked].toSorted((a, b) => a - b)) {
    const word = words[i];
    if (!word) continue;
    const before = marks.at(-1);
    if (before && i === last + 1 && word.gap <= gapOf.comma) before.end = word.end;
    else marks.push({ start: word.start, end: word.end });
    last = i;
  }
  return marks;
}
