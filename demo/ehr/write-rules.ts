// What the sample EHR checks when something is written: that it is FHIR (422 with what is wrong), and that a visit takes
// slots that are free (409), which are then busy until the visit is cancelled.
import { conflict, isOperationOutcome, OperationOutcomeError, validateResource } from '@medplum/core';
import type {
  Appointment,
  OperationOutcome,
  OperationOutcomeIssue,
  Resource,
  Slot,
} from '@medplum/fhirtypes';
import { holdsTime } from './schedules.ts';

/** The part of Medplum's store that a rule looks into; changed objects are replaced, never altered. */
export interface Shelves {
  resources: Map<string, Map<string, Resource>>;
}

/** Medplum reads the status off this id. */
const unprocessable = 'business-rule';
const refused = (issue: OperationOutcomeIssue[]): OperationOutcomeError =>
  new OperationOutcomeError({ resourceType: 'OperationOutcome', id: unprocessable, issue });
const wrong = (text: string, expression: string): OperationOutcomeError =>
  refused([{ severity: 'error', code: 'business-rule', details: { text }, expression: [expression] }]);

/** Bindings are not in Medplum's validator; these decide whether a visit is kept. */
const appointmentStatuses = new Set(
  'proposed pending booked arrived fulfilled cancelled noshow entered-in-error checked-in waitlist'.split(
    ' ',
  ),
);

/** Throws 422 with every issue. */
export function mustBeValid(resource: Resource): void {
  try {
    validateResource(resource);
  } catch (error) {
    const outcome: OperationOutcome | undefined =
      error instanceof OperationOutcomeError ? error.outcome : undefined;
    if (!outcome || !isOperationOutcome(outcome)) throw error;
    // `diagnostics` holds the rule as FHIRPath: of no use to a client, and it may quote what was sent.
    throw refused(outcome.issue.map(({ diagnostics: _, ...issue }) => issue));
  }
  if (resource.resourceType === 'Appointment' && !appointmentStatuses.has(resource.status))
    throw wrong(`Unknown status`, 'Appointment.status');
}

const span = (r: { start?: string; end?: string }): [number, number] => [
  Date.parse(r.start ?? ''),
  Date.parse(r.end ?? ''),
];
const overlaps = (a: [number, number], b: [number, number]): boolean => a[0] < b[1] && b[0] < a[1];
const people = (a: Appointment): string[] =>
  a.participant.flatMap(({ actor }) =>
    actor?.reference?.startsWith('Practitioner/') ? [actor.reference] : [],
  );

/** The slots of its practitioners in its time, for a visit that names none. */
function coveredSlots(shelves: Shelves, a: Appointment): string[] {
  const who = people(a);
  const schedules = new Set<string>();
  for (const s of shelves.resources.get('Schedule')?.values() ?? [])
    if (s.resourceType === 'Schedule' && s.actor.some((x) => who.includes(x.reference ?? '')))
      schedules.add(`Schedule/${s.id}`);
  const found: string[] = [];
  if (schedules.size === 0) return found;
  for (const s of shelves.resources.get('Slot')?.values() ?? [])
    if (
      s.resourceType === 'Slot' &&
      schedules.has(s.schedule.reference ?? '') &&
      overlaps(span(s), span(a)) &&
      s.id
    )
      found.push(s.id);
  return found;
}

const namedSlots = (a: Appointment): string[] =>
  (a.slot ?? []).flatMap((s) =>
    s.reference?.startsWith('Slot/') ? [s.reference.slice('Slot/'.length)] : [],
  );

/** What it holds now; nothing when it doesn't keep its time. */
function heldSlots(shelves: Shelves, a: Appointment | undefined): string[] {
  if (!a || !holdsTime.has(a.status)) return [];
  const named = namedSlots(a);
  return named.length > 0 ? named : coveredSlots(shelves, a);
}

/**
 * Takes the slots of `next` and gives back those that only `before` held. Throws 409 when one of them is taken, 422 when one
 * isn't there or the times differ; then nothing was changed.
 */
export function takeSlots(
  shelves: Shelves,
  before: Appointment | undefined,
  next: Appointment | undefined,
  mark: (slot: Slot) => void,
): void {
  const slots = shelves.resources.get('Slot');
  const had = new Set(heldSlots(shelves, before));
  const wants = new Set(heldSlots(shelves, next));
  if (next && holdsTime.has(next.status)) {
    const named = namedSlots(next).map((id) => slots?.get(id) as Slot | undefined);
    for (const slot of named) {
      if (!slot) throw wrong('A slot that is not here', 'Appointment.slot');
      if (slot.status !== 'free' && !had.has(slot.id ?? ''))
        throw new OperationOutcomeError(conflict('The slot is taken'));
    }
    if (named.length > 0) {
      const begins = Math.min(...named.map((s) => span(s as Slot)[0]));
      const ends = Math.max(...named.map((s) => span(s as Slot)[1]));
      const [start, end] = span(next);
      if (start < begins || end > ends) throw wrong('Its time is not that of its slots', 'Appointment.start');
    }
  }
  const set = (id: string, status: Slot['status']): void => {
    const slot = slots?.get(id) as Slot | undefined;
    if (slot && slot.status !== status) mark({ ...slot, status });
  };
  for (const id of had) if (!wants.has(id) && !heldByAnother(shelves, id, before)) set(id, 'free');
  for (const id of wants) set(id, 'busy');
}

/** Two visits may lie in one slot when they were booked without naming it. */
function heldByAnother(shelves: Shelves, slotId: string, but: Appointment | undefined): boolean {
  const slot = shelves.resources.get('Slot')?.get(slotId) as Slot | undefined;
  const schedule = shelves.resources.get('Schedule')?.get(slot?.schedule.reference?.slice(9) ?? '');
  if (!slot || schedule?.resourceType !== 'Schedule') return false;
  const actors = schedule.actor.map((x) => x.reference);
  for (const a of shelves.resources.get('Appointment')?.values() ?? [])
    if (
      a.resourceType === 'Appointment' &&
      a.id !== but?.id &&
      holdsTime.has(a.status) &&
      overlaps(span(a), span(slot)) &&
      people(a).some((p) => actors.includes(p))
    )
      return true;
  return false;
}
