// The words that caused a hint. How much each word did for the state is known from the head's weights; which phrase a reader
// would point at is learned from the cue words of the training lines (`caller-spans.ts`). Kept to a part of the utterance,
// because a mark over everything explains nothing.
import type { Caught } from './caller-features.ts';
import { clausesOf, gapOf, type Word } from './cues-words.ts';
import { keyOf, type Features } from './features.ts';
import { chosenSpan, scoresOf, spanProbabilities } from './caller-spans.ts';
import { placeOf, type LinearBlock } from './linear.ts';
import { callerStates, type CallerState } from './states.ts';

export interface Mark {
  start: number;
  end: number;
}

export const marksName = 'caller.marks';
const kinds = {
  word: 150,
  ofState: 151,
  before: 152,
  after: 153,
  place: 154,
  stem: 170,
  ending: 180,
  run: 181,
};

/** How much each word did for `state`, against the mean of the other states. */
export function shares(block: LinearBlock, caught: Caught, state: CallerState): number[] {
  const label = callerStates.indexOf(state);
  const cached = new Map<number, number>();
  const width = callerStates.length;
  const lift = (key: number): number => {
    const had = cached.get(key);
    if (had !== undefined) return had;
    const at = placeOf(block, key) * width;
    let rest = 0;
    let own = 0;
    if (at >= 0)
      for (let c = 0; c < width; c++) {
        const weight = (block.weights[at + c] ?? 0) * (block.scale[c] ?? 0);
        if (c === label) own = weight;
        else rest += weight;
      }
    const value = own - rest / (width - 1);
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

const stems = [3, 4, 5];
const step = (x: number): number => Math.max(-1, Math.min(5, Math.floor(x * 5)));

/** Which sentence each word is of, and how much that sentence tells beside the one that tells most. */
function sentencesOf(
  words: readonly Word[],
  told: readonly number[],
): { of: number[]; share: number[]; count: number } {
  const of: number[] = [];
  let at = -1;
  words.forEach((word, i) => {
    if (i === 0 || word.gap >= gapOf.clause) at += 1;
    of.push(at);
  });
  const sums = Array.from({ length: at + 1 }, () => 0);
  told.forEach((value, i) => {
    const s = of[i] ?? 0;
    sums[s] = (sums[s] ?? 0) + Math.max(0, value);
  });
  const top = Math.max(...sums, 1e-6);
  return { of, share: of.map((s) => (sums[s] ?? 0) / top), count: at + 1 };
}

/** What tells whether a reader's phrase begins at a word, ends at it or runs over it, for each word; `told` is what each did for the state. */
export function markFeatures(told: readonly number[], caught: Caught, state: CallerState): Features[] {
  const words = caught.words.words;
  const most = Math.max(...told, 1e-6);
  const starts = clausesOf(words);
  const clauseOf: number[] = [];
  let clause = -1;
  words.forEach((_, i) => {
    if (starts[clause + 1] === i) clause += 1;
    clauseOf.push(clause);
  });
  const sums = starts.map((_, c) =>
    told.reduce((sum, value, i) => (clauseOf[i] === c ? sum + Math.max(0, value) : sum), 0),
  );
  const topClause = Math.max(...sums, 1e-6);
  const sentence = sentencesOf(words, told);
  const cued = words.map(() => '');
  for (const cue of caught.cues)
    for (let i = cue.from; i <= cue.to; i++) {
      const own = cue.target === state ? 'own' : 'other';
      if (cued[i]?.startsWith('own') !== true) cued[i] = `${own} ${cue.use} ${cue.strength}`;
    }
  const near = (i: number): number => (told[i] ?? 0) / most;
  return words.map((word, i) => {
    const features: Features = new Map();
    const add = (gram: string, kind: number, value = 0.5): void => {
      features.set(keyOf(gram, kind), value);
    };
    const before = words[i - 1]?.w ?? '^';
    const after = words[i + 1]?.w ?? '$';
    add(word.w, kinds.word);
    add(`${state} ${word.w}`, kinds.ofState);
    add(`${before} ${word.w}`, kinds.before);
    add(`${word.w} ${after}`, kinds.after);
    add(before, kinds.before + 10, 0.35);
    add(after, kinds.after + 10, 0.35);
    const place = (name: string): void => add(name, kinds.place, 0.7);
    const c = clauseOf[i] ?? 0;
    place(`told ${step(near(i))}`);
    place(`told before ${step(near(i - 1))}`);
    place(`told after ${step(near(i + 1))}`);
    place(`told around ${step(Math.max(near(i - 2), near(i + 2)))}`);
    place(`clause ${step((sums[c] ?? 0) / topClause)} of ${Math.min(4, starts.length)}`);
    place(`clause from end ${Math.min(3, starts.length - 1 - c)}`);
    const many = Math.min(3, sentence.count);
    place(`sentence ${step(sentence.share[i] ?? 0)} of ${many}`);
    place(`sentence from end ${Math.min(2, sentence.count - 1 - (sentence.of[i] ?? 0))} of ${many}`);
    place(`cue ${cued[i] ?? ''}`);
    place(`cue before ${cued[i - 1] ?? ''}`);
    place(`cue after ${cued[i + 1] ?? ''}`);
    place(`opens ${starts.includes(i)}`);
    place(`closes ${i === words.length - 1 || starts.includes(i + 1)}`);
    place(`long ${Math.min(5, Math.floor(Math.log2(words.length)))}`);
    add('told', kinds.place + 1, Math.max(-1, Math.min(1, near(i))));
    for (const n of stems) if (word.w.length > n) add(word.w.slice(0, n), kinds.stem + n, 0.35);
    if (word.w.length > 4) add(word.w.slice(-3), kinds.ending, 0.3);
    add(words[i - 2]?.w ?? '^', kinds.run, 0.3);
    add(words[i + 2]?.w ?? '$', kinds.run + 1, 0.3);
    add(`${before} ${word.w} ${after}`, kinds.run + 2, 0.35);
    add(`gap ${word.gap} ${words[i + 1]?.gap ?? 9}`, kinds.place, 0.7);
    add('word', kinds.place + 1, 1);
    return features;
  });
}

/** Places of the words that `state` was heard by: one phrase, in pieces where a sentence ends in it. */
export function marksOf(
  block: LinearBlock,
  pointer: LinearBlock,
  caught: Caught,
  state: CallerState,
): Mark[] {
  const words = caught.words.words;
  const scores = scoresOf(pointer, markFeatures(shares(block, caught, state), caught, state));
  const chosen = chosenSpan(spanProbabilities(scores), words);
  const marks: Mark[] = [];
  for (let i = chosen.from; i <= chosen.to; i++) {
    const word = words[i];
    if (!word) break;
    const before = marks.at(-1);
    if (before && word.gap <= gapOf.comma) before.end = word.end;
    else marks.push({ start: word.start, end: word.end });
  }
  return marks;
}
