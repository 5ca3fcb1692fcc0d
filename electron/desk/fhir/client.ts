// A thin FHIR R4 client: what the panel needs and nothing else. Searches go by POST so that names, numbers and dates
// never stand in an address; the token goes to the base address only; nothing is logged here but a status and a time.
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { addPage, emptyAnswer, isObject, list, nextPage, type SearchAnswer } from './bundle.ts';
import { type Exchange, exchange, type Resource } from './exchange.ts';
import { createGate } from './parallel.ts';

export interface FhirOptions {
  /** Of the FHIR server, without a query: `http://127.0.0.1:8103/fhir`. */
  base: string;
  /** Asked for each request; `renew` after a 401. Null: the server wants none. */
  token: (renew: boolean) => Promise<string | null> | string | null;
  fetch: typeof fetch;
  /** Resolves after `ms`, earlier when aborted. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  nowMs: () => number;
  timeoutMs?: number;
  maxBytes?: number;
  /** For allow-listed logs: never an address. */
  onExchange?: (e: { ms: number; status: number | null; ok: boolean }) => void;
}
export interface Search {
  type: string;
  /** Name and value; repeated names are "and", commas in a value "or" (see `either`). */
  params: readonly (readonly [string, string])[];
  /** Pages are followed up to this many matches (default 100). */
  most?: number;
}
export type ReadAnswer = { modified: true; resource: Resource; etag: string | null } | { modified: false };
export interface FhirClient {
  search(search: Search, signal: AbortSignal): Promise<Result<SearchAnswer>>;
  /** Several searches in one exchange where the server takes batches, else four at a time; one result each. */
  batch(searches: readonly Search[], signal: AbortSignal): Promise<Result<SearchAnswer>[]>;
  /** `etag` of the copy at hand: an unchanged resource isn't sent again. */
  read(type: string, id: string, signal: AbortSignal, etag?: string): Promise<Result<ReadAnswer>>;
}

const defaults = { timeoutMs: 8_000, maxBytes: 5_000_000 };
/** Tries beyond the first, and the longest pause that is worth waiting for while a caller is on the line. */
const retries = 2;
const longestWaitMs = 2_000;
const pauseMs = 150;
const mostPages = 5;
const pageSize = 100;

/** Values joined by "or", with FHIR's own marks escaped. */
export const either = (values: readonly string[]): string =>
  values.map((v) => v.replace(/[\\,$|]/g, (c) => `\\${c}`)).join(',');

const paramsOf = (s: Search): URLSearchParams => {
  const params = new URLSearchParams(s.params.map(([name, value]): [string, string] => [name, value]));
  if (!params.has('_count')) params.set('_count', String(Math.min(s.most ?? pageSize, pageSize)));
  return params;
};

