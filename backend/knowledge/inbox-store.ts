// Rows of what desks told, as the inbox shows them: sealed words wrapped for the desk that asks.
import type { Pool } from 'pg';
import { eventFacts, sealedWords, type SealedWords } from '#shared/protocol/knowledge.ts';
import type { InboxAnswer, InboxItem } from '#shared/protocol/knowledge-acts.ts';
import type { PersonRole } from '#shared/protocol/person.ts';
import type { Sealed } from '#shared/protocol/sync.ts';
import type { SealKeys } from '../seal/keys.ts';
import { rewrap, type Reader } from '../seal/reader.ts';
import { seenAbout, toldAs } from './seen.ts';

const most = 100;
/** Days of ratings that are counted. */
const ratedDays = 90;

interface Row {
  id: string;
  kind: 'flag' | 'unanswered';
  author: string;
  author_name: string | null;
  author_role: string | null;
  author_unbound: boolean;
  at: Date;
  received_at: Date;
  due_at: Date;
  facts: unknown;
  words: Sealed | null;
  answered_by: string | null;
  answered_by_name: string | null;
  answered_at: Date | null;
  answer_id: string | null;
  answer: Sealed | null;
}

/** SQL: `role` may be told of the article that an event is about. */
const toldOf = (role: string): string => `(e.about is null or ${seenAbout('e.org_id', 'e.about', role)})`;

export async function listEvents(pool: Pool, org: string, role: PersonRole, open: boolean): Promise<Row[]> {
  const found = await pool.query<Row>(
    `select e.id, e.kind, e.author, e.author_unbound, e.at, e.received_at, e.due_at, e.facts, e.words, e.answered_by,
       e.answered_at, e.answer_id, e.answer, a.name as author_name, a.role as author_role, b.name as answered_by_name
     from knowledge_event e
     left join person a on a.org_id = e.org_id and a.id = e.author
     left join person b on b.org_id = e.org_id and b.id = e.answered_by
     where e.org_id = $1 and e.due_at is not null and (e.answered_at is null) = $2 and ${toldOf('$3')}
     order by e.answered_at desc nulls last, e.due_at, e.id limit ${most}`,
    [org, open, toldAs(role)],
  );
  return found.rows;
}

export async function countsOf(
  pool: Pool,
  org: string,
  role: PersonRole,
  now: Date,
): Promise<{ open: number; overdue: number }> {
  const found = await pool.query<{ open: number; overdue: number }>(
    `select count(*)::int as open, (count(*) filter (where due_at < $2))::int as overdue
     from knowledge_event e where org_id = $1 and due_at is not null and answered_at is null and ${toldOf('$3')}`,
    [org, now, toldAs(role)],
  );
  return found.rows[0] ?? { open: 0, overdue: 0 };
}

/** A person's last word on a version counts, once. */
export async function ratingsOf(
  pool: Pool,
  org: string,
  role: PersonRole,
  now: Date,
): Promise<InboxAnswer['ratings']> {
  const found = await pool.query<{ articleId: string; version: number; helpful: number; not: number }>(
    `select about as "articleId", version, (count(*) filter (where helped))::int as helpful,
       (count(*) filter (where not helped))::int as "not"
     from (select distinct on (about, version, author) about, version, (facts->>'helpful')::boolean as helped
       from knowledge_event e where org_id = $1 and kind = 'helpful' and received_at > $2 and ${toldOf('$3')}
       order by about, version, author, at desc) x
     where helped is not null
     group by about, version order by "not" desc, about, version desc limit ${most}`,
    [org, new Date(now.getTime() - ratedDays * 86_400_000), toldAs(role)],
  );
  return found.rows;
}

export function itemOf(row: Row, reader: Reader | null, keys: SealKeys): InboxItem {
  const wrapped = (id: string, sealed: Sealed | null): SealedWords | null => {
    const again = reader === null || sealed === null ? null : rewrap(reader, keys, id, sealed);
    return again === null ? null : sealedWords.parse(again);
  };
  const common = {
    id: row.id,
    at: row.at.toISOString(),
    receivedAt: row.received_at.toISOString(),
    author: { id: row.author, name: (row.author_name ?? row.author).slice(0, 160) },
    authorRole: row.author_role ?? '',
    authorUnbound: row.author_unbound,
    dueAt: row.due_at.toISOString(),
    words: wrapped(row.id, row.words),
    answer:
      row.answered_by === null || row.answered_at === null || row.answer_id === null
        ? null
        : {
            by: { id: row.answered_by, name: (row.answered_by_name ?? row.answered_by).slice(0, 160) },
            at: row.answered_at.toISOString(),
            wordsId: row.answer_id,
            words: wrapped(row.answer_id, row.answer),
          },
  };
  return row.kind === 'flag'
    ? { ...common, kind: 'flag', facts: eventFacts.flag.parse(row.facts) }
    : { ...common, kind: 'unanswered', facts: eventFacts.unanswered.parse(row.facts) };
}
