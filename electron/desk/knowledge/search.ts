// Full-text search over the current articles. Runs in the search worker (worker.ts), or directly in tests.
import type Database from 'better-sqlite3';
import type {
  Article,
  ArticleSearch,
  ArticleSearchResult,
  ArticleSummary,
} from '#shared/domain/knowledge/article.ts';
import { everyPractice } from '#shared/domain/knowledge/article.ts';
import { markEnd, markStart, plainPassage, readMarks } from '#shared/domain/knowledge/highlight.ts';
import { maxCompletions, meaningsOf, readQuery, toFullTextQuery } from '#shared/domain/knowledge/query.ts';
import { verificationState } from '#shared/domain/knowledge/verification.ts';
import { type Correction, correctTerms, type Vocabulary } from '#shared/domain/knowledge/vocabulary.ts';
import { type Candidate, makeRanker } from './rank.ts';

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

interface HitRow {
  n: number;
  id: string;
  version: number;
  practice: string;
  sample: number;
  review_by: string | null;
  clinical_draft: number;
  source_name: string;
  source_date: string;
}

const columns =
  'a.n, a.id, a.version, a.practice, a.sample, a.review_by, a.clinical_draft, a.source_name, a.source_date';

/** Prepared statements on one connection; make it once. */
export function makeSearcher(db: Database.Database) {
  const find = db.prepare<{ match: string; practice: string | null; today: string }, Candidate>(
    `select a.n, a.sample, bm25(article_index, 8, 2, 2, 1) *
       (case when a.sample = 1 then 1.0
         else (case when a.practice = '${everyPractice}' then ${sharedWeight} else ${ownWeight} end)
           * (case when a.review_by < @today then ${overdueLess} else 1.0 end) end) as score
     from article_index f join articles a on a.n = f.rowid
     where article_index match @match and (@practice is null or a.practice in (@practice, '${everyPractice}'))
     order by a.sample, score, a.n
     limit ${ranked}`,
  );
  const row = db.prepare<{ n: number }, HitRow>(`select ${columns} from articles a where a.n = @n`);
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

  const summary = (row: HitRow, match: string, today: string): ArticleSummary => {
    const text = passages.get({ match, n: row.n, start: markStart, end: markEnd });
    const title = readMarks(text?.title ?? '');
    const snippet = readMarks(plainPassage((text?.snippet ?? '').slice(0, longestSnippet)));
    const dated: Pick<Article, 'sample' | 'reviewBy'> = { sample: row.sample === 1, reviewBy: row.review_by };
    return {
      id: row.id,
      version: row.version,
      title: title.text,
      titleRanges: title.ranges,
      practice: row.practice,
      snippet: snippet.text,
      snippetRanges: snippet.ranges,
      state: verificationState(dated, today),
      clinicalDraft: row.clinical_draft === 1,
      reviewBy: row.review_by,
      source: { name: row.source_name, date: row.source_date },
    };
  };

  /** `today` as "2026-11-22". An empty question has no hits; no text makes this fail. */
  return function searchArticles(
    request: ArticleSearch,
    today: string,
    vocabulary?: Vocabulary,
  ): ArticleSearchResult {
    const started = performance.now();
    let terms = readQuery(request.text);
    let corrections: Correction[] = [];
    if (vocabulary) ({ terms, corrections } = correctTerms(terms, vocabulary));
    const completions =
      terms.typing !== null && vocabulary ? vocabulary.complete(terms.typing, maxCompletions) : undefined;
    const match = toFullTextQuery(terms, completions);
    const found = match === null ? [] : find.all({ match, practice: request.practice ?? null, today });
    const hits = inOrder(found, meaningsOf(terms, completions))
      .slice(0, request.limit)
      .flatMap(({ n }) => row.get({ n }) ?? [])
      .map((hit) => summary(hit, match ?? '', today));
    const tookMs = performance.now() - started;
    return corrections.length > 0 ? { hits, tookMs, corrected: corrections } : { hits, tookMs };
  };
}

/** Articles of the practice, then shared ones, that serve a call type: offered before anything is typed. */
export function suggestArticles(
  db: Database.Database,
  request: { callTypes: readonly number[]; practice?: string; limit: number },
  today: string,
): ArticleSummary[] {
  const rows = db
    .prepare<
      { types: string; practice: string | null; limit: number },
      HitRow & { title: string; start: string }
    >(
      `select distinct ${columns}, a.title, substr(a.body, 1, 240) as start
       from article_call_types t join articles a on a.n = t.article
       where t.call_type in (select value from json_each(@types)) and a.current = 1
         and (@practice is null or a.practice in (@practice, '${everyPractice}'))
       order by a.practice = '${everyPractice}', length(a.call_types), a.n limit @limit`,
    )
    .all({
      types: JSON.stringify(request.callTypes),
      practice: request.practice ?? null,
      limit: request.limit,
    });
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    title: row.title,
    titleRanges: [],
    practice: row.practice,
    snippet: plainPassage(row.start.toWellFormed()),
    snippetRanges: [],
    state: verificationState({ sample: row.sample === 1, reviewBy: row.review_by }, today),
    clinicalDraft: row.clinical_draft === 1,
    reviewBy: row.review_by,
    source: { name: row.source_name, date: row.source_date },
  }));
}
