// Candidates by number or name: asked of the record, and looked for among the people who are kept; put in order, with what
// tells them apart. Never a match, and never more than shows of anyone before verification (C18, C19).
import type { z } from 'zod';
import type { Candidate, patient } from '#shared/contract/patient.ts';
import { type Apart, tellApart } from '#shared/domain/finding/apart.ts';
import { fitOfName } from '#shared/domain/finding/match.ts';
import { nameWords } from '#shared/domain/finding/names.ts';
import { normalDigits } from '#shared/domain/phone/phone.ts';
import { todayIn } from '#shared/domain/time/age.ts';
import { parseBirthDate } from '#shared/domain/time/birth-date.ts';
import { fail, type Failure, ok, type Result } from '#shared/domain/result.ts';
import { findByName, findByNumber, fitOfNumber, type Found, type Listed } from './candidates.ts';
import { type People, wordsFor } from './people.ts';
import type { Person } from './person.ts';
import type { PatientContext, PatientRoomParts } from './room.ts';

type In = z.output<typeof patient.candidates.input>;
type Out = z.input<typeof patient.candidates.output>;
const most = 20;

/** A kept answer may stand in while the server can't be asked; not when it said no, or that there is nobody. */
export const mayFallBack = (f: Failure): boolean =>
  f.code === 'ehr-offline' ||
  f.code === 'ehr-busy' ||
  f.code === 'ehr-not-fhir' ||
  f.code === 'ehr-unreadable';

/** What shows of a person before two facts are ticked. */
export const shown = (p: Person) => ({
  patientId: p.patientId,
  preferredName: p.preferredName,
  language: p.language,
  interpreterNeeded: p.interpreterNeeded,
});

function apartOfKept(p: Person): Apart {
  const name = p.facts?.names.find((n) => !n.former) ?? p.facts?.names[0];
  return {
    given: nameWords(name?.given[0] ?? p.preferredName).join(' '),
    family: nameWords(name?.family ?? '').join(' '),
    language: p.language,
    birthDate: p.facts?.birthDate ?? null,
    standing: p.standing,
    multipleBirth: p.facts?.multipleBirth === true,
    restricted: p.restricted,
  };
}

export function createFinding(
  parts: Pick<PatientRoomParts, 'fhir' | 'zone' | 'locale'> & {
    people: Pick<People, 'remember' | 'keptByNumber' | 'keptByName'>;
  },
) {
  const { people } = parts;
  const listedKept = (p: Person, fit: Pick<Listed, 'fits' | 'cost'>): Listed => ({
    ...fit,
    person: p,
    apart: apartOfKept(p),
    throughMerged: false,
  });

  /** Those whom this desk keeps: everyone while the record is away, else those whom it did not name. */
  function keptOnes(
    digits: string | null,
    name: string,
    dates: readonly string[],
    asked: Found | null,
  ): Listed[] {
    if (digits !== null)
      return people.keptByNumber(digits).flatMap((p) => {
        const fit = fitOfNumber(p, digits);
        if (fit === null) return [];
        // The record was asked for this number and did not name them: it is theirs no more.
        return [listedKept(p, asked === null ? fit : { fits: ['old-number'], cost: 1 })];
      });
    const said = nameWords(name);
    return people.keptByName(said, dates).flatMap((p) => {
      const fit = fitOfName(said, wordsFor(p));
      if (fit === null) return [];
      return [listedKept(p, dates.length === 0 ? fit : { ...fit, fits: [...fit.fits, 'birth-date'] })];
    });
  }

  return async function candidates(input: In, ctx: PatientContext): Promise<Result<Out>> {
    if (input.callId !== null) ctx.about({ callId: input.callId });
    const fhir = parts.fhir();
    const today = todayIn(parts.zone(), ctx.now);
    const number = input.number ?? '';
    const name = number === '' ? (input.name ?? '') : '';
    const digits = normalDigits(number);
    if (number !== '' && digits === null) return fail('invalid-input', 'number');
    const born =
      name !== '' && input.birthDate ? parseBirthDate(input.birthDate, parts.locale(), today) : null;
    if (born?.ok === false) return fail('invalid-input', 'birth date');
    if (name !== '' && nameWords(name).join('').length < 2) return fail('invalid-input', 'name');
    const dates = born === null ? [] : [born.date, ...born.others];
    const why: Candidate['why'] = number !== '' ? 'number' : born === null ? 'name' : 'name-and-birth-date';
    const answer =
      fhir === null
        ? fail('ehr-offline', 'no EHR is set up')
        : await (number === ''
            ? findByName(fhir, name, dates, ctx.signal)
            : findByNumber(fhir, number, ctx.signal));
    const found = 'people' in answer ? answer : null;
    if (!('people' in answer) && !mayFallBack(answer)) return answer;
    if (found !== null) people.remember(found.people.map((one) => one.person));
    const named = new Set(found?.people.map((one) => one.person.patientId));
    const kept = keptOnes(digits, name, dates, found).filter((one) => !named.has(one.person.patientId));
    // Nobody kept is not "nobody": the failure is then told as it is.
    if (!('people' in answer) && kept.length === 0) return answer;
    const all = [...(found?.people ?? []), ...kept];
    const list = tellApart(all, today)
      .slice(0, most)
      .map((one) => ({
        ...shown(one.person),
        why,
        fits: [...one.fits],
        ...one.told,
        rank: Math.min(one.told.rank, most),
        throughMerged: one.throughMerged,
        kept: !named.has(one.person.patientId),
      }));
    return ok({
      candidates: list,
      more: (found?.more ?? false) || all.length > most,
      unreadable: found?.unreadable ?? 0,
      from: found === null ? 'cache' : 'server',
    });
  };
}
