// What is handed in, and by whom it becomes public. Nobody approves what they wrote in; policies, clinical drafts and whatever a
// trainer hands in wait for a supervisor; the version only rises. Decided here, whatever a desk let through (C11).
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { type Article, article as articleSchema } from '#shared/domain/knowledge/article.ts';
import { takesTwo } from '#shared/domain/knowledge/two-people.ts';
import type {
  decideRequest,
  ProposalAnswer,
  proposalRequest,
  proposalsRequest,
  proposeRequest,
  ProposalRow,
} from '#shared/protocol/knowledge-acts.ts';
import type { PersonRole } from '#shared/protocol/person.ts';
import plain from '../../data/knowledge/plain.json' with { type: 'json' };
import { inTransaction } from '../db/transaction.ts';
import { Refusal } from '../http/refusal.ts';
import type { Caller } from '../http/signed.ts';
import { boundPerson, refused, type Bound } from '../identity/bound.ts';
import type { Parts } from '../parts.ts';
import { addToFeed, lockFeed, nameSaid, newestOf, numberOf } from './feed.ts';
import {
  findProposal,
  groundOf,
  listProposals,
  peopleAmong,
  proposalFor,
  type ProposalRecord,
  rowOf,
  writersBefore,
} from './proposal-store.ts';

export const writerRoles: readonly PersonRole[] = ['supervisor', 'trainer'];
export const deciderRoles: readonly PersonRole[] = ['supervisor'];
/** As many as a row of the list holds (shared/protocol/knowledge-acts.ts). */
const mostWriters = 60;
/** What ships is in no feed: the version under which one person is enough to replace it, and no entry where it takes two. */
const shippedPlain: ReadonlyMap<string, number> = new Map(Object.entries(plain));

async function publish(
  parts: Parts,
  db: PoolClient,
  who: Caller,
  of: { id: string; by: Bound; note: string; article: Article },
): Promise<number> {
  if (of.article.version <= (await newestOf(db, who.org, 'article', of.article.id)))
    throw refused('knowledge-behind');
  // "Verified by" is the backend's word: of whoever made it public.
  const verifiedBy = of.article.reviewedOn === null ? null : nameSaid(of.by);
  const article = { ...of.article, verifiedBy };
  return addToFeed(db, who.org, {
    id: of.id,
    at: parts.clock(),
    by: of.by.id,
    note: of.note === '' ? null : of.note,
    body: { kind: 'article', article },
  });
}

