// Whether somebody is on file already: by birth date, by number, by name in its spellings, in one exchange; compared here, and
// records that were merged are followed. What leaves is what shows of anyone before verification, and how alike.
import {
  type Likelihood,
  likelihoodOf,
  likelihoods,
  type OnFile,
} from '#shared/domain/finding/duplicates.ts';
import { tellApart } from '#shared/domain/finding/apart.ts';
import type { PossibleDuplicate } from '#shared/contract/intake.ts';
import type { NewPerson } from '#shared/domain/finding/intake.ts';
import { firstLetters, spellings } from '#shared/domain/finding/spellings.ts';
import { normalDigits, storedForms } from '#shared/domain/phone/phone.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { either, type FhirClient, type Search } from '../fhir/client.ts';
import type { PatientResource } from '../fhir/resources.ts';
import { apartOf } from '../patient/candidates.ts';
import { survivors } from '../patient/merged.ts';
import { namesOf, type Person, personOf, phonesOf, readPatient } from '../patient/person.ts';

export interface Looked {
  /** All of them, the likeliest first. */
  alike: PossibleDuplicate[];
  people: Person[];
  /** A search was cut off: there may be others alike whom nobody compared. */
  more: boolean;
  unreadable: number;
}
const elements =
  'id,name,telecom,communication,extension,meta,active,link,birthDate,deceased,multipleBirth,address';
type Params = [string, string][];
const search = (...params: Params): Search => ({
  type: 'Patient',
  params: [...params, ['_elements', elements]],
  most: 200,
});

const onFile = (p: PatientResource): OnFile => ({
  names: namesOf(p),
  birthDate: p.birthDate ?? null,
  numbers: phonesOf(p).flatMap((t) => normalDigits(t.value ?? '') ?? []),
  addresses: p.address.map((a) => ({ lines: a.line, postalCode: a.postalCode ?? '' })),
});

/** Fails when any of the searches does: "nobody alike" is said only when all of them were answered. */
export async function look(
  fhir: FhirClient,
  person: NewPerson,
  today: string,
  signal: AbortSignal,
): Promise<Result<Looked>> {
  const words = (text: string): string => either(text.split(/\s+/).flatMap(spellings).slice(0, 20));
  const named: Params[] =
    words(person.family) === '' || words(person.given) === ''
      ? []
      : [
          [
            ['name', words(person.family)],
            ['name', words(person.given)],
          ],
        ];
  const wide: Params[] = [
    [['birthdate', person.birthDate]],
    [['phone', either(storedForms(person.phone))]],
    ...named,
  ];
  const answers = await fhir.batch(
    wide.map((one) => search(...one)),
    signal,
  );
  // Thousands may be born on a first of January: of such a list those who are named alike are asked for beside it.
  const starts = either(
    `${person.family} ${person.given}`
      .split(/\s+/)
      .slice(0, 3)
      .flatMap((w) => firstLetters(w).flat()),
  );
  const cut = wide.filter(
    (one, i) => !named.includes(one) && answers[i]?.ok === true && answers[i].value.more,
  );
  if (cut.length > 0 && starts !== '')
    answers.push(
      ...(await fhir.batch(
        cut.map((one) => search(...one, ['name', starts])),
        signal,
      )),
    );
  const found = new Map<string, PatientResource>();
  let [unreadable, more] = [0, false];
  for (const answer of answers) {
    if (!answer.ok) return answer;
    more ||= answer.value.more;
    let bad = answer.value.unreadable;
    for (const raw of answer.value.resources) {
      const p = readPatient(raw);
      if (p === null) bad++;
      else found.set(p.id, p);
    }
    unreadable = Math.max(unreadable, bad);
  }
  if (answers.length === 0) return fail('unexpected', 'look');
  const stands = await survivors(fhir, [...found.values()], signal);
  /** As alike as the likelier of the record that was found and the one that took its place. */
  const alike = new Map<string, { p: PatientResource; how: Likelihood }>();
  for (const p of found.values()) {
    const now = stands.get(p.id) ?? p;
    for (const how of [likelihoodOf(person, onFile(p)), likelihoodOf(person, onFile(now))]) {
      const before = alike.get(now.id);
      const better =
        before === undefined || likelihoods.indexOf(how ?? 'possible') < likelihoods.indexOf(before.how);
      if (how !== null && better) alike.set(now.id, { p: now, how });
    }
  }
  const list = [...alike.values()].map(({ p, how }) => ({
    person: personOf(p, false),
    how,
    apart: apartOf(p),
    fits: [],
    cost: likelihoods.indexOf(how),
  }));
  const told = tellApart(list, today).toSorted((a, b) => a.cost - b.cost);
  return ok({
    alike: told.map(({ person: p, how, told: t }) => ({
      patientId: p.patientId,
      preferredName: p.preferredName,
      language: p.language,
      interpreterNeeded: p.interpreterNeeded,
      likelihood: how,
      standing: t.standing,
      twin: t.twin,
    })),
    people: told.map((one) => one.person),
    more,
    unreadable,
  });
}
