// What ending the app would interrupt, told to the parent on every change: it asks before a quit and never restarts into
// an update meanwhile. The shell can't see into the vault, so the desk pushes; nothing here waits for an answer.
import type { Leaving } from '#host/link.ts';
import { countOutbox } from '../sync/counts.ts';
import type { Db } from '../vault/open.ts';
import { prepared } from '../vault/prepared.ts';

export interface LeavingDeps {
  core(): Db | null;
  /** To the parent. */
  tell(state: Leaving): void;
  after(ms: number, run: () => void): () => void;
}
/** Topics after which it may be otherwise. */
const watched: ReadonlySet<string> = new Set([
  'calls.changed',
  'messages.changed',
  'session.changed',
  'status.changed',
]);

/** Also while locked: `core.db` stays open (C4). A call that rings counts, its caller would be cut off. */
export function leavingOf(db: Db): Leaving {
  const there = (sql: string): boolean => prepared(db, sql).get() !== undefined;
  return {
    call: there("SELECT 1 FROM calls WHERE state IN ('ringing', 'dialling', 'active', 'held') LIMIT 1"),
    draft: there('SELECT 1 FROM drafts WHERE discarded_at IS NULL LIMIT 1'),
    urgent: countOutbox(db).urgent,
  };
}

export function createLeaving({ core, tell, after }: LeavingDeps) {
  /** Nothing yet: this desk's first word is always said, for its parent may still hold a crashed desk's last one. */
  let told: Leaving | null = null;
  let cancel: (() => void) | null = null;

  function look(): void {
    cancel = null;
    const db = core();
    // Without a vault it isn't known: what the parent heard last holds.
    if (db === null) return;
    const next = leavingOf(db);
    if (told && next.call === told.call && next.draft === told.draft && next.urgent === told.urgent) return;
    told = next;
    tell(next);
  }
  return {
    /** After each topic; what one turn of the loop changes is looked at once. */
    published(topic: string): void {
      if (watched.has(topic)) cancel ??= after(0, look);
    },
    close: (): void => cancel?.(),
  };
}
