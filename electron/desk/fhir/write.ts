// Writing to the record so that nothing is done twice and nobody's change is lost: a new resource carries an identifier
// of ours and is created only if none with it exists; a change names the version it was made from.
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Abilities } from './abilities.ts';
import type { Ask, Request } from './asking.ts';
import type { SearchAnswer } from './bundle.ts';
import type { Exchange, Resource } from './exchange.ts';
import { either, type Search } from './search.ts';

export interface Written {
  type: string;
  id: string;
  etag: string | null;
  /** As the server has it; null when it answered by headers alone: read it back. */
  resource: Resource | null;
  /** False: it was there already (an earlier sending of the same identifier). */
  created: boolean;
}
/** Names a resource of ours across repeats; `value` must be unguessable or random, never a person's number. */
export interface OwnKey {
  system: string;
  value: string;
}
export type PatchStep =
  | { op: 'add' | 'replace' | 'test'; path: string; value: unknown }
  | { op: 'remove'; path: string };

export interface Writing {
  /**
   * Creates `resource` with `key` among its identifiers, at most once: with If-None-Exist, and where the server doesn't
   * promise to heed it, by looking first. Whether a sending that broke off arrived is found out by looking;
   * `ehr-uncertain` when that can't be told either. `ehr-conflict`: several with this key, or the place is taken (409).
   */
  create(resource: Resource, key: OwnKey, signal: AbortSignal): Promise<Result<Written>>;
  /** `etag` of what was read: `ehr-conflict` when someone changed it meanwhile, nothing is overwritten then. */
  update(resource: Resource, etag: string, signal: AbortSignal): Promise<Result<Written>>;
  patch(
    of: { type: string; id: string },
    steps: readonly PatchStep[],
    etag: string,
    signal: AbortSignal,
  ): Promise<Result<Written>>;
}
interface Parts {
  base: string;
  ask: Ask;
  abilities: Abilities;
  search(search: Search, signal: AbortSignal): Promise<Result<SearchAnswer>>;
}

const fhirJson = 'application/fhir+json';
/** Sent, and no answer came: it may have arrived. A gateway's 5xx says no more than that. */
const broke = (e: Exchange): boolean =>
  e.kind === 'failed' && (e.status === null || (e.status >= 500 && e.status !== 501 && e.status !== 503));

