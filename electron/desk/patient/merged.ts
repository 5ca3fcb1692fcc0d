// Records that were merged into others: what stands now is read, a few steps far and never in a circle.
import { either, type FhirClient } from '../fhir/client.ts';
import type { PatientResource } from '../fhir/resources.ts';
import { readPatient, replacedBy } from './person.ts';

/** Merged, and the survivor merged again: more than that is a mistake of the record. */
const mostSteps = 3;
const mostFollowed = 20;

/** By the id of a merged record: what stands in its place. One that can't be read is missing. */
export async function survivors(
  fhir: FhirClient,
  found: readonly PatientResource[],
  signal: AbortSignal,
): Promise<Map<string, PatientResource>> {
  const known = new Map(found.map((p) => [p.id, p]));
  for (let step = 0; step < mostSteps; step++) {
    const wanted = [...known.values()]
      .flatMap((p) => replacedBy(p, fhir.base) ?? [])
      .filter((id) => !known.has(id));
    const ids = [...new Set(wanted)].slice(0, mostFollowed);
    if (ids.length === 0) break;
    const answer = await fhir.search({ type: 'Patient', params: [['_id', either(ids)]], most: 100 }, signal);
    if (!answer.ok) break;
    for (const raw of answer.value.resources) {
      const p = readPatient(raw);
      if (p !== null && ids.includes(p.id)) known.set(p.id, p);
    }
  }
  const ends = new Map<string, PatientResource>();
  for (const p of found) {
    const seen = new Set([p.id]);
    let now: PatientResource | undefined = p;
    for (
      let next = replacedBy(p, fhir.base);
      now !== undefined && next !== null;
      next = replacedBy(now, fhir.base)
    ) {
      now = seen.has(next) ? undefined : known.get(next);
      seen.add(next);
      if (now === undefined) break;
    }
    if (now !== undefined && now !== p && now.link.every((l) => l.type !== 'replaced-by'))
      ends.set(p.id, now);
  }
  return ends;
}
