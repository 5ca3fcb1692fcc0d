// Who may be calling, asked of the record: by number in every form it may be stored in, by name in every spelling that a
// server may keep. Nothing but Patient is asked for, and of Patient only what is listed and what tells people apart.
import { foldName } from '#shared/domain/disclosure/compare.ts';
import type { Apart, Likely } from '#shared/domain/finding/apart.ts';
import { fitOfName, knownWords } from '#shared/domain/finding/match.ts';
import { nameWords } from '#shared/domain/finding/names.ts';
import { firstLetters, spellings } from '#shared/domain/finding/spellings.ts';
import { normalDigits, storedForms } from '#shared/domain/phone/phone.ts';
import { fail, type Failure, type Result } from '#shared/domain/result.ts';
import type { SearchAnswer } from '../fhir/bundle.ts';
import { either, type FhirClient, type Search } from '../fhir/client.ts';
import type { PatientResource } from '../fhir/resources.ts';
import { survivors } from './merged.ts';
import { languageOf, multipleBirthOf, namesOf, officialName, type Person } from './person.ts';
import { isRestricted, personOf, readPatient, standingOf } from './person.ts';

export interface Listed extends Likely {
  person: Person;
  throughMerged: boolean;
}
export interface Found {
  people: Listed[];
  more: boolean;
  unreadable: number;
}
/** What is listed, and what tells one from another: birth dates are compared and not kept. */
const elements = 'id,name,telecom,communication,extension,meta,active,link,birthDate,deceased,multipleBirth';
export const patientSearch = (params: [string, string][]): Search => ({
  type: 'Patient',
  params: [...params, ['_elements', elements]],
  most: 100,
});
type Fitting = Pick<Listed, 'fits' | 'cost'>;

export function apartOf(p: PatientResource): Apart {
  const name = officialName(p);
  return {
    given: nameWords(name?.given[0] ?? '').join(' '),
    family: nameWords(name?.family ?? '').join(' '),
    language: languageOf(p),
    birthDate: p.birthDate ?? null,
    standing: standingOf(p),
    multipleBirth: multipleBirthOf(p),
    restricted: isRestricted(p),
  };
}

interface Gathered {
  hits: Map<string, { resource: PatientResource; fit: Fitting }>;
  more: boolean;
  unreadable: number;
}
function gather(
  answers: readonly Result<SearchAnswer>[],
  fits: (p: PatientResource) => Fitting | null,
): Gathered | Failure {
  const hits: Gathered['hits'] = new Map();
  let [unreadable, more, answered] = [0, false, false];
  for (const a of answers) {
    if (!a.ok) continue;
    answered = true;
    more ||= a.value.more;
    let bad = a.value.unreadable;
    for (const raw of a.value.resources) {
      const resource = readPatient(raw);
      const fit = resource === null ? null : fits(resource);
      if (resource === null) bad++;
      else if (fit !== null) hits.set(resource.id, { resource, fit });
    }
    // The same broken record turns up in each of the searches.
    unreadable = Math.max(unreadable, bad);
  }
  return answered ? { hits, more, unreadable } : (answers.find((a) => !a.ok) ?? fail('ehr-offline'));
}

/** Records that were given up are followed to the one that stands now. */
async function listed(fhir: FhirClient, found: Gathered, signal: AbortSignal): Promise<Found> {
  const stands = await survivors(
    fhir,
    [...found.hits.values()].map((h) => h.resource),
    signal,
  );
  const people = new Map<string, Listed>();
  for (const { resource, fit } of found.hits.values()) {
    const now = stands.get(resource.id) ?? resource;
    const before = people.get(now.id);
    const one = {
      ...fit,
      person: personOf(now, false),
      apart: apartOf(now),
      throughMerged: now.id !== resource.id,
    };
    if (before === undefined || one.cost < before.cost) people.set(now.id, one);
  }
  const sorted = [...people.values()].toSorted(
    (a, b) =>
      a.person.preferredName.localeCompare(b.person.preferredName) ||
      (a.person.patientId < b.person.patientId ? -1 : 1),
  );
  return { people: sorted, more: found.more, unreadable: found.unreadable };
}

export const fitOfNumber = (p: Person, digits: string): Fitting | null =>
  p.numbers.includes(digits)
    ? { fits: ['number'], cost: 0 }
    : p.oldNumbers.includes(digits)
      ? { fits: ['old-number'], cost: 1 }
      : null;

/** Every stored form in one search, then the digits compared here: servers compare letters. */
export async function findByNumber(
  fhir: FhirClient,
  number: string,
  signal: AbortSignal,
): Promise<Found | Failure> {
  const forms = storedForms(number);
  const digits = normalDigits(number);
  if (digits === null) return fail('invalid-input', 'number');
  const answer = await fhir.search(patientSearch([['phone', either(forms)]]), signal);
  const found = gather([answer], (p) => fitOfNumber(personOf(p, false), digits));
  return 'hits' in found ? listed(fhir, found, signal) : found;
}

/**
 * As typed and without accents; each word alone too, because many servers compare accents and the record's spelling
 * isn't known; by birth date alone when there is one; and when nobody bears that name, by first letters, so that a slip
 * later in a word is found. The names are then compared here.
 */
export async function findByName(
  fhir: FhirClient,
  name: string,
  birthDates: string[],
  signal: AbortSignal,
): Promise<Found | Failure> {
  const said = nameWords(name);
  if (said.join('').length < 2) return fail('invalid-input', 'name');
  const typed = name.split(/[\s,]+/).filter((w) => foldName(w).length > 1);
  const born: [string, string][] = birthDates.length === 0 ? [] : [['birthdate', either(birthDates)]];
  const all = typed.slice(0, 4).map((w): [string, string] => ['name', either(spellings(w))]);
  const searches = [patientSearch([...all, ...born])];
  if (born.length > 0) searches.push(patientSearch(born));
  else if (all.length > 1) searches.push(...all.map((one) => patientSearch([one])));
  const ofDate = (p: PatientResource): boolean =>
    birthDates.length === 0 || (p.birthDate !== undefined && birthDates.includes(p.birthDate));
  const fits = (p: PatientResource): Fitting | null => {
    const fit = ofDate(p) ? fitOfName(said, knownWords(namesOf(p))) : null;
    return fit === null || born.length === 0 ? fit : { ...fit, fits: [...fit.fits, 'birth-date'] };
  };
  const answers = await fhir.batch(searches, signal);
  const found = gather(answers, fits);
  if (!('hits' in found)) return found;
  // Whoever the exact search finds is in each of the wide ones too: one that came whole is enough. The wide ones are cut off
  // early on a large server; that isn't "more" when the exact one was complete.
  found.more = !answers.some((a) => a.ok && !a.value.more);
  const [exact] = answers;
  // "Nobody" would be a guess: the one search that could tell failed.
  if (found.hits.size === 0 && found.more && exact?.ok === false) return exact;
  if (found.hits.size === 0 && born.length === 0) {
    const starts = said
      .flatMap((w) => firstLetters(w))
      .slice(0, 3)
      .map((forms) => patientSearch([['name', either(forms)]]));
    const wide = starts.length === 0 ? null : gather(await fhir.batch(starts, signal), fits);
    if (wide !== null && 'hits' in wide)
      return listed(fhir, { ...wide, unreadable: found.unreadable }, signal);
  }
  return listed(fhir, found, signal);
}