export function createWriting({ base, ask, abilities, search }: Parts): Writing {
  const written = (type: string, done: Exchange, knownId: string | null): Result<Written> => {
    if (done.kind === 'failed') return done.failure;
    if (done.kind === 'not-modified') return fail('ehr-unreadable', 'not modified');
    const created = done.status === 201;
    if (done.kind === 'resource' && done.resource.resourceType === type) {
      const id = done.resource['id'];
      if (typeof id !== 'string' || (knownId !== null && id !== knownId))
        return fail('ehr-unreadable', 'another resource');
      const version = (done.resource['meta'] as { versionId?: unknown } | undefined)?.versionId;
      const etag = done.etag ?? (typeof version === 'string' ? `W/"${version}"` : null);
      return ok({ type, id, etag, resource: done.resource, created });
    }
    // Done without a body, or with remarks only: the address says where it is.
    const at = new RegExp(`/${type}/([A-Za-z0-9.-]{1,64})(/_history/([A-Za-z0-9.-]{1,64}))?$`).exec(
      done.location ?? '',
    );
    const id = knownId ?? at?.[1];
    if (id === undefined) return fail('ehr-uncertain', 'no address');
    const etag = done.etag ?? (at?.[3] === undefined ? null : `W/"${at[3]}"`);
    return ok({ type, id, etag, resource: null, created });
  };

  /** The one with this key, null when there is none. */
  async function lookFor(type: string, key: OwnKey, signal: AbortSignal): Promise<Result<Written | null>> {
    const value = `${either([key.system])}|${either([key.value])}`;
    const found = await search({ type, params: [['identifier', value]], most: 10 }, signal);
    if (!found.ok) return found;
    // A server that ignores what it doesn't know answers with anything: the key is compared here.
    const same = found.value.resources.filter((r) =>
      [r['identifier']].flat().some((i) => {
        const own = i as Partial<OwnKey> | null | undefined;
        return own?.system === key.system && own.value === key.value;
      }),
    );
    if (same.length > 1) return fail('ehr-conflict', 'several with one key');
    const [one] = same;
    if (one === undefined) return ok(null);
    const version = (one['meta'] as { versionId?: unknown } | undefined)?.versionId;
    const etag = typeof version === 'string' ? `W/"${version}"` : null;
    return ok({ type, id: String(one['id']), etag, resource: one, created: false });
  }

  async function create(resource: Resource, key: OwnKey, signal: AbortSignal): Promise<Result<Written>> {
    const type = resource.resourceType;
    const others = [resource['identifier']].flat().filter((i) => i !== undefined);
    const own = others.some((i) => (i as OwnKey).system === key.system && (i as OwnKey).value === key.value);
    const body = JSON.stringify({ ...resource, identifier: own ? others : [...others, key] });
    const request: Request = {
      method: 'POST',
      url: `${base}/${type}`,
      body,
      type: fhirJson,
      headers: { 'if-none-exist': `identifier=${encodeURIComponent(`${key.system}|${key.value}`)}` },
      kind: 'write',
    };
    if (abilities.conditionalCreate(type) !== 'yes') {
      const before = await lookFor(type, key, signal);
      // Not being able to look is no reason not to write; a broken connection or several hits are.
      if (!before.ok && before.code !== 'ehr-unsupported') return before;
      if (before.ok && before.value !== null) return ok(before.value);
    }
    const done = await ask(request, signal);
    if (done.kind === 'failed' && [404, 405, 501].includes(done.status ?? 0)) {
      abilities.refused(type, 'create');
      return fail('ehr-unsupported', done.failure.message);
    }
    if (!broke(done)) return written(type, done, null);
    const after = await lookFor(type, key, AbortSignal.any([signal, AbortSignal.timeout(10_000)]));
    if (after.ok && after.value !== null) return ok(after.value);
    // Not there now says little: it may still be on its way. The key makes sending it again harmless.
    return fail('ehr-uncertain', 'the connection broke');
  }

  async function change(
    request: Request,
    type: string,
    id: string,
    signal: AbortSignal,
  ): Promise<Result<Written>> {
    const done = await ask(request, signal);
    if (done.kind === 'failed' && [405, 501].includes(done.status ?? 0)) {
      abilities.refused(type, request.method === 'PATCH' ? 'patch' : 'update');
      return fail('ehr-unsupported', done.failure.message);
    }
    return broke(done) ? fail('ehr-uncertain', 'the connection broke') : written(type, done, id);
  }
  const addressOf = (type: string, id: string): string => `${base}/${type}/${encodeURIComponent(id)}`;

  async function update(resource: Resource, etag: string, signal: AbortSignal): Promise<Result<Written>> {
    const id = resource['id'];
    if (typeof id !== 'string' || etag === '') return fail('invalid-input', 'id and version');
    const type = resource.resourceType;
    const headers = { 'if-match': etag };
    const body = JSON.stringify(resource);
    return change(
      { method: 'PUT', url: addressOf(type, id), body, type: fhirJson, headers, kind: 'write' },
      type,
      id,
      signal,
    );
  }

  async function patch(
    { type, id }: { type: string; id: string },
    steps: readonly PatchStep[],
    etag: string,
    signal: AbortSignal,
  ): Promise<Result<Written>> {
    if (etag === '') return fail('invalid-input', 'version');
    const request: Request = {
      method: 'PATCH',
      url: addressOf(type, id),
      body: JSON.stringify(steps),
      type: 'application/json-patch+json',
      headers: { 'if-match': etag },
      kind: 'write',
    };
    return change(request, type, id, signal);
  }

  return { create, update, patch };
}
