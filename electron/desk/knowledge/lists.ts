// The glossary, and what changed: lists that are read as a whole or page by page.
import type Database from 'better-sqlite3';
import type { ChangeRow, GlossaryEntry } from '#shared/contract/knowledge.ts';
import type { PageResult } from '#shared/contract/kinds.ts';
import { everyPractice } from '#shared/domain/knowledge/article.ts';
import { gradeOfWords } from '#shared/domain/knowledge/grade.ts';
import { sectionsOf } from '#shared/domain/knowledge/sections.ts';
import type { Lang } from '#shared/domain/script/languages.ts';
import type { Cursor } from '../router/context.ts';
import { prepared } from '../vault/prepared.ts';
import { seenBy } from './heads.ts';

type Db = Database.Database;

interface TermRow {
  id: string;
  version: number;
  title: string;
  keywords: string;
  body: string;
}
/** The index of kinds is for all but plain articles, which the first condition says. `plain`: what may be said to the caller, else what stands before the first heading. By the term's letters. */
export const glossaryFor = (db: Db, role: string, lang: Lang): GlossaryEntry[] =>
  prepared<[{ role: string; lang: string }], TermRow>(
    db,
    `select a.id, a.version, a.title, a.keywords, a.body from articles a join article_heads h on h.n = a.n
       left join article_standing s on s.id = a.id and s.version = a.version
     where a.kind <> 'article' and a.kind = 'glossary' and a.lang = @lang and s.retired_at is null and ${seenBy('a')}
     order by a.title collate nocase, a.id limit 500`,
  )
    .all({ role, lang })
    .map(({ id, version, title, keywords, body }) => {
      const parts = sectionsOf(body);
      const said = parts.find((p) => p.kind === 'caller') ?? parts.find((p) => p.kind === 'facts');
      const plain = (said?.markdown ?? body).slice(0, 4000);
      return {
        id,
        version,
        term: title,
        plain,
        also: keywords.split('\n').filter(Boolean),
        grade: gradeOfWords(plain, lang),
      };
    });

/** Newest first, of what counts now; `accountId` null = everywhere. */
export function changesFor(
  db: Db,
  role: string,
  accountId: string | null,
  { after, limit }: Cursor,
): PageResult<ChangeRow> {
  const below = after === null ? Number.MAX_SAFE_INTEGER : Math.floor(Number(after));
  if (!Number.isSafeInteger(below) || below < 1) return { rows: [], next: null };
  const rows = prepared<
    [{ role: string; accountId: string | null; below: number; limit: number }],
    ChangeRow & { n: number }
  >(
    db,
    `select c.n, c.id, c.version, a.title, a.practice, c.at, c.what, c.by_name as by, c.note
     from article_changes c join article_heads h on h.id = c.id join articles now on now.n = h.n
       join articles a on a.id = c.id and a.version = c.version
     where c.n < @below and ${seenBy('now')} and ${seenBy('a')}
       and (@accountId is null or a.practice in (@accountId, '${everyPractice}'))
     order by c.n desc limit @limit`,
  ).all({ role, accountId, below, limit });
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return {
    rows: rows.map(({ n: _n, ...row }) => row),
    next: last === undefined ? null : String(last.n),
  };
}
