// The articles' words in memory, read from the index, for the full-text search. Rebuilt when articles came in, but not with every
// batch of an import. A word helps somebody only where an article that this person may find holds it.
import type Database from 'better-sqlite3';
import { wordsOf } from '#shared/domain/knowledge/query.ts';
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

/** So many articles with a word's stem are looked at for the word itself. */
const looks = 20;

/**
 * Says of a word whether an article that may be found has it, by looking at one. The sums of the vocabulary are no proof: they count
 * what a role may not see, what came and does not count yet, and every version that was superseded. `seenAs` is the name of an SQL
 * function of an article's number: above 0 = may be found.
 */
export function wordsSeen(db: Database.Database, seenAs: string) {
  const holding = db.prepare<
    { match: string; most: number },
    Record<'title' | 'topic' | 'keywords' | 'body', string>
  >(
    `select a.title, a.topic, a.keywords, a.body from article_index f join articles a on a.n = f.rowid
     where article_index match @match and ${seenAs}(f.rowid) > 0 limit cast(@most as integer)`,
  );
  const has = (text: string, word: string) => wordsOf(text).includes(word);
  function held(word: string): boolean {
    const [first] = wordsOf(word);
    if (first === undefined) return false;
    for (const a of holding.iterate({ match: `"${first}"`, most: looks }))
      if ([a.title, a.keywords, a.topic, a.body].some((text) => has(text, word))) return true;
    return false;
  }
  return (vocabulary: Vocabulary): Vocabulary => {
    const known = new Map<string, boolean>();
    const seen = (word: string): boolean => {
      let answer = known.get(word);
      if (answer === undefined) known.set(word, (answer = held(word)));
      return answer;
    };
    return {
      size: vocabulary.size,
      count: (word) => {
        const n = vocabulary.count(word);
        return n > 0 && seen(word) ? n : 0;
      },
      complete(prefix, limit) {
        const out: string[] = [];
        for (const word of vocabulary.complete(prefix, Infinity)) {
          if (out.length === limit) break;
          if (seen(word)) out.push(word);
        }
        return out;
      },
    };
  };
}
