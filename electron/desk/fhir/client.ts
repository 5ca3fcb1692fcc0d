// A thin FHIR R4 client: what the panel needs and nothing else. Searches go by POST so that names, numbers and dates
// never stand in an address; the token goes to the base address only; nothing is logged here but a status and a time.
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { type Abilities, createAbilities, readStatement, type Stated } from './abilities.ts';
import { type AskingOptions, createAsk } from './asking.ts';
import { addPage, emptyAnswer, isObject, list, nextPage, type SearchAnswer } from './bundle.ts';
import type { Exchange, Resource } from './exchange.ts';
import { createGate } from './parallel.ts';
import { mayStandInAddress, pageSize, pagesFor, paramsOf, type Search } from './search.ts';
import { createWriting, type Writing } from './write.ts';

export { either, type Search } from './search.ts';
export interface FhirOptions extends AskingOptions {
  /** What is known of this server from before; made anew when absent. */
  abilities?: Abilities;
}
export type ReadAnswer = { modified: true; resource: Resource; etag: string | null } | { modified: false };
/** Called as each answer arrives, with its place in the list that was asked. */
export type OnAnswer = (index: number, answer: Result<SearchAnswer>) => void;

export interface FhirClient extends Writing {
  /** Of the server, without a slash at the end. */
  base: string;
  search(search: Search, signal: AbortSignal): Promise<Result<SearchAnswer>>;
  /** Several searches in one exchange where the server takes batches, else four at a time; one result each. */
  batch(searches: readonly Search[], signal: AbortSignal, on?: OnAnswer): Promise<Result<SearchAnswer>[]>;
  /** `etag` of the copy at hand: an unchanged resource isn't sent again. */
  read(type: string, id: string, signal: AbortSignal, etag?: string): Promise<Result<ReadAnswer>>;
  /** What the server says that it can: asked once, then from memory. `ehr-unsupported`: not R4. */
  statement(signal: AbortSignal): Promise<Result<Stated>>;
  abilities: Abilities;
}

/** A type or a parameter that this server doesn't have; a single resource's 404 is another thing. */
const unsupported = (status: number | null): boolean =>
  status !== null && [400, 404, 405, 422, 501].includes(status);

