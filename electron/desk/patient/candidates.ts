// Who may be calling: by number or by name. Candidates, never a match; nothing but Patient is asked for, and of Patient
// only what shows before verification (servers that can, send no more than that).
import { foldName } from '#shared/domain/disclosure/compare.ts';
import { normalDigits, storedForms } from '#shared/domain/phone/phone.ts';
import { fail, type Failure, type Result } from '#shared/domain/result.ts';
import { either, type FhirClient, type Search } from '../fhir/client.ts';
import type { SearchAnswer } from '../fhir/bundle.ts';
import type { PatientResource } from '../fhir/resources.ts';
import { type Person, personOf, readPatient } from './person.ts';

export interface Found {
  people: Person[];
  more: boolean;
  unreadable: number;
}
const most = 20;
const asked = 'id,name,telecom,communication,extension,meta';
const search = (params: [string, string][], elements = asked): Search => ({
  type: 'Patient',
  params: [...params, ['_elements', elements]],
  most: 100,
});

function gather(answers: Result<SearchAnswer>[], fits: (p: PatientResource) => boolean): Found | Failure {
  const people = new Map<string, Person>();
  let [unreadable, more, answered] = [0, false, false];
  for (const a of answers) {
    if (!a.ok) continue;
    answered = true;
    more ||= a.value.more;
    let bad = a.value.unreadable;
    for (const raw of a.value.resources) {
      const p = readPatient(raw);
      if (p === null) bad++;
      else if (fits(p)) people.set(p.id, personOf(p, false));
    }
    // The same broken record turns up in each of the searches.
    unreadable = Math.max(unreadable, bad);
  }
  if (!answered) return answers.find((a) => !a.ok) ?? fail('ehr-offline');
  const sorted = [...people.values()].sort(
    (a, b) => a.preferredName.localeCompare(b.preferredName) || (a.patientId < b.patientId ? -1 : 1),
  );
  return { people: sorted.slice(0, most), more: more || sorted.length > most, unreadable };
}

/** Every stored form in one search, then the digits compared here: servers compare letters. */
export async function findByNumber(
  fhir: FhirClient,
  number: string,
  signal: AbortSignal,
): Promise<Found | Failure> {
  const forms = storedForms(number);
  const digits = normalDigits(number);
  if (digits === null) return fail('invalid-input', 'number');
  const answer = await fhir.search(search([['phone', either(forms)]]), signal);
  return gather([answer], (p) => personOf(p, false).numbers.includes(digits));
}

const wordsOf = (text: string): string[] =>
  foldName(text)
    .split(' ')
    .filter((w) => w.length > 1);

/** True when each word said begins some part of a name of the record; synthetic figures behind names don't matter. */
function bears(p: PatientResource, words: string[]): boolean {
  const parts = p.name.flatMap((n) => wordsOf([...n.given, n.family ?? '', n.text ?? ''].join(' ')));
  return words.every((w) => parts.some((part) => part.startsWith(w)));
}

/**
 * As typed and without accents; each word alone too, because many servers compare accents and the record's spelling
 * isn't known; by birth date alone when there is one. The names are then compared here.
 */
export async function findByName(
  fhir: FhirClient,
  name: string,
  birthDates: string[],
  signal: AbortSignal,
): Promise<Found | Failure> {
  const words = wordsOf(name);
  if (words.length === 0) return fail('invalid-input', 'name');
  const typed = name.split(/[\s,]+/).filter((w) => w.length > 1);
  const forms = (word: string): string =>
    either([...new Set([word, foldName(word)])].filter((w) => w !== ''));
  const born: [string, string][] = birthDates.length === 0 ? [] : [['birthdate', either(birthDates)]];
  const elements = born.length === 0 ? asked : `${asked},birthDate`;
  const all = typed.slice(0, 4).map((w): [string, string] => ['name', forms(w)]);
  const searches = [search([...all, ...born], elements)];
  if (born.length > 0) searches.push(search(born, elements));
  else if (all.length > 1) searches.push(...all.map((one) => search([one], elements)));
  const answers = await fhir.batch(searches, signal);
  const fitsDate = (p: PatientResource): boolean =>
    birthDates.length === 0 || (p.birthDate !== undefined && birthDates.includes(p.birthDate));
  const found = gather(answers, (p) => bears(p, words) && fitsDate(p));
  // The wide searches are cut off early on a large server; that isn't "more" when the exact one was complete.
  const exact = answers[0];
  if ('people' in found && exact?.ok === true && found.people.length < most) found.more = exact.value.more;
  return found;
}
