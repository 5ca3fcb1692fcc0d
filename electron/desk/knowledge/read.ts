// Reading single articles: short enough for the desk's main thread. What a page asks for is read by "For" and the role
// that asks: what it may not see is not there, in the same words as what is not there.
import type Database from 'better-sqlite3';
import type { Article, ArticleQuote, TextRange } from '#shared/domain/knowledge/article.ts';
import { quote } from '#shared/domain/knowledge/quote.ts';
import { type Result, fail, ok } from '#shared/domain/result.ts';
import { prepared } from '../vault/prepared.ts';
import { seenBy } from './heads.ts';
import { type ArticleRow, fromRow } from './rows.ts';

type Db = Database.Database;

const oneRow = (where: string): string =>
  `select a.* from article_heads h join articles c on c.n = h.n
     join articles a on a.id = h.id and a.version = coalesce(@version, h.version)
   where h.id = @id and a.version <= h.version and ${where}`;
const readOne = oneRow('true');
const readSeen = oneRow(`${seenBy('c')} and ${seenBy('a')}`);

/** For the desk itself: whoever may see it. A version that came and does not count yet is not there. */
export function readArticle(db: Db, id: string, version?: number): Result<Article> {
  const row = prepared<[{ id: string; version: number | null }], ArticleRow>(db, readOne).get({
    id,
    version: version ?? null,
  });
  return row ? ok(fromRow(row)) : fail('not-found', 'article');
}

/**
 * The version that counts, or the one that a note quoted. Who may not see the one that counts sees none before it either.
 */
export function readFor(db: Db, role: string, id: string, version?: number): Result<Article> {
  const row = prepared<[{ id: string; role: string; version: number | null }], ArticleRow>(db, readSeen).get({
    id,
    role,
    version: version ?? null,
  });
  return row ? ok(fromRow(row)) : fail('not-found', 'article');
}

/** Nothing hides it: who asks may see the version that counts, or this desk has none of that id. */
export const mayRead = (db: Db, role: string, id: string): boolean =>
  prepared<[{ id: string; role: string }], { seen: number }>(
    db,
    `select ${seenBy('a')} as seen from article_heads h join articles a on a.n = h.n where h.id = @id`,
  ).get({ id, role })?.seen !== 0;

/** Text for a note, checked against what is really stored under that version. */
export function quoteFor(
  db: Db,
  role: string,
  { id, version, range }: { id: string; version: number; range: TextRange },
): Result<ArticleQuote> {
  const found = readFor(db, role, id, version);
  return found.ok ? quote(found.value, range) : found;
}

export interface KnowledgeState {
  articles: number;
  samples: number;
  /** When the newest starter pack came in; null before the first import is complete. */
  asOf: string | null;
}

/** Ids and samples of what some of the staff may not find: by their role, or because it is out of use. */
const hidden = `
  select h.id, h.sample from articles a indexed by articles_facets join article_heads h on h.n = a.n
    where a.current = 1 and a.roles is not null
  union
  select h.id, h.sample from article_standing s join article_heads h on h.id = s.id and h.version = s.version
    where s.retired_at is not null`;

/** For the status bar ("Knowledge as of 08:10"): whoever reads it, only what everybody may find is counted. */
export function knowledgeState(db: Db): KnowledgeState {
  const counts = prepared<[], { articles: number; samples: number | null }>(
    db,
    `with hidden as (${hidden})
     select count(*) - (select count(*) from hidden) as articles,
       sum(sample) - (select coalesce(sum(sample), 0) from hidden) as samples from article_heads`,
  ).get();
  const pack = prepared<[], { at: string | null }>(
    db,
    'select max(imported_at) as at from article_packs',
  ).get();
  return { articles: counts?.articles ?? 0, samples: counts?.samples ?? 0, asOf: pack?.at ?? null };
}
