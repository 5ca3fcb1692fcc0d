// For tests: articles of few words, and BM25F as its formula reads, without any index.
import type { Bm25Settings } from './score.ts';
import { isStopWord, stemOf, tokensOf } from './text.ts';
import type { EngineDoc } from './types.ts';

export const doc = (n: number, some: Partial<EngineDoc> = {}): EngineDoc => ({
  n,
  title: `Article ${n}`,
  topic: '',
  keywords: [],
  section: null,
  body: '',
  kind: 'article',
  ...some,
});

const stemsOf = (text: string): string[] =>
  tokensOf(text)
    .filter((word) => !isStopWord(word))
    .map(stemOf);

/** Score of each article that has one of the words, by its number. */
export function bruteForce(
  docs: readonly EngineDoc[],
  words: readonly string[],
  { weights, b, k1 }: Bm25Settings,
): Map<number, number> {
  const texts = docs.map((d) =>
    [d.title, d.topic, d.keywords.join(' '), d.section ?? '', d.body].map(stemsOf),
  );
  const means = weights.map((_, f) => {
    const lengths = texts.map((text) => text[f]?.length ?? 0).filter((length) => length > 0);
    return lengths.reduce((x, y) => x + y, 0) / Math.max(1, lengths.length);
  });
  const scores = new Map<number, number>();
  for (const stem of new Set(words.map(stemOf))) {
    const having = texts.filter((text) => text.some((field) => field.includes(stem))).length;
    const idf = Math.log(1 + (docs.length - having + 0.5) / (having + 0.5));
    texts.forEach((text, i) => {
      let tf = 0;
      text.forEach((field, f) => {
        const relative = field.length / (means[f] || 1);
        const count = field.filter((each) => each === stem).length;
        if (count > 0) tf += ((weights[f] ?? 0) * count) / (1 - (b[f] ?? 0) + (b[f] ?? 0) * relative);
      });
      const n = docs[i]?.n ?? -1;
      if (tf > 0) scores.set(n, (scores.get(n) ?? 0) + (idf * tf * (k1 + 1)) / (k1 + tf));
    });
  }
  return scores;
}
