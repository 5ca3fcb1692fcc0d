// One sign-in by browser, from the press of a button to what the backend says of it. Only one runs at a time; codes, tokens
// and keys of it lie in memory, and end with it.
import type { SignInState } from '#shared/contract/session.ts';
import type { SignInPolicy } from '#shared/domain/access/policy.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { fail, type Failure, ok, type Result } from '#shared/domain/result.ts';
import { openRedirect } from '../loopback/redirect.ts';
import type { RandomBytes } from '../vault/seal.ts';
import type { Token } from './at-backend.ts';
import { type Attempt, findProvider } from './provider.ts';

export type Purpose = NonNullable<SignInState['going']>['for'];
export interface Wish {
  for: Purpose;
  /** Of the authorisation request; random where nothing is bound to it. */
  nonce: string;
  /** Takes the browser there; a host opens it, a page offers the link, the demo walks by itself. */
  show(address: string): Promise<Result<unknown>>;
  /**
   * The provider's word was good: what the backend says of it counts. Whoever cancelled it meanwhile, or locked the desk
   * (`signal`), is not taken at it any more.
   */
  proved(token: Token, signal: AbortSignal): Promise<Result<null>>;
}
export interface RunParts {
  /** Null: this organisation has none, or none that may be trusted now. */
  policy(): Result<SignInPolicy>;
  net: typeof fetch;
  random: RandomBytes;
  /** The machine's own clock, ms. */
  wall(): number;
  /** The desk's shown clock, ms. */
  nowMs(): number;
  /** A person signs in within this, ms. */
  withinMs: number;
  changed(): void;
  /** For the audit: what became of it. */
  ended(purpose: Purpose, outcome: 'ok' | ErrorCode): void;
  /** An answer of another sign-in came to the port. */
  stranger(purpose: Purpose): void;
  failed(error: unknown): void;
}
interface Run {
  for: Purpose;
  step: 'asking' | 'browser' | 'finishing';
  address: string | null;
  endsAtMs: number;
  abort: AbortController;
  begun: Promise<Result<null>>;
  done: Promise<Result<null>>;
}

export function createRun(parts: RunParts) {
  let going: Run | null = null;
  let problem: ErrorCode | null = null;
  const secret = (): string => parts.random(32).toString('base64url');

  async function walk(mine: Run, wish: Wish, begun: (done: Result<null>) => void): Promise<Result<null>> {
    const { signal } = mine.abort;
    const policy = parts.policy();
    if (!policy.ok) return policy;
    const found = await findProvider({ policy: policy.value, net: parts.net, wall: parts.wall, signal });
    if (signal.aborted) return fail('cancelled', 'sign-in');
    if (!found.ok) return found;
    const provider = found.value;
    const state = secret();
    let strange = false;
    const opened = await openRedirect({
      state,
      read: provider.read,
      codes: { late: 'sign-in-late', refused: 'sign-in-refused' },
      stranger() {
        if (!strange) parts.stranger(wish.for);
        strange = true;
      },
      port: null,
      withinMs: parts.withinMs,
      signal,
    });
    if (!opened.ok) return opened;
    const { url: redirectUrl, answer } = opened.value;
    const { nonce } = wish;
    const attempt: Attempt = { state, nonce, verifier: secret(), redirectUrl, fresh: wish.for !== 'sit' };
    const begunAt = Math.floor(parts.wall() / 1000);
    const address = await provider.address(attempt);
    mine.step = 'browser';
    mine.endsAtMs = parts.nowMs() + parts.withinMs;
    mine.address = address;
    const shown = await wish.show(address);
    if (!shown.ok) return shown;
    parts.changed();
    begun(ok(null));
    const came = await answer;
    if (!came.ok) return came;
    mine.step = 'finishing';
    mine.address = null;
    parts.changed();
    const signed = await provider.exchange(attempt, came.value, begunAt);
    if (signal.aborted) return fail('cancelled', 'sign-in');
    return signed.ok ? wish.proved({ idToken: signed.value.idToken, nonce }, signal) : signed;
  }

  function broken(error: unknown): Failure {
    parts.failed(error);
    return fail('unexpected', 'sign-in');
  }
  function ended(mine: Run, outcome: Result<null>): Result<null> {
    // One that was cancelled, or whose place another took, says nothing of the one that goes on.
    if (going === mine) {
      going = null;
      problem = outcome.ok || outcome.code === 'cancelled' ? null : outcome.code;
    }
    mine.abort.abort();
    for (const tell of [() => parts.ended(mine.for, outcome.ok ? 'ok' : outcome.code), parts.changed])
      try {
        tell();
      } catch (error) {
        parts.failed(error);
      }
    return outcome;
  }

  return {
    going: (): Readonly<Pick<Run, 'for' | 'step' | 'address' | 'endsAtMs'>> | null => going,
    problem: (): ErrorCode | null => problem,
    /** A second one for the same joins the first; for something else it takes its place. */
    start(wish: Wish): Pick<Run, 'begun' | 'done'> {
      if (going?.for === wish.for) return going;
      going?.abort.abort();
      problem = null;
      const begun = Promise.withResolvers<Result<null>>();
      const mine: Run = {
        for: wish.for,
        step: 'asking',
        address: null,
        endsAtMs: parts.nowMs() + parts.withinMs,
        abort: new AbortController(),
        begun: begun.promise,
        done: begun.promise,
      };
      going = mine;
      mine.done = walk(mine, wish, begun.resolve)
        .catch(broken)
        .then((outcome) => {
          begun.resolve(outcome);
          return ended(mine, outcome);
        });
      parts.changed();
      return mine;
    },
    /** By the person, at a lock, at the end. */
    cancel(): void {
      const ends = going;
      going = null;
      problem = null;
      ends?.abort.abort();
      if (ends !== null) parts.changed();
    },
  };
}
export type SignInRun = ReturnType<typeof createRun>;
