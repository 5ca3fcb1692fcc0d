// An Appointment as it is written to the record and as it is read from it.
import { z } from 'zod';
import type { HeldVisit } from '#shared/domain/booking/agree.ts';
import type { Offer } from '#shared/domain/booking/find.ts';
import type { CancelReason, VisitKind } from '#shared/domain/booking/visit.ts';
import type { Resource } from '../fhir/exchange.ts';
import type { OwnKey } from '../fhir/write.ts';

/** Names a booking of ours at the record; the value is a random id. */
export const bookingKey = (id: string): OwnKey => ({ system: 'urn:careline:booking', value: id });

export interface Booking {
  /** Random (uuid): the same for every sending of this booking. */
  bookingId: string;
  patientId: string;
  offer: Offer;
  kind: VisitKind | null;
  /** The visit that this one replaces: linked, so that both are one event. */
  replaces: string | null;
}

const cancelCodes: Record<CancelReason, string> = {
  patient: 'pat',
  'feels-better': 'pat-fb',
  transport: 'pat-lt',
  moved: 'pat-mv',
  'other-provider': 'pat-uwp',
  weather: 'oth-weath',
  costs: 'oth-fin',
  practice: 'prov',
  other: 'other',
};
export const cancelReason = (reason: CancelReason): object => ({
  coding: [
    {
      system: 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason',
      code: cancelCodes[reason],
    },
  ],
});

const minutesOf = (o: Offer): number => Math.round((Date.parse(o.end) - Date.parse(o.start)) / 60_000);

/** `now`: UTC instant. The visit ends with its last slot. */
export function appointmentOf(b: Booking, now: string): Resource {
  const { offer } = b;
  const actor = (reference: string, display: string | null): object => ({
    actor: { reference, ...(display !== null && { display }) },
    required: 'required',
    status: 'accepted',
  });
  return {
    resourceType: 'Appointment',
    status: 'booked',
    ...(b.kind !== null && {
      serviceType: [{ coding: b.kind.codes.map((c) => ({ ...c })), text: b.kind.label }],
      description: b.kind.label,
    }),
    start: offer.start,
    end: offer.end,
    minutesDuration: minutesOf(offer),
    created: now,
    slot: offer.slotIds.map((id) => ({ reference: `Slot/${id}` })),
    ...(b.replaces !== null && { supportingInformation: [{ reference: `Appointment/${b.replaces}` }] }),
    participant: [
      actor(`Patient/${b.patientId}`, null),
      ...(offer.practitionerId === null
        ? []
        : [actor(`Practitioner/${offer.practitionerId}`, offer.practitioner)]),
      ...(offer.placeId === null ? [] : [actor(`Location/${offer.placeId}`, offer.place)]),
    ],
  };
}

const reference = z.object({ reference: z.string().optional(), display: z.string().optional() });
const appointment = z.object({
  resourceType: z.literal('Appointment'),
  id: z.string().regex(/^[A-Za-z0-9.-]{1,64}$/),
  status: z.string(),
  start: z.string().optional().catch(undefined),
  end: z.string().optional().catch(undefined),
  participant: z.array(z.object({ actor: reference.optional() })).max(50),
});

/** The id in a reference to that type, also when the server writes whole addresses or versions. */
export function idIn(ref: string | undefined, type: string): string | null {
  const [, id] = new RegExp(`(?:^|/)${type}/([A-Za-z0-9.-]{1,64})(?:/_history/.*)?$`).exec(ref ?? '') ?? [];
  return id ?? null;
}
export const instantOf = (text: string | undefined): string | null => {
  const ms = /^\d{4}-\d\d-\d\dT/.test(text ?? '') ? Date.parse(text ?? '') : Number.NaN;
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
};

/** Ids of the slots that it names. */
export function slotsOf(raw: { [field: string]: unknown }): string[] {
  const read = z.array(reference).safeParse(raw['slot']);
  return read.success ? read.data.flatMap((s) => idIn(s.reference, 'Slot') ?? []) : [];
}

/** Null when it can't be told what it is: then nothing is claimed about it. */
export function readAppointment(raw: unknown): HeldVisit | null {
  const read = appointment.safeParse(raw);
  if (!read.success) return null;
  const actors = read.data.participant.map((p) => p.actor?.reference);
  const first = (type: string): string | null =>
    actors.map((ref) => idIn(ref, type)).find((id) => id !== null) ?? null;
  return {
    id: read.data.id,
    patientId: first('Patient'),
    status: read.data.status,
    start: instantOf(read.data.start),
    end: instantOf(read.data.end),
    practitionerId: first('Practitioner'),
    placeId: first('Location'),
  };
}
