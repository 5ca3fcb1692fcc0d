// The feed of an organisation's knowledge base: gap-free numbers, each given at the end of a transaction under the organisation's
// row lock, so that no desk sees a number late. A number stays what it is.
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import {
  type FeedAnswer,
  type FeedAnswered,
  type FeedBody,
  type FeedItem,
  type feedRequest,
} from '#shared/protocol/knowledge.ts';
import type { Sealed } from '#shared/protocol/sync.ts';
import { Refusal } from '../http/refusal.ts';
import type { Caller } from '../http/signed.ts';
import type { Bound } from '../identity/bound.ts';
import type { Parts } from '../parts.ts';
import { readerOf } from '../reports/store.ts';
import { rewrap } from '../seal/reader.ts';

const most = 200;
/** Characters of one answer's items: about 1 MB; at least one item always goes. */
const mostText = 900_000;
const mostAnswers = 50;

/** Of who stands behind something. Where the organisation has no provider a device named them and nothing proves it: that is said too. */
export const nameSaid = (by: Pick<Bound, 'name' | 'proved'>): string =>
  by.proved ? by.name.slice(0, 120) : `${by.name.slice(0, 100)} (no sign-in)`;

/** What a body is about, and at which version. */
export function aboutOf(body: FeedBody): { about: string; version: number } {
  switch (body.kind) {
    case 'article':
      return { about: body.article.id, version: body.article.version };
    case 'announcement':
      return { about: body.announcement.id, version: body.announcement.version };
    case 'terms':
      return { about: 'terms', version: body.terms.version };
    default:
      return { about: body.mark.articleId, version: body.mark.version };
  }
}

/** The highest version of it that the feed has; 0 = none. Asked under the organisation's row lock before anything is added. */
export async function newestOf(
  db: Pool | PoolClient,
  org: string,
  kind: 'article' | 'announcement' | 'terms',
  about: string,
): Promise<number> {
  const found = await db.query<{ version: number }>(
    `select version from knowledge_feed where org_id = $1 and kind = $2 and about = $3 order by version desc limit 1`,
    [org, kind, about],
  );
  return found.rows[0]?.version ?? 0;
}

/** Until the end of the transaction nobody else gives a number of this organisation's feed. */
export async function lockFeed(db: PoolClient, org: string): Promise<void> {
  await db.query('select id from organisation where id = $1 for update', [org]);
}

/** Gives the next number. The caller holds the row lock and has looked whether the version is higher. */
export async function addToFeed(
  db: PoolClient,
  org: string,
  of: { id: string; at: Date; by: string | null; note: string | null; body: FeedBody },
): Promise<number> {
  const { about, version } = aboutOf(of.body);
  const added = await db.query<{ n: string }>(
    `with o as (update organisation set knowledge_n = knowledge_n + 1 where id = $1 returning knowledge_n)
     insert into knowledge_feed (org_id, n, id, kind, about, version, at, by_person, note, json)
     select $1, o.knowledge_n, $2, $3, $4, $5, $6, $7, $8, $9 from o returning n`,
    [org, of.id, of.body.kind, about, version, of.at, of.by, of.note, JSON.stringify(of.body)],
  );
  const n = added.rows[0]?.n;
  if (n === undefined) throw new Error('there is no such organisation');
  return Number(n);
}

/** The number that an act or proposal got; null = it has none. */
export async function numberOf(db: Pool | PoolClient, org: string, id: string): Promise<number | null> {
  const found = await db.query<{ n: string }>('select n from knowledge_feed where org_id = $1 and id = $2', [
    org,
    id,
  ]);
  return found.rows[0] === undefined ? null : Number(found.rows[0].n);
}

interface Heads {
  n: string;
  answer_n: string;
  mark: string | null;
  answers_mark: string | null;
}
interface FeedRow {
  n: string;
  id: string;
  at: Date;
  by_name: string | null;
  note: string | null;
  json: string;
  found: number;
}
interface AnswerRow {
  n: string;
  id: string;
  by_name: string;
  at: Date;
  answer_id: string;
  answer: Sealed;
}

