// One message with all that a ladder needs to know of it: its entries in order, its account, its schedule, how urgent it
// is by now.
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { account, type Account } from '#shared/domain/accounts/account.ts';
import { dispatchProgress, type DispatchProgress } from '#shared/domain/dispatch/index.ts';
import { backendAuthor, type Entry } from '#shared/domain/messages/entry.ts';
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
  /** The same as this backend may rely on: no desk's clock, however wrong, holds a ladder back or calls somebody twice. */
  heard: Entry[];
  addenda: Addendum[];
  /** Null: the account was never published here, or cannot be read. */
  account: Account | null;
  schedule: Schedule | null;
  /** Null: no account, or the message may wait until morning. */
  progress: DispatchProgress | null;
  /** Where the ladder stands when these steps are passed over. */
  without: (stepIds: ReadonlySet<string>) => DispatchProgress | null;
  /** It came here so long after it was taken that what happened meanwhile may be lost: a person decides. */
  stale: boolean;
  closed: boolean;
}

/** A desk's claim holds the ladder this long at most; a desk that is still at it renews it. */
const claimMs = 10 * 60_000;
/** Taken longer ago than this when it came: a restored backend, a desk out of a cupboard. */
export const staleMs = 12 * 60 * 60_000;

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Stops the ladders of this account, not those of others.
    return null;
  }
};
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
    const parsed = schema.safeParse(jsonOf(row.json));
    readBefore.set(name, parsed.success ? parsed.data : null);
  }
  return readBefore.get(name) as z.infer<S> | null;
}

/** When each item of this message came here, by its id. */
async function cameAt(db: Pool | PoolClient, org: string, messageId: string): Promise<Map<string, Date>> {
  const found = await db.query<{ id: string; received_at: Date }>(
    'select id, received_at from message where org_id = $1 and (id = $2 or message_id = $2)',
    [org, messageId],
  );
  return new Map(found.rows.map((row) => [row.id, row.received_at]));
}
const earlier = (claimed: string, limit: Date): string =>
  Date.parse(claimed) > limit.getTime() ? limit.toISOString() : claimed;

/**
 * Nothing happened later than it came; what is being dialled is so since it came, because a clock that is behind would say
 * that it is long over; a claim ends.
 */
function heardOf(entry: Entry, came: Date | undefined): Entry {
  if (came === undefined) return entry;
  const { body } = entry;
  if (body.kind === 'claim') {
    const until = earlier(body.until, new Date(came.getTime() + claimMs));
    return { ...entry, at: earlier(entry.at, came), body: { ...body, until } };
  }
  if (body.kind === 'attempt' && body.result === 'dialling') return { ...entry, at: came.toISOString() };
  return { ...entry, at: earlier(entry.at, came) };
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
  const came = await cameAt(db, org, messageId);
  const heard = entries.map((e) => heardOf(e, came.get(e.id)));
  // By the same functions as on the desk, so that both agree on who is next.
  const stands = standing(message, entries);
  const { fields } = stands.current;
  const { accountId } = message.fields;
  const ofAccount = await newestOf(db, org, 'account', accountId, account);
  const ofSchedule = await newestOf(db, org, 'on-call', accountId, schedule);
  const arrived = came.get(message.id) ?? parts.clock();
  const { savedAt, fields: saved } = message;
  const progressOf = (all: readonly Entry[]): DispatchProgress | null =>
    ofAccount === null
      ? null
      : dispatchProgress({
          message: {
            id: messageId,
            accountId,
            urgency: stands.urgency,
            savedAt: earlier(savedAt, arrived),
            reasonCode: saved.reasonCode,
            // A version may make it one that must be dispatched.
            reasonNow: fields.reasonCode,
            savedUrgency: saved.urgency ?? 'urgent-clinical',
          },
          entries: all,
          account: ofAccount,
          schedule: ofSchedule,
          now: parts.clock().toISOString(),
          // As the desk asks: both must reach the same person.
          facts: factsOfMessage(fields),
          by: 'backend',
        });
  const progress = progressOf(heard);
  return {
    message,
    fields,
    urgency: stands.urgency,
    entries,
    heard,
    addenda,
    account: ofAccount,
    schedule: ofSchedule,
    progress,
    without: (stepIds) => progressOf([...heard, ...passedOver(messageId, stepIds, parts.clock())]),
    stale: isStale({ message, entries, heard, came, progress }),
    closed: stands.closed !== null,
  };
}

/** Steps that this backend doesn't take, as the shared rules know it: they are written nowhere. */
const passedOver = (messageId: string, stepIds: ReadonlySet<string>, now: Date): Entry[] =>
  [...stepIds].map((stepId) => ({
    schema: 1,
    id: messageId,
    messageId,
    at: now.toISOString(),
    author: backendAuthor,
    body: { kind: 'skip', stepId, why: 'not by the backend' },
  }));

/** Of a ladder that a raise began, the raise counts: somebody asked for it lately. */
function isStale({ message, entries, heard, came, progress }: Known): boolean {
  if (progress === null) return false;
  const began = Date.parse(progress.startedAt);
  const place = heard.findLastIndex((e) => e.body.kind === 'raise' && Date.parse(e.at) === began);
  // By the desk's own word of when that was: `heard` is cut to when it came, and would be set right twice.
  const by = entries[place] ?? message;
  const claimed = Date.parse('savedAt' in by ? by.savedAt : by.at);
  const arrived = came.get(by.id)?.getTime() ?? began;
  return arrived - (claimed - (by.clockOffsetMs ?? 0)) > staleMs;
}
interface Known {
  message: Message;
  entries: readonly Entry[];
  heard: readonly Entry[];
  came: ReadonlyMap<string, Date>;
  progress: DispatchProgress | null;
}
