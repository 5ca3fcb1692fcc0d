// A Patient resource as the room uses it: what shows before verification, and the facts that are compared. Identifiers
// such as SSN, licence or passport are not read at all: what is not taken in cannot leave.
import { z } from 'zod';
import { lastFour, type PatientFacts } from '#shared/domain/disclosure/compare.ts';
import { labelled } from '#shared/domain/disclosure/sensitive.ts';
import { standings } from '#shared/domain/finding/kinds.ts';
import { normalDigits } from '#shared/domain/phone/phone.ts';
import { type HumanName, patientResource, type PatientResource } from '../fhir/resources.ts';

export const person = z.object({
  patientId: z.string(),
  preferredName: z.string(),
  language: z.string().nullable(),
  interpreterNeeded: z.boolean(),
  /** Digits as `normalDigits` gives them. */
  numbers: z.array(z.string()),
  /** Of before: a call from one of them may still be this person's. */
  oldNumbers: z.array(z.string()),
  standing: z.enum(standings),
  /** Null until the whole record was read (for a comparison). */
  facts: z
    .object({
      names: z.array(
        z.object({ given: z.array(z.string()), family: z.string(), text: z.string(), former: z.boolean() }),
      ),
      birthDate: z.string().nullable(),
      addresses: z.array(z.object({ lines: z.array(z.string()), city: z.string(), postalCode: z.string() })),
      phones: z.array(z.string()),
      multipleBirth: z.boolean(),
      recordNumbers: z.array(z.string()),
      /** What decides who may hear (C20). */
      deceased: z.boolean(),
      state: z.string().nullable(),
    })
    .nullable(),
  /** The record's own label says restricted: every card is withheld (C26). */
  restricted: z.boolean(),
});
export type Person = z.infer<typeof person>;
type WholeFacts = PatientFacts & NonNullable<Person['facts']>;

const interpreterUrl = 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired';

/** A name that is still used: not marked old, its period not over. Maiden names stay: people still say them. */
const current = (name: HumanName): boolean =>
  name.use !== 'old' && name.use !== 'maiden' && !name.period?.end;

export function officialName(p: PatientResource): HumanName | undefined {
  const names = p.name.filter(current);
  return (
    names.find((n) => n.use === 'official') ??
    names.find((n) => n.use !== 'nickname') ??
    names[0] ??
    p.name[0]
  );
}

/** Row 33: what the person wants to be called; else the first given name. Never a family name. */
export function preferredName(p: PatientResource): string {
  const wanted =
    p.name.find((n) => n.use === 'nickname' && n.given.length > 0) ??
    p.name.find((n) => n.use === 'usual' && n.given.length > 0) ??
    officialName(p);
  return wanted?.given[0] ?? p.name.find((n) => n.given.length > 0)?.given[0] ?? '';
}

export function languageOf(p: PatientResource): string | null {
  const chosen = p.communication.find((c) => c.preferred === true) ?? p.communication[0];
  const { text, coding } = chosen?.language ?? {};
  return text || coding?.find((c) => c.display)?.display || coding?.find((c) => c.code)?.code || null;
}

export const interpreterNeeded = (p: PatientResource): boolean =>
  p.extension.some((e) => e.url === interpreterUrl && e.valueBoolean === true);

export const isRestricted = (r: {
  meta?: { security?: { code?: string | undefined }[] | undefined } | undefined;
}) => labelled(r.meta?.security ?? []);

/** Phones that may be the person's now. */
export const phonesOf = (p: PatientResource) =>
  p.telecom.filter((t) => t.value && (t.system === 'phone' || t.system === 'sms' || t.system === undefined));
const inUse = (t: PatientResource['telecom'][number]): boolean => t.use !== 'old' && !t.period?.end;

export const namesOf = (p: PatientResource) =>
  p.name.map((n) => ({
    given: n.given,
    family: n.family ?? '',
    text: n.text ?? '',
    former: !current(n),
  }));
export const multipleBirthOf = (p: PatientResource): boolean =>
  p.multipleBirthBoolean === true || p.multipleBirthInteger !== undefined;
export const isDeceased = (p: PatientResource): boolean =>
  p.deceasedBoolean === true || p.deceasedDateTime !== undefined;

/** The id in a reference to a Patient of this server; null for anything else, also for a Patient of another server. */
export function patientIdIn(reference: string, base: string): string | null {
  const own = reference.startsWith(`${base}/`) ? reference.slice(base.length + 1) : reference;
  return /^Patient\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[^/]+)?$/.exec(own)?.[1] ?? null;
}
/**
 * The record that took this one's place, by its id; null when it stands by itself, or when what took its place is kept
 * elsewhere: the same id on this server is somebody else.
 */
export function replacedBy(p: PatientResource, base: string): string | null {
  const link = p.link.find((l) => l.type === 'replaced-by');
  return patientIdIn(link?.other?.reference ?? '', base);
}
export function standingOf(p: PatientResource): Person['standing'] {
  if (p.link.some((l) => l.type === 'replaced-by')) return 'merged';
  if (isDeceased(p)) return 'deceased';
  return p.active === false ? 'inactive' : 'active';
}

function factsOf(p: PatientResource): WholeFacts {
  return {
    names: namesOf(p),
    birthDate: p.birthDate ?? null,
    addresses: p.address
      .filter((a) => a.use !== 'old' && !a.period?.end)
      .map((a) => ({ lines: a.line, city: a.city ?? '', postalCode: a.postalCode ?? '' })),
    phones: phonesOf(p)
      .filter(inUse)
      .flatMap((t) => t.value ?? []),
    multipleBirth: multipleBirthOf(p),
    recordNumbers: p.identifier
      .filter((i) => i.type?.coding.some((c) => c.code === 'MR'))
      .flatMap((i) => lastFour(i.value ?? '') ?? []),
    deceased: isDeceased(p),
    state: p.address.find((a) => a.use !== 'old' && !a.period?.end && a.state)?.state ?? null,
  };
}

/** Null when it is no readable Patient. */
export function readPatient(raw: unknown): PatientResource | null {
  const read = patientResource.safeParse(raw);
  return read.success ? read.data : null;
}

/** `whole`: with the facts. Without it nothing but the name to call by, the language and the numbers is kept. */
export function personOf(p: PatientResource, whole: boolean): Person {
  const facts = factsOf(p);
  const digits = (numbers: readonly (string | undefined)[]): string[] => [
    ...new Set(numbers.flatMap((n) => normalDigits(n ?? '') ?? [])),
  ];
  const numbers = digits(facts.phones);
  const all = digits(phonesOf(p).map((t) => t.value));
  return {
    patientId: p.id,
    preferredName: preferredName(p),
    language: languageOf(p),
    interpreterNeeded: interpreterNeeded(p),
    numbers,
    oldNumbers: all.filter((n) => !numbers.includes(n)),
    standing: standingOf(p),
    facts: whole ? facts : null,
    restricted: isRestricted(p),
  };
}