export function createFhirClient(options: FhirOptions): FhirClient {
  const base = options.base.replace(/\/+$/, '');
  const gate = createGate(6);
  const { timeoutMs, maxBytes } = { ...defaults, ...options };
  let batches = true;

  async function once(
    method: 'GET' | 'POST',
    url: string,
    signal: AbortSignal,
    extra: { body?: string; type?: string; etag?: string },
    renew: boolean,
  ): Promise<Exchange> {
    const token = await options.token(renew);
    const started = options.nowMs();
    const done = await exchange({
      fetch: options.fetch,
      url,
      method,
      headers: {
        accept: 'application/fhir+json, application/json;q=0.9',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(extra.type === undefined ? {} : { 'content-type': extra.type }),
        ...(extra.etag === undefined ? {} : { 'if-none-match': extra.etag }),
      },
      ...(extra.body === undefined ? {} : { body: extra.body }),
      signal,
      timeoutMs,
      maxBytes,
      nowMs: options.nowMs,
    });
    const status = done.kind === 'failed' ? done.status : done.kind === 'not-modified' ? 304 : 200;
    options.onExchange?.({ ms: options.nowMs() - started, status, ok: done.kind !== 'failed' });
    return done;
  }

  /** All that is asked here only reads, so it may be asked again. */
  async function ask(
    method: 'GET' | 'POST',
    url: string,
    signal: AbortSignal,
    extra: { body?: string; type?: string; etag?: string } = {},
  ): Promise<Exchange> {
    return gate(async () => {
      let renewed = false;
      for (let attempt = 0; ; attempt++) {
        const done = await once(method, url, signal, extra, renewed);
        if (done.kind !== 'failed') return done;
        if (done.status === 401 && !renewed) {
          renewed = true;
          continue;
        }
        const again = done.failure.retryable && done.failure.code !== 'cancelled';
        const wait = done.waitMs ?? pauseMs * 3 ** attempt;
        // A time limit that ran out is not tried again: the caller on the line has waited long enough.
        const hopeless = done.failure.code === 'ehr-not-fhir' || done.timedOut || wait > longestWaitMs;
        if (!again || hopeless || attempt >= retries || signal.aborted) return done;
        await options.wait(wait, signal);
      }
    });
  }

  /** Takes the first page and follows its links as far as wanted. */
  async function follow(first: Resource, s: Search, signal: AbortSignal): Promise<Result<SearchAnswer>> {
    const answer = emptyAnswer();
    const most = s.most ?? pageSize;
    let page = first;
    for (let pages = 1; ; pages++) {
      if (!addPage(answer, page, s.type)) return fail('ehr-unreadable', 'no bundle');
      const next = nextPage(page, base);
      if (next === null) break;
      if (next === 'elsewhere' || pages >= mostPages || answer.resources.length >= most) {
        answer.more = true;
        break;
      }
      const done = await ask('GET', next, signal);
      if (done.kind !== 'resource') return done.kind === 'failed' ? done.failure : fail('ehr-unreadable');
      page = done.resource;
    }
    if (answer.resources.length > most) {
      answer.resources.length = most;
      answer.more = true;
    }
    return ok(answer);
  }

  async function search(s: Search, signal: AbortSignal): Promise<Result<SearchAnswer>> {
    const done = await ask('POST', `${base}/${s.type}/_search`, signal, {
      body: paramsOf(s).toString(),
      type: 'application/x-www-form-urlencoded',
    });
    if (done.kind === 'failed') {
      // A type or a parameter that this server doesn't have; a single resource's 404 is another thing.
      const unsupported = done.status !== null && [400, 404, 405, 501].includes(done.status);
      return unsupported ? fail('ehr-unsupported', done.failure.message) : done.failure;
    }
    return done.kind === 'resource'
      ? follow(done.resource, s, signal)
      : fail('ehr-unreadable', 'not modified');
  }

  async function batch(searches: readonly Search[], signal: AbortSignal): Promise<Result<SearchAnswer>[]> {
    const four = createGate(4);
    const singly = (): Promise<Result<SearchAnswer>[]> =>
      Promise.all(searches.map((s) => four(() => search(s, signal))));
    if (!batches || searches.length < 2) return singly();
    const entry = searches.map((s) => ({
      request: { method: 'GET', url: `${s.type}?${paramsOf(s).toString()}` },
    }));
    const done = await ask('POST', base, signal, {
      body: JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry }),
      type: 'application/fhir+json',
    });
    if (done.kind === 'failed' && done.status !== null && done.status < 500 && done.status !== 429) {
      // Many servers take no batches: not asked again until the next start. A 401 says nothing about batches.
      if (done.status !== 401) batches = false;
      return done.status === 401 ? searches.map(() => done.failure) : singly();
    }
    if (done.kind === 'failed') return searches.map(() => done.failure);
    const entries = done.kind === 'resource' ? list(done.resource['entry']) : [];
    if (entries.length !== searches.length) return singly();
    return Promise.all(
      searches.map(async (s, i): Promise<Result<SearchAnswer>> => {
        const one = entries[i];
        const resource = isObject(one) ? one['resource'] : undefined;
        const response = isObject(one) && isObject(one['response']) ? one['response'] : {};
        const status = Number.parseInt(String(response['status'] ?? '200'), 10);
        // An entry that failed gets its own request, with its own retries and its own answer.
        if (status < 200 || status > 299 || !isObject(resource) || resource['resourceType'] !== 'Bundle')
          return four(() => search(s, signal));
        return follow(resource as Resource, s, signal);
      }),
    );
  }

  async function read(
    type: string,
    id: string,
    signal: AbortSignal,
    etag?: string,
  ): Promise<Result<ReadAnswer>> {
    const url = `${base}/${type}/${encodeURIComponent(id)}`;
    const done = await ask('GET', url, signal, etag === undefined ? {} : { etag });
    if (done.kind === 'failed') return done.failure;
    if (done.kind === 'not-modified')
      return etag === undefined ? fail('ehr-unreadable', 'not modified') : ok({ modified: false });
    // Another resource than the one that was asked for is never taken for it.
    if (done.resource.resourceType !== type || done.resource['id'] !== id)
      return fail('ehr-unreadable', 'another resource');
    return ok({ modified: true, resource: done.resource, etag: done.etag });
  }

  return { search, batch, read };
}
