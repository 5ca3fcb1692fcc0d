// Queries with judgments → what is fitted: for each query its candidates as the engine compares them, with grades.
import { buildIndex } from '#desk/knowledge/engine/build.ts';
import { type EngineSource, makeEngine } from '#desk/knowledge/engine/engine.ts';
import { featureCount } from '#desk/knowledge/engine/features.ts';
import type { EngineDoc } from '#desk/knowledge/engine/types.ts';
import type { KbArticle, KbQuery } from '../eval-kb/files.ts';

export type Form = 'text' | 'typo';

export interface List {
  query: string;
  set: string;
  form: Form;
  /** Numbers of the candidates. */
  ns: Int32Array;
  /** -1 = nobody judged it. */
  grades: Int8Array;
  /** Row after row of features. */
  rows: Float32Array;
  /** DCG of the best order of all that is judged, found or not. */
  ideal: number;
}

/** Measured at this depth, of rankings cut at `cut`; this set only on what is judged (data's README). */
export const depth = 10;
export const cut = 50;
export const onlyJudged = (set: string): boolean => set === 'mediqa';

export const gainAt = (rank: number): number => 1 / Math.log2(rank + 2);

function idealOf(query: KbQuery): number {
  const grades = [...query.judgments.values()].sort((a, b) => b - a).slice(0, depth);
  return grades.reduce((sum, grade, rank) => sum + grade * gainAt(rank), 0) || 1;
}

/** As the product would have it: an article without a topic has its title for one. */
export const docOf = (article: KbArticle, n: number): EngineDoc => ({
  n,
  title: article.title,
  topic: article.topic.trim() || article.title,
  keywords: article.synonyms.filter((synonym) => synonym.trim() !== ''),
  section: article.section.trim() || null,
  body: article.body,
  kind: article.body.trim() === '' ? 'link' : article.kind === 'policy' ? 'policy' : 'article',
});

export function listsOf(
  articles: readonly KbArticle[],
  queries: readonly KbQuery[],
  terms: EngineSource['terms'],
): List[] {
  const index = buildIndex(articles.map(docOf));
  if (index === null) throw new Error('nothing told it to stop');
  const engine = makeEngine({ base: index, terms });
  const lists: List[] = [];
  for (const query of queries) {
    for (const form of ['text', 'typo'] as const) {
      const text = query[form];
      if (text === undefined) continue;
      const found = engine.compare(text);
      const rows = new Float32Array(found.length * featureCount);
      found.forEach(({ row }, i) => rows.set(row, i * featureCount));
      lists.push({
        query: query.id,
        set: query.set,
        form,
        ns: Int32Array.from(found, ({ n }) => n),
        grades: Int8Array.from(found, ({ n }) => query.judgments.get(articles[n]?.id ?? '') ?? -1),
        rows,
        ideal: idealOf(query),
      });
    }
  }
  return lists;
}
