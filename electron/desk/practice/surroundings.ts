// What a practice desk has in the place of a backend: while a call goes on it says that one answers, and a scenario may take it
// away. Nothing leaves this computer: a message that is "sent" is marked so in the practice vault, and that is all.
import type Database from 'better-sqlite3';
import type { DispatchFacts } from '../sync/backend-side.ts';
import type { Connection } from '../sync/connection.ts';

export interface SurroundingsDeps {
  core(): Database.Database | null;
  now(): string;
  after(ms: number, run: () => void): () => void;
  changed(...topics: string[]): void;
}
/** As long as a push takes on a good day, ms. */
const sendMs = 1200;

export function createSurroundings(deps: SurroundingsDeps) {
  let state: 'none' | 'online' | 'offline' = 'none';
  let since: string | null = null;
  let lastContact: string | null = null;
  let stop: (() => void) | null = null;

  function become(next: typeof state): void {
    if (state === next) return;
    lastContact = next === 'none' ? null : deps.now();
    since = deps.now();
    state = next;
    stop?.();
    stop = null;
    if (next === 'online') send();
    deps.changed('status.changed', 'dispatch.changed', 'outbox.changed');
  }
  function taken(): void {
    const db = deps.core();
    if (state !== 'online' || db === null) return;
    const rows = db
      .prepare("UPDATE outbox SET state = 'acked', why = NULL, acked_at = ? WHERE state = 'waiting'")
      .run(deps.now());
    if (rows.changes > 0)
      deps.changed('outbox.changed', 'messages.changed', 'dispatch.changed', 'status.changed');
  }
  /** What waits counts as taken after a moment, if the "backend" still answers by then. */
  function send(then: () => void = () => undefined): void {
    if (state !== 'online' || stop !== null) return;
    stop = deps.after(sendMs, () => {
      stop = null;
      taken();
      then();
    });
  }
  /** The call is over: what the outage held back goes, then there is nothing any more that could be online. */
  function gone(): void {
    if (state === 'none') return;
    become('online');
    stop?.();
    stop = null;
    send(() => become('none'));
  }

  return {
    /** A call begins: the surroundings are in order. */
    up: (): void => become('online'),
    down: (): void => become('offline'),
    gone,
    outage: (): boolean => state === 'offline',
    /** Something was queued. */
    send: (): void => send(),
    state: (): Connection | 'none' =>
      state === 'none'
        ? 'none'
        : { state, since, lastContact: state === 'online' ? deps.now() : lastContact, problem: null },
    facts: (): DispatchFacts => ({ online: state === 'online', since, lastContact, urgentPaused: null }),
    stop(): void {
      stop?.();
      stop = null;
    },
  };
}
export type Surroundings = ReturnType<typeof createSurroundings>;

/**
 * A practice message is nobody's after its call: its ladder ends here without an outcome that nobody had, so that no alarm of an
 * earlier role-play rings in a later one.
 */
export const endLadders = (db: Database.Database): number =>
  db
    .prepare(
      'UPDATE messages SET dispatch = NULL, due_at = NULL, page_due_at = NULL, claimed_until = NULL WHERE dispatch IS NOT NULL',
    )
    .run().changes;
