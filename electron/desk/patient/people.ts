// The people this desk has met: candidates of the last minutes in memory, whole records once a fact was compared, kept in
// the cache so that verification goes on when the server is away.
import { type KnownWord, knownWords } from '#shared/domain/finding/match.ts';
import { normalDigits } from '#shared/domain/phone/phone.ts';
import { fail, type Failure, ok, type Result } from '#shared/domain/result.ts';
import type { FhirClient } from '../fhir/client.ts';
import type { PatientResource } from '../fhir/resources.ts';
import { isRestricted, type Person, person, personOf, readPatient } from './person.ts';
import type { CardCache } from './store.ts';

export interface WholePerson {
  person: Person;
  from: 'server' | 'cache';
  asOf: string;
  /** Why the server could not be asked though the kept record is old. */
  away: Failure | null;
}
interface Parts {
  fhir: () => FhirClient | null;
  cache: CardCache;
  clock: () => string;
}
const card = 'person';
/** Of someone who was only listed no more is known than the name to call by. */
export const wordsFor = (p: Person): KnownWord[] =>
  knownWords(
    p.facts?.names ?? [{ given: [p.preferredName], family: '', text: p.preferredName, former: false }],
  );
/** Candidates are shown for seconds; their names are not kept longer than the list is. */
const mostRemembered = 200;
/** Of a name as many are read as can be listed, and some who fall out when the whole name is compared. */
const mostByName = 24;
/** A record this young is compared with as it is: two facts follow each other within a call. */
const freshMs = 10 * 60_000;

export type People = ReturnType<typeof createPeople>;
export function createPeople(parts: Parts) {
  const { cache } = parts;
  const remembered = new Map<string, Person>();

  function remember(list: readonly Person[]): void {
    for (const p of list) {
      remembered.delete(p.patientId);
      remembered.set(p.patientId, p);
    }
    for (const id of remembered.keys()) {
      if (remembered.size <= mostRemembered) break;
      remembered.delete(id);
    }
  }

  function read(patientId: string): { person: Person; asOf: string } | null {
    const kept = cache.read(patientId, card);
    if (kept === null) return null;
    try {
      return { person: person.parse(JSON.parse(kept.json)), asOf: kept.asOf };
    } catch {
      return null;
    }
  }
  function write(p: Person, asOf: string): void {
    cache.write(p.patientId, card, JSON.stringify(p), asOf);
    cache.writeNumbers(p.patientId, p.numbers, p.oldNumbers);
    cache.names.put(p.patientId, wordsFor(p), p.facts?.birthDate ?? null);
  }

  /** Someone was chosen: from now on the name to call by survives a restart. A whole record is never overwritten. */
  function keep(patientId: string, now: string): void {
    const p = remembered.get(patientId);
    if (p !== undefined && read(patientId) === null) write(p, now);
  }
  /** Nobody asked for this person yet: of a restricted record no more is kept than shows of everyone (C26). */
  function putAhead(resource: PatientResource, asOf: string): void {
    const restricted = isRestricted(resource);
    if (!restricted || (read(resource.id)?.person.facts ?? null) === null)
      write(personOf(resource, !restricted), asOf);
  }
  const kept = (patientId: string): Person | null =>
    read(patientId)?.person ?? remembered.get(patientId) ?? null;
  const keptByNumber = (number: string): Person[] => {
    const digits = normalDigits(number);
    if (digits === null) return [];
    return [...cache.byNumber(digits), ...cache.byOldNumber(digits)].flatMap((id) => read(id)?.person ?? []);
  };
  /** Of those whose names fit, as many as may be listed and some more. */
  const keptByName = (said: readonly string[], birthDates: readonly string[]): Person[] =>
    cache.names.find(said, birthDates, mostByName).flatMap((id) => read(id)?.person ?? []);

  /** The record with its facts: the kept one while it is young, else the server's, else the kept one of any age. */
  async function whole(
    patientId: string,
    ctx: { now: string; signal: AbortSignal },
  ): Promise<Result<WholePerson>> {
    const known = read(patientId);
    const usable = known !== null && known.person.facts !== null ? known : null;
    const young = usable !== null && Date.parse(ctx.now) - Date.parse(usable.asOf) < freshMs;
    if (usable !== null && young) return ok({ ...usable, from: 'cache', away: null });
    const fhir = parts.fhir();
    const answer =
      fhir === null
        ? fail('ehr-offline', 'no EHR is set up')
        : await fhir.read('Patient', patientId, ctx.signal);
    if (answer.ok && answer.value.modified) {
      const resource = readPatient(answer.value.resource);
      if (resource === null) return fail('ehr-unreadable', 'Patient');
      const asOf = parts.clock();
      const now = personOf(resource, true);
      write(now, asOf);
      return ok({ person: now, from: 'server', asOf, away: null });
    }
    if (answer.ok) return fail('ehr-unreadable', 'Patient');
    const away = answer.retryable && answer.code !== 'cancelled';
    return usable !== null && away ? ok({ ...usable, from: 'cache', away: answer }) : answer;
  }

  function forget(): void {
    remembered.clear();
    cache.names.forget();
  }
  return { remember, keep, putAhead, kept, keptByNumber, keptByName, whole, forget };
}
