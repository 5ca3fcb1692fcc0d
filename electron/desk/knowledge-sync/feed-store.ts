// How far this desk has taken its organisation's feed, and what lies here unapplied. A kill between any two of these steps leaves
// a state that the next pull goes on from.
import type Database from 'better-sqlite3';
import type { FeedBody, FeedItem } from '#shared/protocol/knowledge.ts';
import { prepared } from '../vault/prepared.ts';

type Db = Database.Database;
export interface FeedState {
  organisation: string;
  device: string;
  upto: number;
  mark: string | null;
  staged: number;
  stagedMark: string | null;
  /** All that there was lies here: it may be applied without asking again. */
  whole: boolean;
  answersUpto: number;
  answersMark: string | null;
  asOf: string | null;
  setBackAt: string | null;
}
interface Row {
  organisation: string;
  device: string;
  upto: number;
  mark: string | null;
  staged: number;
  staged_mark: string | null;
  whole: number;
  answers_upto: number;
  answers_mark: string | null;
  as_of: string | null;
  set_back_at: string | null;
}

/** Null = nothing was ever pulled. */
export function readFeed(db: Db): FeedState | null {
  const row = prepared<[], Row>(db, 'select * from knowledge_feed').get();
  if (row === undefined) return null;
  return {
    organisation: row.organisation,
    device: row.device,
    upto: row.upto,
    mark: row.mark,
    staged: row.staged,
    stagedMark: row.staged_mark,
    whole: row.whole === 1,
    answersUpto: row.answers_upto,
    answersMark: row.answers_mark,
    asOf: row.as_of,
    setBackAt: row.set_back_at,
  };
}

/** The state for who this device is now: another organisation's feed begins anew, another device's answers too. */
export function feedFor(
  db: Db,
  who: { organisation: string; deviceId: string },
  drop: () => void,
): FeedState {
  const before = readFeed(db);
  if (before?.organisation === who.organisation && before.device === who.deviceId) return before;
  db.transaction(() => {
    if (before?.organisation === who.organisation) {
      prepared(db, 'update knowledge_feed set device = ?, answers_upto = 0, answers_mark = null').run(
        who.deviceId,
      );
      return;
    }
    if (before !== null) drop();
    prepared(
      db,
      `insert or replace into knowledge_feed (one, organisation, device, upto, staged, answers_upto)
       values (1, ?, ?, 0, 0, 0)`,
    ).run(who.organisation, who.deviceId);
  }).immediate();
  return readFeed(db)!;
}

/** Everything up to this item lies here. In the transaction that made it ready. */
export const putStaged = (db: Db, last: Pick<FeedItem, 'seq' | 'id'>): void =>
  void prepared(db, 'update knowledge_feed set staged = ?, staged_mark = ?, whole = 0').run(
    last.seq,
    last.id,
  );
/** All that there was lies here. */
export const putWhole = (db: Db): void => void prepared(db, 'update knowledge_feed set whole = 1').run();

/** Its number and why, never its text. */
export function setAside(db: Db, seq: number, why: string, at: string): void {
  prepared(db, 'insert or replace into knowledge_aside (seq, why, at) values (?, ?, ?)').run(seq, why, at);
}
export const countAside = (db: Db): number =>
  Number(prepared(db, 'select count(*) from knowledge_aside').pluck().get());

/** Remembers a version, to know later what a backend that was set back no longer has. */
export function putTaken(db: Db, seq: number, body: FeedBody): void {
  if (body.kind === 'verified' || body.kind === 'retired') return;
  const { id, version } =
    body.kind === 'article'
      ? body.article
      : body.kind === 'announcement'
        ? body.announcement
        : { id: 'terms', version: body.terms.version };
  prepared<[string, string, number, number]>(
    db,
    `insert into knowledge_taken (kind, id, version, seq, confirmed) values (?, ?, ?, ?, 1)
     on conflict (kind, id, version) do update set confirmed = 1`,
  ).run(body.kind, id, version, seq);
}
/** What this desk has in a version that the backend does not have (any more), nor a higher one. */
export const countAhead = (db: Db): number =>
  Number(
    prepared(
      db,
      `select count(*) from (select max(version) as newest, max(version * confirmed) as there
         from knowledge_taken group by kind, id) where there < newest`,
    )
      .pluck()
      .get(),
  );

/** Within the transaction that makes the delta count. */
export const putApplied = (db: Db): void =>
  void prepared(db, 'update knowledge_feed set upto = staged, mark = staged_mark').run();
/**
 * The backend has fewer numbers than this desk took, or others: it was set back. Its feed is read again from the start; nothing that
 * counts here is taken away, and no lower version is taken.
 */
export function setBack(db: Db, now: string, drop: () => void): void {
  db.transaction(() => {
    prepared(db, 'delete from knowledge_aside').run();
    // What never counted here is no version of this desk; what did keeps no number of the feed before.
    prepared(db, 'delete from knowledge_taken where seq > (select upto from knowledge_feed)').run();
    prepared(db, 'update knowledge_taken set confirmed = 0, seq = 0').run();
    prepared(
      db,
      `update knowledge_feed set upto = 0, mark = null, staged = 0, staged_mark = null, whole = 0, answers_upto = 0,
         answers_mark = null, set_back_at = coalesce(set_back_at, ?)`,
    ).run(now);
    drop();
  }).immediate();
}

/** Nothing newer is there. With nothing left that the backend lacks, it is as if it had never been set back. */
export function putAsOf(db: Db, at: string, ahead: number): void {
  prepared(
    db,
    'update knowledge_feed set as_of = ?, set_back_at = case when ? = 0 then null else set_back_at end',
  ).run(at, ahead);
}
