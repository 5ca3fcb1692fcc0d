// Drafts: kept within 500 ms of a keystroke (C38), sealed like messages, never thrown away by Esc.
import type Database from 'better-sqlite3';
import { prepared } from '../vault/prepared.ts';
import { draft as draftSchema, type Draft, type DraftFields } from '#shared/domain/messages/message.ts';
import { ifOpen, readSealed, writeSealed, type Sealer } from './sealer.ts';

interface Row {
  id: string;
  account_id: string;
  opened_at: string;
  kept_at: string;
  discarded_at: string | null;
  revises: string | null;
  base: number | null;
  body_sealed: Buffer;
}

export function putDraft(db: Database.Database, sealer: Sealer, author: string, d: Draft): void {
  const { body } = writeSealed(db, sealer, d.id, d.fields);
  prepared(
    db,
    `INSERT INTO drafts (id, account_id, author, opened_at, kept_at, body_sealed, revises, base) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET account_id = excluded.account_id, kept_at = excluded.kept_at, body_sealed = excluded.body_sealed`,
  ).run(
    d.id,
    d.fields.accountId,
    author,
    d.openedAt,
    d.keptAt,
    body,
    d.revises?.messageId ?? null,
    d.revises?.base ?? null,
  );
}

const toDraft = (db: Database.Database, sealer: Sealer, row: Row): Draft =>
  draftSchema.parse({
    id: row.id,
    fields: readSealed(db, sealer, row.id, row.body_sealed) as DraftFields,
    openedAt: row.opened_at,
    keptAt: row.kept_at,
    revises: row.revises === null ? null : { messageId: row.revises, base: row.base ?? 1 },
  });

export function findDraft(db: Database.Database, sealer: Sealer, id: string): Draft | null {
  const row = prepared<[string], Row>(db, 'SELECT * FROM drafts WHERE id = ?').get(id);
  return row === undefined ? null : toDraft(db, sealer, row);
}
interface KnownDraft {
  accountId: string;
  openedAt: string;
  /** The saved message that it is a new version of, and the version that it started from. */
  revises: string | null;
  base: number | null;
}
export const hasDraft = (db: Database.Database, id: string): KnownDraft | null =>
  prepared<[string], KnownDraft>(
    db,
    'SELECT account_id AS accountId, opened_at AS openedAt, revises, base FROM drafts WHERE id = ?',
  ).get(id) ?? null;

/**
 * Newest first; discarded ones stay listed for an hour, so that undo works after a restart too. What a write-only desk
 * can't open is left out: it comes back with the reader's key.
 */
export function listDrafts(
  db: Database.Database,
  sealer: Sealer,
  now: string,
): (Draft & { discardedAt: string | null })[] {
  const hourAgo = new Date(Date.parse(now) - 3_600_000).toISOString();
  return prepared<[string], Row>(
    db,
    'SELECT * FROM drafts WHERE discarded_at IS NULL OR discarded_at > ? ORDER BY kept_at DESC LIMIT 100',
  )
    .all(hourAgo)
    .flatMap((row) => {
      const draft = ifOpen(() => toDraft(db, sealer, row));
      return draft === null ? [] : [{ ...draft, discardedAt: row.discarded_at }];
    });
}
export const discardDraft = (db: Database.Database, id: string, at: string | null): boolean =>
  prepared(db, 'UPDATE drafts SET discarded_at = ? WHERE id = ?').run(at, id).changes === 1;

/** After saving, the sealed message holds the words; the draft's copy goes (its key stays: it is the message's key row, replaced). */
export const removeDraft = (db: Database.Database, id: string): void =>
  void prepared(db, 'DELETE FROM drafts WHERE id = ?').run(id);

/** Discarded more than a day ago: no undo is offered any more, so the words go too. */
export function purgeDrafts(db: Database.Database, now: string): number {
  const dayAgo = new Date(Date.parse(now) - 86_400_000).toISOString();
  return db
    .transaction(() => {
      prepared(
        db,
        "DELETE FROM message_keys WHERE recipient = 'reader' AND item_id IN (SELECT id FROM drafts WHERE discarded_at < ?)",
      ).run(dayAgo);
      return prepared(db, 'DELETE FROM drafts WHERE discarded_at < ?').run(dayAgo).changes;
    })
    .immediate();
}
