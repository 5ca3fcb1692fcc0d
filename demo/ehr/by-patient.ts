// Searches by patient without FHIRPath on every record: what each patient has is listed once a type, by plain fields.
import type { Filter } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';

export type Shelf = Map<string, Resource>;

const parameters = new Set(['patient', 'subject', 'beneficiary', 'for']);
/** Their patient stands elsewhere than in the fields below: left to Medplum's matcher. */
const elsewhere = new Set(['Provenance', 'AuditEvent']);

export const isPatientFilter = (type: string, f: Filter): boolean =>
  parameters.has(f.code) && f.operator === 'eq' && !f.value.includes(',') && !elsewhere.has(type);

interface Loose {
  patient?: { reference?: string };
  subject?: { reference?: string };
  beneficiary?: { reference?: string };
  for?: { reference?: string };
  participant?: { actor?: { reference?: string } }[];
}

function patientsOf(r: Resource): (string | undefined)[] {
  const x = r as unknown as Loose;
  const one = [x.patient, x.subject, x.beneficiary, x.for].flat();
  const actors = Array.isArray(x.participant) ? x.participant.map((p) => p.actor) : [];
  return [...one, ...actors].map((ref) => ref?.reference);
}

/** What each patient has on a shelf; made at the first question, thrown away at the next write. */
const lists = new WeakMap<Shelf, Map<string, Shelf>>();

function listsOf(shelf: Shelf): Map<string, Shelf> {
  const known = lists.get(shelf);
  if (known) return known;
  const made = new Map<string, Shelf>();
  for (const [id, r] of shelf)
    for (const patient of patientsOf(r)) {
      if (patient === undefined) continue;
      const own = made.get(patient);
      if (own) own.set(id, r);
      else made.set(patient, new Map([[id, r]]));
    }
  lists.set(shelf, made);
  return made;
}

/** `patient` as `Patient/ID`. */
export const ofPatient = (shelf: Shelf, patient: string): Shelf =>
  listsOf(shelf).get(patient) ?? new Map<string, Resource>();

/** After every change of the shelf. */
export const forgetPatients = (shelf: Shelf): void => void lists.delete(shelf);
