// Reads stored items back as they came, sealed: a message with what was said about it.
import type { Pool, PoolClient } from 'pg';
import type { LaneItem } from '#shared/protocol/lanes.ts';

/** An item without its place in a lane and chain: what it says, and who may read it. */
export type Content = Omit<LaneItem, 'seq' | 'hash'>;

/** Columns of `message m` that make an item's content again. */
export const contentColumns = `m.id, m.type, m.schema, m.author, m.taken_at, m.urgency, m.key_id, m.key_for_backend,
  m.body, m.device_id, m.received_at`;
export interface ContentRow {
  id: string;
  type: LaneItem['type'];
  schema: number;
  author: string;
  taken_at: Date;
  urgency: number;
  key_id: string;
  key_for_backend: Buffer;
  body: Buffer;
  device_id: string | null;
  received_at: Date;
}
export const contentOf = (row: ContentRow): Content => ({
  id: row.id,
  type: row.type,
  schema: row.schema,
  author: row.author,
  takenAt: row.taken_at.toISOString(),
  urgency: row.urgency,
  payload: {
    keyId: row.key_id,
    keyForBackend: row.key_for_backend.toString('base64'),
    body: row.body.toString('base64'),
  },
});

/** The messages of these ids first, then what is about them in the order in which it came; `kinds` of entries, null = all and addenda too. */
export async function storedItems(
  db: Pool | PoolClient,
  org: string,
  ids: readonly string[],
  kinds: readonly string[] | null,
): Promise<Content[]> {
  const messages = await db.query<ContentRow>(
    `select ${contentColumns} from message m where m.org_id = $1 and m.id = any($2::uuid[]) and m.type = 'message'`,
    [org, ids],
  );
  const about = await db.query<ContentRow>(
    `select ${contentColumns} from message m
     where m.org_id = $1 and m.message_id = any($2::uuid[])
       and ($3::text[] is null or m.kind = any($3::text[]))
     order by m.arrival`,
    [org, ids, kinds],
  );
  return [...messages.rows, ...about.rows].map(contentOf);
}
