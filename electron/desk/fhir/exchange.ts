// One HTTP exchange with the EHR: time limit, size limit, no redirects, and a body that is proven to be FHIR JSON before
// anybody looks at it. What comes out is a resource, "not modified", or a failure by its code; never text of the server.
import type { ErrorCode } from '#shared/domain/errors.ts';
import { fail, type Failure } from '#shared/domain/result.ts';
import { codeOf, type Issue, issuesOf } from './outcome.ts';

export interface Resource {
  resourceType: string;
  [field: string]: unknown;
}
export type Exchange =
  | { kind: 'resource'; resource: Resource; status: number; etag: string | null; location: string | null }
  /** Done, and nothing is sent back (a write that answers by headers alone). */
  | { kind: 'empty'; status: number; etag: string | null; location: string | null }
  | { kind: 'not-modified' }
  /** `status` null: no answer came. `waitMs`: the server's own Retry-After. */
  | {
      kind: 'failed';
      failure: Failure;
      status: number | null;
      issues: readonly Issue[];
      waitMs: number | null;
      timedOut: boolean;
    };
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface ExchangeOptions {
  fetch: typeof fetch;
  url: string;
  method: Method;
  /** True when the body is to be stored, not asked with: an empty answer is then an answer. */
  writing?: boolean;
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
  timeoutMs: number;
  maxBytes: number;
  /** Milliseconds since 1970; only for a Retry-After that is a date. */
  nowMs: () => number;
}

const failed = (
  code: ErrorCode,
  status: number | null,
  detail: string,
  more: { issues?: readonly Issue[]; waitMs?: number | null; timedOut?: boolean } = {},
): Exchange => ({
  kind: 'failed',
  failure: fail(code, status === null ? detail : `HTTP ${status} ${detail}`),
  status,
  issues: more.issues ?? [],
  waitMs: more.waitMs ?? null,
  timedOut: more.timedOut ?? false,
});

/** Seconds or a date; null when absent or senseless. */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null || header.trim() === '') return null;
  if (/^\s*\d{1,6}(\.\d+)?\s*$/.test(header)) return Number(header) * 1000;
  const at = /^[A-Z][a-z]{2},/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}

/** The body as text, or null when it is longer than allowed; nothing is kept of a body that is too long. */
export async function readBody(response: Response, maxBytes: number): Promise<string | null> {
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    await response.body?.cancel();
    return null;
  }
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  if (response.body === null) return text;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}

const isResource = (value: unknown): value is Resource =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { resourceType?: unknown }).resourceType === 'string';

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Never throws. An abort by the caller is `cancelled`, one by the time limit `ehr-offline`. */
export async function exchange(o: ExchangeOptions): Promise<Exchange> {
  const limit = AbortSignal.timeout(o.timeoutMs);
  const signal = AbortSignal.any([o.signal, limit]);
  try {
    const response = await o.fetch(o.url, {
      method: o.method,
      headers: o.headers,
      ...(o.body === undefined ? {} : { body: o.body }),
      signal,
      // A redirect would carry the token to wherever a log-in page wants it.
      redirect: 'manual',
      cache: 'no-store',
      credentials: 'omit',
    });
    const { status } = response;
    if (status === 304) return { kind: 'not-modified' };
    if (status >= 300 && status < 400) {
      await response.body?.cancel();
      return failed('ehr-not-fhir', status, 'redirect');
    }
    const text = await readBody(response, o.maxBytes);
    if (text === null) return failed('ehr-unreadable', status, 'too large');
    const type = response.headers.get('content-type') ?? '';
    const json = /^\s*application\/(fhir\+json|json|json\+fhir)\b/i.test(type);
    const value = json ? parse(text) : undefined;
    if (status >= 400) {
      const issues = issuesOf(value);
      const waitMs = retryAfterMs(response.headers.get('retry-after'), o.nowMs());
      const code = codeOf(status, issues, o.writing === true);
      return failed(code, status, issues[0]?.code ?? '', { issues, waitMs });
    }
    const etag = response.headers.get('etag');
    const location = response.headers.get('location');
    if (o.writing === true && text.trim() === '') return { kind: 'empty', status, etag, location };
    if (!json) return failed('ehr-not-fhir', status, 'content type');
    if (value === undefined) return failed('ehr-unreadable', status, 'not JSON');
    if (!isResource(value)) return failed('ehr-not-fhir', status, 'no resourceType');
    return { kind: 'resource', resource: value, status, etag, location };
  } catch {
    if (o.signal.aborted) return failed('cancelled', null, 'by the caller');
    return failed('ehr-offline', null, limit.aborted ? 'timed out' : 'no connection', {
      timedOut: limit.aborted,
    });
  }
}