/** POST /v2/knowledge/propose. */
export async function propose(
  parts: Parts,
  who: Caller,
  asked: z.infer<typeof proposeRequest>,
): Promise<ProposalAnswer> {
  const { id, article, note, person } = asked;
  const answer = await inTransaction(parts.pool, async (db) => {
    const by = await boundPerson({ ...parts, pool: db }, who, person, { roles: writerRoles });
    await lockFeed(db, who.org);
    const there = await findProposal(db, who.org, id);
    if (there !== null) {
      if (there.by_person !== person) throw new Refusal('invalid', 'That id is another proposal.');
      return { state: there.state, seq: await numberOf(db, who.org, id) };
    }
    if (article.version <= (await newestOf(db, who.org, 'article', article.id)))
      throw refused('knowledge-behind');
    const ground = await groundOf(db, who.org, article);
    const two =
      ground === null ||
      takesTwo(article, { newest: (of) => ground.get(of), shippedPlain: (of) => shippedPlain.get(of) });
    const before = await writersBefore(db, who.org, article.id);
    const writers = await peopleAmong(db, who.org, [person, ...asked.writers, ...before]);
    // Nobody falls out of the list, because nobody in it may approve.
    if (writers.length > mostWriters) throw new Refusal('invalid', 'Too many people wrote in it.');
    const atOnce = by.role === 'supervisor' && !two;
    const now = parts.clock();
    await db.query(
      `insert into knowledge_proposal (org_id, id, article_id, version, kind, clinical, json, note, by_person, device_id, at,
         writers, state, decided_by, decided_at, decided_note)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        who.org,
        id,
        article.id,
        article.version,
        article.kind,
        article.clinicalDraft,
        JSON.stringify(article),
        note,
        person,
        who.device,
        now,
        writers,
        atOnce ? 'published' : 'open',
        atOnce ? person : null,
        atOnce ? now : null,
        atOnce ? '' : null,
      ],
    );
    return atOnce
      ? { state: 'published' as const, seq: await publish(parts, db, who, { id, by, note, article }) }
      : { state: 'open' as const, seq: null };
  });
  parts.log('knowledge', { org: who.org, device: who.device, code: `propose ${answer.state}` });
  return { v: 2, id, ...answer, serverTime: parts.clock().toISOString() };
}

const stateAfter = { approve: 'published', 'send-back': 'sent-back', withdraw: 'withdrawn' } as const;

/** POST /v2/knowledge/decide. */
export async function decide(
  parts: Parts,
  who: Caller,
  { person, id, decision, note }: z.infer<typeof decideRequest>,
): Promise<ProposalAnswer> {
  const state = stateAfter[decision];
  const seq = await inTransaction(parts.pool, async (db) => {
    const by = await boundPerson({ ...parts, pool: db }, who, person, {
      roles: decision === 'withdraw' ? writerRoles : deciderRoles,
    });
    await lockFeed(db, who.org);
    const found = await findProposal(db, who.org, id);
    if (found === null) throw refused('not-found');
    if (found.state !== 'open') {
      if (found.state !== state || found.decided_by !== person) throw refused('knowledge-decided');
      return numberOf(db, who.org, id);
    }
    if (decision === 'withdraw' ? found.by_person !== person : found.writers.includes(person))
      throw refused(decision === 'withdraw' ? 'wrong-role' : 'knowledge-own');
    const n =
      decision === 'approve'
        ? await publish(parts, db, who, { id, by, note: found.note, article: articleIn(found) })
        : null;
    await db.query(
      `update knowledge_proposal set state = $3, decided_by = $4, decided_at = $5, decided_note = $6
       where org_id = $1 and id = $2`,
      [who.org, id, state, person, parts.clock(), note],
    );
    return n;
  });
  parts.log('knowledge', { org: who.org, device: who.device, code: `decide ${decision}` });
  return { v: 2, id, state, seq, serverTime: parts.clock().toISOString() };
}

/** It was an article when it came. @throws */
const articleIn = (found: ProposalRecord): Article => articleSchema.parse(JSON.parse(found.json));

/** POST /v2/knowledge/proposals. */
export async function proposalsOf(
  parts: Parts,
  who: Caller,
  { person, open }: z.infer<typeof proposalsRequest>,
): Promise<{ v: 2; proposals: ProposalRow[]; open: number; serverTime: string }> {
  const asker = await boundPerson(parts, who, person, { roles: writerRoles });
  const { rows, waiting } = await listProposals(parts.pool, who.org, asker, open);
  return {
    v: 2,
    proposals: await Promise.all(rows.map((row) => rowOf(parts.pool, who.org, row, asker))),
    open: waiting,
    serverTime: parts.clock().toISOString(),
  };
}

/** POST /v2/knowledge/proposal. */
export async function proposalOf(
  parts: Parts,
  who: Caller,
  { person, id }: z.infer<typeof proposalRequest>,
): Promise<{ v: 2; proposal: ProposalRow; json: string; serverTime: string }> {
  const asker = await boundPerson(parts, who, person, { roles: writerRoles });
  const found = await proposalFor(parts.pool, who.org, asker, id);
  if (found === null) throw refused('not-found');
  return {
    v: 2,
    proposal: await rowOf(parts.pool, who.org, found, asker),
    json: found.json,
    serverTime: parts.clock().toISOString(),
  };
}
