// Requests to the backend: signed, one at a time, with a deadline, and suspicious of every answer. A captive portal that
// answers 200 with its own page must never count as an acknowledgement.
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { errorAnswer } from '#shared/protocol/sync.ts';
import { signatureHeaders, signedText } from '#shared/protocol/enrol.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { RequestCounter } from './device.ts';

const maxAnswer = 2_000_000;

export interface Credential {
  deviceId: string;
  counter: RequestCounter;
  sign(bytes: Buffer): Buffer;
}
export interface ClientDeps {
  baseUrl: string;
  fetch: typeof fetch;
  credential(): Credential | null;
}
export interface Refusal {
  error: z.infer<typeof errorAnswer>['error'];
  expected: number | null;
  retryAfterMs: number | null;
}

export function backendClient(deps: ClientDeps) {
  let last: Promise<unknown> = Promise.resolve();
  let refusal: Refusal | null = null;

  async function once<S extends z.ZodType>(
    method: 'GET' | 'POST',
    path: string,
    schema: S,
    body: unknown,
    signed: boolean,
    deadlineMs: number,
  ): Promise<Result<z.output<S>>> {
    refusal = null;
    const text = body === undefined ? '' : JSON.stringify(body);
    const headers: Record<string, string> = { accept: 'application/json' };
    if (text !== '') headers['content-type'] = 'application/json';
    if (signed) {
      const credential = deps.credential();
      if (credential === null) return fail('not-enrolled');
      const counter = credential.counter.take();
      const bodySha256 = createHash('sha256').update(text).digest('hex');
      headers[signatureHeaders.device] = credential.deviceId;
      headers[signatureHeaders.counter] = String(counter);
      headers[signatureHeaders.signature] = credential
        .sign(Buffer.from(signedText({ method, path, device: credential.deviceId, counter, bodySha256 })))
        .toString('base64');
    }
    let response: Response;
    let answer: string;
    try {
      response = await deps.fetch(new URL(path, deps.baseUrl), {
        method,
        headers,
        ...(text === '' ? {} : { body: text }),
        redirect: 'error',
        signal: AbortSignal.timeout(deadlineMs),
      });
      if (Number(response.headers.get('content-length') ?? 0) > maxAnswer)
        return fail('backend-not-json', 'answer too large');
      answer = await response.text();
    } catch {
      return fail('offline');
    }
    if (!/^application\/json\b/.test(response.headers.get('content-type') ?? ''))
      return fail('backend-not-json', String(response.status));
    let json: unknown;
    try {
      json = JSON.parse(answer);
    } catch {
      return fail('backend-not-json', 'broken JSON');
    }
    if (response.ok) {
      const parsed = schema.safeParse(json);
      return parsed.success ? ok(parsed.data) : fail('backend-not-json', 'not the answer that was asked for');
    }
    const told = errorAnswer.safeParse(json);
    if (!told.success) return fail('backend-error', String(response.status));
    const after = Number(response.headers.get('retry-after'));
    refusal = {
      error: told.data.error,
      expected: told.data.expected,
      retryAfterMs: Number.isFinite(after) && after > 0 ? after * 1000 : null,
    };
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
      case 'upgrade':
        return fail('backend-upgrade');
      case 'fork':
        return fail('sync-fork');
      default:
        return fail('backend-error', told.data.error);
    }
  }

  return {
    /** Requests run one after another: their counters must arrive in order. */
    ask<S extends z.ZodType>(
      method: 'GET' | 'POST',
      path: string,
      schema: S,
      options: { body?: unknown; signed?: boolean; deadlineMs?: number } = {},
    ): Promise<Result<z.output<S>>> {
      const run = (): Promise<Result<z.output<S>>> =>
        once(method, path, schema, options.body, options.signed ?? true, options.deadlineMs ?? 15_000);
      const mine = last.then(run, run);
      last = mine;
      return mine;
    },
    /** Unsigned and outside the queue: is the backend there at all? */
    ping: <S extends z.ZodType>(path: string, schema: S, deadlineMs: number): Promise<Result<z.output<S>>> =>
      once('GET', path, schema, undefined, false, deadlineMs),
    lastRefusal: (): Refusal | null => refusal,
  };
}
export type BackendClient = ReturnType<typeof backendClient>;