/** POST /v2/knowledge/feed. @throws Refusal `gap` when the desk knows numbers that are others here, or none. */
export async function feedFor(
  parts: Parts,
  who: Caller,
  asked: z.infer<typeof feedRequest>,
): Promise<FeedAnswer> {
  // Read before the rows: everything up to it was committed by then, so nothing below it can come later.
  const heads = await parts.pool.query<Heads>(
    `select o.knowledge_n as n, o.knowledge_answer_n as answer_n,
       (select id from knowledge_feed where org_id = o.id and n = $2) as mark,
       (select id from knowledge_event where org_id = o.id and device_id = $4 and answer_n = $3) as answers_mark
     from organisation o where o.id = $1`,
    [who.org, asked.after, asked.answersAfter, who.device],
  );
  const at = heads.rows[0] ?? { n: '0', answer_n: '0', mark: null, answers_mark: null };
  const head = Number(at.n);
  if (asked.after > head || asked.answersAfter > Number(at.answer_n))
    throw new Refusal('gap', 'There are not so many numbers here: start over.', 0);
  if (asked.mark !== null && at.mark !== asked.mark)
    throw new Refusal('gap', 'That number is another item here: start over.', 0);
  if (asked.answersMark !== null && at.answers_mark !== asked.answersMark)
    throw new Refusal('gap', 'That answer is another one here: start over.', 0);
  const found = await parts.pool.query<FeedRow>(
    `select * from (
       select x.*, row_number() over (order by x.n)::int as place, count(*) over ()::int as found,
         sum(length(x.json)) over (order by x.n) as total
       from (select f.n, f.id, f.at, coalesce(p.name, f.by_person) as by_name, f.note, f.json
         from knowledge_feed f left join person p on p.org_id = f.org_id and p.id = f.by_person
         where f.org_id = $1 and f.n > $2 and f.n <= $3 order by f.n limit $4) x
     ) y where place = 1 or (place <= $5 and total <= $6) order by n`,
    [who.org, asked.after, head, most + 1, most, mostText],
  );
  const items: FeedItem[] = found.rows.map((row) => ({
    seq: Number(row.n),
    id: row.id,
    at: row.at.toISOString(),
    by: row.by_name?.slice(0, 160) ?? null,
    note: row.note,
    json: row.json,
  }));
  const last = items.at(-1);
  const answered = await answersFor(parts, who, asked.answersAfter);
  const lastAnswer = answered.answers.at(-1);
  return {
    v: 2,
    items,
    upto: last?.seq ?? asked.after,
    mark: last?.id ?? at.mark,
    answers: answered.answers,
    answersUpto: lastAnswer?.n ?? asked.answersAfter,
    answersMark: lastAnswer?.id ?? at.answers_mark,
    more: (found.rows[0]?.found ?? 0) > items.length || answered.more,
    head,
    serverTime: parts.clock().toISOString(),
  };
}

async function answersFor(
  parts: Parts,
  who: Caller,
  after: number,
): Promise<{ answers: FeedAnswered[]; more: boolean }> {
  const found = await parts.pool.query<AnswerRow>(
    `select e.answer_n as n, e.id, coalesce(p.name, e.answered_by) as by_name, e.answered_at as at, e.answer_id, e.answer
     from knowledge_event e left join person p on p.org_id = e.org_id and p.id = e.answered_by
     where e.org_id = $1 and e.device_id = $2 and e.answer_n > $3 order by e.answer_n limit $4`,
    [who.org, who.device, after, mostAnswers + 1],
  );
  if (found.rows.length === 0) return { answers: [], more: false };
  const reader = await readerOf(parts.pool, who);
  // Before its first handshake nothing can be wrapped for this desk: its answers wait.
  if (reader === null) return { answers: [], more: false };
  const answers = found.rows.slice(0, mostAnswers).map((row) => ({
    n: Number(row.n),
    id: row.id,
    by: row.by_name.slice(0, 160),
    at: row.at.toISOString(),
    wordsId: row.answer_id,
    words: rewrap(reader, parts.sealKeys, row.answer_id, row.answer),
  }));
  return { answers, more: found.rows.length > mostAnswers };
}
