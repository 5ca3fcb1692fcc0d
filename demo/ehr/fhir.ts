// FHIR requests without HTTP: what goes to Medplum's router, and what the router leaves undone (links, version headers,
// types that aren't served, scopes, switches, a refused entry inside a batch).
import { allOk, badRequest, getStatus, gone, notFound } from '@medplum/core';
import { FhirRouter, makeSimpleRequest, type HttpMethod } from '@medplum/fhir-router';
import type { Bundle, BundleEntry, OperationOutcome, Resource } from '@medplum/fhirtypes';
import type { IncomingHttpHeaders } from 'node:http';
import type { Behaviour } from './behaviour.ts';
import { capabilityStatement } from './capability.ts';
import type { Faults } from './faults.ts';
import { outcomeFor } from './outcome.ts';
import { Paging } from './paging.ts';
import { prepare } from './parameters.ts';
import type { EhrRepository } from './repository.ts';
import { everything, type Allowed } from './scopes.ts';
import { isServed, servedTypes } from './types.ts';

export interface FhirCall {
  method: string;
  /** Below the base: "Patient/123", "" for the base itself. */
  path: string;
  query: string;
  headers: IncomingHttpHeaders;
  /** As it came over the wire. */
  body: string;
  /** What the token allows. */
  allowed?: Allowed;
}
export interface FhirAnswer {
  status: number;
  body: Resource;
  headers: Record<string, string>;
}
export interface FhirServiceOptions {
  repository: EhrRepository;
  base: string;
  /** ISO 8601. */
  now: string;
  faults: Faults;
  /** Read anew for each request. */
  behaviour: () => Behaviour;
  authorizeUrl: string;
  tokenUrl: string;
}

