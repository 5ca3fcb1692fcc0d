// What was asked for against what the record holds after it was written: a server may answer "done" and hold something
// else. Only what is the same counts as booked.
export interface HeldVisit {
  id: string;
  patientId: string | null;
  status: string;
  /** UTC instants. */
  start: string | null;
  end: string | null;
  practitionerId: string | null;
  placeId: string | null;
}
export interface AskedVisit {
  patientId: string;
  start: string;
  end: string;
  practitionerId: string | null;
  placeId: string | null;
}
export const differences = ['patient', 'status', 'start', 'end', 'practitioner', 'place'] as const;
export type Difference = (typeof differences)[number];

const sameInstant = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && Date.parse(a) === Date.parse(b);

/** `pending` is a booking that the practice still confirms: told apart by the caller of this, not a difference. */
const kept: readonly string[] = ['booked', 'pending'];

/** Empty = the record holds what was asked for. What was not asked for (null) can't differ. */
export function differsFrom(asked: AskedVisit, held: HeldVisit): Difference[] {
  const found: Difference[] = [];
  if (held.patientId !== asked.patientId) found.push('patient');
  if (!kept.includes(held.status)) found.push('status');
  if (!sameInstant(asked.start, held.start)) found.push('start');
  if (!sameInstant(asked.end, held.end)) found.push('end');
  if (asked.practitionerId !== null && held.practitionerId !== asked.practitionerId)
    found.push('practitioner');
  if (asked.placeId !== null && held.placeId !== asked.placeId) found.push('place');
  return found;
}
