// Search as the strict peer does it: written from R4's text without a look at the client, exact tokens, dates with their
// prefixes, accents ignored in names.
import { all, isObject, type Json, type Store } from './store.ts';

export interface Found {
  matches: Json[];
  included: Json[];
}
export class Refused extends Error {
  readonly code: string;
  constructor(code: string, why: string) {
    super(why);
    this.code = code;
  }
}

const fold = (s: string): string => s.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const tokens = (v: unknown): string[] =>
  all(v).flatMap((x) => {
    if (typeof x === 'string' || typeof x === 'boolean') return [String(x)];
    if (!isObject(x)) return [];
    const codings = 'coding' in x ? all(x['coding']) : [x];
    return codings.flatMap((c) => {
      if (!isObject(c)) return [];
      const code = String(c['code'] ?? c['value'] ?? '');
      return [code, `${String(c['system'] ?? '')}|${code}`];
    });
  });
const references = (v: unknown): string[] =>
  all(v).flatMap((x) => {
    const ref = isObject(x) ? x['reference'] : undefined;
    return typeof ref === 'string' ? [ref, ref.split('/').slice(-1)[0] ?? ''] : [];
  });
const names = (r: Json): string[] =>
  all(r['name']).flatMap((n) =>
    isObject(n)
      ? [n['family'], ...all(n['given']), n['text']].filter((x) => typeof x === 'string').map(fold)
      : [],
  );
const telecom = (r: Json, ...systems: string[]): string[] =>
  all(r['telecom']).flatMap((t) =>
    isObject(t) && (systems.length === 0 || systems.includes(String(t['system'])))
      ? [String(t['value'])]
      : [],
  );
export const dateOf = (r: Json): string => {
  const period = (v: unknown): unknown => (isObject(v) ? v['start'] : undefined);
  const found = [
    r['start'],
    r['sent'],
    r['effectiveDateTime'],
    period(r['effectivePeriod']),
    r['occurrenceDateTime'],
    r['authoredOn'],
    r['created'],
    r['dateTime'],
    r['date'],
    period(r['period']),
    r['onsetDateTime'],
    r['recordedDate'],
    r['authored'],
    r['recorded'],
  ].find((x) => typeof x === 'string');
  return typeof found === 'string' ? found : '';
};

type Values = { kind: 'token' | 'reference' | 'date' | 'text'; of: (r: Json) => string[] };
const token = (field: string): Values => ({ kind: 'token', of: (r) => tokens(r[field]) });
const ref = (...fields: string[]): Values => ({
  kind: 'reference',
  of: (r) => fields.flatMap((f) => references(r[f])),
});
const byDate: Values = { kind: 'date', of: (r) => [dateOf(r)] };
const actors = (r: Json): string[] =>
  all(r['participant']).flatMap((p) => (isObject(p) ? references(p['actor']) : []));
const person: Record<string, Values> = {
  name: { kind: 'text', of: names },
  family: {
    kind: 'text',
    of: (r) => all(r['name']).flatMap((n) => (isObject(n) ? [fold(String(n['family'] ?? ''))] : [])),
  },
  given: {
    kind: 'text',
    of: (r) =>
      all(r['name']).flatMap((n) => (isObject(n) ? all(n['given']).map((g) => fold(String(g))) : [])),
  },
  phone: { kind: 'token', of: (r) => telecom(r, 'phone', 'sms') },
  telecom: { kind: 'token', of: (r) => telecom(r) },
  birthdate: { kind: 'date', of: (r) => [String(r['birthDate'] ?? '')] },
};
const patient = ref('patient', 'subject', 'beneficiary', 'for');
/** Of R4's lists, those that some client of this project may use. */
const parameters: Record<string, Record<string, Values>> = {
  Account: { patient, status: token('status') },
  AllergyIntolerance: { patient, 'clinical-status': token('clinicalStatus'), date: byDate },
  Appointment: {
    patient: { kind: 'reference', of: actors },
    actor: { kind: 'reference', of: actors },
    status: token('status'),
    date: byDate,
    slot: ref('slot'),
  },
  CarePlan: { patient, status: token('status'), date: byDate, category: token('category') },
  CareTeam: { patient, status: token('status'), date: byDate },
  Communication: { patient, status: token('status'), sent: byDate },
  Condition: {
    patient,
    'clinical-status': token('clinicalStatus'),
    code: token('code'),
    'onset-date': byDate,
  },
  Consent: { patient, status: token('status'), date: byDate },
  Coverage: { patient, status: token('status') },
  CoverageEligibilityResponse: { patient, status: token('status'), created: byDate },
  Encounter: { patient, status: token('status'), class: token('class'), date: byDate },
  ExplanationOfBenefit: { patient, status: token('status'), created: byDate },
  Flag: { patient, date: byDate },
  Immunization: { patient, status: token('status'), date: byDate },
  Invoice: { patient, status: token('status'), date: byDate },
  Location: { name: { kind: 'text', of: (r) => [fold(String(r['name'] ?? ''))] } },
  Medication: { code: token('code') },
  MedicationRequest: { patient, status: token('status'), intent: token('intent'), authoredon: byDate },
  Observation: {
    patient,
    code: token('code'),
    category: token('category'),
    status: token('status'),
    date: byDate,
  },
  Organization: { name: { kind: 'text', of: (r) => [fold(String(r['name'] ?? ''))] } },
  Patient: person,
  Practitioner: person,
  RelatedPerson: { patient, ...person },
  Schedule: { actor: ref('actor'), active: token('active') },
  Slot: {
    schedule: ref('schedule'),
    status: token('status'),
    start: { kind: 'date', of: (r) => [String(r['start'] ?? '')] },
  },
  Task: { patient, status: token('status'), owner: ref('owner'), 'authored-on': byDate },
};
/** In every type. */
const common: Record<string, Values> = {
  _id: { kind: 'token', of: (r) => [r.id] },
  identifier: { kind: 'token', of: (r) => tokens(r['identifier']) },
};
export const typesServed = Object.keys(parameters);
export const parametersOf = (type: string): string[] => [
  ...Object.keys(common),
  ...Object.keys(parameters[type] ?? {}),
];
const control = new Set([
  '_count',
  '_sort',
  '_include',
  '_elements',
  '_total',
  '_summary',
  '_page',
  '_format',
]);

