// One way to write what happens to a saved message: the row, its place in the outbox, the columns that follow from it,
// the announcement. Everything runs inside the router's transaction.
import type Database from 'better-sqlite3';
import type { Account } from '#shared/domain/accounts/account.ts';
import type { z } from 'zod';
import { entry as entrySchema, type EntryBody } from '#shared/domain/messages/entry.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Context, Person } from '../router/context.ts';
import { addEntry, findEntry } from './entries.ts';
import { hasItem, hasMessage } from './log.ts';
import { maskedBody } from './notes.ts';
import { project } from './project.ts';
import type { Sealer } from './sealer.ts';
import { hasDraft } from './drafts.ts';

export interface WriterDeps {
  core(): Database.Database;
  sealer: Sealer;
  accountOf(id: string): Account | null;
  /** Something waits for the backend. */
  queued(): void;
}
export const authorOf = (p: Person | null) => ({ personId: p?.id ?? 'unknown', name: p?.name ?? '' });

export const whereIn = (error: z.ZodError): string =>
  error.issues
    .map((i) => i.path.join('.'))
    .join(', ')
    .slice(0, 200);

export function announce(context: Context, messageId: string): void {
  context.about({ messageId });
  context.changed('messages.changed', [messageId]);
  context.changed('dispatch.changed', [messageId]);
  context.changed('handover.changed', [messageId]);
  context.changed('outbox.changed');
  context.changed('status.changed');
}

/** What a repeat of the same request gets; `null` = this id is new and free. */
export function repeated(
  db: Database.Database,
  id: string,
  messageId: string,
  kind: string,
): Result<{ id: string; at: string }> | null {
  const before = findEntry(db, id);
  if (before !== null)
    return before.messageId === messageId && before.kind === kind
      ? ok({ id, at: before.at })
      : fail('conflict', 'id');
  if (hasItem(db, id) || hasDraft(db, id) !== null) return fail('conflict', 'id');
  return null;
}

/** `check` runs once the id is known to be new: its failure is the answer. */
export function writeEntry(
  deps: WriterDeps,
  context: Context,
  given: { id: string; messageId: string; body: EntryBody; check?: () => Result<unknown> },
): Result<{ id: string; at: string }> {
  const db = deps.core();
  const { id, messageId, body } = given;
  context.about({ messageId });
  const before = repeated(db, id, messageId, body.kind);
  if (before !== null) return before;
  if (!hasMessage(db, messageId)) return fail('not-found', 'message');
  const checked = given.check?.() ?? ok(null);
  if (!checked.ok) return checked;
  // What can't be read back must not be written: contract and schema may differ in what a text holds.
  const entry = entrySchema.safeParse({
    schema: 1,
    id,
    messageId,
    at: context.now,
    author: authorOf(context.person),
    body: maskedBody(body),
  });
  if (!entry.success) return fail('invalid-input', whereIn(entry.error));
  addEntry(db, deps.sealer, entry.data);
  project(db, deps.sealer, deps.accountOf, messageId);
  announce(context, messageId);
  deps.queued();
  return ok({ id, at: context.now });
}
