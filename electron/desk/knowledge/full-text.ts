// The full-text search of the database over the articles that this person may find. It answers until the index is loaded, and
// whenever the index is damaged.
import type Database from 'better-sqlite3';
import type { ArticleSearch } from '#shared/domain/knowledge/article.ts';
import { markEnd, markStart } from '#shared/domain/knowledge/highlight.ts';
import {
  maxCompletions,
  meaningsOf,
  readQuery,
  toFullTextQuery,
  wordsOf,
} from '#shared/domain/knowledge/query.ts';
import { type Correction, correctTerms, type Vocabulary } from '#shared/domain/knowledge/vocabulary.ts';
import type { Visible } from './facets.ts';
import { saidIn } from './names.ts';
import { type Candidate, makeRanker } from './rank.ts';
import { vocabularyOf, wordsSeen } from './vocabulary.ts';
import { weightOf } from './weights.ts';

/** Our function in SQL. */
const seenAs = 'careline_seen_as';
/** So many are ranked: own ones first, so that no number of samples hides one. */
const ranked = 300;
const snippetWords = 26;

/** Title and passage with marks (highlight.ts). */
export interface MarkedText {
  title: string;
  snippet: string;
}
export interface Found {
  /** Best first, more than were asked for. */
  ns: number[];
  corrections: Correction[];
  /** Null: the article is none of the found. */
  marked(n: number): MarkedText | null;
}

/** Whether one field, or one keyword, holds every phrase word for word: the table itself compares stems, and reads across keywords. */
function phraseHolder(db: Database.Database) {
  const fields = db.prepare<[number], Record<'title' | 'topic' | 'keywords' | 'body', string>>(
    'select title, topic, keywords, body from articles where n = ?',
  );
  return (n: number, phrases: readonly (readonly string[])[]): boolean => {
    const row = phrases.length === 0 ? undefined : fields.get(n);
    if (row === undefined) return phrases.length === 0;
    const texts = [row.title, row.topic, ...row.keywords.split('\n'), row.body].map(
      (text) => ` ${wordsOf(text).join(' ')} `,
    );
    return phrases.every((phrase) => texts.some((text) => text.includes(` ${phrase.join(' ')} `)));
  };
}

/** Prepared statements on one connection; make it once. */
export function fullTextSearch(db: Database.Database) {
  let now: Visible | null = null;
  // 0 = may not be found, 1 = own, 2 = sample. Asked for each row that matches, before it is scored.
  db.function(seenAs, { directOnly: true }, (n: unknown) =>
    now === null || !now.has(Number(n)) ? 0 : now.isSample(Number(n)) ? 2 : 1,
  );
  const find = db.prepare<{ match: string }, { n: number; score: number }>(
    `select rowid as n, bm25(article_index, 8, 2, 2, 1) as score from article_index
     where article_index match @match and ${seenAs}(rowid) > 0
     order by ${seenAs}(rowid), score, rowid limit ${ranked}`,
  );
  const inOrder = makeRanker(db);
  const holdsPhrases = phraseHolder(db);
  const vocabulary = vocabularyOf(db);
  const seenWords = wordsSeen(db, seenAs);
  // The cast matters: numbers are bound as REAL, which the index takes for "any row".
  const passages = db.prepare<{ match: string; n: number; start: string; end: string }, MarkedText>(
    `select highlight(article_index, 0, @start, @end) as title,
       snippet(article_index, 3, @start, @end, '…', ${snippetWords}) as snippet
     from article_index where article_index match @match and rowid = cast(@n as integer)`,
  );

  /** What was found out about words holds while the articles and the asker are the same. */
  let wordsNow: { visible: Visible; of: Vocabulary; words: Vocabulary } | null = null;
  const wordsFor = (visible: Visible): Vocabulary => {
    const of = vocabulary();
    if (wordsNow?.visible !== visible || wordsNow.of !== of) wordsNow = { visible, of, words: seenWords(of) };
    return wordsNow.words;
  };

  return function search(request: ArticleSearch, visible: Visible, today: string): Found {
    now = visible;
    try {
      const words = wordsFor(visible);
      const { terms, corrections } = correctTerms(readQuery(request.text), words);
      const completions = terms.typing === null ? undefined : words.complete(terms.typing, maxCompletions);
      const match = toFullTextQuery(terms, completions);
      const rows = match === null ? [] : find.all({ match });
      const exact = rows.filter(({ n }) => holdsPhrases(n, terms.phrases));
      const found: Candidate[] = exact.map(({ n, score }) => ({
        n,
        sample: visible.isSample(n) ? 1 : 0,
        score: score * weightOf(visible, n, today),
      }));
      return {
        ns: inOrder(found, meaningsOf(terms, completions), saidIn(request.text, corrections), ({ n }) =>
          visible.languageOf(n),
        ).map(({ n }) => n),
        corrections,
        marked: (n) =>
          match === null ? null : (passages.get({ match, n, start: markStart, end: markEnd }) ?? null),
      };
    } finally {
      now = null;
    }
  };
}
