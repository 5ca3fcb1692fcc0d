// What the patient has booked: for conflicts, and for the row from which a visit is moved or cancelled.
import type { HeldVisit } from '#shared/domain/booking/agree.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import type { FhirClient } from '../fhir/client.ts';
import { readAppointment } from './resource.ts';

const coming: readonly string[] = ['booked', 'pending', 'arrived', 'checked-in', 'waitlist', 'proposed'];

/** From `now` (UTC instant) on, soonest first; `unreadable` are visits that can't be told apart from none. */
export async function bookedVisits(
  fhir: Pick<FhirClient, 'search'>,
  patientId: string,
  now: string,
  signal: AbortSignal,
): Promise<Result<{ visits: HeldVisit[]; unreadable: number; more: boolean }>> {
  const found = await fhir.search(
    {
      type: 'Appointment',
      params: [
        ['patient', patientId],
        ['date', `ge${now}`],
      ],
      most: 100,
    },
    signal,
  );
  if (!found.ok) return found;
  const visits: HeldVisit[] = [];
  let unreadable = found.value.unreadable;
  for (const raw of found.value.resources) {
    const visit = readAppointment(raw);
    if (visit === null) unreadable++;
    else if (visit.patientId === patientId && coming.includes(visit.status) && (visit.start ?? '') >= now)
      visits.push(visit);
  }
  return ok({
    visits: visits.toSorted((a, b) => ((a.start ?? '') < (b.start ?? '') ? -1 : 1)),
    unreadable,
    more: found.value.more,
  });
}
