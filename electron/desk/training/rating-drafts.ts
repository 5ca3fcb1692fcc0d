// A rating that is not whole yet: kept for its trainer in the vault, so that a reload or a restart takes nothing of it.
import type Database from 'better-sqlite3';
import { ratingDraft, type KeptDraft } from '#shared/contract/training-shapes.ts';
import { prepared } from '../vault/prepared.ts';

const keyOf = (keyId: string, runId: string): string => `training-draft ${keyId} ${runId}`;

/** Null = there is none, or one that this version can't read. */
export function draftOf(db: Database.Database, keyId: string, runId: string): KeptDraft | null {
  const row = prepared<[string], { value: string }>(db, 'SELECT value FROM settings_core WHERE key = ?').get(
    keyOf(keyId, runId),
  );
  const read = row === undefined ? null : ratingDraft.safeParse(JSON.parse(row.value));
  return read?.success === true ? read.data : null;
}
export function keepDraft(
  db: Database.Database,
  keyId: string,
  runId: string,
  draft: KeptDraft | null,
): void {
  if (draft === null) prepared(db, 'DELETE FROM settings_core WHERE key = ?').run(keyOf(keyId, runId));
  else
    prepared(
      db,
      'INSERT INTO settings_core (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    ).run(keyOf(keyId, runId), JSON.stringify(draft));
}
