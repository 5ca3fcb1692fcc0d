// The moment in which delivered articles begin to count: statements over small rows alone, whatever the size of the delta. One by
// one the heads of 2,000 articles took 45 ms of the desk's thread; so they take a third of it.
import type Database from 'better-sqlite3';
import { prepared } from '../vault/prepared.ts';

/** What leaves the full-text index afterwards: heads that are replaced, and what a higher version of the same delta goes over. */
const superseded = `
  insert or ignore into article_superseded (n)
    select h.n from article_prepared p join article_heads h on h.id = p.id
      where p.kind = 'article' and (h.version < p.version or h.by_feed = 0)
    union
    select p.n from article_prepared p join article_heads h on h.id = p.id
      where p.kind = 'article' and h.by_feed = 1 and h.version >= p.version and h.n <> p.n
    union
    select n from (select n, version, max(version) over (partition by id) as top
      from article_prepared where kind = 'article') where version < top`;
const changes = `
  insert into article_changes (at, what, id, version, by_name, note)
    select p.at, case when h.id is null and row_number() over (partition by p.id order by p.version) = 1
        then 'new' else 'changed' end, p.id, p.version, p.by_name, p.note
    from article_prepared p left join article_heads h on h.id = p.id
    where p.kind = 'article' and (h.id is null or h.version < p.version or h.by_feed = 0) order by p.seq`;
/** What was said of a shipped version of that number is not said of the organisation's. */
const marks = `
  delete from article_standing where exists (select 1 from article_prepared p left join article_heads h on h.id = p.id
    where p.kind = 'article' and coalesce(h.by_feed, 0) = 0 and p.id = article_standing.id and p.version = article_standing.version)`;
/** A sample says so in the prepared row: no row with a body is touched. */
const heads = `
  insert into article_heads (id, n, version, sample, by_feed)
    select id, n, version, sample, 1 from (select id, n, version, coalesce(json ->> '$.sample', 0) as sample,
        row_number() over (partition by id order by version desc) as place
      from article_prepared where kind = 'article') where place = 1
    on conflict (id) do update set n = excluded.n, version = excluded.version, sample = excluded.sample, by_feed = 1
      where excluded.version > article_heads.version or article_heads.by_feed = 0`;

/** Within the one transaction of a delta. */
export function flipArticles(db: Database.Database): void {
  for (const sql of [superseded, changes, marks, heads]) prepared(db, sql).run();
}
