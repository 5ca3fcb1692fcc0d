// What a reference stands for: contained, in the same answers, read, found by identifier; else its own display. Never
// followed to another host, never deeper than one step (so a circle ends), never more than a few reads a panel.
import { isObject, list, type SearchAnswer } from './bundle.ts';
import type { FhirClient } from './client.ts';
import type { Resource } from './exchange.ts';
import { either } from './search.ts';
import { cleanText } from './text.ts';

export interface Referred {
  reference?: string | undefined;
  display?: string | undefined;
  identifier?: { system?: string | undefined; value?: string | undefined } | undefined;
}
export interface Resolved {
  /** Shown name; null when nothing names it. */
  name: string | null;
  /** `display`: the record points to something that isn't there (or wasn't asked for); `none`: no name either. */
  how: 'contained' | 'bundle' | 'read' | 'identifier' | 'display' | 'none';
}
export interface Resolver {
  /** At once, from what is at hand. `holder` is the resource that holds the reference. */
  at(referred: Referred | undefined, holder?: Resource): Resolved;
  /** Puts what came with an answer at hand. */
  learn(answer: SearchAnswer): void;
  /** Asks for what is missing, a few at most; `at` then knows them. */
  fetch(referred: readonly (Referred | undefined)[], signal: AbortSignal): Promise<void>;
  /** False: shown by its display, or not at all. */
  has(referred: Referred, holder?: Resource): boolean;
}

const mostReads = 12;
const types =
  'Practitioner|PractitionerRole|Organization|Location|HealthcareService|Patient|RelatedPerson|CareTeam|Device|Medication';
const local = new RegExp(`(?:^|/)((?:${types})/[A-Za-z0-9.-]{1,64})(?:/_history/[^/]+)?$`);
const conditional = new RegExp(`^(${types})\\?identifier=(?:([^|]*)\\|)?([^|&]+)$`);

const part = (v: unknown): string => (typeof v === 'string' ? cleanText(v) : '');
function personName(v: unknown): string | null {
  const names = list(v).filter(isObject);
  const n = names.find((x) => x['use'] === 'official') ?? names[0];
  if (n === undefined) return null;
  const words = [...list(n['prefix']).slice(0, 3), ...list(n['given']).slice(0, 5), n['family']].map(part);
  return part(n['text']) || words.filter((w) => w !== '').join(' ') || null;
}
function codedName(v: unknown): string | null {
  if (!isObject(v)) return null;
  const shown = list(v['coding']).find((c) => isObject(c) && part(c['display']) !== '');
  return part(v['text']) || (isObject(shown) ? part(shown['display']) : '') || null;
}
/** What a person, place, organisation, role or medicine is called. */
export function nameOf(r: Resource): string | null {
  if (r.resourceType === 'Medication') return codedName(r['code']);
  if (typeof r['name'] === 'string') return part(r['name']) || null;
  const own = personName(r['name']);
  if (own !== null) return own;
  const practitioner = r['practitioner'];
  return isObject(practitioner) ? part(practitioner['display']) || null : null;
}

export function createResolver(fhir: Pick<FhirClient, 'read' | 'search' | 'base'>): Resolver {
  const own = `${fhir.base}/`;
  const known = new Map<string, { resource: Resource; how: Resolved['how'] }>();
  const gone = new Set<string>();
  let reads = 0;

  /** `Type/id` on this server, `urn:…`, `Type?identifier=…`; null for another host. */
  function keyOf(reference: string | undefined): string | null {
    if (reference === undefined) return null;
    if (reference.startsWith('urn:') || conditional.test(reference)) return reference;
    const elsewhere = reference.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(reference);
    if (elsewhere && !reference.startsWith(own)) return null;
    return local.exec(reference)?.[1] ?? null;
  }
  const keyOfIdentifier = (r: Referred): string | null =>
    r.identifier?.value ? `|${r.identifier.system ?? ''}|${r.identifier.value}` : null;

  function at(r: Referred | undefined, holder?: Resource): Resolved {
    if (r === undefined) return { name: null, how: 'none' };
    if (r.reference?.startsWith('#') === true) {
      const inside = list(holder?.['contained']).find(
        (c) => isObject(c) && `#${String(c['id'])}` === r.reference,
      );
      const name = isObject(inside) ? nameOf(inside as Resource) : null;
      return { name: r.display || name, how: name === null ? 'display' : 'contained' };
    }
    const found = [keyOf(r.reference), keyOfIdentifier(r)].flatMap((k) =>
      k === null ? [] : (known.get(k) ?? []),
    )[0];
    if (found !== undefined) return { name: r.display || nameOf(found.resource), how: found.how };
    return r.display ? { name: r.display, how: 'display' } : { name: null, how: 'none' };
  }

  async function one(key: string, signal: AbortSignal): Promise<void> {
    const asked = conditional.exec(key);
    if (asked !== null) {
      const [, type = '', system = '', value = ''] = asked;
      const token = system === '' ? either([value]) : `${either([system])}|${either([value])}`;
      const found = await fhir.search({ type, params: [['identifier', token]], most: 2 }, signal);
      // Two with one identifier is no answer.
      const [first, second] = found.ok ? found.value.resources : [];
      if (first !== undefined && second === undefined) known.set(key, { resource: first, how: 'identifier' });
      else if (found.ok) gone.add(key);
      return;
    }
    const [type = '', id = ''] = key.split('/');
    const found = await fhir.read(type, id, signal);
    if (found.ok && found.value.modified) known.set(key, { resource: found.value.resource, how: 'read' });
    else if (!found.ok && found.code === 'not-found') gone.add(key);
  }

  async function fetch(referred: readonly (Referred | undefined)[], signal: AbortSignal): Promise<void> {
    const keys = new Set<string>();
    for (const r of referred) {
      // What names itself needs no reading.
      const key = r === undefined || r.display ? null : keyOf(r.reference);
      if (key === null || key.startsWith('urn:') || known.has(key) || gone.has(key)) continue;
      if (reads + keys.size < mostReads) keys.add(key);
    }
    reads += keys.size;
    await Promise.all([...keys].map((key) => one(key, signal)));
  }

  function learn(answer: SearchAnswer): void {
    for (const [key, resource] of answer.included) known.set(key, { resource, how: 'bundle' });
  }

  const has = (r: Referred, holder?: Resource): boolean =>
    ['contained', 'bundle', 'read', 'identifier'].includes(at(r, holder).how);

  return { at, fetch, learn, has };
}
