// Flags and open questions of an organisation, due first; answered once, with words that stay sealed at rest. Also who has read what
// everybody must read.
import type { z } from 'zod';
import { articleRoles } from '#shared/domain/knowledge/article.ts';
import type {
  acknowledgementsRequest,
  AcknowledgementsAnswer,
  answerAnswer,
  answerRequest,
  InboxAnswer,
  inboxRequest,
} from '#shared/protocol/knowledge-acts.ts';
import type { PersonRole } from '#shared/protocol/person.ts';
import { inTransaction } from '../db/transaction.ts';
import { Refusal } from '../http/refusal.ts';
import type { Caller } from '../http/signed.ts';
import { boundPerson, refused } from '../identity/bound.ts';
import type { Parts } from '../parts.ts';
import { readerOf } from '../reports/store.ts';
import { openSealed } from '../seal/open.ts';
import { lockFeed } from './feed.ts';
import { countsOf, itemOf, listEvents, ratingsOf } from './inbox-store.ts';
import { rolesOf } from './proposal-store.ts';
import { writerRoles } from './proposals.ts';

/** POST /v2/knowledge/inbox. */
export async function inboxOf(
  parts: Parts,
  who: Caller,
  { person, open }: z.infer<typeof inboxRequest>,
): Promise<InboxAnswer> {
  const { role } = await boundPerson(parts, who, person, { roles: writerRoles });
  const now = parts.clock();
  const reader = await readerOf(parts.pool, who);
  const rows = await listEvents(parts.pool, who.org, role, open);
  return {
    v: 2,
    items: rows.map((row) => itemOf(row, reader, parts.sealKeys)),
    ...(await countsOf(parts.pool, who.org, role, now)),
    ratings: await ratingsOf(parts.pool, who.org, role, now),
    serverTime: now.toISOString(),
  };
}

/** POST /v2/knowledge/answer. Its number is given under the row lock: the asking desk sees it after all that was given before. */
export async function answerEvent(
  parts: Parts,
  who: Caller,
  { person, id, wordsId, words }: z.infer<typeof answerRequest>,
): Promise<z.infer<typeof answerAnswer>> {
  await inTransaction(parts.pool, async (db) => {
    await boundPerson({ ...parts, pool: db }, who, person, { roles: writerRoles });
    await lockFeed(db, who.org);
    const found = await db.query<{
      due_at: Date | null;
      answered_by: string | null;
      answer_id: string | null;
    }>(
      'select due_at, answered_by, answer_id from knowledge_event where org_id = $1 and id = $2 for update',
      [who.org, id],
    );
    const row = found.rows[0];
    if (row === undefined || row.due_at === null) throw refused('not-found');
    if (row.answer_id !== null) {
      if (row.answer_id === wordsId && row.answered_by === person) return;
      throw refused('knowledge-answered');
    }
    if (!openSealed(parts.sealKeys, wordsId, words).ok)
      throw new Refusal('invalid', 'The words cannot be opened.');
    await db.query(
      `with o as (update organisation set knowledge_answer_n = knowledge_answer_n + 1 where id = $1
         returning knowledge_answer_n as n)
       update knowledge_event set answered_by = $3, answered_at = $4, answer_id = $5, answer = $6, answer_n = o.n
       from o where org_id = $1 and id = $2`,
      [who.org, id, person, parts.clock(), wordsId, JSON.stringify(words)],
    );
  });
  parts.log('knowledge', { org: who.org, device: who.device, code: 'answer' });
  return { v: 2, id, serverTime: parts.clock().toISOString() };
}

/** POST /v2/knowledge/acknowledgements: everybody who may see it, with the highest version that they said to have read. */
export async function acknowledgementsOf(
  parts: Parts,
  who: Caller,
  { person, about, id }: z.infer<typeof acknowledgementsRequest>,
): Promise<AcknowledgementsAnswer> {
  const asker = await boundPerson(parts, who, person, { roles: writerRoles });
  const roles = await rolesOf(parts.pool, who.org, about, id);
  if (roles !== null && !roles.some((role) => role === asker.role)) throw refused('not-found');
  const found = await parts.pool.query<{
    id: string;
    name: string;
    role: PersonRole;
    version: number | null;
    at: Date | null;
    unproved: boolean | null;
  }>(
    `select p.id, p.name, p.role, r.version, r.at, r.author_unbound as unproved
     from person p left join lateral (
       select e.version, e.at, e.author_unbound from knowledge_event e
       where e.org_id = p.org_id and e.kind = 'read' and e.about = $2 and e.author = p.id
       order by e.version desc, e.author_unbound, e.at limit 1) r on true
     where p.org_id = $1 and (r.version is not null or (p.revoked_at is null and p.role = any($3)))
     order by r.version is not null, p.name, p.id limit 1000`,
    [who.org, `${about} ${id}`, roles ?? [...articleRoles]],
  );
  return {
    v: 2,
    people: found.rows.map((row) => ({
      id: row.id,
      name: row.name,
      role: row.role,
      read:
        row.version === null || row.at === null
          ? null
          : { version: row.version, at: row.at.toISOString(), unproved: row.unproved === true },
    })),
    serverTime: parts.clock().toISOString(),
  };
}