export function createFhirClient(options: FhirOptions): FhirClient {
  const base = options.base.replace(/\/+$/, '');
  const ask = createAsk(options);
  const abilities = options.abilities ?? createAbilities();
  let asking: Promise<Result<Stated>> | null = null;
  /** Asked for because something was refused; not again when it can't be had. */
  let looked: Promise<unknown> | null = null;

  /** Takes the first page and follows its links as far as wanted. */
  async function follow(first: Resource, s: Search, signal: AbortSignal): Promise<Result<SearchAnswer>> {
    const answer = emptyAnswer();
    const most = s.most ?? pageSize;
    const visited = new Set<string>();
    let page = first;
    for (;;) {
      if (!addPage(answer, page, s.type)) return fail('ehr-unreadable', 'no bundle');
      const next = nextPage(page, base);
      if (next === null) {
        // Without a link but with a larger total, the rest can't be reached.
        answer.more ||= answer.total !== null && answer.total > answer.matches;
        break;
      }
      // Elsewhere, in a circle, or enough.
      const enough = visited.size + 1 >= pagesFor(s) || answer.resources.length >= most;
      if (next === 'elsewhere' || visited.has(next) || enough) {
        answer.more = true;
        break;
      }
      visited.add(next);
      const done = await ask({ method: 'GET', url: next }, signal);
      if (done.kind !== 'resource') return done.kind === 'failed' ? done.failure : fail('ehr-unreadable');
      page = done.resource;
    }
    if (answer.resources.length > most) {
      answer.resources.length = most;
      answer.more = true;
    }
    return ok(answer);
  }

  /** A server without POST search is asked in a batch of one; in the address only what tells nothing about a person; else null. */
  async function otherwise(s: Search, signal: AbortSignal): Promise<Exchange | null> {
    if (abilities.batch() !== 'no') {
      const entry = [{ request: { method: 'GET', url: `${s.type}?${paramsOf(s).toString()}` } }];
      const done = await postBatch(entry, signal);
      const one = done.kind === 'resource' ? list(done.resource['entry'])[0] : undefined;
      const found = isObject(one) ? one['resource'] : undefined;
      if (done.kind === 'resource' && isObject(found) && found['resourceType'] === 'Bundle')
        return { ...done, resource: found as Resource };
    }
    return mayStandInAddress(s)
      ? ask({ method: 'GET', url: `${base}/${s.type}?${paramsOf(s).toString()}` }, signal)
      : null;
  }

  async function search(s: Search, signal: AbortSignal): Promise<Result<SearchAnswer>> {
    const post = (): Promise<Exchange> =>
      ask(
        {
          method: 'POST',
          url: `${base}/${s.type}/_search`,
          body: paramsOf(s).toString(),
          type: 'application/x-www-form-urlencoded',
        },
        signal,
      );
    const known = abilities.postSearch(s.type) === 'no';
    let done: Exchange = (known ? await otherwise(s, signal) : null) ?? (await post());
    // 404 or 405 of a type that the server says to have: it has no POST search for it. What it has is asked once for this.
    if (!known && done.kind === 'failed' && done.status === 404 && abilities.stated() === null)
      await (looked ??= statement(new AbortController().signal));
    const there = abilities.can(s.type, 'search-type') === 'yes' || abilities.can(s.type, 'read') === 'yes';
    if (!known && done.kind === 'failed' && (done.status === 405 || (done.status === 404 && there))) {
      const other = await otherwise(s, signal);
      if (other?.kind === 'resource') abilities.refused(s.type, 'search-post');
      done = other ?? done;
    }
    if (done.kind === 'failed')
      return unsupported(done.status) && !done.failure.retryable
        ? fail('ehr-unsupported', done.failure.message)
        : done.failure;
    return done.kind === 'resource' ? follow(done.resource, s, signal) : fail('ehr-unreadable', done.kind);
  }

  const postBatch = (entry: object[], signal: AbortSignal): Promise<Exchange> =>
    ask(
      {
        method: 'POST',
        url: base,
        body: JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry }),
        type: 'application/fhir+json',
      },
      signal,
    );

  async function batch(
    searches: readonly Search[],
    signal: AbortSignal,
    on: OnAnswer = () => undefined,
  ): Promise<Result<SearchAnswer>[]> {
    const four = createGate(4);
    const told = async (i: number, work: Promise<Result<SearchAnswer>>): Promise<Result<SearchAnswer>> => {
      const answer = await work;
      on(i, answer);
      return answer;
    };
    const single = (s: Search, i: number) =>
      told(
        i,
        four(() => search(s, signal)),
      );
    const singly = (): Promise<Result<SearchAnswer>[]> => Promise.all(searches.map(single));
    if (abilities.batch() === 'no' || searches.length < 2) return singly();
    const entry = searches.map((s) => ({
      request: { method: 'GET', url: `${s.type}?${paramsOf(s).toString()}` },
    }));
    const done = await postBatch(entry, signal);
    if (done.kind === 'failed') {
      // Many servers take no batches: not asked again until the next start. A 401 says nothing about batches, a 5xx or
      // a broken connection nothing about anything.
      const status = done.status ?? 0;
      const refused = (status >= 400 && status < 500 && ![401, 408, 429].includes(status)) || status === 501;
      if (refused) abilities.refused('', 'batch');
      // Too much for one answer, of this patient: asked piece by piece, and in one the next time.
      if (refused || done.failure.code === 'ehr-unreadable') return singly();
      return Promise.all(searches.map((_s, i) => told(i, Promise.resolve(done.failure))));
    }
    const entries = done.kind === 'resource' ? list(done.resource['entry']) : [];
    if (entries.length !== searches.length) return singly();
    return Promise.all(
      searches.map((s, i): Promise<Result<SearchAnswer>> => {
        const one = entries[i];
        const resource = isObject(one) ? one['resource'] : undefined;
        const response = isObject(one) && isObject(one['response']) ? one['response'] : {};
        const status = Number.parseInt(String(response['status'] ?? '200'), 10);
        // An entry that failed gets its own request, with its own retries and its own answer.
        if (!(status >= 200 && status <= 299) || !isObject(resource) || resource['resourceType'] !== 'Bundle')
          return single(s, i);
        return told(i, follow(resource as Resource, s, signal));
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
    const headers: Record<string, string> = etag === undefined ? {} : { 'if-none-match': etag };
    const done = await ask({ method: 'GET', url, headers }, signal);
    if (done.kind === 'failed') return done.failure;
    if (done.kind === 'not-modified')
      return etag === undefined ? fail('ehr-unreadable', 'not modified') : ok({ modified: false });
    // Another resource than the one that was asked for is never taken for it.
    if (done.kind !== 'resource' || done.resource.resourceType !== type || done.resource['id'] !== id)
      return fail('ehr-unreadable', 'another resource');
    return ok({ modified: true, resource: done.resource, etag: done.etag });
  }

  async function askStatement(signal: AbortSignal): Promise<Result<Stated>> {
    const done = await ask({ method: 'GET', url: `${base}/metadata` }, signal);
    if (done.kind === 'failed') return done.failure;
    if (done.kind !== 'resource' || done.resource.resourceType !== 'CapabilityStatement')
      return fail('ehr-not-fhir', 'no CapabilityStatement');
    const stated = readStatement(done.resource);
    if (stated === null) return fail('ehr-unsupported', 'not R4');
    abilities.learn(stated);
    return ok(stated);
  }
  async function statement(signal: AbortSignal): Promise<Result<Stated>> {
    const known = abilities.stated();
    if (known !== null) return ok(known);
    asking ??= askStatement(signal).finally(() => (asking = null));
    return asking;
  }

  return {
    base,
    search,
    batch,
    read,
    statement,
    abilities,
    ...createWriting({ base, ask, abilities, search }),
  };
}
