// What the organisation's feed brings, in two steps: first every article is written and indexed unseen, a few at a time; then one
// short transaction moves the heads, and the whole delta counts at once. What was superseded leaves the full-text index afterwards.
import type Database from 'better-sqlite3';
import { announcement } from '#shared/domain/knowledge/announcement.ts';
import { type Article, article as articleSchema } from '#shared/domain/knowledge/article.ts';
import {
  retiredMark,
  type RetiredMark,
  verifiedMark,
  type VerifiedMark,
} from '#shared/domain/knowledge/standing.ts';
import { type TermList, termList } from '#shared/domain/knowledge/terms.ts';
import type { Delivered, DeliveryTarget, Prepared } from '../knowledge-sync/apply.ts';
import { prepared } from '../vault/prepared.ts';
import { putAnnouncement } from './announcements.ts';
import { flipArticles } from './flip.ts';
import { headOf, moveHead } from './heads.ts';
import { type ArticleRow, fromRow, toRow, writeRow } from './rows.ts';

type Db = Database.Database;
interface PreparedRow {
  seq: number;
  kind: string;
  id: string | null;
  version: number | null;
  n: number | null;
  at: string;
  by_name: string | null;
  note: string | null;
  json: string | null;
}

const sameWords = (row: ArticleRow, article: Article): boolean =>
  JSON.stringify(fromRow(row)) === JSON.stringify(fromRow({ ...toRow(article, true, ''), n: 0 }));

function keep(
  db: Db,
  item: Delivered,
  of: { article?: { n: number | null; id: string; version: number }; json?: object; kind?: 'instead' },
): void {
  prepared<[PreparedRow]>(
    db,
    `insert or replace into article_prepared (seq, kind, id, version, n, at, by_name, note, json)
     values (@seq, @kind, @id, @version, @n, @at, @by_name, @note, @json)`,
  ).run({
    seq: item.seq,
    kind: of.kind ?? item.body.kind,
    id: of.article?.id ?? null,
    version: of.article?.version ?? null,
    n: of.article?.n ?? null,
    at: item.at,
    by_name: item.by?.slice(0, 160) ?? null,
    note: item.note?.slice(0, 500) ?? null,
    json: of.json === undefined ? null : JSON.stringify(of.json),
  });
}

/** A row that never counted, with its entries in the indexes. */
function forget(db: Db, n: number): void {
  prepared<[number]>(db, 'update articles set current = 0 where n = ? and current = 1').run(n);
  prepared<[number]>(db, 'delete from article_call_types where article = ?').run(n);
  prepared<[number]>(db, 'delete from articles where n = ?').run(n);
}

function prepareArticle(db: Db, item: Delivered, article: Article, now: string): Prepared {
  const { id, version } = article;
  const head = headOf(db, id);
  const row = prepared<[string, number], ArticleRow>(
    db,
    'select * from articles where id = ? and version = ?',
  ).get(id, version);
  const same = row !== undefined && sameWords(row, article);
  if (head !== undefined && (head.by_feed === 1 ? head.version >= version : head.version === version)) {
    // From now on it is the organisation's: no shipped pack goes over it.
    if (same) prepared<[string]>(db, 'update article_heads set by_feed = 1 where id = ?').run(id);
    if (head.by_feed === 1) return row === undefined || same ? 'older' : 'other-words';
    if (same) return 'older';
    // Shipped under that very number with other words: they count until the delta does.
    keep(db, item, { kind: 'instead', article: { n: null, id, version }, json: article });
    return 'ready';
  }
  // Here from a delta that was thrown away, from before a kill, or as a shipped version that was replaced.
  const stands = same && row.current === 1;
  if (row !== undefined && !stands) forget(db, row.n);
  const n = stands ? row.n : writeRow(db, toRow(article, true, now), article.callTypes);
  prepared<[number]>(db, 'delete from article_superseded where n = ?').run(n);
  keep(db, item, { article: { n, id, version }, ...(article.sample && { json: { sample: true } }) });
  return 'ready';
}

function prepare(db: Db, item: Delivered, now: string): Prepared {
  const { body } = item;
  switch (body.kind) {
    case 'article':
      return prepareArticle(db, item, body.article, now);
    case 'verified':
    case 'retired':
      keep(db, item, { json: body.mark });
      return 'ready';
    case 'announcement':
      keep(db, item, { json: body.announcement });
      return 'ready';
    case 'terms':
      keep(db, item, { json: body.terms });
      return 'ready';
  }
}

type Change = Pick<PreparedRow, 'at' | 'by_name' | 'note'> & { what: string; id: string; version: number };
export const noteChange = (db: Db, { at, what, id, version, by_name, note }: Change): void =>
  void prepared<[string, string, string, number, string | null, string | null]>(
    db,
    'insert into article_changes (at, what, id, version, by_name, note) values (?, ?, ?, ?, ?, ?)',
  ).run(at, what, id, version, by_name, note);

