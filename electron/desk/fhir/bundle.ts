// What a search answered, entry by entry: matches, included resources, the server's remark that it withheld something,
// and entries that are no resources. Nothing here throws on what a server sends.
import type { Resource } from './exchange.ts';

export interface SearchAnswer {
  resources: Resource[];
  /** By `Type/id`. */
  included: Map<string, Resource>;
  /** Entries that are no resources at all. */
  unreadable: number;
  /** The server says itself that it withholds something (OperationOutcome issue `suppressed`). */
  suppressed: boolean;
  /** There is more than was fetched. */
  more: boolean;
}

export const emptyAnswer = (): SearchAnswer => ({
  resources: [],
  included: new Map(),
  unreadable: 0,
  suppressed: false,
  more: false,
});

type Loose = { [field: string]: unknown };
export const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const hasSuppressed = (outcome: Loose): boolean =>
  list(outcome['issue']).some((i) => isObject(i) && i['code'] === 'suppressed');

/** Adds one page of a searchset; false when it is no bundle. */
export function addPage(answer: SearchAnswer, page: Resource, type: string): boolean {
  if (page.resourceType !== 'Bundle') return false;
  for (const entry of list(page['entry'])) {
    const resource = isObject(entry) ? entry['resource'] : undefined;
    if (!isObject(entry) || !isObject(resource) || typeof resource['resourceType'] !== 'string') {
      answer.unreadable++;
      continue;
    }
    const search = isObject(entry['search']) ? entry['search']['mode'] : undefined;
    if (resource['resourceType'] === 'OperationOutcome') {
      answer.suppressed ||= hasSuppressed(resource);
      continue;
    }
    const found = resource as Resource;
    // A server may leave out the mode; the type then tells matches from what was included.
    if (search === 'include' || found.resourceType !== type)
      answer.included.set(`${found.resourceType}/${String(found['id'])}`, found);
    else answer.resources.push(found);
  }
  return true;
}

/** The address of the next page if it stays below the base address; `elsewhere` if it doesn't. */
export function nextPage(page: Resource, base: string): string | 'elsewhere' | null {
  const link = list(page['link']).find((l): l is Loose => isObject(l) && l['relation'] === 'next');
  const url = link?.['url'];
  if (typeof url !== 'string') return null;
  try {
    const own = new URL(base.endsWith('/') ? base : `${base}/`);
    const next = new URL(url, own);
    const inside = next.pathname === own.pathname.slice(0, -1) || next.pathname.startsWith(own.pathname);
    return next.origin === own.origin && inside && next.username === '' ? next.href : 'elsewhere';
  } catch {
    return 'elsewhere';
  }
}
