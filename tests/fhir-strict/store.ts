// The strict peer's records: kept as text, so that a whole folder fits, with what searches need beside it.
export interface Json {
  resourceType: string;
  id: string;
  [field: string]: unknown;
}
interface Kept {
  text: string;
  type: string;
  version: number;
}

export const isObject = (v: unknown): v is { [field: string]: unknown } =>
  typeof v === 'object' && v !== null && !Array.isArray(v);
export const all = (v: unknown): unknown[] =>
  v === undefined || v === null ? [] : Array.isArray(v) ? v : [v];
export const referenceOf = (v: unknown): string =>
  isObject(v) && typeof v['reference'] === 'string' ? v['reference'] : '';

/** References by which a record belongs to a patient. */
export function patientsOf(r: Json): string[] {
  const participants = all(r['participant']).map((p) => (isObject(p) ? p['actor'] : undefined));
  const direct = [r['patient'], r['subject'], r['beneficiary'], r['for']].flatMap(all);
  const found = [...direct, ...participants].map(referenceOf).filter((x) => x.startsWith('Patient/'));
  return [...new Set(found)];
}

export class Store {
  readonly #kept = new Map<string, Kept>();
  readonly #byPatient = new Map<string, Set<string>>();
  readonly #byType = new Map<string, Set<string>>();
  readonly #byIdentifier = new Map<string, string>();

  get size(): number {
    return this.#kept.size;
  }
  patients(): string[] {
    return [...(this.#byType.get('Patient') ?? [])].map((key) => key.slice('Patient/'.length));
  }
  has(key: string): boolean {
    return this.#kept.has(key);
  }
  /** `Type?identifier=system|value` to `Type/id`; undefined when there is none. */
  byIdentifier(conditional: string): string | undefined {
    return this.#byIdentifier.get(conditional);
  }

  put(r: Json): number {
    const key = `${r.resourceType}/${r.id}`;
    const version = (this.#kept.get(key)?.version ?? 0) + 1;
    this.#kept.set(key, { text: JSON.stringify(r), type: r.resourceType, version });
    const add = (map: Map<string, Set<string>>, at: string): void => {
      const set = map.get(at);
      if (set === undefined) map.set(at, new Set([key]));
      else set.add(key);
    };
    add(this.#byType, r.resourceType);
    for (const p of patientsOf(r)) add(this.#byPatient, `${p} ${r.resourceType}`);
    for (const i of all(r['identifier']))
      if (isObject(i))
        this.#byIdentifier.set(
          `${r.resourceType}?identifier=${String(i['system'])}|${String(i['value'])}`,
          key,
        );
    return version;
  }

  get(key: string): { resource: Json; version: number } | undefined {
    const kept = this.#kept.get(key);
    if (kept === undefined) return undefined;
    const resource = JSON.parse(kept.text) as Json;
    const meta = isObject(resource['meta']) ? resource['meta'] : {};
    return {
      resource: { ...resource, meta: { ...meta, versionId: String(kept.version) } },
      version: kept.version,
    };
  }
  /** Of one type; of one patient when given. */
  list(type: string, patient?: string): Json[] {
    const keys =
      patient === undefined ? this.#byType.get(type) : this.#byPatient.get(`Patient/${patient} ${type}`);
    return [...(keys ?? [])].flatMap((key) => this.get(key)?.resource ?? []);
  }
}
