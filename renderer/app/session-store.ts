// How the desk stands, as the page last heard, and the desk's own clock. Every screen reads it here.
import { create } from 'zustand';
import type { SessionState } from '#shared/contract/session.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { noteShift } from '../ui/elapsed.ts';
import { mustReload, mustRenew } from './screen.ts';

interface SessionView {
  state: SessionState | null;
  /** Why the state could not be read; null when it was. */
  failure: Failure | null;
  /** Instant of the next lock, moved on by every report of input. */
  locksAt: string | null;
}

export const useSession = create<SessionView>()(() => ({ state: null, failure: null, locksAt: null }));

let ahead = 0;
/** The desk's clock (a demo may have shifted it): one clock for everything on screen. */
export const deskNow = (): Date => new Date(Date.now() + ahead);

/** Takes a state from any answer of the session room. Replaces the page when it must no longer hold what it held. */
export function takeSession(next: SessionState): void {
  const was = useSession.getState().state ?? null;
  const before = ahead;
  ahead = Date.parse(next.now) - Date.now();
  // Stopwatches go on from where they were when a demo moves the clock.
  if (was !== null) noteShift({ at: Date.now() + before, by: ahead - before });
  if (mustReload(was, next)) {
    window.location.reload();
    return;
  }
  if (mustRenew(was, next)) {
    void keepWords().then(() => window.location.reload());
    return;
  }
  useSession.setState({ state: next, failure: null, locksAt: next.locksAt });
}

/** Reads the state anew; a failure keeps what was known and says why. */
export async function readSession(): Promise<void> {
  const result = await careline.session.state();
  if (result.ok) takeSession(result.value);
  else useSession.setState({ failure: result });
}

/** Answers with what went wrong, or null when the session moved on. */
export async function moveSession(asked: Promise<Result<SessionState>>): Promise<Failure | null> {
  const result = await asked;
  if (!result.ok) return result;
  takeSession(result.value);
  return null;
}

const beforeLock = new Set<() => Promise<unknown> | void>();
/** A room that holds unkept words (a note, a draft) hands them over here before the page is replaced. */
export function onBeforeLock(keep: () => Promise<unknown> | void): () => void {
  beforeLock.add(keep);
  return () => beforeLock.delete(keep);
}

/** Longest wait for rooms to hand over their words, ms: a lock that a person asked for must not hang. */
const handOver = 600;

/** Gives rooms the time to hand over what they have not kept yet. */
export async function keepWords(): Promise<void> {
  const kept = Promise.allSettled([...beforeLock].map(async (keep) => keep()));
  await Promise.race([kept, new Promise((resolve) => setTimeout(resolve, handOver))]);
}

/** Locks now. The page is replaced whatever the desk answers: a desk that is down must not leave names on the screen. */
export async function lockNow(): Promise<void> {
  await keepWords();
  await Promise.race([
    careline.session.lock({ why: 'key' }),
    new Promise((resolve) => setTimeout(resolve, 2 * handOver)),
  ]);
  window.location.reload();
}
