// One request until it is answered: token and its renewal, pauses as the server asks for them, a few tries, at most six
// requests at a time. What is asked may be asked again; what is written is sent again only when the server said itself
// that it did not take it (429, 503).
import type { Failure } from '#shared/domain/result.ts';
import { type Exchange, exchange, type Method } from './exchange.ts';
import { createGate } from './parallel.ts';

export type Token = string | null | Failure;
export interface AskingOptions {
  /** Of the FHIR server, without a query: `http://127.0.0.1:8103/fhir`. */
  base: string;
  /** Asked for each request; `renew` after a 401. Null: the server wants none; a failure: nothing is sent without one. */
  token: (renew: boolean) => Promise<Token> | Token;
  /** The server refused a token that was just renewed. */
  onRefused?: () => void;
  fetch: typeof fetch;
  /** Resolves after `ms`, earlier when aborted. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  nowMs: () => number;
  /** Milliseconds since 1970, only for a Retry-After that is a date. Default: the clock of this computer. */
  wallMs?: () => number;
  timeoutMs?: number;
  maxBytes?: number;
  /** For allow-listed logs: never an address. */
  /** `waitMs`: the pause that the server asked for. */
  onExchange?: (e: { ms: number; status: number | null; ok: boolean; waitMs: number | null }) => void;
}
export interface Request {
  method: Method;
  url: string;
  body?: string;
  /** Of the body. */
  type?: string;
  headers?: Record<string, string>;
  /** `ask`: only reads. `write`: never sent again after a broken connection. */
  kind?: 'ask' | 'write';
}
export type Ask = (request: Request, signal: AbortSignal) => Promise<Exchange>;

const defaults = { timeoutMs: 8_000, maxBytes: 5_000_000 };
/** Tries beyond the first, and the longest pause that is worth waiting for while a caller is on the line. */
const retries = 2;
const longestWaitMs = 2_000;
const pauseMs = 150;

const isFailure = (token: Token): token is Failure => typeof token === 'object' && token !== null;
/** As if the server had refused it: what was never sent can't have arrived. */
const unsent = (failure: Failure): Exchange => ({
  kind: 'failed',
  failure,
  status: 401,
  issues: [],
  waitMs: null,
  timedOut: false,
});

export function createAsk(options: AskingOptions): Ask {
  const gate = createGate(6);
  const { timeoutMs, maxBytes } = { ...defaults, ...options };
  let renewing: Promise<Token> | null = null;

  /** One renewal for all who were refused at once; none when the token has changed since `old` was used. */
  async function renewed(old: string | null): Promise<Token> {
    if (renewing !== null) return renewing;
    const now = await options.token(false);
    if (now !== old && now !== null) return now;
    renewing ??= Promise.resolve(options.token(true)).finally(() => (renewing = null));
    return renewing;
  }

  async function once(r: Request, signal: AbortSignal, token: string | null): Promise<Exchange> {
    const started = options.nowMs();
    const done = await exchange({
      fetch: options.fetch,
      url: r.url,
      method: r.method,
      writing: r.kind === 'write',
      headers: {
        accept: 'application/fhir+json, application/json;q=0.9',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(r.type === undefined ? {} : { 'content-type': r.type }),
        ...r.headers,
      },
      ...(r.body === undefined ? {} : { body: r.body }),
      signal,
      timeoutMs,
      maxBytes,
      nowMs: options.wallMs ?? Date.now,
    });
    const status = done.kind === 'failed' ? done.status : done.kind === 'not-modified' ? 304 : done.status;
    const waitMs = done.kind === 'failed' ? done.waitMs : null;
    options.onExchange?.({ ms: options.nowMs() - started, status, ok: done.kind !== 'failed', waitMs });
    return done;
  }

  return (request, signal) =>
    gate(async () => {
      let token = await options.token(false);
      let second = false;
      for (let attempt = 0; ; attempt++) {
        if (isFailure(token)) return unsent(token);
        const done = await once(request, signal, token);
        if (done.kind !== 'failed') return done;
        if (done.status === 401 && !second) {
          second = true;
          token = await renewed(token);
          continue;
        }
        if (done.status === 401) options.onRefused?.();
        const again = done.failure.retryable && done.failure.code !== 'cancelled';
        const wait = done.waitMs ?? pauseMs * 3 ** attempt;
        // A time limit that ran out is not tried again: the caller on the line has waited long enough.
        const hopeless = done.failure.code === 'ehr-not-fhir' || done.timedOut || wait > longestWaitMs;
        const unsafe = request.kind === 'write' && done.status !== 429 && done.status !== 503;
        if (!again || hopeless || unsafe || attempt >= retries || signal.aborted) return done;
        await options.wait(wait, signal);
      }
    });
}
