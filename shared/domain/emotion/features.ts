// What the linear blocks look at: runs of one to three words, pieces of words (typing errors and endings still match),
// how the utterance begins and ends, and words in capitals. Each is a 32-bit key; no table of words has to be shipped.
import { cut, type Token } from './tokens.ts';

/** Key of a gram to how often it occurs (a value may be any number). */
export type Features = Map<number, number>;

/** Kinds below 100 belong to this file; other rooms' features use 100 and more, so that keys don't meet. */
export function keyOf(gram: string, kind: number): number {
  let x = (2166136261 ^ Math.imul(kind, 0x9e3779b1)) >>> 0;
  for (let i = 0; i < gram.length; i++) x = Math.imul(x ^ gram.charCodeAt(i), 16777619);
  x ^= x >>> 15;
  x = Math.imul(x, 0x2c1b3c6d);
  x ^= x >>> 12;
  x = Math.imul(x, 0x297a2d39);
  x ^= x >>> 15;
  return x >>> 0;
}

const longestWord = 30;
const wordRuns = 3;
const pieces = { from: 2, to: 5 };
const kinds = { word: 1, piece: 20, opening: 50, opening2: 51, ending: 52, capitals: 60 };

export function featuresOf(tokens: readonly Token[], text: string): Features {
  const features: Features = new Map();
  const add = (key: number): void => {
    features.set(key, (features.get(key) ?? 0) + 1);
  };
  tokens.forEach((token, i) => {
    let run = token.word;
    add(keyOf(run, kinds.word));
    for (let n = 2; n <= wordRuns; n++) {
      const next = tokens[i + n - 1];
      if (!next) break;
      run += ` ${next.word}`;
      add(keyOf(run, n));
    }
    const padded = ` ${token.word.slice(0, longestWord)} `;
    for (let n = pieces.from; n <= pieces.to; n++)
      for (let j = 0; j + n <= padded.length; j++) add(keyOf(padded.slice(j, j + n), kinds.piece + n));
  });
  const [first, second] = tokens;
  const last = tokens.at(-1);
  if (first && last) {
    add(keyOf(first.word, kinds.opening));
    if (second) add(keyOf(`${first.word} ${second.word}`, kinds.opening2));
    add(keyOf(last.word, kinds.ending));
  }
  const shouted = Math.min(3, (cut(text).match(/(?<![A-Z[])[A-Z]{3,}(?![A-Z\]])/g) ?? []).length);
  if (shouted > 0) add(keyOf(String(shouted), kinds.capitals));
  return features;
}
