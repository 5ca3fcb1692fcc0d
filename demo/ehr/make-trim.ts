// From a Synthea patient bundle to the resources that the panel needs: references by type and id, bulk dropped, the
// recent part of long lists kept, and every reference either resolvable or carrying a display.
import type { Reference, Resource } from '@medplum/fhirtypes';

export type Json = Record<string, unknown>;
type AnyResource = Resource & Json;

const wanted = new Set([
  'Patient',
  'Practitioner',
  'Organization',
  'Location',
  'Encounter',
  'Condition',
  'AllergyIntolerance',
  'MedicationRequest',
  'Immunization',
  'Appointment',
  'Coverage',
  'RelatedPerson',
  'Consent',
  'Flag',
  'Communication',
  'Task',
  'Account',
  'CareTeam',
  'ExplanationOfBenefit',
  'Invoice',
  'Observation',
]);
const shared = new Set(['Practitioner', 'Organization', 'Location']);

/** Most recent ones kept a patient; types that are not named are kept whole. */
const keep: Readonly<Record<string, number>> = {
  Encounter: 15,
  Immunization: 6,
  MedicationRequest: 20,
  Condition: 30,
  ExplanationOfBenefit: 4,
};
/** Laboratory values: the newest of each kind, of so many kinds. */
const keepValues = 4;
const keepKinds = 12;

const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v);

/** Calls `visit` for every object in a resource, the resource itself included. */
export function walk(value: unknown, visit: (o: Json) => void): void {
  if (Array.isArray(value)) for (const v of value) walk(v, visit);
  else if (isObject(value)) {
    visit(value);
    for (const v of Object.values(value)) walk(v, visit);
  }
}

const when = (r: AnyResource): string => {
  const x = r as Json & { period?: { start?: string } };
  return String(
    x.period?.start ??
      x.authoredOn ??
      x.occurrenceDateTime ??
      x.recordedDate ??
      x.onsetDateTime ??
      x.effectiveDateTime ??
      x.created ??
      x.date ??
      '',
  );
};
/** What is going on now comes before what is recent. */
const open = (r: AnyResource): number => {
  const clinical = (r as Json & { clinicalStatus?: { coding?: { code?: string }[] } }).clinicalStatus
    ?.coding?.[0]?.code;
  return r.status === 'active' || clinical === 'active' ? 1 : 0;
};

/** Synthea writes digits behind names (Judi176 Sawayn19); people in a demo have none. */
export const plainName = (s: string): string => s.replace(/(\p{L})\d{1,3}\b/gu, '$1');

function plainNames(r: AnyResource): void {
  if (r.resourceType !== 'Patient' && r.resourceType !== 'Practitioner') return;
  for (const n of r.name ?? []) {
    if (n.family) n.family = plainName(n.family);
    if (n.given) n.given = n.given.map(plainName);
  }
}

const text = (v: unknown): string | undefined =>
  isObject(v)
    ? ((v.text as string | undefined) ?? (v.coding as { display?: string }[] | undefined)?.[0]?.display)
    : undefined;

/** A person-readable name for a resource, without dates (those are shifted later). */
export function label(r: Resource): string | undefined {
  const x = r as AnyResource & Json;
  if (r.resourceType === 'Patient' || r.resourceType === 'Practitioner') {
    const n = r.name?.[0];
    return n && [...(n.prefix ?? []), ...(n.given ?? []), n.family].filter(Boolean).join(' ');
  }
  if (r.resourceType === 'Organization' || r.resourceType === 'Location') return r.name;
  if (r.resourceType === 'Encounter') return text(r.type?.[0]);
  return text(x.code) ?? text(x.medicationCodeableConcept) ?? r.resourceType;
}

export interface Trimmed {
  patientId: string;
  own: AnyResource[];
  /** Providers that the patient's resources name, by `Type/id`. */
  providers: Map<string, AnyResource>;
}

