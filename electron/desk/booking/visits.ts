// What the patient has booked: for conflicts, and for the row from which a visit is moved or cancelled.
import { z } from 'zod';
import type { HeldVisit } from '#shared/domain/booking/agree.ts';
import type { BookedVisit } from '#shared/domain/booking/conflicts.ts';
import { type BookingRules, kindOf } from '#shared/domain/booking/visit.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import type { FhirClient } from '../fhir/client.ts';
import type { Resource } from '../fhir/exchange.ts';
import { cleanText } from '../fhir/text.ts';
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

/** Whom this patient saw last, and where; null = the record has no past visit that says it, or couldn't be asked. */
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
  const kept = found.value.resources
    .map((raw) => readAppointment(raw))
    .filter((v) => v !== null && v.patientId === patientId && v.start !== null && v.start < now)
    .filter((v) => v !== null && v.practitionerId !== null && !['cancelled', 'noshow'].includes(v.status))
    .toSorted((a, b) => ((a?.start ?? '') < (b?.start ?? '') ? 1 : -1));
  const last = kept[0];
  if (last) return { practitionerId: last.practitionerId, placeId: last.placeId };
  const practitionerId = await lastMet(fhir, patientId, now, signal);
  return practitionerId === null ? null : { practitionerId, placeId: null };
}

const encounter = z.object({
  subject: z.object({ reference: z.string().optional() }).optional(),
  period: z.object({ start: z.string().optional() }).optional(),
  participant: z
    .array(z.object({ individual: z.object({ reference: z.string().optional() }).optional() }))
    .catch([])
    .default([]),
});
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
  const met = found.value.resources.flatMap((raw) => {
    const read = encounter.safeParse(raw);
    const start = read.success ? instantOf(read.data.period?.start) : null;
    const who = read.success
      ? read.data.participant
          .map((p) => idIn(p.individual?.reference, 'Practitioner'))
          .find((id) => id !== null)
      : undefined;
    const isTheirs = read.success && idIn(read.data.subject?.reference, 'Patient') === patientId;
    return isTheirs && start !== null && start < now && who ? [{ start, who }] : [];
  });
  return met.toSorted((a, b) => (a.start < b.start ? 1 : -1))[0]?.who ?? null;
}
