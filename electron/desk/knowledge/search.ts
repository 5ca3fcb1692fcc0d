// Full-text search over the current articles. Runs in the search worker (worker.ts), or directly in tests.
import type Database from 'better-sqlite3';
import type { ArticleSearch, ArticleSearchResult, ArticleSummary } from '#shared/domain/knowledge/article.ts';
import { everyPractice } from '#shared/domain/knowledge/article.ts';
import { markEnd, markStart, plainPassage, readMarks } from '#shared/domain/knowledge/highlight.ts';
import { maxCompletions, meaningsOf, readQuery, toFullTextQuery } from '#shared/domain/knowledge/query.ts';
import { type Correction, correctTerms, type Vocabulary } from '#shared/domain/knowledge/vocabulary.ts';
import { seenBy } from './heads.ts';
import { type Candidate, makeRanker } from './rank.ts';
import { type SummaryRow, summaryOf, summaryRow } from './summaries.ts';

/**
 * Words in a title count eight times a word in the body (measured: facts of the study in docs). Above that, the practice's own
 * article counts a little more than a shared one, and one that somebody stands behind more than a sample; less so once its
 * review is overdue. Tiers over all of this are in rank.ts.
 */
const ownWeight = 2.1;
const sharedWeight = 1.8;
const overdueLess = 0.9;
/** So many are ranked: own ones first, so that no number of samples hides one. */
const ranked = 300;
const snippetWords = 26;
const longestSnippet = 1200;

/** Prepared statements on one connection; make it once. */
export function makeSearcher(db: Database.Database) {
  const find = db.prepare<{ match: string; practice: string | null; role: string; today: string }, Candidate>(
    `select a.n, a.sample, bm25(article_index, 8, 2, 2, 1) *
       (case when a.sample = 1 then 1.0
         else (case when a.practice = '${everyPractice}' then ${sharedWeight} else ${ownWeight} end)
           * (case when a.review_by < @today then ${overdueLess} else 1.0 end) end) as score
     from article_index f join articles a on a.n = f.rowid join article_heads h on h.n = a.n
       left join article_standing s on s.id = a.id and s.version = a.version
     where article_index match @match and s.retired_at is null and ${seenBy('a')} and (@practice is null or a.practice in (@practice, '${everyPractice}'))
     order by a.sample, score, a.n
     limit ${ranked}`,
  );
  const inOrder = makeRanker(db);
  // The cast matters: numbers are bound as REAL, which the index takes for "any row".
  const passages = db.prepare<
    { match: string; n: number; start: string; end: string },
    { title: string; snippet: string }
  >(
    `select highlight(article_index, 0, @start, @end) as title,
       snippet(article_index, 3, @start, @end, '…', ${snippetWords}) as snippet
     from article_index where article_index match @match and rowid = cast(@n as integer)`,
  );

  const summary = (row: SummaryRow, match: string, today: string): ArticleSummary => {
    const text = passages.get({ match, n: row.n, start: markStart, end: markEnd });
    const title = readMarks(text?.title ?? '');
    const snippet = readMarks(plainPassage((text?.snippet ?? '').slice(0, longestSnippet)));
    return {
      ...summaryOf(row, today),
      title: title.text,
      titleRanges: title.ranges,
      snippet: snippet.text,
      snippetRanges: snippet.ranges,
    };
  };

  /** `today` as "2026-11-22". An empty question has no hits; no text makes this fail. */
  return function searchArticles(
    request: ArticleSearch,
    today: string,
    vocabulary?: Vocabulary,
    role = '',
  ): ArticleSearchResult {
    const started = performance.now();
    let terms = readQuery(request.text);
    let corrections: Correction[] = [];
    if (vocabulary) ({ terms, corrections } = correctTerms(terms, vocabulary));
    const completions =
      terms.typing !== null && vocabulary ? vocabulary.complete(terms.typing, maxCompletions) : undefined;
    const match = toFullTextQuery(terms, completions);
    const found = match === null ? [] : find.all({ match, practice: request.practice ?? null, role, today });
    const hits = inOrder(found, meaningsOf(terms, completions))
      .slice(0, request.limit)
      .flatMap(({ n }) => summaryRow(db, n) ?? [])
      .map((hit) => summary(hit, match ?? '', today));
    const tookMs = performance.now() - started;
    return corrections.length > 0 ? { hits, tookMs, corrected: corrections } : { hits, tookMs };
  };
}
