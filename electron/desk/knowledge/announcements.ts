// Announcements in force, what must be read, and who said that they have read it. An announcement ends by its own date: nothing
// has to come for it to go.
import type Database from 'better-sqlite3';
import type { AnnouncementView, ToRead } from '#shared/contract/knowledge.ts';
import { type Announcement, announcement } from '#shared/domain/knowledge/announcement.ts';
import type { ReadAbout } from '#shared/domain/knowledge/said.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { prepared } from '../vault/prepared.ts';
import { maySee, seenBy } from './heads.ts';
import type { Asker } from './view.ts';

type Db = Database.Database;
interface Row {
  json: string;
  came_at: string;
}
export interface ReadThing {
  about: ReadAbout;
  id: string;
  version: number;
}

/** Inside a transaction; a lower version than the one here changes nothing. */
export function putAnnouncement(db: Db, said: Announcement, now: string): void {
  prepared<[string, number, string, string, string, string]>(
    db,
    `insert into announcements (id, version, starts, ends, came_at, json) values (?, ?, ?, ?, ?, ?)
     on conflict (id) do update set version = excluded.version, starts = excluded.starts, ends = excluded.ends,
       came_at = excluded.came_at, json = excluded.json where excluded.version > announcements.version`,
  ).run(said.id, said.version, said.from, said.until, now, JSON.stringify(said));
}

export const acknowledgedAt = (db: Db, person: string, { about, id, version }: ReadThing): string | null =>
  prepared<[string, string, string, number], { at: string }>(
    db,
    'select at from article_acknowledged where person = ? and about = ? and id = ? and version = ?',
  ).get(person, about, id, version)?.at ?? null;

function seen(db: Db, role: string, now: string): { said: Announcement; cameAt: string }[] {
  return prepared<[string, string], Row>(
    db,
    `select json, came_at from announcements where starts <= ? and ends > ? order by starts desc, id limit 1000`,
  )
    .all(now, now)
    .map(({ json, came_at: cameAt }) => ({ said: announcement.parse(JSON.parse(json)), cameAt }))
    .filter(({ said }) => maySee(said.roles, role));
}
function viewOf(db: Db, who: Asker, said: Announcement): AnnouncementView {
  const linked = said.articleId !== null && isSeen(db, who.role, said.articleId);
  return {
    ...said,
    // A link to what who reads may not see would say that it is there.
    articleId: linked ? said.articleId : null,
    acknowledged: acknowledgedAt(db, who.id, { about: 'announcement', id: said.id, version: said.version }),
  };
}
const isSeen = (db: Db, role: string, id: string): boolean =>
  prepared<[{ id: string; role: string }], { one: number }>(
    db,
    `select 1 as one from article_heads h join articles a on a.n = h.n where h.id = @id and ${seenBy('a')}`,
  ).get({ id, role }) !== undefined;

/** Newest first; `accountId` null = nothing is in hand: only what concerns every account. */
export const announcementsFor = (
  db: Db,
  who: Asker,
  accountId: string | null,
  now: string,
): AnnouncementView[] =>
  seen(db, who.role, now)
    .filter(({ said }) => said.accounts === null || (accountId !== null && said.accounts.includes(accountId)))
    .slice(0, 100)
    .map(({ said }) => viewOf(db, who, said));

interface MustRead {
  id: string;
  version: number;
  title: string;
  since: string;
}
const mustReadArticles = (db: Db, who: Asker): MustRead[] =>
  prepared<[{ role: string; person: string }], MustRead>(
    db,
    `select a.id, a.version, a.title, a.imported_at as since
     from articles a join article_heads h on h.n = a.n
       left join article_standing s on s.id = a.id and s.version = a.version
     where a.must_read = 1 and s.retired_at is null and ${seenBy('a')}
       and not exists (select 1 from article_acknowledged k
         where k.person = @person and k.about = 'article' and k.id = a.id and k.version = a.version)
     order by since, a.id limit 100`,
  ).all({ role: who.role, person: who.id });

/** Oldest first, of every account: whoever sits here may get any call. */
export function toReadFor(db: Db, who: Asker, now: string): ToRead[] {
  const said = seen(db, who.role, now)
    .filter((each) => each.said.mustRead)
    .map(({ said: each, cameAt }) => ({ view: viewOf(db, who, each), cameAt }))
    .filter(({ view }) => view.acknowledged === null)
    .slice(0, 100)
    .map(({ view, cameAt }): ToRead => ({
      about: 'announcement',
      id: view.id,
      version: view.version,
      title: view.title,
      since: cameAt,
      announcement: view,
    }));
  const articles = mustReadArticles(db, who).map((each): ToRead => ({
    about: 'article',
    ...each,
    announcement: null,
  }));
  return [...said, ...articles].toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
}

/** Inside a transaction. True = it was not confirmed before; `not-found` unless it is in force in that version and seen. */
export function acknowledge(db: Db, who: Asker, of: ReadThing, now: string): Result<boolean> {
  const there =
    of.about === 'announcement'
      ? seen(db, who.role, now).some(({ said }) => said.id === of.id && said.version === of.version)
      : prepared<[{ id: string; version: number; role: string }], { one: number }>(
          db,
          `select 1 as one from article_heads h join articles a on a.n = h.n
           where h.id = @id and h.version = @version and ${seenBy('a')}`,
        ).get({ id: of.id, version: of.version, role: who.role }) !== undefined;
  if (!there) return fail('not-found', of.about);
  const { changes } = prepared<[string, string, string, number, string]>(
    db,
    'insert or ignore into article_acknowledged (person, about, id, version, at) values (?, ?, ?, ?, ?)',
  ).run(who.id, of.about, of.id, of.version, now);
  return ok(changes > 0);
}
