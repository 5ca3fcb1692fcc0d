// The articles' words in memory, read from the index. Rebuilt when articles came in, but not with every batch of an import.
import type Database from 'better-sqlite3';
import { makeVocabulary, type Vocabulary } from '#shared/domain/knowledge/vocabulary.ts';

const restMs = 1000;

/** Returns a function that gives the vocabulary as of (almost) now. `clock` is monotonic milliseconds. */
export function vocabularyOf(
  db: Database.Database,
  clock: () => number = () => performance.now(),
): () => Vocabulary {
  const newest = db.prepare<[], { n: number | null }>('select max(n) as n from articles');
  const words = db.prepare<[], [string, number]>('select term, doc from article_vocabulary').raw();
  let built: { at: number; n: number | null; vocabulary: Vocabulary } | null = null;
  return () => {
    const n = newest.get()?.n ?? null;
    if (built === null || (built.n !== n && clock() - built.at > restMs))
      built = { at: clock(), n, vocabulary: makeVocabulary(words.iterate()) };
    return built.vocabulary;
  };
}
