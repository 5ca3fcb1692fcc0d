// A control request that leaves a row is done once, however often its page asks under the same requestId: a repeat waits for
// the first, which may still be at work when the port that it came through is gone, and gets its answer. A failure is told
// to who waits for it and is not kept.
import type Database from 'better-sqlite3';
import { fail, type Failure, type Result } from '#shared/domain/result.ts';
import { findDone, keepDone, standingOf, type Kept, type Stands } from './kept.ts';

export interface Repeatable extends Stands {
  requestId: string | null;
  name: string;
}

export function createRepeats(deps: { core(): Database.Database | null; now(): string }) {
  const going = new Map<string, { name: string; done: Promise<Result<unknown>> }>();

  function found({ name, ...call }: Repeatable): Kept {
    const db = deps.core();
    if (db === null || call.requestId === null) return { found: false, clash: false };
    return findDone(db, call.requestId, name, standingOf(call));
  }
  async function begin(
    { requestId, name, ...call }: Repeatable,
    now: () => string,
    run: () => Promise<Result<unknown>>,
  ): Promise<Result<unknown>> {
    const result = await run();
    const db = deps.core();
    // Without a vault nothing is kept: opening one that is open, and making one that is there, is answered alike.
    if (db !== null && requestId !== null && result.ok)
      keepDone(db, requestId, { name, standings: [standingOf(call), now()], result }, deps.now());
    return result;
  }

  return {
    /** `now`: how the desk stands, for `kept`; `clash`: the id belongs to another request, or to somebody else's. */
    async once(
      call: Repeatable,
      now: () => string,
      run: () => Promise<Result<unknown>>,
      clash: () => Failure,
    ): Promise<Result<unknown>> {
      const { requestId, name } = call;
      if (requestId === null) return run();
      const first = going.get(requestId);
      if (first !== undefined) {
        if (first.name !== name) return clash();
        const result = await first.done;
        if (!result.ok) return result;
      }
      const before = found(call);
      if (before.found) return before.result;
      if (before.clash) return clash();
      // Done, and a lock has taken what was kept.
      if (first !== undefined) return fail('interrupted');
      const done = begin(call, now, run);
      going.set(requestId, { name, done });
      try {
        return await done;
      } finally {
        going.delete(requestId);
      }
    },
  };
}
