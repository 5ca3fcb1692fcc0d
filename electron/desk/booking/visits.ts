// What the patient has booked: for conflicts, and for the row from which a visit is moved or cancelled.
import { z } from 'zod';
import type { HeldVisit } from '#shared/domain/booking/agree.ts';
import type { BookedVisit } from '#shared/domain/booking/conflicts.ts';
import { type BookingRules, kindOf } from '#shared/domain/booking/visit.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import type { FhirClient } from '../fhir/client.ts';
import type { Resource } from '../fhir/exchange.ts';
import { cleanText } from '../fhir/text.ts';
import { appointmentResource } from '../fhir/resources.ts';
import { encounterResource } from '../fhir/resources-panel.ts';
import { mapAnswer, sensitive } from '../patient/mapped.ts';
import { idIn, instantOf, readAppointment } from './resource.ts';

const coming: readonly string[] = ['booked', 'pending', 'arrived', 'checked-in', 'waitlist', 'proposed'];

/** As it stands in the list: what it is by the account's own kinds, and names as the record shows them. */
export interface ComingVisit extends HeldVisit, BookedVisit {
  start: string;
  kindId: string | null;
  what: string | null;
  practitioner: string | null;
  place: string | null;
  /** What the record says to bring. */
  bring: string | null;
}

const words = z.string().transform(cleanText).nullish().catch(null);
const shown = z.object({
  description: words,
  patientInstruction: words,
  serviceType: z
    .array(
      z.object({
        text: words,
        coding: z
          .array(z.object({ system: z.string(), code: z.string() }))
          .catch([])
          .default([]),
      }),
    )
    .catch([])
    .default([]),
  participant: z
    .array(
      z.object({ actor: z.object({ reference: z.string(), display: words }).optional().catch(undefined) }),
    )
    .catch([])
    .default([]),
});

function asComing(raw: Resource, held: HeldVisit, start: string, rules: BookingRules): ComingVisit {
  const read = shown.parse(raw);
  const display = (type: string): string | null =>
    read.participant.find((p) => idIn(p.actor?.reference, type) !== null)?.actor?.display || null;
  const what = read.serviceType[0]?.text || read.description || null;
  const codes = read.serviceType.flatMap((s) => s.coding);
  return {
    ...held,
    start,
    what,
    kindId: kindOf(rules, codes, what ?? '')?.id ?? null,
    practitioner: display('Practitioner'),
    place: display('Location'),
    bring: read.patientInstruction || null,
  };
}

/** From `now` (UTC instant) on, soonest first; `unreadable` are visits that can't be told apart from none. */
export async function bookedVisits(
  fhir: Pick<FhirClient, 'search'>,
  patientId: string,
  rules: BookingRules,
  now: string,
  signal: AbortSignal,
): Promise<Result<{ visits: ComingVisit[]; unreadable: number; more: boolean }>> {
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
  const visits: ComingVisit[] = [];
  let unreadable = found.value.unreadable;
  for (const raw of found.value.resources) {
    const visit = readAppointment(raw);
    if (visit === null) unreadable++;
    else if (visit.patientId !== patientId || !coming.includes(visit.status)) continue;
    else if (visit.start !== null && visit.start >= now)
      visits.push(asComing(raw, visit, visit.start, rules));
  }
  return ok({
    visits: visits.toSorted((a, b) => (a.start < b.start ? -1 : 1)),
    unreadable,
    more: found.value.more,
  });
}

/** A visit that has been, or should have: many practices never mark it. */
const been: readonly string[] = ['fulfilled', 'arrived', 'checked-in', 'booked'];
const metThere: readonly string[] = ['finished', 'in-progress', 'arrived', 'triaged', 'onleave'];
interface Seen {
  start: string;
  practitionerId: string;
  placeId: string | null;
}
const latest = (a: Seen, b: Seen): number => (a.start < b.start ? 1 : -1);

/**
 * Whom this patient saw last, and where; null = the record has no past visit that says it, or couldn't be asked. Never out
 * of a visit that is labelled or tells of such care by its words: whom somebody saw there is as telling (C26).
 */
export async function lastSeen(
  fhir: Pick<FhirClient, 'search'>,
  patientId: string,
  now: string,
  signal: AbortSignal,
): Promise<Pick<HeldVisit, 'practitionerId' | 'placeId'> | null> {
  const found = await fhir.search(
    {
      type: 'Appointment',
      params: [
        ['patient', patientId],
        ['date', `lt${now}`],
        ['_sort', '-date'],
      ],
      most: 20,
    },
    signal,
  );
  if (!found.ok) return null;
  const seen = mapAnswer(found.value, appointmentResource, (a): Seen | 'withheld' | null => {
    const start = instantOf(a.start);
    if (!been.includes(a.status) || start === null || start >= now) return null;
    const actors = a.participant.map((p) => p.actor);
    const idOf = (type: string): string | null =>
      actors.map((actor) => idIn(actor?.reference, type)).find((id) => id !== null) ?? null;
    const practitionerId = idOf('Practitioner');
    if (idOf('Patient') !== patientId || practitionerId === null) return null;
    const names = actors.map((actor) => ({ coding: [], text: actor?.display }));
    const said = [{ coding: [], text: a.description }, ...a.serviceType, ...a.reasonCode, a.appointmentType];
    return sensitive(...names, ...said) ? 'withheld' : { start, practitionerId, placeId: idOf('Location') };
  });
  const [last] = seen.rows.toSorted(latest);
  if (last !== undefined) return { practitionerId: last.practitionerId, placeId: last.placeId };
  const practitionerId = await lastMet(fhir, patientId, now, signal);
  return practitionerId === null ? null : { practitionerId, placeId: null };
}

/** Many records keep what has been as Encounters alone. */
async function lastMet(
  fhir: Pick<FhirClient, 'search'>,
  patientId: string,
  now: string,
  signal: AbortSignal,
): Promise<string | null> {
  const params: [string, string][] = [
    ['patient', patientId],
    ['date', `lt${now}`],
    ['_sort', '-date'],
  ];
  const found = await fhir.search({ type: 'Encounter', params, most: 20 }, signal);
  if (!found.ok) return null;
  const met = mapAnswer(found.value, encounterResource, (e): Seen | 'withheld' | null => {
    const start = instantOf(e.period?.start);
    if (!metThere.includes(e.status) || start === null || start >= now) return null;
    if (idIn(e.subject.reference, 'Patient') !== patientId) return null;
    const people = e.participant.map((p) => p.individual);
    const practitionerId = people.map((p) => idIn(p?.reference, 'Practitioner')).find((id) => id !== null);
    if (!practitionerId) return null;
    const names = [...people, e.serviceProvider].map((one) => ({ coding: [], text: one?.display }));
    return sensitive(...names, ...e.type, ...e.reasonCode)
      ? 'withheld'
      : { start, practitionerId, placeId: null };
  });
  return met.rows.toSorted(latest)[0]?.practitionerId ?? null;
}
