// One message with everything that came to it: addenda, entries, the version that counts, what is in conflict.
import type Database from 'better-sqlite3';
import type { MessageView } from '#shared/contract/messages.ts';
import { addendum as addendumSchema, message as messageSchema } from '#shared/domain/messages/message.ts';
import { standing } from '#shared/domain/messages/standing.ts';
import { prepared } from '../vault/prepared.ts';
import { entriesOf } from './entries.ts';
import { syncState, whyOf } from './list.ts';
import { readSealed, type Sealer } from './sealer.ts';

interface Row {
  body_sealed: Buffer;
  elsewhere: number;
  state: string | null;
  why: string | null;
  acked_at: string | null;
}

export function readMessage(db: Database.Database, sealer: Sealer, id: string): MessageView | null {
  const row = prepared<[string], Row>(
    db,
    `SELECT m.body_sealed, m.elsewhere, o.state, o.why, o.acked_at
     FROM messages m LEFT JOIN outbox o ON o.item_id = m.id WHERE m.id = ?`,
  ).get(id);
  if (row === undefined) return null;
  const message = messageSchema.parse(readSealed(db, sealer, id, row.body_sealed));
  const addenda = prepared<[string], { id: string; body_sealed: Buffer; state: string | null }>(
    db,
    `SELECT a.id, a.body_sealed, o.state FROM addenda a LEFT JOIN outbox o ON o.item_id = a.id
     WHERE a.message_id = ? ORDER BY a.at, a.rowid`,
  )
    .all(id)
    .map((a) => ({
      addendum: addendumSchema.parse(readSealed(db, sealer, a.id, a.body_sealed)),
      sync: syncState(a.state),
    }));
  const known = entriesOf(db, sealer, id);
  const now = standing(
    message,
    known.map((k) => k.entry),
  );
  const { version, fields, incomplete } = now.current;
  return {
    message,
    addenda,
    entries: known.map((k) => ({ entry: k.entry, sync: syncState(k.state), elsewhere: k.elsewhere })),
    urgency: now.urgency,
    current: { version, fields, incomplete },
    conflicts: now.conflicts,
    closed: now.closed !== null,
    elsewhere: row.elsewhere === 1,
    sync: syncState(row.state),
    why: whyOf(row),
    syncedAt: row.acked_at,
  };
}