function putVerified(db: Db, mark: VerifiedMark): void {
  prepared<[string, number, string, string, string]>(
    db,
    `insert into article_standing (id, version, verified_by, verified_on, verified_until) values (?, ?, ?, ?, ?)
     on conflict (id, version) do update set verified_by = excluded.verified_by, verified_on = excluded.verified_on,
       verified_until = excluded.verified_until where verified_on is null or excluded.verified_on >= verified_on`,
  ).run(mark.articleId, mark.version, mark.by, mark.on, mark.until);
}
function putRetired(db: Db, mark: RetiredMark): void {
  prepared<[string, number, string, string, string | null]>(
    db,
    `insert into article_standing (id, version, retired_by, retired_at, retired_note) values (?, ?, ?, ?, ?)
     on conflict (id, version) do update set retired_by = excluded.retired_by, retired_at = excluded.retired_at,
       retired_note = excluded.retired_note`,
  ).run(mark.articleId, mark.version, mark.by, mark.at, mark.note);
  const head = headOf(db, mark.articleId);
  if (head?.by_feed === 0) retireShipped(db, mark.articleId, head.version);
}
/** What the organisation took out of use stays so in every version that ships: a version of its own brings it back. */
export function retireShipped(db: Db, id: string, version: number): void {
  prepared<[{ id: string; version: number }]>(
    db,
    `insert into article_standing (id, version, retired_by, retired_at, retired_note)
       select id, @version, retired_by, retired_at, retired_note from article_standing
       where id = @id and retired_at is not null order by version desc limit 1
     on conflict (id, version) do update set retired_by = excluded.retired_by, retired_at = excluded.retired_at,
       retired_note = excluded.retired_note`,
  ).run({ id, version });
}
/** The organisation's words take the place of shipped ones of the same number. Rare, so it may touch rows with bodies. */
function putInstead(db: Db, row: PreparedRow, a: Article, now: string): void {
  const { id, version, sample } = a;
  const head = headOf(db, id);
  const counts = head === undefined || head.by_feed === 0 || head.version <= version;
  // No number twice: an index may still know the row under it.
  const last = prepared<[], { n: number }>(db, 'select coalesce(max(n), 0) as n from articles').get()?.n ?? 0;
  const there = prepared<[string, number], { n: number }>(
    db,
    'select n from articles where id = ? and version = ?',
  ).get(id, version);
  if (there) forget(db, there.n);
  const n = writeRow(db, toRow(a, counts, now), a.callTypes, last + 1);
  if (!counts) return;
  prepared<[string, number]>(db, 'delete from article_standing where id = ? and version = ?').run(
    id,
    version,
  );
  moveHead(db, { id, n, version, sample, byFeed: true });
  noteChange(db, { ...row, what: 'changed', id, version });
}
function putTerms(db: Db, terms: TermList): void {
  prepared<[number, string]>(
    db,
    `insert into article_terms (one, version, json) values (1, ?, ?)
     on conflict (one) do update set version = excluded.version, json = excluded.json
       where excluded.version > article_terms.version`,
  ).run(terms.version, JSON.stringify(terms));
}

/** What is no article, in order; nothing is said of words before they are there. */
const others = `
  select * from article_prepared p where p.kind <> 'article' and (p.kind not in ('verified', 'retired') or not exists (
    select 1 from article_prepared a where a.kind in ('article', 'instead') and a.seq > p.seq
      and a.id = p.json ->> '$.articleId' and a.version = p.json ->> '$.version')) order by p.seq`;
/** Everything but articles (flip.ts). */
function count(db: Db, row: PreparedRow, now: string): void {
  const { at, note } = row;
  const json: unknown = JSON.parse(row.json ?? 'null');
  if (row.kind === 'announcement') return putAnnouncement(db, announcement.parse(json), now);
  if (row.kind === 'instead') return putInstead(db, row, articleSchema.parse(json), now);
  if (row.kind === 'terms') return putTerms(db, termList.parse(json));
  const retires = row.kind === 'retired';
  const mark = retires ? retiredMark.parse(json) : verifiedMark.parse(json);
  if ('until' in mark) putVerified(db, mark);
  else putRetired(db, mark);
  noteChange(db, {
    at,
    by_name: mark.by,
    note: 'note' in mark ? mark.note : note,
    what: retires ? 'retired' : 'verified',
    id: mark.articleId,
    version: mark.version,
  });
}

export const articleTarget: DeliveryTarget = {
  prepare,
  flip(db, now) {
    flipArticles(db);
    for (const row of prepared<[], PreparedRow>(db, others).all()) count(db, row, now);
    prepared(db, 'delete from article_prepared').run();
  },
  tidy(db, most) {
    const rows = prepared<[number], { n: number; version: number | null; head: number | null }>(
      db,
      `select s.n, a.version, h.version as head from article_superseded s left join articles a on a.n = s.n
         left join article_heads h on h.id = a.id limit ?`,
    ).all(most);
    for (const { n, version, head } of rows) {
      if (version !== null && (head === null || head < version)) forget(db, n);
      else prepared<[number]>(db, 'update articles set current = 0 where n = ? and current = 1').run(n);
      prepared<[number]>(db, 'delete from article_superseded where n = ?').run(n);
    }
    return rows.length;
  },
  drop(db) {
    prepared(
      db,
      'insert or ignore into article_superseded (n) select n from article_prepared where n is not null',
    ).run();
    prepared(db, 'delete from article_prepared').run();
  },
};

/** The organisation's terms, as delivered; null = only the shipped ones. */
export function deliveredTerms(db: Db): TermList | null {
  const row = prepared<[], { json: string }>(db, 'select json from article_terms').get();
  return row === undefined ? null : termList.parse(JSON.parse(row.json));
}
