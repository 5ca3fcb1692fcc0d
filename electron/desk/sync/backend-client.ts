// Requests to the backend: signed, one at a time, with a deadline, and suspicious of every answer. A captive portal that
// answers 200 with its own page must never count as an acknowledgement.
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { errorAnswer } from '#shared/protocol/sync.ts';
import { signatureHeaders, signedText } from '#shared/protocol/enrol.ts';
import { isErrorCode } from '#shared/domain/errors.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { RequestCounter } from './device.ts';

/** Bytes of an answer, unless its asker expects more. */
const usualAnswer = 2_000_000;

export interface Credential {
  deviceId: string;
  counter: RequestCounter;
  sign(bytes: Buffer): Buffer;
}
export interface ClientDeps {
  baseUrl: string;
  fetch: typeof fetch;
  credential(): Credential | null;
  /** Milliseconds that only go forward. */
  monotonic(): number;
  /** An answer said the backend's time; `tookMs` since it was asked. */
  timed?(serverTime: string, tookMs: number): void;
}
export interface Refusal {
  /** Null when something before the backend said no (a proxy that has had enough). */
  error: z.infer<typeof errorAnswer>['error'] | null;
  /** What Retry-After asked for, at most an hour. */
  retryAfterMs: number | null;
  /** HTTP status. */
  status: number;
}
/** Options of a request; all but the schema may be left out. */
export interface AskOptions {
  body?: unknown;
  signed?: boolean;
  deadlineMs?: number;
  as?: string;
  /** Bytes that the answer may have. */
  most?: number;
  /** Called when it was answered with anything but success. */
  refused?: (by: Refusal) => void;
  /**
   * Waits long for its answer (telephony): the next request leaves as soon as this one was taken, at the latest after a
   * moment. One that was overtaken nevertheless is refused by its counter and sent again.
   */
  aside?: boolean;
  /**
   * Of an `aside` request: a key on a live call. It waits a moment for its turn and then goes past what is under way, which
   * is refused by its counter, in the worst case, and sent again.
   */
  urgent?: boolean;
  /** Ends it. */
  signal?: AbortSignal;
}
/** How long the others wait for an `aside` request to be taken, ms. */
const takenWithinMs = 50;
/** How long an urgent one waits for its turn, ms. */
const turnMs = 600;
/** How often an `aside` request that was overtaken is sent again. */
const overtaken = 4;
interface Asked<S extends z.ZodType> {
  method: 'GET' | 'POST';
  path: string;
  schema: S;
  body?: unknown;
  signed: boolean;
  deadlineMs: number;
  /** Only as this device: refused when another enrolment took its place meanwhile. */
  as?: string | undefined;
  most: number;
  signal?: AbortSignal;
  /** The answer began: its counter has been taken. */
  taken?: () => void;
}

