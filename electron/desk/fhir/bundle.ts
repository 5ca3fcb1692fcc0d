// What a search answered, entry by entry: matches, included resources, the server's remark that it withheld something,
// and entries that are no resources. Nothing here throws on what a server sends.
import type { Resource } from './exchange.ts';
import { type Issue, issuesOf } from './outcome.ts';

export interface SearchAnswer {
  resources: Resource[];
  /** By `Type/id`, and by the entry's full address where that is a `urn:`. */
  included: Map<string, Resource>;
  /** Entries that are no resources at all, that contradict another with the same id, or that the server left out. */
  unreadable: number;
  /** Matches seen, those beyond the wanted number too; each id once. */
  matches: number;
  /** As the server counts; null when it doesn't. */
  total: number | null;
  /** The server's remarks, by code. */
  remarks: Issue[];
  /** The server says itself that it withholds something (OperationOutcome issue `suppressed`). */
  suppressed: boolean;
  /** There is more than was fetched. */
  more: boolean;
}

export const emptyAnswer = (): SearchAnswer => ({
  resources: [],
  included: new Map(),
  unreadable: 0,
  matches: 0,
  total: null,
  remarks: [],
  suppressed: false,
  more: false,
});

type Loose = { [field: string]: unknown };
export const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const seen = new WeakMap<SearchAnswer, Map<string, Resource>>();

/** True when the answer has this one already: the same again is nothing new, another one under its id is unreadable. */
function isRepeat(answer: SearchAnswer, r: Resource): boolean {
  if (typeof r['id'] !== 'string') return false;
  const all = seen.get(answer) ?? new Map<string, Resource>();
  seen.set(answer, all);
  const before = all.get(r['id']);
  if (before === undefined) {
    all.set(r['id'], r);
    return false;
  }
  if (JSON.stringify(before) !== JSON.stringify(r)) answer.unreadable++;
  return true;
}

function addRemarks(answer: SearchAnswer, outcome: Resource): void {
  for (const issue of issuesOf(outcome)) {
    if (answer.remarks.length < 20) answer.remarks.push(issue);
    if (issue.code === 'suppressed') answer.suppressed = true;
    // A server that leaves out what it can't send says so by an error beside the matches.
    else if (issue.severity === 'error' || issue.severity === 'fatal') answer.unreadable++;
  }
}

/** Adds one page of a searchset; false when it is no bundle. */
export function addPage(answer: SearchAnswer, page: Resource, type: string): boolean {
  if (page.resourceType !== 'Bundle') return false;
  const total = page['total'];
  if (typeof total === 'number' && Number.isSafeInteger(total) && total >= 0) answer.total ??= total;
  for (const entry of list(page['entry'])) {
    const resource = isObject(entry) ? entry['resource'] : undefined;
    if (!isObject(entry) || !isObject(resource) || typeof resource['resourceType'] !== 'string') {
      answer.unreadable++;
      continue;
    }
    const found = resource as Resource;
    if (found.resourceType === 'OperationOutcome') {
      addRemarks(answer, found);
      continue;
    }
    const search = isObject(entry['search']) ? entry['search']['mode'] : undefined;
    const urn = entry['fullUrl'];
    if (typeof urn === 'string' && urn.startsWith('urn:')) answer.included.set(urn, found);
    // A server may leave out the mode; the type then tells matches from what was included.
    if (search === 'include' || found.resourceType !== type)
      answer.included.set(`${found.resourceType}/${String(found['id'])}`, found);
    else if (!isRepeat(answer, found)) {
      answer.resources.push(found);
      answer.matches++;
    }
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
