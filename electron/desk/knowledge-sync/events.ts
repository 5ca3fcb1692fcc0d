// What people say of articles (helpful, flag, unanswered, read, handout): kept in the transaction that makes it, so also offline,
// and told until the backend has named it as taken, by id and so once. Ids and codes in clear; typed words sealed.
import type Database from 'better-sqlite3';
import {
  type KnowledgeEvent,
  knowledgeEvent,
  toldEvent,
  type ToldEvent,
} from '#shared/protocol/knowledge.ts';
import type { SealedFor, Sealer } from '../messages/sealer.ts';
import type { WrapForBackend } from '../sync/outbox.ts';
import { prepared } from '../vault/prepared.ts';

type Db = Database.Database;
/** Inside the transaction of what it tells. `words`: sealed for this desk's reader and the backend, bound to the event's id. */
export type QueueKnowledgeEvent = (db: Db, event: KnowledgeEvent, words: string | null) => void;

interface Row {
  id: string;
  kind: string;
  author: string;
  at: string;
  facts: string;
  body: Buffer | null;
  reader_key: Buffer | null;
  backend_key_id: string | null;
  backend_key: Buffer | null;
  told_at: string | null;
  answered_by: string | null;
  answered_at: string | null;
  answer_id: string | null;
  answer_body: Buffer | null;
  answer_key: Buffer | null;
}
/** Kinds whose words the backend asks for. */
const withWords: ReadonlySet<string> = new Set(['flag', 'unanswered']);

/** @throws when the event is not one: its maker is wrong, and nothing of its transaction counts. */
export function putEvent(db: Db, event: KnowledgeEvent, sealed: SealedFor | null): void {
  const { id, kind, author, at, facts } = knowledgeEvent.parse(event);
  prepared(
    db,
    `insert into knowledge_events (id, kind, author, at, facts, body, reader_key, backend_key_id, backend_key)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    kind,
    author,
    at,
    JSON.stringify(facts),
    sealed?.body ?? null,
    sealed?.forReader ?? null,
    sealed?.forBackend?.keyId ?? null,
    sealed?.forBackend?.key ?? null,
  );
}

export const untold = (db: Db): number =>
  Number(prepared(db, 'select count(*) from knowledge_events where told_at is null').pluck().get());

/**
 * Oldest first, at most `most`. One whose words were sealed before this device was enrolled waits until its key can be wrapped
 * (unlocked), and holds up no other.
 */
export function waiting(
  db: Db,
  most: number,
  wrap: WrapForBackend,
  without: ReadonlySet<string> = new Set(),
): ToldEvent[] {
  const rows = prepared<[], Row>(
    db,
    'select * from knowledge_events where told_at is null order by at, id limit 500',
  ).all();
  const out: ToldEvent[] = [];
  for (const row of rows) {
    if (out.length === most) break;
    if (without.has(row.id)) continue;
    const words = withWords.has(row.kind) ? wordsOf(row, wrap) : undefined;
    if (words === 'later') continue;
    const { id, kind, author, at } = row;
    const facts = JSON.parse(row.facts) as unknown;
    const read = toldEvent.safeParse({
      id,
      kind,
      author,
      at,
      facts,
      ...(words === undefined ? {} : { words }),
    });
    if (read.success) out.push(read.data);
  }
  return out;
}

function wordsOf(row: Row, wrap: WrapForBackend): object | null | 'later' {
  if (row.body === null || row.reader_key === null) return null;
  const wrapped =
    row.backend_key === null || row.backend_key_id === null
      ? wrap(row.id, row.reader_key)
      : { keyId: row.backend_key_id, key: row.backend_key };
  if (wrapped === null) return 'later';
  return {
    body: row.body.toString('base64'),
    keyForBackend: wrapped.key.toString('base64'),
    keyId: wrapped.keyId,
  };
}

/** The backend has them. Own words stay, sealed, beside their answer. */
export function putTold(db: Db, ids: readonly string[], at: string): void {
  const told = prepared<[string, string]>(
    db,
    'update knowledge_events set told_at = ?, backend_key = null where id = ? and told_at is null',
  );
  db.transaction(() => ids.forEach((id) => told.run(at, id))).immediate();
}

/** After another enrolment the words are wrapped for another backend's key. */
export function forgetWrapped(db: Db): void {
  prepared(
    db,
    'update knowledge_events set backend_key = null, backend_key_id = null where told_at is null',
  ).run();
}

/** Days for which what was told stays here. */
const days = 180;
/** Forgets a few of what was told long ago. Returns how many. */
export function forgetOld(db: Db, now: string): number {
  const before = new Date(Date.parse(now) - days * 86_400_000).toISOString();
  return prepared<[string]>(
    db,
    `delete from knowledge_events where id in
       (select id from knowledge_events where told_at < ? order by told_at limit 200)`,
  ).run(before).changes;
}

export interface OwnEvent {
  id: string;
  event: Extract<KnowledgeEvent, { kind: 'flag' | 'unanswered' }>;
  /** Null = there were none, or they cannot be opened now. */
  words: string | null;
  /** `waiting`: the backend has it, nobody has answered. */
  state: 'unsent' | 'waiting' | 'answered';
  answer: { by: string; at: string; words: string | null } | null;
}
/** Flags and questions of a person at this desk, newest first. */
export function ownEvents(db: Db, sealer: Pick<Sealer, 'open'>, author: string, most: number): OwnEvent[] {
  const opened = (id: string | null, body: Buffer | null, key: Buffer | null): string | null =>
    id === null || body === null || key === null
      ? null
      : (sealer.open(id, body, key)?.toString('utf8') ?? null);
  return prepared<[string, number], Row>(
    db,
    `select * from knowledge_events where author = ? and kind in ('flag', 'unanswered') order by at desc, id limit ?`,
  )
    .all(author, most)
    .flatMap((row) => {
      const { id, kind, at, answered_by: by, answered_at: answeredAt } = row;
      const read = knowledgeEvent.safeParse({
        id,
        kind,
        author,
        at,
        facts: JSON.parse(row.facts) as unknown,
      });
      if (!read.success || (read.data.kind !== 'flag' && read.data.kind !== 'unanswered')) return [];
      const answer =
        by === null || answeredAt === null
          ? null
          : { by, at: answeredAt, words: opened(row.answer_id, row.answer_body, row.answer_key) };
      const state = answer !== null ? 'answered' : row.told_at === null ? 'unsent' : 'waiting';
      return [{ id, event: read.data, words: opened(id, row.body, row.reader_key), state, answer }];
    });
}
