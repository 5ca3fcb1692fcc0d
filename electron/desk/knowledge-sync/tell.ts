// Tells the backend what people said of articles, oldest first, until it has named each as taken. Nothing waits for it.
import type Database from 'better-sqlite3';
import { eventsAnswer } from '#shared/protocol/knowledge.ts';
import type { BackendClient } from '../sync/backend-client.ts';
import { findEnrolment } from '../sync/device.ts';
import type { WrapForBackend } from '../sync/outbox.ts';
import { putTold, waiting } from './events.ts';

/** At most as many in one request. */
const most = 50;
export interface TellParts {
  core(): Database.Database | null;
  client: Pick<BackendClient, 'ask'>;
  wrap: WrapForBackend;
  now(): string;
  told(count: number): void;
}

export function createTell(parts: TellParts) {
  /** Refused one by one: they stay, and hold up no other until the next start. */
  const refusedIds = new Set<string>();
  return {
    /** Everything that can be told. False = to be tried again later. */
    async run(): Promise<boolean> {
      let size = most;
      for (;;) {
        const db = parts.core();
        const who = db === null ? null : findEnrolment(db);
        if (db === null || who === null) return true;
        const events = waiting(db, size, parts.wrap, refusedIds);
        if (events.length === 0) return true;
        let invalid = false;
        const answer = await parts.client.ask('POST', '/v2/knowledge/events', eventsAnswer, {
          body: { v: 2, events },
          as: who.deviceId,
          refused: (by) => void (invalid = by.error === 'invalid'),
        });
        if (!answer.ok && !invalid) return false;
        if (!answer.ok) {
          // One of them is not what this backend understands: which one shows when they come one by one.
          if (events.length === 1) refusedIds.add(events[0]!.id);
          size = 1;
          continue;
        }
        const taken = answer.value.taken.filter((id) => events.some((e) => e.id === id));
        if (parts.core() !== db || !db.open) return true;
        // A backend that takes none of them is asked again later, not at once.
        if (taken.length === 0) return false;
        putTold(db, taken, parts.now());
        parts.told(taken.length);
        if (size === 1 && refusedIds.size > 0) size = most;
      }
    },
  };
}
