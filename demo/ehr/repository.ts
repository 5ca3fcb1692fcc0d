// Medplum's in-memory store with what it lacks: searches by patient that don't evaluate FHIRPath on every record, sorting
// by date without FHIRPath a comparison, names without regard to accents, refusal of unknown search parameters (it answers
// "no hits", which hides a client's mistake), transactions that leave nothing behind when they fail, validation and the
// rules of booking on write, 410 for what was deleted.
import type { SearchRequest, WithId } from '@medplum/core';
import {
  badRequest,
  globalSchema,
  gone,
  indexSearchParameterBundle,
  indexStructureDefinitionBundle,
  OperationOutcomeError,
} from '@medplum/core';
import { MemoryRepository } from '@medplum/fhir-router';
import type {
  Appointment,
  Bundle,
  Resource,
  SearchParameter,
  Slot,
  StructureDefinition,
} from '@medplum/fhirtypes';
import { readDefinitions } from './load.ts';
import { forgetPatients, isPatientFilter, ofPatient } from './by-patient.ts';
import { quickTests } from './quick.ts';
import { isServed, serveMore } from './types.ts';
import { mustBeValid, takeSlots } from './write-rules.ts';

type Store = Map<string, Map<string, Resource>>;

type Answer = Bundle<WithId<Resource>>;

/** The parts of MemoryRepository that it keeps private and that must be replaced or narrowed for speed. */
interface Inside {
  resources: Store;
  history: Map<string, Map<string, Resource[]>>;
  searchSync(request: SearchRequest): Answer;
  createResourceSync(resource: Resource, options: object | undefined, update?: boolean): WithId<Resource>;
}

const dateParameters = new Set([
  'start',
  'date',
  'sent',
  'authoredon',
  'onset-date',
  'recorded-date',
  'authored-on',
]);
const common = new Set([
  '_id',
  '_lastUpdated',
  '_tag',
  '_security',
  '_profile',
  '_has',
  '_compartment',
  '_filter',
]);

type Loose = Record<string, unknown> & { period?: { start?: string } };

function dateOf(r: Resource): string {
  const x = r as unknown as Loose;
  return String(
    x.effectiveDateTime ??
      x.period?.start ??
      x.start ??
      x.sent ??
      x.authoredOn ??
      x.occurrenceDateTime ??
      x.recordedDate ??
      x.onsetDateTime ??
      '',
  );
}

function refuseUnknown(request: SearchRequest): void {
  if (!isServed(request.resourceType))
    throw new OperationOutcomeError(badRequest(`Search on ${request.resourceType} is not supported`));
  const known = globalSchema.types[request.resourceType]?.searchParams ?? {};
  for (const { code } of [...(request.filters ?? []), ...(request.sortRules ?? [])]) {
    const base = code.split(/[.:]/)[0] as string;
    if (!(base in known) && !common.has(base)) {
      throw new OperationOutcomeError(
        badRequest(`Unknown search parameter '${code}' for ${request.resourceType}`),
      );
    }
  }
}

/** Runs `work` while the store shows only one patient's resources of the searched type. */
function narrowed<T>(inside: Inside, type: string, patient: string, work: () => T): T {
  const all = inside.resources;
  const view = ofPatient(all.get(type) ?? new Map(), patient);
  inside.resources = new Map(all).set(type, view);
  try {
    return work();
  } finally {
    inside.resources = all;
  }
}

const fold = (s: string): string => s.normalize('NFD').replace(/\p{M}/gu, '');

/**
 * People are searched for by name without regard to accents, as R4 asks of servers and Medplum's store doesn't do: it is
 * shown folded copies and folded questions, and the answer is given from the originals.
 */
