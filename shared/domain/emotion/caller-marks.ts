// The words that caused a hint. How much each word did for the state is known from the head's weights; which of them a
// reader would point at is learned from the cue words of the training lines. Kept to a part of the utterance, because a
// mark over everything explains nothing.
import type { CueHit } from './cues.ts';
import type { Caught } from './caller-features.ts';
import { clausesOf, gapOf, type Word } from './cues-words.ts';
import { keyOf, type Features } from './features.ts';
import { logitsOf, placeOf, sigmoid, type LinearBlock } from './linear.ts';
import { callerStates, type CallerState } from './states.ts';

export interface Mark {
  start: number;
  end: number;
}

export const marksName = 'caller.marks';
const kinds = { word: 150, ofState: 151, before: 152, after: 153, place: 154 };
/** What a word costs (at most, and of the surest word), how strong a cue must be to be marked wherever it stands, and how
 * much of the most telling sentence another must tell. */
export const marking = { cost: 0.17, ofTop: 0.42, clear: 2, sentence: 0.3 };

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

/** What tells whether a word is one a reader would point at, for each word; `told` is what each did for the state. */
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
    return features;
  });
}

/**
 * Words to mark, by how likely a reader would point at each: the run of words that gains most when each word costs a share of
 * the surest one. Cue words stand together, so a run finds them better than a limit a word.
 */
export function chosenWords(likely: readonly number[], words: readonly Word[]): boolean[] {
  const cost = Math.min(marking.cost, Math.max(...likely, 0) * marking.ofTop);
  const best = { from: 0, to: -1, gain: 0 };
  let from = 0;
  let gain = 0;
  likely.forEach((p, i) => {
    // A run may cross the end of a sentence, but has to earn it.
    if (gain > 0 && (words[i]?.gap ?? 0) >= gapOf.sentence) gain -= cost;
    if (gain <= 0) {
      gain = 0;
      from = i;
    }
    gain += p - cost;
    if (gain > best.gain) Object.assign(best, { from, to: i, gain });
  });
  return likely.map((_, i) => i >= best.from && i <= best.to);
}

/** First word to mark of a cue: with "so", "very", "I'm so" before it. */
function degreeFrom(cue: CueHit, words: readonly Word[]): number {
  let from = cue.from;
  while (
    from > 0 &&
    cue.from - from < 2 &&
    leaning.has(words[from - 1]?.w ?? '') &&
    (words[from]?.gap ?? 0) === 0
  )
    from -= 1;
  return from;
}
const leaning = new Set(
  'so very really im am feel feeling been its is too such a all just quite estoy tan muy me siento saya merasa sangat'.split(
    ' ',
  ),
);

export function marksOf(
  block: LinearBlock,
  pointer: LinearBlock,
  caught: Caught,
  state: CallerState,
): Mark[] {
  const words = caught.words.words;
  const told = shares(block, caught, state);
  const { share } = sentencesOf(words, told);
  // A sentence that hardly tells is not pointed at, however its words look.
  const likely = markFeatures(told, caught, state).map((f, i) =>
    (share[i] ?? 0) < marking.sentence ? 0 : sigmoid(logitsOf(pointer, f)[0] ?? -9),
  );
  const chosen = chosenWords(likely, words);
  // A clear cue word of the state is marked whole, wherever it stands.
  for (const cue of caught.cues)
    if (cue.target === state && cue.use === 'plain' && cue.strength >= marking.clear)
      for (let i = degreeFrom(cue, words); i <= cue.to; i++) chosen[i] = true;
  const marks: Mark[] = [];
  words.forEach((word, i) => {
    if (chosen[i] !== true) return;
    const before = marks.at(-1);
    if (before && chosen[i - 1] === true && word.gap <= gapOf.comma) before.end = word.end;
    else marks.push({ start: word.start, end: word.end });
  });
  return marks;
}