const answer = (outcome: OperationOutcome, body?: Resource): FhirAnswer => {
  const headers: Record<string, string> = {};
  const meta = body?.meta;
  if (meta?.versionId) headers.etag = `W/"${meta.versionId}"`;
  if (meta?.lastUpdated) headers['last-modified'] = new Date(meta.lastUpdated).toUTCString();
  return { status: getStatus(outcome), body: body ?? outcome, headers };
};
const refusal = (status: number, ...rest: [string?, Parameters<typeof outcomeFor>[2]?]): FhirAnswer => ({
  status,
  headers: {},
  body: outcomeFor(status, ...rest),
});
const kindOf = (method: string, path: string): 'read' | 'search' | 'create' | 'update' | 'delete' => {
  const [, second] = path.split('/');
  if (method === 'GET') return second === undefined ? 'search' : 'read';
  if (method === 'POST') return second === '_search' ? 'search' : 'create';
  return method === 'DELETE' ? 'delete' : 'update';
};
const pathOf = (url: string): [string, string] => {
  const [path = '', query = ''] = url.replace(/^\//, '').split('?');
  return [path, query];
};

export class FhirService {
  readonly #router = new FhirRouter();
  readonly #paging: Paging;
  readonly #o: FhirServiceOptions;

  constructor(options: FhirServiceOptions) {
    this.#o = options;
    this.#paging = new Paging(options.base);
  }

  async handle(call: FhirCall): Promise<FhirAnswer> {
    const [type = '', second] = call.path.split('/');
    if (call.method === 'GET' && call.path === 'metadata')
      return answer(
        allOk,
        capabilityStatement({ ...this.#o, behaviour: this.#o.behaviour(), types: servedTypes() }),
      );
    if (call.path === '') return call.method === 'POST' ? this.#bundle(call) : answer(notFound);
    if (!isServed(type)) return refusal(404, `${type} is not supported`, 'not-supported');
    const kind = kindOf(call.method, call.path);
    if (!(call.allowed ?? everything)(type, kind))
      return refusal(403, `The token does not allow ${kind} of ${type}`);
    if (kind === 'search')
      return this.#search(
        type,
        [call.query, second === '_search' ? call.body : ''].filter(Boolean).join('&'),
        call.headers.prefer,
      );
    const body = parse(call.body);
    if (body === undefined && call.body) return answer(badRequest('The body is not JSON'));
    const result = await this.#route(call, body);
    const unchanged = kind === 'read' && call.headers['if-none-match'] === result.headers.etag;
    return unchanged && result.status === 200 && result.headers.etag ? { ...result, status: 304 } : result;
  }

  async #route(call: FhirCall, body: unknown): Promise<FhirAnswer> {
    const url = `/${call.path}${call.query ? `?${call.query}` : ''}`;
    const headers = { ...call.headers };
    if (!this.#o.behaviour().conditionalCreate) delete headers['if-none-exist'];
    const request = {
      ...makeSimpleRequest(call.method as HttpMethod, url, body),
      headers,
      config: { transactions: true },
    };
    const [outcome, resource] = await this.#router.handleRequest(request, this.#o.repository);
    const result = answer(outcome, resource);
    if (result.status === 201 && resource)
      result.headers.location = `${this.#o.base}/${resource.resourceType}/${resource.id}/_history/${resource.meta?.versionId}`;
    return result;
  }

  async #search(type: string, query: string, prefer?: string | string[]): Promise<FhirAnswer> {
    const token = new URLSearchParams(query).get('_page');
    const page = token === null ? { type, query } : this.#paging.page(token);
    if (!page || page.type !== type) return answer(gone);
    // A client may ask for one or the other (R4 3.1.0.1.4); the switch is what counts without.
    const asked = /handling=(strict|lenient)/.exec(String(prefer ?? ''))?.[1] as
      | 'strict'
      | 'lenient'
      | undefined;
    const behaviour = { ...this.#o.behaviour(), ...(asked && { handling: asked }) };
    const { query: kept, ignored, only, refused } = prepare(type, page.query, behaviour);
    if (refused !== null) return answer(badRequest(`The search parameter '${refused}' is not supported`));
    const wanted =
      only === null ? kept : `${kept}&_id=${this.#o.repository.idsOf(type, only).join(',') || 'none'}`;
    const result = await this.#route(
      { method: 'GET', path: type, query: wanted, headers: {}, body: '' },
      undefined,
    );
    if (result.body.resourceType !== 'Bundle') return result;
    result.body = this.#paging.decorate(result.body, type, page.query);
    if (ignored.length > 0) result.body.entry = [...(result.body.entry ?? []), leftOut(ignored)];
    return result;
  }

  async #bundle(call: FhirCall): Promise<FhirAnswer> {
    if (!this.#o.behaviour().batch)
      return refusal(400, 'This server takes no batches or transactions', 'not-supported');
    const asked = parse(call.body) as Bundle | undefined;
    if (asked?.resourceType !== 'Bundle' || (asked.type !== 'batch' && asked.type !== 'transaction'))
      return answer(badRequest('A batch or transaction bundle is expected here'));
    const allowed = call.allowed ?? everything;
    const entries = Array.isArray(asked.entry) ? asked.entry : [];
    const barred = entries.map((e) => {
      const [path] = pathOf(e.request?.url ?? '');
      const type = path.split('/')[0] ?? '';
      return isServed(type) && !allowed(type, kindOf(e.request?.method ?? 'GET', path));
    });
    if (asked.type === 'transaction' && barred.includes(true)) return refusal(403);
    const own = entries.map((e, i) => barred[i] || (asked.type === 'batch' && isSearch(e)));
    const routed = entries.filter((_, i) => !own[i]);
    const none: FhirAnswer = { ...answer(allOk), body: { resourceType: 'Bundle', type: 'batch-response' } };
    const result =
      asked.type === 'batch' && routed.length === 0
        ? none
        : await this.#route({ ...call, path: '' }, { ...asked, entry: routed });
    if (result.body.resourceType !== 'Bundle') return result;
    const done = result.body.entry ?? [];
    result.body.entry = await Promise.all(
      entries.map(async (entry, i): Promise<BundleEntry> => {
        if (barred[i]) return { response: { status: '403', outcome: outcomeFor(403) } };
        const made = own[i] ? await this.#searchEntry(entry) : (done.shift() ?? {});
        return this.#faulty(entry) ?? made;
      }),
    );
    return result;
  }

  #faulty(asked: BundleEntry): BundleEntry | null {
    const fault = this.#o.faults.take(`BATCH ${asked.request?.method} ${asked.request?.url}`);
    return fault?.status
      ? { response: { status: String(fault.status), outcome: outcomeFor(fault.status) } }
      : null;
  }

  /** A search inside a batch is answered as one outside: with links and switches. */
  async #searchEntry(asked: BundleEntry): Promise<BundleEntry> {
    const [type, query] = pathOf(asked.request?.url ?? '');
    const { status, body } = await this.#search(type, query);
    return status === 200
      ? { resource: body, response: { status: '200' } }
      : { response: { status: String(status), outcome: body as OperationOutcome } };
  }
}

const isSearch = (e: BundleEntry): boolean => {
  const [path] = pathOf(e.request?.url ?? '');
  return e.request?.method === 'GET' && isServed(path);
};

const leftOut = (names: readonly string[]): BundleEntry => ({
  resource: {
    resourceType: 'OperationOutcome',
    issue: names.map((name) => ({
      severity: 'warning',
      code: 'not-supported',
      details: { text: `The search parameter '${name}' was left out` },
    })),
  },
  search: { mode: 'outcome' },
});

function parse(body: string): unknown {
  try {
    return body ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
}
