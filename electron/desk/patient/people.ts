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
/** A clock that was set back makes a time of the future: how old that is, nobody knows. */
export const isYoung = (asOf: string, now: string, ms: number): boolean =>
  Math.abs(Date.parse(now) - Date.parse(asOf)) < ms;
function bound(map: Map<string, unknown>, most: number): void {
  for (const id of map.keys()) {
    if (map.size <= most) break;
    map.delete(id);
  }
}

export type People = ReturnType<typeof createPeople>;
export function createPeople(parts: Parts) {
  const { cache } = parts;
  const remembered = new Map<string, Person>();
  /** Restricted records: what facts are compared with stays in memory alone, and counts before what is on the disk. */
  const concealed = new Map<string, { person: Person; asOf: string }>();

  function read(patientId: string): { person: Person; asOf: string } | null {
    const secret = concealed.get(patientId);
    if (secret !== undefined) return secret;
    const kept = cache.read(patientId, card);
    if (kept === null) return null;
    try {
      return { person: person.parse(JSON.parse(kept.json)), asOf: kept.asOf };
    } catch {
      return null;
    }
  }
  function write(p: Person, asOf: string): void {
    cache.together(() => {
      cache.write(p.patientId, card, JSON.stringify(p), asOf);
      cache.writeNumbers(p.patientId, p.numbers, p.oldNumbers);
      cache.names.put(p.patientId, wordsFor(p), p.facts?.birthDate ?? null);
    });
  }
  /** The record says that it is restricted: what was kept goes at once but for what shows of everyone (C26). */
  function conceal(p: Person, asOf: string): void {
    const before = concealed.get(p.patientId);
    const secret =
      p.facts === null && before !== undefined
        ? { person: { ...p, facts: before.person.facts }, asOf: before.asOf }
        : { person: p, asOf };
    concealed.delete(p.patientId);
    concealed.set(p.patientId, { ...secret, person: { ...secret.person, restricted: true } });
    bound(concealed, mostRemembered);
    cache.together(() => {
      cache.dropAllBut(p.patientId, card);
      write({ ...p, facts: null, restricted: true }, asOf);
    });
  }
  /** The record as it stands now. */
  function settle(p: Person, asOf: string): void {
    if (p.restricted) return conceal(p, asOf);
    concealed.delete(p.patientId);
    write(p, asOf);
  }
  /** The label was met elsewhere than in a whole record: in a list, or with a card. */
  function withheld(patientId: string, asOf: string): void {
    const known = kept(patientId);
    // On a full disk it is known in memory all the same, and whoever only asked gets an answer.
    try {
      if (known !== null && !known.restricted) conceal(known, asOf);
      else cache.dropAllBut(patientId, card);
    } catch {
      return;
    }
  }
  function remember(list: readonly Person[]): void {
    for (const p of list) {
      if (p.restricted && read(p.patientId) !== null) withheld(p.patientId, parts.clock());
      remembered.delete(p.patientId);
      remembered.set(p.patientId, p);
    }
    bound(remembered, mostRemembered);
  }

  /** Someone was chosen: from now on the name to call by survives a restart. A whole record is never overwritten. */
  function keep(patientId: string, now: string): void {
    const p = remembered.get(patientId);
    if (p !== undefined && read(patientId) === null) write(p, now);
  }
  /** Nobody asked for this person yet: of a restricted record no more is kept than shows of everyone (C26). */
  function putAhead(resource: PatientResource, asOf: string): void {
    settle(personOf(resource, !isRestricted(resource)), asOf);
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
    // A restricted one can stand in without its facts: that it is restricted is what must be known.
    const usable = known !== null && (known.person.facts !== null || known.person.restricted) ? known : null;
    const young = known !== null && known.person.facts !== null && isYoung(known.asOf, ctx.now, freshMs);
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
      settle(now, asOf);
      return ok({ person: now, from: 'server', asOf, away: null });
    }
    if (answer.ok) return fail('ehr-unreadable', 'Patient');
    const away = answer.retryable && answer.code !== 'cancelled';
    return usable !== null && away ? ok({ ...usable, from: 'cache', away: answer }) : answer;
  }

  function forget(): void {
    remembered.clear();
    concealed.clear();
    cache.names.forget();
  }
  return { remember, keep, putAhead, withheld, kept, keptByNumber, keptByName, whole, forget };
}
