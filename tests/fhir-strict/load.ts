// Reads a folder or file of NDJSON (one bundle or resource a line) or of JSON (one a file), gzip'd or not: ids kept, urn:uuid and identifier references
// rewritten, providers before patients whatever the files' order, repeated providers once.
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { all, isObject, type Json, type Store } from './store.ts';

/** The files that are read, in a steady order. */
export function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((f) => /\.(nd)?json(\.gz)?$/.test(f))
    .toSorted()
    .map((f) => join(path, f));
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const raw = createReadStream(file);
  const input = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  if (/\.json(\.gz)?$/.test(file)) {
    const chunks: Buffer[] = [];
    for await (const chunk of input as AsyncIterable<Buffer>) chunks.push(chunk);
    yield Buffer.concat(chunks).toString('utf8');
    return;
  }
  for await (const line of createInterface({ input, crlfDelay: Infinity }))
    if (line.trim() !== '') yield line;
}

const isJson = (v: unknown): v is Json => isObject(v) && typeof v['resourceType'] === 'string';

function resourcesOf(document: unknown): Json[] {
  if (!isJson(document)) return [];
  const entries = document.resourceType === 'Bundle' ? all(document['entry']) : [{ resource: document }];
  return entries.flatMap((e) => {
    if (!isObject(e) || !isJson(e['resource'])) return [];
    const r = e['resource'];
    const url = e['fullUrl'];
    if (typeof r.id !== 'string' && typeof url === 'string') r.id = url.replace(/^urn:uuid:/, '');
    return typeof r.id === 'string' ? [r] : [];
  });
}

/** In place, without lists of entries: tens of millions of fields are walked. */
function rewrite(value: object, to: (reference: string) => string): void {
  const fields = value as Record<string, unknown>;
  for (const key in fields) {
    const v = fields[key];
    if (typeof v === 'object' && v !== null) rewrite(v, to);
    else if (key === 'reference' && typeof v === 'string') fields[key] = to(v);
  }
}

export interface Loaded {
  files: number;
  lines: number;
  badLines: number;
  resources: number;
  repeated: number;
}
/** `each` sees every resource once, as it is stored. */
export async function load(path: string, store: Store, each: (r: Json) => void): Promise<Loaded> {
  const files = filesOf(path);
  const loaded: Loaded = { files: files.length, lines: 0, badLines: 0, resources: 0, repeated: 0 };
  const take = (line: string): void => {
    let document: unknown;
    try {
      document = JSON.parse(line);
    } catch {
      loaded.badLines++;
      return;
    }
    const resources = resourcesOf(document);
    const own = new Map(resources.map((r) => [`urn:uuid:${r.id}`, `${r.resourceType}/${r.id}`]));
    for (const r of resources) {
      const key = `${r.resourceType}/${r.id}`;
      if (store.has(key)) {
        loaded.repeated++;
        continue;
      }
      rewrite(
        r,
        (ref) => own.get(ref) ?? (ref.includes('?identifier=') ? (store.byIdentifier(ref) ?? ref) : ref),
      );
      store.put(r);
      each(r);
      loaded.resources++;
    }
  };
  const ofPatients = /"resourceType"\s*:\s*"Patient"/;
  for (const providers of [true, false])
    for (const file of files)
      for await (const line of linesOf(file))
        if (ofPatients.test(line) !== providers) {
          loaded.lines++;
          take(line);
        }
  return loaded;
}