/** The newest laboratory values of each kind, the kinds with most values first: what a trend is drawn of. */
function values(all: readonly AnyResource[]): AnyResource[] {
  const kinds = new Map<string, AnyResource[]>();
  for (const r of all) {
    const { category, code } = r as Json & {
      category?: { coding?: { code?: string }[] }[];
      code?: { coding?: { code?: string }[] };
    };
    const kind = code?.coding?.[0]?.code;
    if (kind === undefined || category?.[0]?.coding?.[0]?.code !== 'laboratory') continue;
    kinds.set(kind, [...(kinds.get(kind) ?? []), r]);
  }
  return [...kinds.values()]
    .toSorted((a, b) => b.length - a.length)
    .slice(0, keepKinds)
    .flatMap((list) => list.toSorted((a, b) => when(b).localeCompare(when(a))).slice(0, keepValues));
}

/** What an insurer's statement says of money; its lines beyond the first, its diagnoses and its claims go. */
function slimStatement(r: AnyResource): AnyResource {
  const { item, careTeam, diagnosis, procedure, supportingInfo, claim, referral, contained, ...rest } =
    r as Json;
  void [careTeam, diagnosis, procedure, supportingInfo, claim, referral, contained];
  const first = Array.isArray(item) ? (item[0] as Json | undefined) : undefined;
  return {
    ...rest,
    insurance: [{ focal: true, coverage: { display: 'Coverage as filed' } }],
    ...(first === undefined
      ? {}
      : { item: [{ sequence: 1, productOrService: first.productOrService ?? { text: 'Visit' } }] }),
  } as unknown as AnyResource;
}

/** @param bundle one Synthea patient bundle, @param supplement the derived resources of the same patient */
export function trim(
  bundle: { entry: { fullUrl?: string; resource: Resource }[] },
  supplement: Resource[],
): Trimmed {
  const all = new Map<string, AnyResource>();
  const byUrn = new Map<string, string>();
  for (const { fullUrl, resource } of bundle.entry) {
    const ref = `${resource.resourceType}/${resource.id}`;
    all.set(ref, resource as AnyResource);
    if (fullUrl) byUrn.set(fullUrl, ref);
  }
  const patient = [...all.values()].find((r) => r.resourceType === 'Patient');
  if (!patient?.id) throw new Error('a bundle without a patient');

  const groups = new Map<string, AnyResource[]>();
  for (const r of [...all.values(), ...(supplement as AnyResource[])]) {
    if (!wanted.has(r.resourceType) || shared.has(r.resourceType)) continue;
    groups.set(r.resourceType, [...(groups.get(r.resourceType) ?? []), r]);
  }
  groups.set('Observation', values(groups.get('Observation') ?? []));
  groups.set('ExplanationOfBenefit', (groups.get('ExplanationOfBenefit') ?? []).map(slimStatement));
  const own = [...groups].flatMap(([type, list]) =>
    list
      .toSorted((a, b) => open(b) - open(a) || when(b).localeCompare(when(a)))
      .slice(0, keep[type] ?? list.length),
  );
  const kept = new Set(own.map((r) => `${r.resourceType}/${r.id}`));
  const providers = new Map<string, AnyResource>();
  const settle = (r: AnyResource): void => {
    plainNames(r);
    walk(r, (o) => {
      if (typeof o.reference !== 'string') return;
      const ref = (o.reference = byUrn.get(o.reference) ?? o.reference) as string;
      const target = all.get(ref);
      if (target && shared.has(target.resourceType) && !providers.has(ref)) {
        providers.set(ref, target);
        settle(target);
      }
      setDisplay(o as Reference, target);
      if (!kept.has(ref) && !providers.has(ref)) delete o.reference;
    });
  };
  for (const r of own) settle(r);
  return { patientId: patient.id, own, providers };
}

function setDisplay(ref: Reference, target: Resource | undefined): void {
  if (ref.display) ref.display = plainName(ref.display);
  else if (target) ref.display = label(target);
}