function accentBlind(inside: Inside, request: SearchRequest, work: (r: SearchRequest) => Answer): Answer {
  const names = new Set(['name', 'family', 'given', 'address', 'address-city']);
  if (request.resourceType !== 'Patient' || !request.filters?.some((f) => names.has(f.code)))
    return work(request);
  const all = inside.resources;
  const people = all.get('Patient') ?? new Map<string, Resource>();
  const folded = [...people].map(([id, r]) => [id, JSON.parse(fold(JSON.stringify(r))) as Resource] as const);
  inside.resources = new Map(all).set('Patient', new Map(folded));
  try {
    const filters = request.filters.map((f) => (names.has(f.code) ? { ...f, value: fold(f.value) } : f));
    const answer = work({ ...request, filters });
    const entry = answer.entry?.map((e) => ({
      ...e,
      resource: structuredClone(people.get(e.resource?.id ?? '')) as WithId<Resource> | undefined,
    }));
    return { ...answer, entry };
  } finally {
    inside.resources = all;
  }
}

/** Runs `work` while the store shows only those resources of the type that pass every test. */
function passing<T>(inside: Inside, type: string, tests: ((r: Resource) => boolean)[], work: () => T): T {
  const all = inside.resources;
  const view = new Map([...(all.get(type) ?? [])].filter(([, r]) => tests.every((test) => test(r))));
  inside.resources = new Map(all).set(type, view);
  try {
    return work();
  } finally {
    inside.resources = all;
  }
}

/** What callers of `openRepository` get: the store, and a way to put in what needs no check. */
export class EhrRepository extends MemoryRepository {
  readonly #deleted = new Set<string>();
  /** Called before the first request that may touch a slot; does nothing from then on. */
  beforeSlots: (() => void) | undefined;
  /** Off: whatever is sent is taken, as some servers do. */
  validating = true;
  /** Off: two visits may have one slot, which stays free. */
  guardingSlots = true;

  constructor() {
    super();
    const inside = this as unknown as Inside;
    const plain = inside.searchSync.bind(this);
    const create = inside.createResourceSync.bind(this);
    inside.createResourceSync = (resource, options, update) => {
      if (this.validating) mustBeValid(resource);
      if (resource.resourceType === 'Slot') this.#needSlots();
      if (resource.resourceType === 'Appointment') {
        const before = update ? inside.resources.get('Appointment')?.get(resource.id ?? '') : undefined;
        this.#take(before as Appointment | undefined, resource);
      }
      this.#deleted.delete(`${resource.resourceType}/${resource.id}`);
      this.#forget(resource.resourceType);
      return create(resource, options, update);
    };
    inside.searchSync = (request) => {
      refuseUnknown(request);
      if (['Slot', 'Schedule', 'Location', 'Practitioner'].includes(request.resourceType)) this.#needSlots();
      const { tests, rest } = quickTests(
        request.resourceType,
        request.filters ?? [],
        (t) => inside.resources.get(t)?.values() ?? [],
      );
      if (tests.length > 0)
        return passing(inside, request.resourceType, tests, () => full({ ...request, filters: rest }));
      return full(request);
    };
    const full = (request: SearchRequest): Answer => {
      const rule = request.sortRules?.length === 1 ? request.sortRules[0] : undefined;
      const byDate = rule && dateParameters.has(rule.code);
      const search = (r: SearchRequest): Answer => {
        if (!byDate) return plain(r);
        const bundle = plain({ ...r, sortRules: undefined, count: undefined, offset: undefined });
        const sign = rule.descending ? -1 : 1;
        const sorted = bundle.entry?.toSorted(
          (a, b) => sign * compare(dateOf(a.resource as Resource), dateOf(b.resource as Resource)),
        );
        const from = request.offset ?? 0;
        return { ...bundle, entry: sorted?.slice(from, from + (request.count ?? 20)) };
      };
      const filter = request.filters?.find((f) => isPatientFilter(request.resourceType, f));
      if (!filter) return accentBlind(inside, request, search);
      const patient = filter.value.includes('/') ? filter.value : `Patient/${filter.value}`;
      // Decided by the narrowing itself: the matcher needn't ask again with FHIRPath.
      const filters = request.filters?.filter((f) => f !== filter);
      return narrowed(inside, request.resourceType, patient, () => search({ ...request, filters }));
    };
  }

