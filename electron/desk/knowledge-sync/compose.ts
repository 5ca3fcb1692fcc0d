// The knowledge base's way to and from the backend, put together: what people say of articles goes up, the organisation's feed and
// answers come down. A desk without a backend keeps what is said; a practice desk has none of it.
import { setImmediate } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import type { StatusValue } from '#shared/contract/status.ts';
import type { KnowledgeEvent } from '#shared/protocol/knowledge.ts';
import type { GuardRoom } from '../guard/side.ts';
import { errorFields, type Log } from '../log.ts';
import type { Sealer } from '../messages/sealer.ts';
import type { BackendClient } from '../sync/backend-client.ts';
import type { WrapForBackend } from '../sync/outbox.ts';
import type { DeliveryTarget } from './apply.ts';
import { createKnowledgeClient } from './client.ts';
import { forgetOld, forgetWrapped, ownEvents, type OwnEvent, putEvent, untold } from './events.ts';
import { countAhead, countAside, readFeed } from './feed-store.ts';
import { createPull } from './pull.ts';
import { createTell } from './tell.ts';

export interface KnowledgeSyncParts {
  practice: boolean;
  core(): Database.Database | null;
  openCore(): Database.Database;
  backend: { client: BackendClient | null; forQueue: { wrap: WrapForBackend } };
  sealer: Pick<Sealer, 'seal' | 'open'>;
  target: DeliveryTarget;
  clock: { now(): string; monotonic(): number };
  after(ms: number, run: () => void): () => void;
  uuid(): string;
  changed(...topics: string[]): void;
  log: Log;
}
export interface KnowledgeFeed {
  /** When the backend last said that nothing newer is there; null = never. */
  asOf: string | null;
  /** The backend was set back: it lacks `ahead` versions that this desk has. */
  setBack: { at: string; ahead: number } | null;
  /** Numbers of the feed that could not be read or taken here. */
  aside: number;
  /** Said of articles here, and not told yet. */
  unsent: number;
}
/** While the backend answers, ms; a person who publishes should see it at other desks soon. */
const calmMs = 10_000;
/** While it does not. */
const pauses = [10_000, 20_000, 60_000, 120_000, 300_000] as const;

export type KnowledgeSync = ReturnType<typeof createKnowledgeSync>;
export function createKnowledgeSync(parts: KnowledgeSyncParts) {
  const { core, clock, changed, log } = parts;
  const client = parts.practice ? null : parts.backend.client;
  let cancel: (() => void) | null = null;
  let running = false;
  let again = false;
  let failures = 0;
  let stopped = false;

  const pull =
    client === null
      ? null
      : createPull({
          core,
          client,
          target: parts.target,
          now: clock.now,
          monotonic: clock.monotonic,
          soon: () => setImmediate(),
          applied: () => changed('knowledge.changed', 'status.changed'),
          answered: () => changed('knowledge.changed'),
          stateChanged: () => changed('status.changed'),
          log(event, { seq, count, reason }) {
            if (event === 'pulled') log.info('knowledge.pulled', { count });
            else log.warn(`knowledge.${event}`, { seq, count, reason });
          },
        });
  const tell =
    client === null
      ? null
      : createTell({
          core,
          client,
          wrap: parts.backend.forQueue.wrap,
          now: clock.now,
          told: () => changed('knowledge.changed', 'status.changed'),
        });

  function later(ms: number): void {
    if (stopped || client === null) return;
    cancel?.();
    cancel = parts.after(ms, () => void run());
  }
  /** What people said first: it is small, and may be asked about. */
  async function round(): Promise<boolean> {
    const told = await (tell?.run() ?? true);
    const pulled = await (pull?.run() ?? true);
    return told && pulled;
  }
  async function run(): Promise<void> {
    if (running) {
      again = true;
      return;
    }
    running = true;
    again = false;
    cancel?.();
    cancel = null;
    let done = false;
    try {
      done = await round();
    } catch (error) {
      log.error('request.unexpected', { name: 'knowledge-sync', ...errorFields(error) });
    }
    running = false;
    failures = done ? 0 : failures + 1;
    if (again) later(0);
    else later(done ? calmMs : (pauses[Math.min(failures, pauses.length) - 1] ?? calmMs));
  }

  const room: GuardRoom = {
    opened(vault) {
      forgetOld(vault.core, clock.now());
      later(0);
    },
    unlocked: () => later(0),
    contact() {
      // After a silence at once; else its own beat goes on.
      if (failures > 0 || cancel === null) later(0);
    },
    enrolled() {
      const db = core();
      if (db !== null) forgetWrapped(db);
      later(0);
    },
    // What was said here is still heard, as reports are; nothing comes back.
    revoked: () => later(0),
    stop() {
      stopped = true;
      cancel?.();
    },
  };

  /** Inside the transaction of what it tells (./events.ts). A practice desk tells nothing. */
  function queue(db: Database.Database, event: KnowledgeEvent, words: string | null): void {
    if (parts.practice) return;
    putEvent(db, event, words === null ? null : parts.sealer.seal(event.id, Buffer.from(words)));
    // After this transaction was committed.
    later(0);
  }

  /** Null: there is no backend, or nothing was pulled yet. */
  function feed(): KnowledgeFeed | null {
    const db = core();
    const at = db === null || client === null ? null : readFeed(db);
    if (db === null || at === null) return null;
    const { asOf, setBackAt } = at;
    const setBack = setBackAt === null ? null : { at: setBackAt, ahead: countAhead(db) };
    return { asOf, setBack, aside: countAside(db), unsent: untold(db) };
  }

  return {
    room,
    queue,
    /** The same, into the open vault. */
    tell(event: KnowledgeEvent, words: string | null): void {
      queue(parts.openCore(), event, words);
    },
    /** Flags and questions of a person here, newest first. */
    own(author: string, most = 100): OwnEvent[] {
      const db = core();
      return db === null ? [] : ownEvents(db, parts.sealer, author, most);
    },
    feed,
    /** For the status: what it says of articles, and as of when. */
    status(): Pick<StatusValue['knowledge'], 'feed'> & { asOf?: string } {
      const at = feed();
      if (at === null) return { feed: null };
      const { asOf, ...rest } = at;
      return { feed: rest, ...(asOf !== null && { asOf }) };
    },
    /** What writers ask of the backend (./client.ts). */
    client: createKnowledgeClient({
      client,
      sealer: parts.sealer,
      uuid: parts.uuid,
      pull: () => later(0),
    }),
    /** Now, and settled when it is done: for tests and for who has just published. */
    now: run,
  };
}
