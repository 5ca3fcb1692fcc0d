// Records from a folder of somebody's own (`--data`): NDJSON, gzip'd or plain, a bundle or a resource a line. Ids are kept,
// what repeats counts once, references by urn:uuid and by identifier are resolved across all files, and what can't be is
// left as it is: real data have such references too.
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import { isServed } from './types.ts';

export interface Folder {
  records: Resource[];
  files: number;
  /** Lines that are no FHIR JSON. */
  unreadable: number;
  /** Resources of types that aren't served, by type. */
  leftOut: Record<string, number>;
  /** Resources that came again with the same id. */
  repeated: number;
  /** References by identifier that nothing answers to. */
  dangling: number;
}

type Known = Map<string, string>;
const named = /\.(ndjson|jsonl)(\.gz)?$/;

async function* linesOf(file: string): AsyncGenerator<string> {
  const bytes = createReadStream(file);
  yield* createInterface({ input: file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes });
}

function parse(line: string): Resource | null {
  try {
    const value = JSON.parse(line) as Resource | null;
    return typeof value?.resourceType === 'string' ? value : null;
  } catch {
    return null;
  }
}

/** Calls `change` on every reference below `value`, and writes back what it answers. */
function rewrite(value: unknown, change: (reference: string) => string): void {
  if (typeof value !== 'object' || value === null) return;
  const fields = value as Record<string, unknown>;
  for (const [key, inner] of Object.entries(fields))
    if (key === 'reference' && typeof inner === 'string') fields[key] = change(inner);
    else rewrite(inner, change);
}

const byIdentifier = /^([A-Za-z]+)\?identifier=(.+)$/;

/** Rejects when the folder can't be read or holds no such file. */
export async function readFolder(folder: string): Promise<Folder> {
  const names = (await readdir(folder)).filter((n) => named.test(n)).toSorted();
  if (names.length === 0) throw new Error(`no .ndjson or .ndjson.gz file in ${folder}`);
  const found = new Map<string, Resource>();
  const identifiers: Known = new Map();
  const result: Folder = {
    records: [],
    files: names.length,
    unreadable: 0,
    leftOut: {},
    repeated: 0,
    dangling: 0,
  };

  const add = (resource: Resource, replaces: boolean, sameBundle: Known): void => {
    rewrite(resource, (ref) => sameBundle.get(ref) ?? ref);
    const key = `${resource.resourceType}/${resource.id}`;
    for (const { system = '', value } of list(resource))
      if (value) identifiers.set(`${resource.resourceType}?identifier=${system}|${value}`, key);
    if (!isServed(resource.resourceType))
      result.leftOut[resource.resourceType] = (result.leftOut[resource.resourceType] ?? 0) + 1;
    else if (found.has(key) && !replaces) result.repeated++;
    else found.set(key, resource);
  };

  for (const name of names)
    for await (const line of linesOf(join(folder, name))) {
      if (line.trim() === '') continue;
      const document = parse(line);
      if (document === null) result.unreadable++;
      else if (document.resourceType !== 'Bundle') {
        if (document.id) add(document, false, new Map());
        else result.unreadable++;
      } else addBundle(document, add);
    }
  for (const resource of found.values())
    rewrite(resource, (ref) => {
      const [, type = '', query = ''] = byIdentifier.exec(ref) ?? [];
      if (type === '') return ref;
      const known = identifiers.get(`${type}?identifier=${decoded(query)}`);
      if (known === undefined) result.dangling++;
      return known ?? ref;
    });
  result.records = [...found.values()];
  return result;
}

const decoded = (query: string): string => {
  try {
    return decodeURIComponent(query);
  } catch {
    return query;
  }
};

const list = (resource: Resource): { system?: string; value?: string }[] => {
  const { identifier } = resource as { identifier?: unknown };
  return Array.isArray(identifier) ? (identifier as { system?: string; value?: string }[]) : [];
};

/** Every entry gets an id: its own, or the one in its fullUrl; only then can the others of its bundle refer to it. */
function addBundle(bundle: Bundle, add: (r: Resource, replaces: boolean, sameBundle: Known) => void): void {
  const entries = (bundle.entry ?? []).flatMap((e) => (e.resource ? [{ ...e, resource: e.resource }] : []));
  const same: Known = new Map();
  for (const { fullUrl, resource } of entries) {
    resource.id ??= fullUrl?.split(/[/:]/).at(-1);
    if (fullUrl && resource.id) same.set(fullUrl, `${resource.resourceType}/${resource.id}`);
  }
  for (const { resource, request } of entries)
    if (resource.id) add(resource, request?.method === 'PUT', same);
}
