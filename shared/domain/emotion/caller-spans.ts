// Which phrase of an utterance a reader would point at. Every run of up to nine words gets a probability from a linear block
// of three outputs a word (the phrase runs over it, begins at it, ends at it) and one for the run's length. Marked is the
// stretch that holds the reader's phrase most probably for the share of the utterance it takes.
import type { Word } from './cues-words.ts';
import { keyOf, type Features } from './features.ts';
import { logitsOf, weightOf, type LinearBlock } from './linear.ts';

/** Outputs of the block, in order. */
export const spanLabels = ['inside', 'first', 'last'] as const;
/** Words a labelled cue has at most, one more for how words are counted here. */
export const longestSpan = 9;
export const lengthValue = 0.5;
export const lengthKey = (words: number): number => keyOf(`len ${words}`, 190);

/**
 * `cost`: what marking all of the utterance costs beside the certainty of holding the phrase. On the development lines .4
 * holds .88 of the phrases and marks .65 of the characters, .7 holds .74 and marks .53. `most`: words of a mark at most.
 */
export const marking = { cost: 0.4, most: 16 };

export interface WordScores {
  inside: Float64Array;
  first: Float64Array;
  last: Float64Array;
  /** By number of words, 1 to `longestSpan`. */
  length: Float64Array;
}

export function scoresOf(block: LinearBlock, features: readonly Features[]): WordScores {
  const n = features.length;
  const scores = { inside: new Float64Array(n), first: new Float64Array(n), last: new Float64Array(n) };
  features.forEach((f, i) => {
    const logits = logitsOf(block, f);
    spanLabels.forEach((label, c) => {
      scores[label][i] = logits[c] ?? 0;
    });
  });
  const length = Float64Array.from(
    { length: longestSpan + 1 },
    (_, words) => weightOf(block, lengthKey(words), 0) * lengthValue,
  );
  return { ...scores, length };
}

/** Probability that a reader's phrase begins at a word and has so many words: `[from * longestSpan + words - 1]`. */
export function spanProbabilities({ inside, first, last, length }: WordScores): Float64Array {
  const n = inside.length;
  const list = new Float64Array(n * longestSpan);
  let top = -Infinity;
  for (let from = 0; from < n; from++) {
    let run = first[from] as number;
    for (let words = 1; words <= longestSpan && from + words <= n; words++) {
      const to = from + words - 1;
      run += inside[to] as number;
      const score = run + (last[to] as number) + (length[words] as number);
      list[from * longestSpan + words - 1] = score;
      if (score > top) top = score;
    }
  }
  let sum = 0;
  for (let from = 0; from < n; from++)
    for (let words = 1; words <= longestSpan && from + words <= n; words++) {
      const at = from * longestSpan + words - 1;
      sum += list[at] = Math.exp((list[at] as number) - top);
    }
  return list.map((value) => value / sum);
}

/** The stretch whose chance of holding the whole phrase, less its cost, is highest; first and last word. */
export function chosenSpan(
  probabilities: Float64Array,
  words: readonly Word[],
  cost = marking.cost,
): { from: number; to: number } {
  const n = words.length;
  const all = Math.max(1, (words[n - 1]?.end ?? 0) - (words[0]?.start ?? 0));
  const best = { from: 0, to: -1, gain: -Infinity };
  // `held[to]`: the chance that the phrase lies between `from` and `to`.
  const held = new Float64Array(n);
  for (let from = n - 1; from >= 0; from--) {
    let begun = 0;
    const end = Math.min(n - 1, from + marking.most - 1);
    for (let to = from; to < n; to++) {
      const count = to - from + 1;
      if (count <= longestSpan) begun += probabilities[from * longestSpan + count - 1] as number;
      held[to] = (held[to] as number) + begun;
      if (to > end) continue;
      const long = ((words[to]?.end ?? 0) - (words[from]?.start ?? 0)) / all;
      const gain = (held[to] as number) - cost * long;
      if (gain > best.gain) Object.assign(best, { from, to, gain });
    }
  }
  return { from: best.from, to: best.to };
}
