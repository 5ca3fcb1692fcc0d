// What an earlier run left in the vault, put in order when it is opened. A full disk puts it off; it keeps nothing closed.
import type Database from 'better-sqlite3';
import { closeLostCalls } from './calls/handlers.ts';
import type { Log } from './log.ts';
import { purgeDrafts } from './messages/drafts.ts';
import { startAll } from './starts.ts';

/** `stays`: the telephony whose calls go on though the desk was gone. */
export function tidyUp(db: Database.Database, now: string, stays: string | undefined, log: Log): void {
  startAll(
    log,
    'opening',
    () => purgeDrafts(db, now),
    () => {
      const count = closeLostCalls(db, now, stays);
      if (count > 0) log.warn('call.changed', { state: 'interrupted', count });
    },
  );
}