/** The span of a date as FHIR writes it, in milliseconds. */
function spanOf(text: string): [number, number] | null {
  const m = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(T.+)?)?)?$/.exec(text);
  if (m === null) return null;
  const [, y, mo, d, time] = m;
  if (time !== undefined) {
    const at = Date.parse(text);
    return Number.isNaN(at) ? null : [at, at];
  }
  const start = Date.UTC(Number(y), Number(mo ?? 1) - 1, Number(d ?? 1));
  const end = d
    ? start + 86_400_000
    : mo
      ? Date.UTC(Number(y), Number(mo), 1)
      : Date.UTC(Number(y) + 1, 0, 1);
  return [start, end - 1];
}
function dateFits(value: string, wanted: string): boolean {
  const m = /^(eq|ne|ge|le|gt|lt|sa|eb)?(.+)$/.exec(wanted);
  const is = spanOf(value);
  const want = spanOf(m?.[2] ?? '');
  if (want === null) throw new Refused('invalid', 'not a date');
  if (is === null) return false;
  switch (m?.[1] ?? 'eq') {
    case 'ge':
      return is[1] >= want[0];
    case 'gt':
      return is[1] > want[1];
    case 'le':
      return is[0] <= want[1];
    case 'lt':
      return is[0] < want[0];
    case 'ne':
      return !(is[0] >= want[0] && is[1] <= want[1]);
    case 'sa':
      return is[0] > want[1];
    case 'eb':
      return is[1] < want[0];
    default:
      return is[0] >= want[0] && is[1] <= want[1];
  }
}
/** Comma is "or", unless escaped. */
const options = (value: string): string[] =>
  (value.match(/(?:\\.|[^,\\])+/g) ?? []).map((v) => v.replace(/\\(.)/g, '$1'));

function fits(values: Values, r: Json, wanted: string): boolean {
  const has = values.of(r);
  return options(wanted).some((w) => {
    if (values.kind === 'date') return has.some((v) => dateFits(v, w));
    if (values.kind === 'text')
      return has.some(
        (v) => v.split(/\s+/).some((word) => word.startsWith(fold(w))) || v.startsWith(fold(w)),
      );
    if (values.kind === 'reference') return has.includes(w);
    return has.includes(w) || (w.startsWith('|') && has.includes(w.slice(1)));
  });
}

const instant = (text: string): number => spanOf(text)?.[0] ?? 0;

export function search(store: Store, type: string, params: URLSearchParams, strict: boolean): Found {
  if (!(type in parameters)) throw new Refused('not-supported', `${type} is not served`);
  const own: Record<string, Values> = { ...common, ...parameters[type] };
  const asked = [...params].filter(([name]) => !control.has(name));
  const known = asked.flatMap(([name, value]) => {
    const values = own[name];
    if (values === undefined && strict) throw new Refused('not-supported', `no parameter ${name}`);
    return values === undefined ? [] : [{ values, value }];
  });
  const id = params.get('patient') ?? params.get('_id');
  const plain = id !== null && !id.includes(',') ? id.replace(/^Patient\//, '') : null;
  let pool: Json[];
  if (plain !== null && params.has('patient')) pool = store.list(type, plain);
  else if (plain !== null) {
    const one = store.get(`${type}/${plain}`);
    pool = one === undefined ? [] : [one.resource];
  } else pool = store.list(type);
  const matches = pool.filter((r) => known.every(({ values, value }) => fits(values, r, value)));
  const sort = params.get('_sort');
  if (sort !== null) {
    const name = sort.replace(/^-/, '');
    if (strict && own[name]?.kind !== 'date') throw new Refused('not-supported', `no sort by ${name}`);
    const sign = sort.startsWith('-') ? -1 : 1;
    const keyed = matches.map((r) => [instant(own[name]?.of(r)[0] ?? dateOf(r)), r] as const);
    matches.splice(0, matches.length, ...keyed.toSorted((a, b) => sign * (a[0] - b[0])).map(([, r]) => r));
  }
  return { matches, included: includedOf(store, matches, params.getAll('_include')) };
}

function includedOf(store: Store, matches: Json[], includes: string[]): Json[] {
  const keys = new Set<string>();
  for (const include of includes) {
    const field = include.split(':')[1];
    for (const r of matches) {
      const refs =
        field === 'actor'
          ? actors(r)
          : field === 'medication'
            ? references(r['medicationReference'])
            : field === 'participant'
              ? all(r['participant']).flatMap((p) => (isObject(p) ? references(p['individual']) : []))
              : references(r[field ?? '']);
      for (const x of refs) if (store.has(x)) keys.add(x);
    }
  }
  return [...keys].flatMap((k) => store.get(k)?.resource ?? []);
}