  #needSlots(): void {
    const make = this.beforeSlots;
    this.beforeSlots = undefined;
    make?.();
  }

  #forget(type: string): void {
    const shelf = (this as unknown as Inside).resources.get(type);
    if (shelf) forgetPatients(shelf);
  }

  /** The slots of a visit follow it; each change is a version of the slot. */
  #take(before: Appointment | undefined, next: Appointment | undefined): void {
    this.#needSlots();
    if (!this.guardingSlots) return;
    const inside = this as unknown as Inside;
    takeSlots(inside, before, next, (slot: Slot) => {
      const version = Number(slot.meta?.versionId ?? 1) + 1;
      this.put({ ...slot, meta: { ...slot.meta, versionId: String(version) } }, new Date().toISOString());
    });
  }

  /** Straight into the store, unchecked: for records that were checked when they were made. */
  put(resource: Resource, lastUpdated: string): void {
    const inside = this as unknown as Inside;
    const { resourceType: type, id = '' } = resource;
    const kept = { ...resource, meta: { versionId: '1', ...resource.meta, lastUpdated } } as Resource;
    const shelf = inside.resources.get(type) ?? new Map<string, Resource>();
    inside.resources.set(type, shelf.set(id, kept));
    forgetPatients(shelf);
    const versions = inside.history.get(type) ?? new Map<string, Resource[]>();
    inside.history.set(type, versions.set(id, [...(versions.get(id) ?? []), kept]));
  }

  idsOf(type: string, wanted: (r: Resource) => boolean): string[] {
    const shelf = (this as unknown as Inside).resources.get(type) ?? new Map<string, Resource>();
    return [...shelf].flatMap(([id, r]) => (wanted(r) ? [id] : []));
  }

  override async readResource<T extends Resource>(type: string, id: string): Promise<T> {
    if (this.#deleted.has(`${type}/${id}`)) throw new OperationOutcomeError(gone);
    if (['Slot', 'Schedule', 'Location', 'Practitioner'].includes(type)) this.#needSlots();
    return super.readResource<T>(type, id);
  }

  /** Newest first, at every question: Medplum's own turns its list around each time. */
  override async readHistory<T extends Resource>(type: string, id: string): Promise<Bundle<T>> {
    const bundle = await super.readHistory<T>(type, id);
    (this as unknown as Inside).history.get(type)?.get(id)?.reverse();
    return bundle;
  }

  override async deleteResource(type: string, id: string, options?: { ifMatch?: string }): Promise<void> {
    const held = (this as unknown as Inside).resources.get(type)?.get(id);
    await super.deleteResource(type, id, options);
    this.#forget(type);
    if (held?.resourceType === 'Appointment') this.#take(held, undefined);
    this.#deleted.add(`${type}/${id}`);
  }

  override async withTransaction<T>(callback: (repo: this) => Promise<T>): Promise<T> {
    const inside = this as unknown as Inside;
    const before: Store = new Map([...inside.resources].map(([type, list]) => [type, new Map(list)]));
    try {
      return await callback(this);
    } catch (error) {
      inside.resources = before;
      throw error;
    }
  }
}

// Dates in one record carry different zones: compare instants, not letters.
const compare = (a: string, b: string): number => (Date.parse(a) || 0) - (Date.parse(b) || 0);

const indexed = new Map<boolean, Promise<void>>();
/** Once a process: Medplum keeps its definitions in a global. */
function indexDefinitions(more: boolean): Promise<void> {
  const known = indexed.get(more);
  if (known) return known;
  const done = readDefinitions(more).then((d) => {
    const { structures, searches } = d as {
      structures: Bundle<StructureDefinition>;
      searches: Bundle<SearchParameter>;
    };
    indexStructureDefinitionBundle(structures);
    indexSearchParameterBundle(searches);
  });
  indexed.set(more, done);
  return done;
}

/** From now on this process also serves the types that a folder of somebody's own may hold. */
export async function serveEverything(): Promise<void> {
  await indexDefinitions(false);
  await indexDefinitions(true);
  serveMore();
}

/** A store that holds `records`, each as version 1 of the day of `now`. */
export async function openRepository(records: Iterable<Resource>, now: string): Promise<EhrRepository> {
  await indexDefinitions(false);
  const repo = new EhrRepository();
  const lastUpdated = `${now.slice(0, 10)}T00:00:00.000Z`;
  for (const r of records) repo.put(r, lastUpdated);
  return repo;
}
