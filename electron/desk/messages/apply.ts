// What other desks and the backend added comes into this log once, as it was sealed for this desk. What this version can't
// read is kept as it came: nothing that somebody wrote is thrown away, and nothing stops what comes after it.
import type Database from 'better-sqlite3';
import type { z } from 'zod';
import { entry as entrySchema, type Entry } from '#shared/domain/messages/entry.ts';
import { addendum as addendumSchema, message as messageSchema } from '#shared/domain/messages/message.ts';
import { fail, FailureError } from '#shared/domain/result.ts';
import type { Change } from '#shared/protocol/lanes.ts';
import { prepared } from '../vault/prepared.ts';
import { addForeignEntry } from './entries.ts';
import { addForeignAddendum, addForeignMessage, hasItem } from './log.ts';
import { project, type AccountOf } from './project.ts';
import type { Sealer } from './sealer.ts';

export interface ApplyDeps {
  sealer: Sealer;
  accountOf: AccountOf;
}
/** `unread`: kept aside for a version that can read it. `messageId`: what to announce; null = nothing. */
export interface Applied {
  result: 'applied' | 'known' | 'unread';
  messageId: string | null;
}

/** Must run inside a transaction. Throws `locked` while the reader's key is not open: ask again after unlocking. */
export function applyChange(db: Database.Database, change: Change, deps: ApplyDeps): Applied {
  if (hasItem(db, change.id)) return { result: 'known', messageId: null };
  const body = Buffer.from(change.payload.body, 'base64');
  const wrapped = Buffer.from(change.payload.keyForBackend, 'base64');
  if (!deps.sealer.readable()) throw new FailureError(fail('locked'));
  const clear = deps.sealer.open(change.id, body, wrapped);
  const messageId = clear === null ? null : take(db, change, parsed(clear), body, deps);
  if (messageId === null) {
    prepared(
      db,
      'INSERT INTO changes_unread (id, n, received_at, json) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
    ).run(change.id, change.n, change.receivedAt, JSON.stringify(change));
    return { result: 'unread', messageId: null };
  }
  prepared(
    db,
    "INSERT INTO message_keys (item_id, recipient, wrapped) VALUES (?, 'reader', ?) ON CONFLICT DO NOTHING",
  ).run(change.id, wrapped);
  project(db, deps.sealer, deps.accountOf, messageId);
  return { result: 'applied', messageId };
}

function parsed(clear: Buffer): unknown {
  try {
    return JSON.parse(clear.toString('utf8'));
  } catch {
    return null;
  }
}
/** The message that it belongs to; null = not what its envelope says, or of a later version. */
function take(
  db: Database.Database,
  change: Change,
  value: unknown,
  body: Buffer,
  deps: ApplyDeps,
): string | null {
  const read = <S extends z.ZodType<{ id: string }>>(schema: S): z.output<S> | null => {
    const found = schema.safeParse(value);
    return found.success && found.data.id === change.id ? found.data : null;
  };
  if (change.type === 'message') {
    const m = read(messageSchema);
    if (m === null) return null;
    addForeignMessage(db, m, body, deps.accountOf);
    return m.id;
  }
  if (change.type === 'addendum') {
    const a = read(addendumSchema);
    if (a === null) return null;
    addForeignAddendum(db, a, body);
    return a.messageId;
  }
  const e: Entry | null = read(entrySchema);
  if (e === null) return null;
  addForeignEntry(db, e, body);
  return e.messageId;
}
