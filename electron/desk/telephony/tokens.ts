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
  /** The carrier of this launch: `127.0.0.1:PORT`, null = the real one. A token for another is never given to the engine. */
  gateway: string | null;
  /** The backend sends the phone elsewhere than this launch allows. */
  elsewhere(): void;
}
const longestRetryMs = 15_000;
const lookMs = 10_000;
/** Asked for again no sooner than this, whatever the engine says of the one it has. */
const restMs = 2000;
/** A carrier that refuses one token after another is asked again no later than this. */
const longestRestMs = 60_000;

/** At half its life when nobody talks, at the latest before its last tenth (at most five minutes). Ms from now; 0 = now. */
export function refreshIn(token: { leftMs: number; ttlMs: number }, busy: boolean): number {
  const latest = Math.min(300_000, token.ttlMs * 0.1);
  const due = token.leftMs - (busy ? latest : token.ttlMs / 2);
  return Math.max(0, Math.round(due));
}

/** How long to wait after that many refusals in a row, ms: the first may be an old token's. `random` in [0, 1). */
export const restAfter = (refusals: number, random: number): number =>
  refusals < 2
    ? restMs
    : Math.round(Math.min(longestRestMs, restMs * 2 ** Math.min(refusals - 1, 10)) * (0.75 + random / 4));

/** Keeps a token for `person` until `stop`. */
export function keepToken(person: string, deps: TokenDeps) {
  const abort = new AbortController();
  let current: { answer: TokenAnswer; until: number } | null = null;
  let cancel: (() => void) | null = null;
  let failures = 0;
  let refusals = 0;
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
    const isElsewhere = answer.ok && answer.value.gateway !== deps.gateway;
    if (isElsewhere) deps.elsewhere();
    if (!answer.ok || isElsewhere)
      return plan(Math.min(longestRetryMs, 200 + retryDelay(++failures, deps.random())));
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
    /** `refused`: the carrier won't have it, or it is over; `woken`: the machine slept. */
    renew(why: 'refused' | 'woken'): void {
      // Another one is on its way already, or its time is set.
      if (current === null && why === 'refused') return;
      refusals = why === 'refused' ? refusals + 1 : 0;
      current = null;
      const rest = restAfter(refusals, deps.random()) - (deps.monotonic() - askedAt);
      if (rest > 0) plan(rest);
      else void fetchOne();
    },
    /** The carrier took it. */
    accepted(): void {
      refusals = 0;
    },
    stop(): void {
      abort.abort();
      cancel?.();
    },
  };
}
export type TokenKeeper = ReturnType<typeof keepToken>;
