// Reading single articles: short enough for the desk's main thread.
import type Database from 'better-sqlite3';
import type { Article, ArticleQuote, TextRange } from '#shared/domain/knowledge/article.ts';
import { quote } from '#shared/domain/knowledge/quote.ts';
import { type Result, fail, ok } from '#shared/domain/result.ts';
import { type ArticleRow, fromRow } from './rows.ts';

/** The current version, or the one a note quoted. */
export function readArticle(db: Database.Database, id: string, version?: number): Result<Article> {
  const row =
    version === undefined
      ? db.prepare<[string], ArticleRow>('select * from articles where id = ? and current = 1').get(id)
      : db
          .prepare<[string, number], ArticleRow>('select * from articles where id = ? and version = ?')
          .get(id, version);
  return row ? ok(fromRow(row)) : fail('not-found', 'article');
}

/** Text for a note, checked against what is really stored under that version. */
export function quoteArticle(
  db: Database.Database,
  id: string,
  version: number,
  range: TextRange,
): Result<ArticleQuote> {
  const found = readArticle(db, id, version);
  return found.ok ? quote(found.value, range) : found;
}

export interface KnowledgeState {
  articles: number;
  samples: number;
  /** When the newest starter pack came in; null before the first import is complete. */
  asOf: string | null;
}

/** For the status bar ("Knowledge as of 08:10"). */
export function knowledgeState(db: Database.Database): KnowledgeState {
  const counts = db
    .prepare<[], { articles: number; samples: number | null }>(
      'select count(*) as articles, sum(sample) as samples from articles where current = 1',
    )
    .get();
  const pack = db
    .prepare<[], { at: string | null }>('select max(imported_at) as at from article_packs')
    .get();
  return { articles: counts?.articles ?? 0, samples: counts?.samples ?? 0, asOf: pack?.at ?? null };
}
