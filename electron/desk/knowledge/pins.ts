// What belongs to a call: articles that were pinned to it, and handouts that its caller was given (row 69). Call ids alone, nothing
// of the caller; both outlive a restart.
import type Database from 'better-sqlite3';
import type { HandoutRow, PinnedArticle } from '#shared/contract/knowledge.ts';
import type { HandoutChannel } from '#shared/domain/knowledge/said.ts';
import { stateOf } from '#shared/domain/knowledge/standing.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { prepared } from '../vault/prepared.ts';
import { seenBy } from './heads.ts';
import { readFor } from './read.ts';
import { type Asker, standingNow } from './view.ts';

type Db = Database.Database;
/** More of them are not looked through while somebody speaks. */
const mostPins = 50;

/** Days for which a call's pins stay: they are for calls that go on, and for what is pinned to calls of one kind. */
const days = 90;
const forgetOld = (db: Db, now: string): void =>
  void prepared<[string]>(db, 'delete from article_pins where at < ?').run(
    new Date(Date.parse(now) - days * 86_400_000).toISOString(),
  );

const isCall = (db: Db, callId: string): boolean =>
  prepared<[string]>(db, 'select 1 from calls where id = ?').get(callId) !== undefined;

export interface PinAsked {
  callId: string;
  articleId: string;
  version: number;
  on: boolean;
}
/** Inside a transaction. Taking off what is not there, or may be seen no longer, is no failure. */
export function pin(db: Db, who: Asker, of: PinAsked, now: string): Result<Record<string, never>> {
  if (!of.on) {
    prepared<[string, string]>(db, 'delete from article_pins where call_id = ? and id = ?').run(
      of.callId,
      of.articleId,
    );
    return ok({});
  }
  if (!isCall(db, of.callId)) return fail('not-found', 'call');
  forgetOld(db, now);
  const found = readFor(db, who.role, of.articleId, of.version);
  if (!found.ok) return found;
  const there = prepared<[string], { n: number }>(
    db,
    'select count(*) as n from article_pins where call_id = ?',
  ).get(of.callId);
  if ((there?.n ?? 0) >= mostPins) return fail('too-large', 'pins');
  prepared<[string, string, number, string, string]>(
    db,
    `insert into article_pins (call_id, id, version, person, at) values (?, ?, ?, ?, ?)
     on conflict (call_id, id) do update set version = excluded.version`,
  ).run(of.callId, of.articleId, of.version, who.id, now);
  return ok({});
}

/** In the order in which they were pinned; what who asks may not see is not among them. */
export const pinsFor = (db: Db, role: string, callId: string): PinnedArticle[] =>
  prepared<[{ role: string; callId: string }], PinnedArticle>(
    db,
    `select p.id, p.version, a.title, p.at, nullif(max(h.version, p.version), p.version) as newer
     from article_pins p join article_heads h on h.id = p.id join articles now on now.n = h.n
       join articles a on a.id = p.id and a.version = p.version
     where p.call_id = @callId and ${seenBy('now')} and ${seenBy('a')} order by p.at, p.id limit ${mostPins}`,
  ).all({ role, callId });

export interface HandoutAsked {
  callId: string;
  articleId: string;
  version: number;
  channel: HandoutChannel;
}
/** Inside a transaction. Only a handout that its owner stands behind today, in the version that counts. */
export function handOut(
  db: Db,
  who: Asker,
  of: HandoutAsked,
  at: { id: string; now: string; today: string },
): Result<Record<string, never>> {
  if (!isCall(db, of.callId)) return fail('not-found', 'call');
  const found = readFor(db, who.role, of.articleId);
  if (!found.ok) return found;
  if (found.value.kind !== 'handout') return fail('not-found', 'handout');
  if (found.value.version !== of.version || stateOf(standingNow(db, found.value), at.today) !== 'verified')
    return fail('handout-overdue');
  prepared<[string, string, string, number, string, string, string]>(
    db,
    `insert into article_handouts (id, call_id, article_id, version, channel, at, by_name) values (?, ?, ?, ?, ?, ?, ?)`,
  ).run(at.id, of.callId, of.articleId, of.version, of.channel, at.now, who.name);
  return ok({});
}

/** In order; what who asks may not see is not among them. */
export const handoutsFor = (db: Db, role: string, callId: string): HandoutRow[] =>
  prepared<[{ role: string; callId: string }], HandoutRow>(
    db,
    `select o.id, o.article_id as articleId, o.version, a.title, o.channel, o.at, o.by_name as by
     from article_handouts o join article_heads h on h.id = o.article_id join articles now on now.n = h.n
       join articles a on a.id = o.article_id and a.version = o.version
     where o.call_id = @callId and ${seenBy('now')} and ${seenBy('a')} order by o.at, o.id limit 100`,
  ).all({ role, callId });
