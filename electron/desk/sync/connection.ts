// Whether the backend is there, since when, and what is wrong with it: what the status bar says. The beat decides between
// online and offline; a refusal is the sender's to tell and to take back.
import { z } from 'zod';
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { BackendClient } from './backend-client.ts';
import { createBeat } from './beat.ts';

const health = z.object({ v: z.literal(1), ok: z.literal(true), service: z.literal('careline') });
const beatDeadlineMs = 1200;

export interface Connection {
  state: 'online' | 'offline' | 'unknown' | 'refused';
  since: string | null;
  lastContact: string | null;
  problem: ErrorCode | null;
}
export interface ConnectionDeps {
  client: BackendClient;
  now(): string;
  after(ms: number, run: () => void): () => void;
  changed(): void;
  went(state: 'online' | 'offline', problem: ErrorCode | null): void;
  /** Nobody answers any more. */
  lost(): void;
  /** Somebody answers, for the first time or again. */
  found(): void;
}

export function createConnection(deps: ConnectionDeps) {
  let connection: Connection = { state: 'unknown', since: null, lastContact: null, problem: null };

  function become(state: Connection['state'], problem: ErrorCode | null): void {
    const now = deps.now();
    const same = connection.state === state && connection.problem === problem;
    connection = {
      state,
      problem,
      since: same ? connection.since : now,
      lastContact: state === 'offline' ? connection.lastContact : now,
    };
    if (same) return;
    if (state === 'offline') deps.lost();
    if (state === 'online' || state === 'offline') deps.went(state, problem);
    deps.changed();
  }

  const beat = createBeat({
    ask: () => deps.client.ping('/v1/health', health, beatDeadlineMs),
    after: deps.after,
    quick: () => connection.state === 'offline',
    told(alive) {
      if (!alive.ok) return become('offline', alive.code);
      const was = connection.state;
      if (was !== 'refused') become('online', null);
      if (was === 'offline' || was === 'unknown') deps.found();
    },
  });
  return {
    become,
    /** Asks at once whether it is there; settles when that is known. */
    beat: beat.beat,
    now: (): Connection => connection,
    /** Something may be asked of it. */
    there: (): boolean => connection.state !== 'offline' && connection.state !== 'unknown',
    stop: beat.stop,
  };
}