export function backendClient(deps: ClientDeps) {
  let last: Promise<unknown> = Promise.resolve();
  let flying: { since: number; abort: AbortController } | null = null;

  function tellTime(data: unknown, tookMs: number): void {
    if (typeof data === 'object' && data !== null && 'serverTime' in data)
      deps.timed?.(String(data.serverTime), tookMs);
  }

  /** Sends it, and reads the answer's bytes; null = there were too many. */
  async function exchange(
    asked: Omit<Asked<z.ZodType>, 'schema'>,
    refused: (by: Refusal) => void,
  ): Promise<Result<{ response: Response; answer: Buffer | null; began: number }>> {
    const { method, path, body } = asked;
    const text = body === undefined ? '' : JSON.stringify(body);
    const headers: Record<string, string> = { accept: 'application/json' };
    if (text !== '') headers['content-type'] = 'application/json';
    if (asked.signed) {
      const credential = deps.credential();
      if (credential === null) return fail('not-enrolled');
      // Enrolled anew while this waited its turn: what it carries was made for the device of before.
      if (asked.as !== undefined && credential.deviceId !== asked.as)
        return fail('interrupted', 'enrolled anew');
      const counter = credential.counter.take();
      const bodySha256 = createHash('sha256').update(text).digest('hex');
      headers[signatureHeaders.device] = credential.deviceId;
      headers[signatureHeaders.counter] = String(counter);
      headers[signatureHeaders.signature] = credential
        .sign(Buffer.from(signedText({ method, path, device: credential.deviceId, counter, bodySha256 })))
        .toString('base64');
    }
    const began = deps.monotonic();
    let response: Response;
    let answer: Buffer | null;
    try {
      response = await deps.fetch(new URL(path, deps.baseUrl), {
        method,
        headers,
        ...(text === '' ? {} : { body: text }),
        redirect: 'error',
        signal: AbortSignal.any([
          AbortSignal.timeout(asked.deadlineMs),
          ...(asked.signal === undefined ? [] : [asked.signal]),
        ]),
      });
      asked.taken?.();
      answer = await readAtMost(response, asked.most);
    } catch {
      return fail('offline');
    }
    if (!response.ok) refused({ error: null, retryAfterMs: retryAfter(response), status: response.status });
    return ok({ response, answer, began });
  }

  async function once<S extends z.ZodType>(
    asked: Asked<S>,
    refused: (by: Refusal) => void,
  ): Promise<Result<z.output<S>>> {
    const { path, schema } = asked;
    const done = await exchange(asked, refused);
    if (!done.ok) return done;
    const { response, answer, began } = done.value;
    const { status } = response;
    if (answer === null) return fail('backend-not-json', 'answer too large');
    if (!/^application\/json\b/.test(response.headers.get('content-type') ?? ''))
      return fail('backend-not-json', String(status));
    let json: unknown;
    try {
      json = JSON.parse(answer.toString('utf8'));
    } catch {
      return fail('backend-not-json', 'broken JSON');
    }
    if (response.ok) {
      const parsed = schema.safeParse(json);
      if (parsed.success) tellTime(parsed.data, deps.monotonic() - began);
      return parsed.success ? ok(parsed.data) : fail('backend-not-json', 'not the answer that was asked for');
    }
    const told = errorAnswer.safeParse(json);
    if (!told.success) return fail('backend-error', String(status));
    refused({ error: told.data.error, retryAfterMs: retryAfter(response), status });
    // It speaks our language and has no such address: a backend from before this desk's version of the wire.
    if (status === 404 && path.startsWith('/v2/')) return fail('backend-older');
    switch (told.data.error) {
      case 'replayed':
        deps.credential()?.counter.jumpPast(told.data.expected ?? 0);
        return fail('backend-error', 'replayed');
      case 'unsigned':
      case 'unknown-device':
      case 'bad-signature':
      case 'revoked':
        return fail('backend-refused', told.data.error);
      case 'enrol-code':
        return fail('enrol-code');
      case 'practice-data':
        return fail('practice-data');
      case 'certificate':
        return fail(isErrorCode(told.data.message) ? told.data.message : 'backend-error', 'certificate');
      case 'refused':
        return fail(isErrorCode(told.data.message) ? told.data.message : 'backend-error', 'refused');
      case 'upgrade':
        return fail('backend-upgrade');
      case 'fork':
        return fail('sync-fork');
      default:
        return fail('backend-error', told.data.error);
    }
  }

  /** See `AskOptions.aside`. */
  async function aside<S extends z.ZodType>(
    method: 'GET' | 'POST',
    path: string,
    schema: S,
    options: AskOptions,
  ): Promise<Result<z.output<S>>> {
    const { body, deadlineMs = 15_000, most = usualAnswer, refused, signal, urgent = false } = options;
    for (let tries = 1; ; tries++) {
      let replayed = false;
      let taken: () => void = () => undefined;
      const begun = new Promise<void>((resolve) => void (taken = resolve));
      const asked = { method, path, schema, body, signed: true, deadlineMs, most, taken };
      const run = (): Promise<Result<z.output<S>>> => {
        AbortSignal.timeout(takenWithinMs).addEventListener('abort', taken);
        return once({ ...asked, ...(signal === undefined ? {} : { signal }) }, (by) => {
          replayed ||= by.error === 'replayed';
          refused?.(by);
        });
      };
      const before = last.catch(() => undefined);
      const mine = (urgent ? Promise.race([before, elapsed(turnMs)]) : before).then(run);
      // The next one waits for what this one went past, too.
      last = Promise.all([before, Promise.race([begun, mine])]);
      const done = await mine;
      if (!replayed || tries === overtaken || signal?.aborted === true) return done;
    }
  }

  return {
    /** Requests run one after another: their counters must arrive in order. */
    ask<S extends z.ZodType>(
      method: 'GET' | 'POST',
      path: string,
      schema: S,
      options: AskOptions = {},
    ): Promise<Result<z.output<S>>> {
      const run = async (): Promise<Result<z.output<S>>> => {
        const { body, signed = true, deadlineMs = 15_000, as, most = usualAnswer } = options;
        const { refused = () => undefined } = options;
        const mine = (flying = { since: deps.monotonic(), abort: new AbortController() });
        const { signal } = mine.abort;
        try {
          return await once({ method, path, schema, body, signed, deadlineMs, as, most, signal }, refused);
        } finally {
          if (flying === mine) flying = null;
        }
      };
      if (options.aside === true) return aside(method, path, schema, options);
      const mine = last.then(run, run);
      last = mine;
      return mine;
    },
    /** A signed POST whose answer is sound or another file; every answer but success is a failure. */
    async bytes(path: string, body: unknown, most: number, deadlineMs = 20_000): Promise<Result<Buffer>> {
      let taken: () => void = () => undefined;
      const begun = new Promise<void>((resolve) => void (taken = resolve));
      const run = () =>
        exchange({ method: 'POST', path, body, signed: true, deadlineMs, most, taken }, () => undefined);
      const mine = last.then(run, run);
      last = Promise.race([begun, mine]);
      const done = await mine;
      if (!done.ok) return done;
      const { response, answer } = done.value;
      if (response.status === 404) return fail('not-found');
      if (!response.ok) return fail('backend-error', String(response.status));
      return answer === null ? fail('too-large', 'answer') : ok(answer);
    },
    /** Unsigned and outside the queue: is the backend there at all? */
    ping: <S extends z.ZodType>(path: string, schema: S, deadlineMs: number): Promise<Result<z.output<S>>> =>
      once({ method: 'GET', path, schema, signed: false, deadlineMs, most: usualAnswer }, () => undefined),
    /** Ends the request under way if it is older than this: its connection may be one that died with the network. */
    abandon(olderThanMs: number): void {
      if (flying !== null && deps.monotonic() - flying.since > olderThanMs) flying.abort.abort();
    },
  };
}
export type BackendClient = ReturnType<typeof backendClient>;

const elapsed = (ms: number): Promise<void> =>
  new Promise((resolve) => AbortSignal.timeout(ms).addEventListener('abort', () => resolve()));

/** Null when there is more: an answer without end must not fill this process's memory until its deadline. */
async function readAtMost(response: Response, most: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body === null) return Buffer.alloc(0);
  for await (const chunk of response.body as ReadableStream<Uint8Array>) {
    size += chunk.length;
    // Leaving the loop cancels the body, and with it the connection.
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Seconds, or a date (RFC 9110) that is read against the answer's own: no clock of ours. In ms, at most an hour. */
function retryAfter(response: Response): number | null {
  const value = response.headers.get('retry-after')?.trim() ?? '';
  const ms = /^\d+$/.test(value)
    ? Number(value) * 1000
    : Date.parse(value) - Date.parse(response.headers.get('date') ?? '');
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, 3_600_000) : null;
}
