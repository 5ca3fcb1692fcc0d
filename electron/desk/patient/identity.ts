// The identity card: who the person is and what to mind before speaking or dialling (C20, row 33).
import {
  type IdentityNumber,
  identityNumbers,
  type IdentityRow,
  type PersonFlag,
} from '#shared/domain/patient/card.ts';
import { parsePhone, shownNumber } from '#shared/domain/phone/phone.ts';
import { ageAt } from '#shared/domain/time/age.ts';
import { flagResource, type HumanName, type PatientResource } from '../fhir/resources.ts';
import type { SearchAnswer } from '../fhir/bundle.ts';
import { hasCode, isAbout, mapAnswer, type Mapped, sensitive, textOf } from './mapped.ts';
import { interpreterNeeded, languageOf, officialName, phonesOf, preferredName } from './person.ts';

const pronounsUrl = 'http://hl7.org/fhir/StructureDefinition/individual-pronouns';
const birthSexUrl = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex';
/** R4 has no standard field for it; servers that keep one name it so. */
const pronunciationUrl = /\/(name-)?pronunciation$/i;

const wholeName = (n: HumanName | undefined): string =>
  n === undefined
    ? ''
    : n.text || [...n.prefix, ...n.given, n.family ?? '', ...n.suffix].filter((s) => s !== '').join(' ');
/** The panel takes 300 characters a field. */
const line = (text: string): string => text.slice(0, 300).toWellFormed();

const kinds: readonly [RegExp, PersonFlag['kind']][] = [
  [/voice\s?mail|answering machine/i, 'no-voicemail'],
  [/(not|never|don.t) (call|phone|ring).{0,20}home|no home calls?/i, 'no-home-calls'],
  [/only (to|with) (the )?patient|patient only/i, 'patient-only'],
  [/interpreter/i, 'interpreter'],
  [/hearing|deaf/i, 'hearing'],
  [/\bvip\b|limit(ed)? access/i, 'limited-access'],
];
const order: readonly PersonFlag['kind'][] = [
  'patient-only',
  'no-home-calls',
  'no-voicemail',
  'interpreter',
  'hearing',
  'safety',
  'limited-access',
  'other',
];

export function mapFlags(answer: SearchAnswer, patientId: string): Mapped<PersonFlag> {
  const mapped = mapAnswer(answer, flagResource, (f) => {
    if (f.status !== 'active') return null;
    const text = textOf(f.code);
    if (!isAbout(f.subject.reference, patientId) || text === null) return 'unreadable';
    if (sensitive(f.code)) return 'withheld';
    const found = kinds.find(([pattern]) => pattern.test(text))?.[1];
    const safety = f.category.some((c) => hasCode(c, 'safety') || /safety/i.test(textOf(c) ?? ''));
    return { kind: found ?? (safety ? 'safety' : 'other'), text };
  });
  mapped.rows.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return mapped;
}

function pronounsOf(p: PatientResource): string | null {
  const own = p.extension.find((e) => e.url === pronounsUrl);
  return textOf(own?.extension?.find((e) => e.url === 'value')?.valueCodeableConcept);
}
const pronunciationOf = (p: PatientResource): string | null =>
  [...p.name.flatMap((n) => n.extension), ...p.extension].find((e) => pronunciationUrl.test(e.url))
    ?.valueString ?? null;

const partial = (text: string | undefined): string | null =>
  /^\d{4}(-\d{2}(-\d{2})?)?/.exec(text ?? '')?.[0] ?? null;

function addressOf(p: PatientResource): string[] {
  const current = p.address.filter((a) => a.use !== 'old' && !a.period?.end);
  const a = current.find((x) => x.use === 'home') ?? current[0];
  if (a === undefined) return [];
  const place = [a.city, [a.state, a.postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  const lines = a.line.length === 0 && a.text ? [a.text] : a.line;
  return [...lines, place].filter((l) => l !== '').map(line);
}

/** HL7 v2-0203. Which of them there are is said, never their values: those are asked for one by one. */
export const numberTypes: Readonly<Record<IdentityNumber, readonly string[]>> = {
  ssn: ['SS', 'SB'],
  licence: ['DL'],
  passport: ['PPN'],
};

/** `today` is YYYY-MM-DD where the desk stands. */
export function identityOf(p: PatientResource, flags: PersonFlag[], today: string): IdentityRow {
  const legal = line(wholeName(officialName(p)));
  const died = partial(p.deceasedDateTime);
  const birthDate = partial(p.birthDate);
  const until = died !== null && died.length === 10 ? died : today;
  return {
    preferredName: preferredName(p) || legal,
    legalName: legal,
    otherNames: [...new Set(p.name.map((n) => line(wholeName(n))))]
      .filter((n) => n !== '' && n !== legal)
      .slice(0, 20),
    pronunciation: pronunciationOf(p),
    pronouns: pronounsOf(p),
    birthDate,
    age: birthDate === null ? null : ageAt(birthDate, until),
    gender: p.gender ?? null,
    birthSex: p.extension.find((e) => e.url === birthSexUrl)?.valueCode ?? null,
    language: languageOf(p),
    interpreterNeeded: interpreterNeeded(p) || flags.some((f) => f.kind === 'interpreter'),
    mrn: p.identifier.find((i) => hasCode(i.type, 'MR'))?.value ?? null,
    deceased: died ?? p.deceasedBoolean === true,
    flags: flags.slice(0, 20),
    phones: phonesOf(p).map((t) => ({
      number: shownNumber(t.value ?? ''),
      e164: parsePhone(t.value ?? '')?.e164 ?? null,
      use: t.use ?? null,
      old: t.use === 'old' || Boolean(t.period?.end),
    })),
    email: p.telecom.find((t) => t.system === 'email' && t.use !== 'old')?.value ?? null,
    address: addressOf(p),
    numbersOnFile: identityNumbers.filter((n) =>
      p.identifier.some((i) => i.value !== undefined && hasCode(i.type, ...numberTypes[n])),
    ),
  };
}
