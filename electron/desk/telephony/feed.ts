// The server's truth by long polling: one whole snapshot at a time, a newer one replaces an older. An answer comes at least
// every three seconds, so that silence is noticed while the backend can still be reached.
import { feedAnswer } from '#shared/protocol/telephony.ts';
import type { Snapshot } from '#shared/domain/telephony/live.ts';
import type { BackendClient } from '../sync/backend-client.ts';
import { retryDelay } from '../sync/backoff.ts';

export interface FeedDeps {
  client: Pick<BackendClient, 'ask'>;
  after(ms: number, run: () => void): () => void;
  monotonic(): number;
  now(): string;
  random(): number;
  took(snapshot: Snapshot): void;
  /** Fresh, stale: something that is shown has changed. */
  changed(): void;
}
export interface ServerState {
  state: 'fresh' | 'stale' | 'never';
  since: string | null;
}
/** Longest wait for news, and how long a silence may last before what is shown counts as stale, ms. */
export const waitMs = 3000;
export const staleMs = 5000;
/** A backend that answers without pause is asked no more often than this. */
const gapMs = 15;
/** So often the whole is asked for whatever its version: a server that was restored counts from lower. */
const wholeMs = 30_000;
const longestRetryMs = 2000;

/** Begins at once for `person`; ends with `stop`. */
export function startFeed(person: string, deps: FeedDeps) {
  const abort = new AbortController();
  let have = -1;
  let failures = 0;
  let lastAnswer: { at: string; ms: number } | null = null;
  let wholeAt = deps.monotonic();
  let shown: ServerState['state'] = 'never';
  let cancel: (() => void) | null = null;
  let cancelStale: (() => void) | null = null;
  let asking = false;

  function become(next: ServerState['state']): void {
    if (shown === next) return;
    shown = next;
    deps.changed();
  }
  function watch(): void {
    cancelStale?.();
    cancelStale = deps.after(staleMs, () => {
      if (lastAnswer !== null) become('stale');
    });
  }
  async function ask(): Promise<void> {
    if (abort.signal.aborted || asking) return;
    asking = true;
    const whole = have >= 0 && deps.monotonic() - wholeAt >= wholeMs;
    if (whole) wholeAt = deps.monotonic();
    const body = { v: 2, person, have: whole ? -1 : have, waitMs: whole ? 0 : waitMs };
    const answer = await deps.client.ask('POST', '/v2/telephony/feed', feedAnswer, {
      body,
      aside: true,
      deadlineMs: waitMs + 2500,
      signal: abort.signal,
    });
    asking = false;
    if (abort.signal.aborted) return;
    if (!answer.ok) {
      failures++;
      return again(Math.min(longestRetryMs, 100 + retryDelay(failures, deps.random())));
    }
    failures = 0;
    lastAnswer = { at: deps.now(), ms: deps.monotonic() };
    watch();
    const { snapshot } = answer.value;
    // Also one that counts from lower: the server was restored.
    if (snapshot !== null) {
      have = snapshot.version;
      wholeAt = deps.monotonic();
      shown = 'fresh';
      deps.took(snapshot);
    } else if (have >= 0) become('fresh');
    again(gapMs);
  }
  function again(ms: number): void {
    cancel?.();
    cancel = deps.after(ms, () => void ask());
  }
  void ask();
  return {
    person,
    state: (): ServerState => ({ state: shown, since: shown === 'fresh' ? null : (lastAnswer?.at ?? null) }),
    fresh: (): boolean => shown === 'fresh',
    version: (): number => have,
    /** The backend is there again, or the machine woke: not after the pause that was set. */
    wake(): void {
      failures = 0;
      if (!asking) again(0);
    },
    stop(): void {
      abort.abort();
      cancel?.();
      cancelStale?.();
    },
  };
}
export type Feed = ReturnType<typeof startFeed>;
