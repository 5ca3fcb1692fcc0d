// Links and full addresses of a search's answer. The next page is named by a random token, as many servers do, so that
// what was searched for by POST never appears in an address.
import { randomUUID } from 'node:crypto';
import type { Bundle } from '@medplum/fhirtypes';

const defaultCount = 20;
const remembered = 1000;

export interface Page {
  type: string;
  query: string;
}

export class Paging {
  readonly #pages = new Map<string, Page>();
  readonly #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  /** The search that a token stands for; undefined when it was never given out or is long forgotten. */
  page(token: string): Page | undefined {
    return this.#pages.get(token);
  }

  /** Adds self, next and every entry's fullUrl to the answer of `type?query`. */
  decorate(bundle: Bundle, type: string, query: string): Bundle {
    const params = new URLSearchParams(query);
    const count = Number(params.get('_count') ?? defaultCount);
    const next = Number(params.get('_offset') ?? 0) + count;
    const link = [{ relation: 'self', url: `${this.#base}/${type}` }];
    if (bundle.total !== undefined && next < bundle.total && count > 0) {
      params.set('_offset', String(next));
      link.push({
        relation: 'next',
        url: `${this.#base}/${type}?_page=${this.#remember({ type, query: params.toString() })}`,
      });
    }
    for (const e of bundle.entry ?? [])
      if (e.resource) e.fullUrl ??= `${this.#base}/${e.resource.resourceType}/${e.resource.id}`;
    return { ...bundle, link };
  }

  #remember(page: Page): string {
    const token = randomUUID();
    this.#pages.set(token, page);
    const oldest = this.#pages.keys().next().value;
    if (this.#pages.size > remembered && oldest) this.#pages.delete(oldest);
    return token;
  }
}
