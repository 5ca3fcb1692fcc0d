// Booking: look whether the slots are still free, create once, read back from the server, compare. A server's "done" is not
// enough: the usual silent failure of booking is that it holds something else.
import { type AskedVisit, differsFrom } from '#shared/domain/booking/agree.ts';
import type { FhirClient } from '../fhir/client.ts';
import { either } from '../fhir/client.ts';
import { type BookOutcome, fromWrite } from './outcome.ts';
import { appointmentOf, type Booking, bookingKey, readAppointment, slotsOf } from './resource.ts';

export type BookingClient = Pick<FhirClient, 'search' | 'read' | 'create' | 'update'>;

const askedOf = (b: Booking): AskedVisit => ({
  patientId: b.patientId,
  start: b.offer.start,
  end: b.offer.end,
  practitionerId: b.offer.practitionerId,
  placeId: b.offer.placeId,
});

/** Visits that keep their time. */
const holding: readonly string[] = ['booked', 'pending', 'arrived', 'checked-in'];

/**
 * Others in the same slots, or at the same time with the same person where visits can't be found by slot: some records take
 * two without a word. Empty also when neither can be searched for.
 */
async function othersIn(
  fhir: BookingClient,
  b: Booking,
  visitId: string,
  signal: AbortSignal,
): Promise<string[]> {
  const { slotIds, start, end, practitionerId } = b.offer;
  const slots: [string, string] = ['slot', either(slotIds.map((id) => `Slot/${id}`))];
  const times: [string, string][] = [
    ['actor', `Practitioner/${practitionerId}`],
    ['date', `ge${start}`],
    ['date', `lt${end}`],
  ];
  let found = await fhir.search({ type: 'Appointment', params: [slots], most: 20 }, signal);
  if (!found.ok && found.code === 'ehr-unsupported' && practitionerId !== null)
    found = await fhir.search({ type: 'Appointment', params: times, most: 20 }, signal);
  if (!found.ok) return [];
  return found.value.resources.flatMap((raw) => {
    const visit = readAppointment(raw);
    if (visit === null || visit.id === visitId || !holding.includes(visit.status)) return [];
    // A server that doesn't know a parameter may answer with anything: slot, person and time are compared here.
    const sameSlot = slotsOf(raw).some((id) => slotIds.includes(id));
    const sameTime = visit.practitionerId === practitionerId && visit.start === start;
    return sameSlot || (practitionerId !== null && sameTime) ? [visit.id] : [];
  });
}

/** True also when it can't be told: the server has the last word when it is written. One that is gone is not free. */
async function stillFree(fhir: BookingClient, b: Booking, signal: AbortSignal): Promise<boolean> {
  const read = await Promise.all(b.offer.slotIds.map((id) => fhir.read('Slot', id, signal)));
  return read.every((r) =>
    r.ok ? !r.value.modified || r.value.resource['status'] === 'free' : r.code !== 'not-found',
  );
}

/**
 * An earlier sending of this booking holds the slots itself. True also when it can't be told: the server knows its own
 * identifiers, and "taken" must not be said of the caller's own visit.
 */
async function maybeSentBefore(fhir: BookingClient, b: Booking, signal: AbortSignal): Promise<boolean> {
  const { system, value } = bookingKey(b.bookingId);
  const params: [string, string][] = [['identifier', `${either([system])}|${either([value])}`]];
  const found = await fhir.search({ type: 'Appointment', params, most: 2 }, signal);
  const isOurs = (r: { [field: string]: unknown }): boolean =>
    [r['identifier']].flat().some((i) => (i as { value?: unknown } | undefined)?.value === value);
  return !found.ok || found.value.resources.some(isOurs);
}

/** `now`: UTC instant. The same `bookingId` may be sent again at any time. */
export async function book(
  fhir: BookingClient,
  booking: Booking,
  now: string,
  signal: AbortSignal,
): Promise<BookOutcome> {
  if (!(await stillFree(fhir, booking, signal)) && !(await maybeSentBefore(fhir, booking, signal)))
    return { kind: 'taken' };
  const made = await fhir.create(appointmentOf(booking, now), bookingKey(booking.bookingId), signal);
  if (!made.ok) return made.code === 'ehr-conflict' ? { kind: 'taken' } : fromWrite(made);
  return confirm(fhir, booking, made.value.id, signal);
}

/** Reads what was written and compares; also for a booking whose answer was lost. */
export async function confirm(
  fhir: BookingClient,
  booking: Booking,
  visitId: string,
  signal: AbortSignal,
): Promise<BookOutcome> {
  const read = await fhir.read('Appointment', visitId, signal);
  if (!read.ok) return { kind: 'unconfirmed', visitId, code: read.code };
  const held = read.value.modified ? readAppointment(read.value.resource) : null;
  if (held === null) return { kind: 'unconfirmed', visitId, code: 'ehr-unreadable' };
  const differences = differsFrom(askedOf(booking), held);
  if (differences.length > 0) return { kind: 'differs', differences, held };
  const others = await othersIn(fhir, booking, visitId, signal);
  if (others.length > 0) return { kind: 'doubled', held, others };
  return { kind: 'booked', held, pending: held.status === 'pending' };
}
