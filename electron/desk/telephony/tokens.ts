// The phone engine's token: fetched for who sits here, refreshed by a timer of our own before it ends, between calls where
// that is possible (facts 4.2, 4.3). In memory only.
import { tokenAnswer, type TokenAnswer } from '#shared/protocol/telephony.ts';
import type { BackendClient } from '../sync/backend-client.ts';
import { retryDelay } from '../sync/backoff.ts';

export interface TokenDeps {
  client: Pick<BackendClient, 'ask'>;
  monotonic(): number;
  after(ms: number, run: () => void): () => void;
  random(): number;
  /** A call is under way: a refresh would make the SDK negotiate it anew. */
  busy(): boolean;
  issued(token: TokenAnswer): void;
}
const longestRetryMs = 15_000;
const lookMs = 10_000;
/** Asked for again no sooner than this, whatever the engine says of the one it has. */
const restMs = 2000;

/** At half its life when nobody talks, at the latest before its last tenth (at most five minutes). Ms from now; 0 = now. */
export function refreshIn(token: { leftMs: number; ttlMs: number }, busy: boolean): number {
  const latest = Math.min(300_000, token.ttlMs * 0.1);
  const due = token.leftMs - (busy ? latest : token.ttlMs / 2);
  return Math.max(0, Math.round(due));
}

/** Keeps a token for `person` until `stop`. */
export function keepToken(person: string, deps: TokenDeps) {
  const abort = new AbortController();
  let current: { answer: TokenAnswer; until: number } | null = null;
  let cancel: (() => void) | null = null;
  let failures = 0;
  let asking = false;
  let askedAt = -Infinity;

  function look(): void {
    if (current === null) return plan(0);
    const left = current.until - deps.monotonic();
    const ms = refreshIn({ leftMs: left, ttlMs: current.answer.ttlSeconds * 1000 }, deps.busy());
    // One that is given for seconds only is not fetched without pause.
    if (ms === 0 && deps.monotonic() - askedAt >= restMs) void fetchOne();
    else plan(Math.max(restMs, Math.min(ms, lookMs)));
  }
  function plan(ms: number): void {
    cancel?.();
    cancel = deps.after(ms, () => (current === null ? void fetchOne() : look()));
  }
  async function fetchOne(): Promise<void> {
    if (asking || abort.signal.aborted) return;
    asking = true;
    askedAt = deps.monotonic();
    const answer = await deps.client.ask('POST', '/v2/telephony/token', tokenAnswer, {
      body: { v: 2, person },
      aside: true,
      signal: abort.signal,
    });
    asking = false;
    if (abort.signal.aborted) return;
    if (!answer.ok) return plan(Math.min(longestRetryMs, 200 + retryDelay(++failures, deps.random())));
    failures = 0;
    current = { answer: answer.value, until: askedAt + answer.value.ttlSeconds * 1000 };
    deps.issued(answer.value);
    look();
  }
  void fetchOne();
  return {
    /** One that lasts a while yet, or null. */
    current: (): TokenAnswer | null =>
      current !== null && current.until - deps.monotonic() > 5000 ? current.answer : null,
    /** The engine says that it is refused or over, or the machine slept. */
    renew(): void {
      current = null;
      const rest = restMs - (deps.monotonic() - askedAt);
      if (rest > 0) plan(rest);
      else void fetchOne();
    },
    stop(): void {
      abort.abort();
      cancel?.();
    },
  };
}
export type TokenKeeper = ReturnType<typeof keepToken>;
