// A new patient as a FHIR Patient, and what of it the record holds otherwise when it is read back.
import type { NewPerson } from '#shared/domain/finding/intake.ts';
import { nameWords } from '#shared/domain/finding/names.ts';
import { normalDigits, toE164 } from '#shared/domain/phone/phone.ts';
import type { Resource } from '../fhir/exchange.ts';
import type { PatientResource } from '../fhir/resources.ts';
import { phonesOf } from '../patient/person.ts';

export const intakeSystem = 'urn:careline:intake';
const interpreterUrl = 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired';

export function patientOf(p: NewPerson): Resource {
  const address = {
    ...(p.line !== '' && { line: [p.line] }),
    ...(p.city !== '' && { city: p.city }),
    ...(p.state !== '' && { state: p.state }),
    ...(p.postalCode !== '' && { postalCode: p.postalCode }),
  };
  return {
    resourceType: 'Patient',
    active: true,
    name: [
      { use: 'official', family: p.family, given: p.given.split(/\s+/).filter((g) => g !== '') },
      ...(p.preferred === '' ? [] : [{ use: 'usual', given: [p.preferred] }]),
    ],
    telecom: [{ system: 'phone', value: toE164(p.phone) ?? p.phone }],
    birthDate: p.birthDate,
    ...(p.gender !== '' && { gender: p.gender }),
    ...(Object.keys(address).length > 0 && { address: [{ use: 'home', ...address }] }),
    ...(p.language !== '' && { communication: [{ language: { text: p.language }, preferred: true }] }),
    ...(p.interpreterNeeded && { extension: [{ url: interpreterUrl, valueBoolean: true }] }),
  };
}

export function differencesOf(p: NewPerson, held: PatientResource): ('name' | 'birth-date' | 'phone')[] {
  const words = (given: readonly string[], family: string): string =>
    [...given.flatMap(nameWords), '|', ...nameWords(family)].join(' ');
  const said = words([p.given], p.family);
  const name = held.name.some((n) => words(n.given, n.family ?? '') === said);
  const digits = normalDigits(p.phone);
  const phone = phonesOf(held).some((t) => normalDigits(t.value ?? '') === digits);
  return [
    ...(name ? [] : (['name'] as const)),
    ...(held.birthDate === p.birthDate ? [] : (['birth-date'] as const)),
    ...(phone ? [] : (['phone'] as const)),
  ];
}
