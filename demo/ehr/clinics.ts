// Who sees patients where, for the schedules that neither Synthea nor its supplement has: taken from the visits that are
// in the records, and two clinics made up here so that there is more than one time zone. Same records, same clinics.
import { createHash } from 'node:crypto';
import type { Location, Organization, Practitioner, Resource } from '@medplum/fhirtypes';

export interface Clinic {
  practitioner: Practitioner;
  location: Location;
  /** IANA name of the clock on its wall. */
  zone: string;
}

/** R5's and the extension pack's way to say it; R4 has no element for it. */
export const zoneExtension = 'http://hl7.org/fhir/StructureDefinition/timezone';
export const madeTag = { system: 'urn:example:origin', code: 'generated' };
/** As many schedules as a practice group has; more would only cost memory. */
const mostClinics = 12;

const zoneOfState: Readonly<Record<string, string>> = {
  ...states('America/New_York', 'CT DC DE FL GA IN MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV KY'),
  ...states('America/Chicago', 'AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI'),
  ...states('America/Denver', 'CO ID MT NM UT WY'),
  ...states('America/Los_Angeles', 'CA NV OR WA'),
  ...states('America/Phoenix', 'AZ'),
  ...states('America/Anchorage', 'AK'),
  ...states('Pacific/Honolulu', 'HI'),
};
function states(zone: string, codes: string): Record<string, string> {
  return Object.fromEntries(codes.split(' ').map((code) => [code, zone]));
}

/** The same id for the same words. */
export const idFor = (...words: string[]): string => {
  const h = createHash('sha256').update(words.join('|')).digest('hex');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-5${h.slice(13, 16)}-8${h.slice(17, 20)}-${h.slice(20, 32)}`;
};
/** 0 to 1, from the words alone (FNV-1a): chance that is the same at every start. */
export function chance(words: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) h = Math.imul(h ^ words.charCodeAt(i), 0x01000193) >>> 0;
  // One round more, so that neighbours differ in their high bits too.
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) >>> 0;
  return ((h ^ (h >>> 13)) >>> 0) / 2 ** 32;
}

export const zoneOf = (place: Location): string =>
  place.extension?.find((e) => e.url === zoneExtension)?.valueCode ??
  zoneOfState[place.address?.state ?? ''] ??
  'America/New_York';

const withZone = (place: Location): Location =>
  place.extension?.some((e) => e.url === zoneExtension)
    ? place
    : {
        ...place,
        extension: [...(place.extension ?? []), { url: zoneExtension, valueCode: zoneOf(place) }],
      };

const placeOf = (o: Organization): Location => ({
  resourceType: 'Location',
  id: idFor('location', o.id ?? ''),
  meta: { tag: [madeTag] },
  status: 'active',
  mode: 'instance',
  name: o.name,
  ...(o.telecom && { telecom: o.telecom }),
  ...(o.address?.[0] && { address: o.address[0] }),
  managingOrganization: { reference: `Organization/${o.id}`, ...(o.name && { display: o.name }) },
});

const far = [
  ['Lakeside Sample Clinic', '410 W HARBOR DRIVE', 'CHICAGO', 'IL', '60601', 'Noor', 'Haddad', 'female'],
  ['Saguaro Sample Clinic', '77 E DESERT ROAD', 'PHOENIX', 'AZ', '85004', 'Mateo', 'Iglesias', 'male'],
] as const;

function madeUp(): Clinic[] {
  return far.map(([name, line, city, state, postalCode, given, family, gender]) => {
    const location: Location = {
      resourceType: 'Location',
      id: idFor('location', name),
      meta: { tag: [madeTag] },
      status: 'active',
      mode: 'instance',
      name,
      address: { line: [line], city, state, postalCode, country: 'US' },
    };
    const practitioner: Practitioner = {
      resourceType: 'Practitioner',
      id: idFor('practitioner', name),
      meta: { tag: [madeTag] },
      active: true,
      name: [{ family, given: [given], prefix: ['Dr.'] }],
      gender,
    };
    return { practitioner, location: withZone(location), zone: zoneOf(location) };
  });
}

type Actors = { participant?: { actor?: { reference?: string }; individual?: { reference?: string } }[] };
const refs = (r: Resource, type: string): string[] =>
  ((r as Actors).participant ?? []).flatMap((p) => {
    const ref = (p.actor ?? p.individual)?.reference;
    return ref?.startsWith(`${type}/`) ? [ref] : [];
  });

/** The clinics with the most visits, and the two made-up ones; `added` is what the records lack for them. */
export function clinicsOf(records: readonly Resource[]): { clinics: Clinic[]; added: Resource[] } {
  const byKey = new Map(records.map((r) => [`${r.resourceType}/${r.id}`, r]));
  const visits = new Map<string, number>();
  const count = (practitioner: string, place: string): unknown =>
    visits.set(`${practitioner} ${place}`, (visits.get(`${practitioner} ${place}`) ?? 0) + 1);
  for (const r of records) {
    if (r.resourceType === 'Appointment')
      for (const who of refs(r, 'Practitioner')) for (const where of refs(r, 'Location')) count(who, where);
    if (r.resourceType === 'Encounter' && r.serviceProvider?.reference)
      for (const who of refs(r, 'Practitioner')) count(who, r.serviceProvider.reference);
  }
  const places = new Set<string>();
  const clinics: Clinic[] = [];
  // Those with a place of their own first, then by how often, then by name: the same order at every start.
  const rank = (key: string): number => (key.includes('Location/') ? 1e6 : 0) + (visits.get(key) ?? 0);
  for (const key of [...visits.keys()].toSorted((a, b) => rank(b) - rank(a) || (a < b ? -1 : 1))) {
    const [who = '', where = ''] = key.split(' ');
    const practitioner = byKey.get(who);
    const found = byKey.get(where);
    if (clinics.length >= mostClinics || places.has(who)) continue;
    if (practitioner?.resourceType !== 'Practitioner') continue;
    const place = found?.resourceType === 'Organization' ? placeOf(found) : found;
    if (place?.resourceType !== 'Location') continue;
    places.add(who);
    clinics.push({ practitioner, location: withZone(place), zone: zoneOf(place) });
  }
  const made = madeUp();
  const added = new Map<string, Resource>();
  for (const c of clinics) added.set(`Location/${c.location.id}`, c.location);
  for (const c of made) {
    added.set(`Location/${c.location.id}`, c.location);
    added.set(`Practitioner/${c.practitioner.id}`, c.practitioner);
  }
  return { clinics: [...clinics, ...made], added: [...added.values()] };
}
