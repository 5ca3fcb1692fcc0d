// One message with all that a ladder needs to know of it: its entries in order, its account, its schedule, how urgent it
// is by now.
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { account, type Account } from '#shared/domain/accounts/account.ts';
import { dispatchProgress, type DispatchProgress } from '#shared/domain/dispatch/index.ts';
import type { Entry } from '#shared/domain/messages/entry.ts';
import type { Addendum, DraftFields, Message, Urgency } from '#shared/domain/messages/message.ts';
import { standing } from '#shared/domain/messages/standing.ts';
import { factsOfMessage, schedule, type Schedule } from '#shared/domain/oncall/index.ts';
import { examine } from '../messages/examine.ts';
import { storedItems } from '../messages/stored.ts';
import type { Parts } from '../parts.ts';

export interface Case {
  message: Message;
  /** Of the newest version; the verbatim words are the same in all. */
  fields: DraftFields;
  urgency: Urgency;
  entries: Entry[];
  addenda: Addendum[];
  /** Null: the account was never published here, or cannot be read. */
  account: Account | null;
  schedule: Schedule | null;
  /** Null: no account, or the message may wait until morning. */
  progress: DispatchProgress | null;
  closed: boolean;
}

/** Documents don't change under a version: read once. */
const readBefore = new Map<string, unknown>();
async function newestOf<S extends z.ZodType>(
  db: Pool | PoolClient,
  org: string,
  kind: 'account' | 'on-call',
  id: string,
  schema: S,
): Promise<z.infer<S> | null> {
  const found = await db.query<{ version: number; json: string; published_at: Date }>(
    `select version, json, published_at from document where org_id = $1 and kind = $2 and id = $3
     order by version desc limit 1`,
    [org, kind, id],
  );
  const row = found.rows[0];
  if (!row) return null;
  const name = `${org} ${kind} ${id} ${row.version} ${row.published_at.toISOString()}`;
  if (!readBefore.has(name)) {
    if (readBefore.size > 500) readBefore.clear();
    const parsed = schema.safeParse(JSON.parse(row.json));
    readBefore.set(name, parsed.success ? parsed.data : null);
  }
  return readBefore.get(name) as z.infer<S> | null;
}

/**
 * A desk's clock that runs ahead must not hold a ladder back: nothing happened later than it came here. Gives the instant
 * that counts for an item of this message.
 */
async function heardOf(
  db: Pool | PoolClient,
  org: string,
  messageId: string,
): Promise<(id: string, claimed: string) => string> {
  const found = await db.query<{ id: string; received_at: Date }>(
    'select id, received_at from message where org_id = $1 and (id = $2 or message_id = $2)',
    [org, messageId],
  );
  const came = new Map(found.rows.map((row) => [row.id, row.received_at.toISOString()]));
  return (id, claimed) => {
    const at = came.get(id);
    return at !== undefined && Date.parse(claimed) > Date.parse(at) ? at : claimed;
  };
}

/** Null when the message isn't here (yet). */
export async function loadCase(
  db: Pool | PoolClient,
  parts: Parts,
  org: string,
  messageId: string,
): Promise<Case | null> {
  let message: Message | null = null;
  const entries: Entry[] = [];
  const addenda: Addendum[] = [];
  for (const item of await storedItems(db, org, [messageId], null)) {
    const found = examine(parts.sealKeys, item);
    if (!found.ok) continue;
    if (found.said.type === 'message') message = found.said.body;
    else if (found.said.type === 'entry') entries.push(found.said.body);
    else addenda.push(found.said.body);
  }
  if (message === null) return null;
  const heard = await heardOf(db, org, messageId);
  // By the same functions as on the desk, so that both agree on who is next.
  const stands = standing(message, entries);
  const { fields } = stands.current;
  const { accountId } = message.fields;
  const ofAccount = await newestOf(db, org, 'account', accountId, account);
  const ofSchedule = await newestOf(db, org, 'on-call', accountId, schedule);
  const progress =
    ofAccount === null
      ? null
      : dispatchProgress({
          message: {
            id: message.id,
            accountId,
            urgency: stands.urgency,
            savedAt: heard(message.id, message.savedAt),
            reasonCode: message.fields.reasonCode,
            savedUrgency: message.fields.urgency ?? 'urgent-clinical',
          },
          entries: entries.map((e) => ({ ...e, at: heard(e.id, e.at) })),
          account: ofAccount,
          schedule: ofSchedule,
          now: parts.clock().toISOString(),
          // As the desk asks: both must reach the same person.
          facts: factsOfMessage(fields),
          by: 'backend',
        });
  return {
    message,
    fields,
    urgency: stands.urgency,
    entries,
    addenda,
    account: ofAccount,
    schedule: ofSchedule,
    progress,
    closed: stands.closed !== null,
  };
}
