// Which version of an article counts, and who may see it: asked in one place, so that no request forgets either.
import type Database from 'better-sqlite3';
import type { ArticleRole } from '#shared/domain/knowledge/article.ts';
import { prepared } from '../vault/prepared.ts';

type Db = Database.Database;
export interface Head {
  n: number;
  version: number;
  by_feed: number;
}
/** Small: no row with a body is touched. */
export const headOf = (db: Db, id: string): Head | undefined =>
  prepared<[string], Head>(db, 'select n, version, by_feed from article_heads where id = ?').get(id);

/** From now on this version counts. Inside a transaction. */
export function moveHead(
  db: Db,
  to: { id: string; n: number; version: number; sample: boolean; byFeed: boolean },
): void {
  prepared<[string, number, number, number, number]>(
    db,
    `insert into article_heads (id, n, version, sample, by_feed) values (?, ?, ?, ?, ?)
     on conflict (id) do update set n = excluded.n, version = excluded.version, sample = excluded.sample,
       by_feed = excluded.by_feed`,
  ).run(to.id, to.n, to.version, to.sample ? 1 : 0, to.byFeed ? 1 : 0);
}

/** SQL: the row `a` may be seen by who asks (`@role`). */
export const seenBy = (a: string): string =>
  `(${a}.roles is null or instr(' ' || ${a}.roles || ' ', ' ' || @role || ' ') > 0)`;

/** Nobody known sees what everybody may see. */
export const maySee = (roles: readonly ArticleRole[] | null, role: string): boolean =>
  roles === null || (roles as readonly string[]).includes(role);
