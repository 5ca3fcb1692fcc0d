// The table of word vectors the net starts from: every word seen twice in the sets, and the commonest words of GloVe, so
// that a word no set had still means something.
import { keyOf } from '#shared/domain/emotion/features.ts';
import { wordKind } from '#shared/domain/emotion/net.ts';
import { createRandom } from './random.ts';
import type { Row } from './sets.ts';

export const vectorWidth = 100;
/** GloVe's numbers are kept as whole numbers of 1/32. */
const step = 32;
/** Words GloVe has in two parts start as the mean of the parts. */
const endings: readonly (readonly [string, string])[] = [
  ["n't", 'not'],
  ["'m", 'am'],
  ["'re", 'are'],
  ["'s", 'is'],
  ["'ve", 'have'],
  ["'ll", 'will'],
  ["'d", 'would'],
];

export interface Words {
  keys: Uint32Array;
  start: Float32Array;
  placeOf(word: string): number;
}

export function wordsOf(texts: readonly (readonly string[])[], glove: readonly Row[]): Words {
  const seen = new Map<string, number>();
  for (const words of texts) for (const word of words) seen.set(word, (seen.get(word) ?? 0) + 1);
  const vectors = new Map(
    glove.map((row) => [
      row['word'] ?? '',
      Float32Array.from((row['vector'] ?? '').split(' '), (n) => Number(n) / step),
    ]),
  );
  const all = new Set([...[...seen].filter(([, n]) => n >= 2).map(([word]) => word), ...vectors.keys()]);
  const byKey = new Map([...all].map((word) => [keyOf(word, wordKind), word]));
  const keys = Uint32Array.from(byKey.keys()).sort();
  const places = new Map<string, number>();
  const start = new Float32Array(keys.length * vectorWidth);
  const random = createRandom(7);
  keys.forEach((key, place) => {
    const word = byKey.get(key) ?? '';
    places.set(word, place);
    const vector = vectors.get(word) ?? meanOfParts(word, vectors);
    for (let d = 0; d < vectorWidth; d++)
      start[place * vectorWidth + d] = vector ? (vector[d] as number) : (random() - 0.5) * 0.6;
  });
  return { keys, start, placeOf: (word) => places.get(word) ?? -1 };
}

function meanOfParts(word: string, vectors: ReadonlyMap<string, Float32Array>): Float32Array | null {
  for (const [ending, meaning] of endings) {
    const body = word.endsWith(ending) ? vectors.get(word.slice(0, -ending.length)) : undefined;
    const rest = vectors.get(meaning);
    if (body && rest) return body.map((x, d) => (x + (rest[d] as number)) / 2);
  }
  return null;
}
