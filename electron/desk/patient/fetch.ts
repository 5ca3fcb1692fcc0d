// Which searches each card takes, and what becomes of their answers. Only parameters of R4's own list, so that a strict
// server doesn't refuse them; what they leave in is filtered by the mappers.
import type { Card } from '#shared/domain/disclosure/table.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { emptyAnswer, type SearchAnswer } from '../fhir/bundle.ts';
import type { FhirClient, Search } from '../fhir/client.ts';
import { createResolver } from '../fhir/resolve.ts';
import { mapAppointments } from './appointments.ts';
import { medicines as medicinesCard } from './cards/basic.ts';
import { nameWith } from './cards/spec.ts';
import { mapAllergies, mapConditions } from './clinical.ts';
import { mapCoverage } from './coverage.ts';
import { identityOf, mapFlags } from './identity.ts';
import type { Mapped, RowOf } from './mapped.ts';
import { isRestricted, readPatient } from './person.ts';

export interface Asking {
  fhir: FhirClient;
  patientId: string;
  /** ISO instant. */
  now: string;
  /** YYYY-MM-DD where the desk stands. */
  today: string;
  signal: AbortSignal;
}
export type FetchedCard = Exclude<Card, 'results'>;
type Rows<C extends FetchedCard> = Promise<Result<Mapped<RowOf<C>>>>;

const most = 200;
const then = <A, B>(result: Result<A>, next: (value: A) => B): Result<B> =>
  result.ok ? ok(next(result.value)) : result;

/** A server that refuses `_include` is asked again without: names then come from the references' own display. */
async function withInclude(a: Asking, searches: Search[], include: string): Promise<Result<SearchAnswer>[]> {
  const wide = searches.map((s): Search => {
    return a.fhir.abilities.mayInclude(s.type) ? { ...s, params: [...s.params, ['_include', include]] } : s;
  });
  const answers = await a.fhir.batch(wide, a.signal);
  return Promise.all(
    answers.map(async (r, i) => {
      const plain = searches[i];
      if (r.ok || r.code !== 'ehr-unsupported' || plain === undefined || plain === wide[i]) return r;
      const without = await a.fhir.search(plain, a.signal);
      if (without.ok) a.fhir.abilities.refused(plain.type, 'include');
      return without;
    }),
  );
}
const missing = (): Result<SearchAnswer> => fail('unexpected');

async function identity(a: Asking): Rows<'identity'> {
  const answers = await a.fhir.batch(
    [
      { type: 'Patient', params: [['_id', a.patientId]] },
      { type: 'Flag', params: [['patient', a.patientId]], most },
    ],
    a.signal,
  );
  const [patients = missing(), flagged = missing()] = answers;
  if (!patients.ok) return patients;
  // Many servers have no flags at all. One that has them but fails now must not look like "no flags" (C20).
  const noFlags = !flagged.ok && flagged.code === 'ehr-unsupported';
  if (!flagged.ok && !noFlags) return flagged;
  const flags = mapFlags(flagged.ok ? flagged.value : emptyAnswer(), a.patientId);
  const found = patients.value.resources.filter((r) => r['id'] === a.patientId);
  if (found.length === 0) return fail('not-found', 'Patient');
  const read = readPatient(found[0]);
  if (read === null) return fail('ehr-unreadable', 'Patient');
  const withheld = isRestricted(read);
  return ok({
    ...flags,
    rows: withheld ? [] : [identityOf(read, flags.rows, a.today)],
    withheldSome: withheld || flags.withheldSome,
  });
}

async function appointments(a: Asking): Rows<'appointments'> {
  const side = (from: 'ge' | 'lt', sort: string): Search => ({
    type: 'Appointment',
    params: [
      ['patient', a.patientId],
      ['date', `${from}${a.now}`],
      ['_sort', sort],
      ['_count', '20'],
    ],
    most: 20,
  });
  const answers = await withInclude(a, [side('ge', 'date'), side('lt', '-date')], 'Appointment:actor');
  const [next = missing(), last = missing()] = answers;
  if (!next.ok) return next;
  return then(last, (value) => mapAppointments(next.value, value, a.patientId, a.now));
}

const byPatient = (type: string, ...more: [string, string][]): Search => ({ type, params: more, most });
async function conditions(a: Asking): Rows<'conditions'> {
  const answer = await a.fhir.search(byPatient('Condition', ['patient', a.patientId]), a.signal);
  return then(answer, (v) => mapConditions(v, a.patientId));
}
async function allergies(a: Asking): Rows<'allergies'> {
  const answer = await a.fhir.search(byPatient('AllergyIntolerance', ['patient', a.patientId]), a.signal);
  return then(answer, (v) => mapAllergies(v, a.patientId));
}
async function medicines(a: Asking): Rows<'medicines'> {
  const search = byPatient('MedicationRequest', ['patient', a.patientId], ['status', 'active,on-hold']);
  const [answer = missing()] = await withInclude(a, [search], 'MedicationRequest:medication');
  if (!answer.ok) return answer;
  // Where the server includes nothing, a medicine that is only referred to is read by itself.
  const resolver = createResolver(a.fhir);
  resolver.learn(answer.value);
  await resolver.fetch(medicinesCard.refers?.([answer.value]) ?? [], a.signal);
  return ok(medicinesCard.map([answer.value], a, nameWith(resolver)));
}
async function coverage(a: Asking): Rows<'coverage'> {
  const answer = await a.fhir.search(byPatient('Coverage', ['patient', a.patientId]), a.signal);
  return then(answer, (v) => mapCoverage(v, a.patientId, a.today));
}

export const fetchers = { identity, appointments, conditions, allergies, medicines, coverage } as const;
