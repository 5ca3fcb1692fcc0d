// What an older version of this program could not read is looked at again once after each start: a newer one takes in what
// it understands by then. What stays is counted, so that a person hears of it.
import type Database from 'better-sqlite3';
import { change as changeSchema } from '#shared/protocol/lanes.ts';
import { prepared } from '../vault/prepared.ts';
import { FailureError } from '#shared/domain/result.ts';
import { applyChange, type ApplyDeps } from './apply.ts';

export interface UnreadDeps extends ApplyDeps {
  /** Null before the vault is opened. */
  core(): Database.Database | null;
  monotonic(): number;
  after(ms: number, run: () => void): () => void;
  /** These look different now. */
  changed(messages: string[]): void;
  failed(error: unknown): void;
}
/** A turn begins no further row after so long, ms. */
const turnMs = 8;
const pauseMs = 15;

export const countUnread = (db: Database.Database): number =>
  Number(prepared<[], { n: number }>(db, 'SELECT count(*) AS n FROM changes_unread').get()?.n ?? 0);

interface Row {
  id: string;
  n: number;
  json: string;
}
/** The message that looks different now; null = still not readable, or known by now. */
function lookAgain(db: Database.Database, row: Row, deps: ApplyDeps): string | null {
  const change = changeSchema.safeParse(JSON.parse(row.json));
  if (!change.success) return null;
  try {
    return db
      .transaction(() => {
        const { result, messageId } = applyChange(db, change.data, deps);
        if (result !== 'unread') prepared(db, 'DELETE FROM changes_unread WHERE id = ?').run(row.id);
        return messageId;
      })
      .immediate();
  } catch (error) {
    // One whose message is damaged must not keep the others back.
    if (error instanceof FailureError && error.failure.code === 'vault-damaged') return null;
    throw error;
  }
}

export function readUnreadAgain(deps: UnreadDeps) {
  /** Number and id of the last row that was looked at; null = all were, until the next start. */
  let from: { n: number; id: string } | null = { n: 0, id: '' };
  let cancel: (() => void) | null = null;

  function turn(db: Database.Database): void {
    const began = deps.monotonic();
    const messages = new Set<string>();
    while (from !== null && deps.monotonic() - began < turnMs) {
      const row: Row | undefined = prepared<[number, number, string], Row>(
        db,
        `SELECT id, n, json FROM changes_unread WHERE n > ? OR (n = ? AND id > ?) ORDER BY n, id LIMIT 1`,
      ).get(from.n, from.n, from.id);
      const messageId = row === undefined ? null : lookAgain(db, row, deps);
      if (messageId !== null) messages.add(messageId);
      from = row === undefined ? null : { n: row.n, id: row.id };
    }
    if (messages.size > 0) deps.changed([...messages]);
  }
  function later(ms: number): void {
    cancel = deps.after(ms, () => {
      cancel = null;
      const db = deps.core();
      if (db === null || !db.open || !deps.sealer.readable()) return;
      try {
        turn(db);
        if (from !== null) later(pauseMs);
      } catch (error) {
        // A full disk: the next opening begins where this one stopped.
        deps.failed(error);
      }
    });
  }
  return {
    /** The vault was opened or unlocked. */
    look(): void {
      if (cancel === null && from !== null) later(0);
    },
    stop: (): void => cancel?.(),
  };
}
