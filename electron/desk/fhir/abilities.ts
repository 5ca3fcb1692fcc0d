// What a server says that it can (CapabilityStatement), and what it was seen to refuse. Buttons follow `can`; the client
// asks `batch` and `search` before it tries. What isn't said is `unknown`, never "no" and never "yes".
import { isObject, list } from './bundle.ts';

export type Answer = 'yes' | 'no' | 'unknown';
export type Interaction = 'read' | 'search-type' | 'create' | 'update' | 'patch' | 'delete' | 'vread';

/** Plain data: may be kept with the server's address and read back. */
export interface Stated {
  fhirVersion: string;
  software: string;
  /** `batch`, `transaction`, …; null when the statement has no such list. */
  system: string[] | null;
  types: Record<
    string,
    {
      interactions: string[];
      search: string[] | null;
      conditionalCreate: boolean | null;
      operations: string[];
    }
  >;
}

const text = (v: unknown): string => (typeof v === 'string' ? v.slice(0, 200) : '');
const codes = (v: unknown, field: string): string[] =>
  list(v)
    .slice(0, 200)
    .flatMap((i) => (isObject(i) && typeof i[field] === 'string' ? [i[field].slice(0, 200)] : []));

/** Null when it is no CapabilityStatement of R4. */
export function readStatement(raw: unknown): Stated | null {
  if (!isObject(raw) || raw['resourceType'] !== 'CapabilityStatement') return null;
  const fhirVersion = text(raw['fhirVersion']);
  if (!/^4\.0(\.|$)/.test(fhirVersion)) return null;
  const rest = list(raw['rest']).find((r) => isObject(r) && r['mode'] === 'server');
  if (!isObject(rest)) return null;
  const types: Stated['types'] = {};
  for (const r of list(rest['resource']).slice(0, 300)) {
    if (!isObject(r) || typeof r['type'] !== 'string' || !/^[A-Z][A-Za-z]{1,60}$/.test(r['type'])) continue;
    types[r['type']] = {
      interactions: codes(r['interaction'], 'code'),
      search: Array.isArray(r['searchParam']) ? codes(r['searchParam'], 'name') : null,
      conditionalCreate: typeof r['conditionalCreate'] === 'boolean' ? r['conditionalCreate'] : null,
      operations: codes(r['operation'], 'name').map((name) => name.replace(/^\$/, '')),
    };
  }
  const software = isObject(raw['software']) ? text(raw['software']['name']) : '';
  const system = Array.isArray(rest['interaction']) ? codes(rest['interaction'], 'code') : null;
  return { fhirVersion, software, system, types };
}

export interface Abilities {
  /** Null until the statement was read. */
  stated(): Stated | null;
  learn(stated: Stated): void;
  /** A refusal that will not change until the next start: 404, 405, 501 or `not-supported`. */
  refused(type: string, interaction: Interaction | 'batch' | 'search-post' | 'include'): void;
  can(type: string, interaction: Interaction): Answer;
  /** Of a parameter or a modifier-free include: whether a strict server would take it. */
  searches(type: string, parameter: string): Answer;
  /** Of an operation on a type, `book` for `Appointment/$book`. */
  operation(type: string, name: string): Answer;
  conditionalCreate(type: string): Answer;
  batch(): Answer;
  /** False once a search of this type was refused because of `_include`. */
  mayInclude(type: string): boolean;
  /** `search-type` by POST: some servers take it for a few types only. */
  postSearch(type: string): Answer;
}

/** One for each server; `seen` holds what earlier exchanges taught. */
export function createAbilities(): Abilities {
  let stated: Stated | null = null;
  const refusals = new Set<string>();
  const of = (type: string) => stated?.types[type];
  const said = (yes: boolean | undefined): Answer => (yes === undefined ? 'unknown' : yes ? 'yes' : 'no');
  return {
    stated: () => stated,
    learn: (now) => void (stated = now),
    refused: (type, interaction) => void refusals.add(`${type} ${interaction}`),
    can(type, interaction) {
      if (refusals.has(`${type} ${interaction}`)) return 'no';
      // A statement that names types but not this one says that it isn't there.
      if (stated !== null && of(type) === undefined)
        return Object.keys(stated.types).length > 0 ? 'no' : 'unknown';
      const list = of(type)?.interactions ?? [];
      return list.length === 0 ? 'unknown' : said(list.includes(interaction));
    },
    searches: (type, parameter) => said(of(type)?.search?.includes(parameter)),
    operation: (type, name) => said(of(type)?.operations.includes(name)),
    conditionalCreate: (type) => said(of(type)?.conditionalCreate ?? undefined),
    batch: () => (refusals.has(' batch') ? 'no' : said(stated?.system?.includes('batch'))),
    mayInclude: (type) => !refusals.has(`${type} include`),
    postSearch: (type) => (refusals.has(`${type} search-post`) ? 'no' : 'unknown'),
  };
}
