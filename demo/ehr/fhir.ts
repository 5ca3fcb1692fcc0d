// FHIR requests without HTTP: what goes to Medplum's router, and what the router leaves undone (links, version headers,
// types that aren't served, a refused entry inside a batch).
import { allOk, badRequest, getStatus, gone, notFound } from '@medplum/core';
import { FhirRouter, makeSimpleRequest, type HttpMethod, type MemoryRepository } from '@medplum/fhir-router';
import type { Bundle, OperationOutcome, Resource } from '@medplum/fhirtypes';
import type { IncomingHttpHeaders } from 'node:http';
import { capabilityStatement } from './capability.ts';
import type { Faults } from './faults.ts';
import { outcomeFor } from './outcome.ts';
import { Paging } from './paging.ts';
import { isServed } from './types.ts';

export interface FhirCall {
  method: string;
  /** Below the base: "Patient/123", "" for the base itself. */
  path: string;
  query: string;
  headers: IncomingHttpHeaders;
  /** As it came over the wire. */
  body: string;
}
export interface FhirAnswer {
  status: number;
  body: Resource;
  headers: Record<string, string>;
}

const answer = (outcome: OperationOutcome, body?: Resource): FhirAnswer => {
  const headers: Record<string, string> = {};
  const meta = body?.meta;
  if (meta?.versionId) headers.etag = `W/"${meta.versionId}"`;
  if (meta?.lastUpdated) headers['last-modified'] = new Date(meta.lastUpdated).toUTCString();
  return { status: getStatus(outcome), body: body ?? outcome, headers };
};

export class FhirService {
  readonly #router = new FhirRouter();
  readonly #repo: MemoryRepository;
  readonly #base: string;
  readonly #now: string;
  readonly #faults: Faults;
  readonly #paging: Paging;

  constructor(repo: MemoryRepository, base: string, now: string, faults: Faults) {
    this.#repo = repo;
    this.#base = base;
    this.#now = now;
    this.#faults = faults;
    this.#paging = new Paging(base);
  }

  async handle(call: FhirCall): Promise<FhirAnswer> {
    const [type, second] = call.path.split('/');
    if (call.method === 'GET' && call.path === 'metadata')
      return answer(allOk, capabilityStatement(this.#base, this.#now));
    if (call.path === '') return call.method === 'POST' ? this.#bundle(call) : answer(notFound);
    if (!isServed(type))
      return { status: 404, headers: {}, body: outcomeFor(404, `${type} is not supported`, 'not-supported') };
    if (call.method === 'GET' && second === undefined) return this.#search(type, call.query);
    if (call.method === 'POST' && second === '_search')
      return this.#search(type, [call.query, call.body].filter(Boolean).join('&'));
    const body = parse(call.body);
    if (body === undefined && call.body) return answer(badRequest('The body is not JSON'));
    return this.#route(call, body);
  }

  async #route(call: FhirCall, body: unknown): Promise<FhirAnswer> {
    const url = `/${call.path}${call.query ? `?${call.query}` : ''}`;
    const request = {
      ...makeSimpleRequest(call.method as HttpMethod, url, body),
      headers: call.headers,
      config: { transactions: true },
    };
    const [outcome, resource] = await this.#router.handleRequest(request, this.#repo);
    const result = answer(outcome, resource);
    if (result.status === 201 && resource)
      result.headers.location = `${this.#base}/${resource.resourceType}/${resource.id}/_history/${resource.meta?.versionId}`;
    return result;
  }

  async #search(type: string, query: string): Promise<FhirAnswer> {
    const token = new URLSearchParams(query).get('_page');
    const page = token === null ? { type, query } : this.#paging.page(token);
    if (!page || page.type !== type) return answer(gone);
    const result = await this.#route(
      { method: 'GET', path: type, query: page.query, headers: {}, body: '' },
      undefined,
    );
    if (result.body.resourceType === 'Bundle')
      result.body = this.#paging.decorate(result.body, type, page.query);
    return result;
  }

  async #bundle(call: FhirCall): Promise<FhirAnswer> {
    const asked = parse(call.body) as Bundle | undefined;
    if (asked?.resourceType !== 'Bundle')
      return answer(badRequest('A batch or transaction bundle is expected here'));
    const result = await this.#route({ ...call, path: '' }, asked);
    if (result.body.resourceType !== 'Bundle') return result;
    result.body.entry?.forEach((entry, i) => {
      const { method, url } = asked.entry?.[i]?.request ?? {};
      if (method !== 'GET' || !url) return;
      const fault = this.#faults.take(`BATCH GET ${url}`);
      const [type = '', query = ''] = url.replace(/^\//, '').split('?');
      if (fault?.status) {
        delete entry.resource;
        entry.response = { status: String(fault.status), outcome: outcomeFor(fault.status) };
      } else if (entry.resource?.resourceType === 'Bundle')
        entry.resource = this.#paging.decorate(entry.resource, type, query);
    });
    return result;
  }
}

function parse(body: string): unknown {
  try {
    return body ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
}
