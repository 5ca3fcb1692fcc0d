// Schedules and slots made from the clinics: four weeks of working hours by the clock on each clinic's wall, busy where a
// visit is booked and, by chance that is the same at every start, where somebody else's is.
import type { Appointment, Resource, Schedule, Slot } from '@medplum/fhirtypes';
import { chance, clinicsOf, idFor, madeTag, type Clinic } from './clinics.ts';
import { addDays, dayIn, offsetOn } from './wall-clock.ts';
import { conceptOf, family, short, type Offer } from './visit-kinds.ts';

const weeks = 4;
/** Working hours, minutes after midnight on the clinic's wall. */
const spans: readonly (readonly [number, number])[] = [
  [8 * 60 + 30, 12 * 60],
  [13 * 60, 17 * 60],
];
/** Part of the slots that visits of people outside these records take. */
const takenByOthers = 0.3;
/** Every fourth clinic draws blood and vaccinates: short slots. */
const shortEvery = 4;

/** Statuses of a visit that keeps its time. */
export const holdsTime: ReadonlySet<string> = new Set(['booked', 'pending', 'arrived', 'checked-in']);

const label = (c: Clinic): string => {
  const name = c.practitioner.name?.[0];
  return [...(name?.prefix ?? []), ...(name?.given ?? []), name?.family ?? ''].filter(Boolean).join(' ');
};

function scheduleOf(clinic: Clinic, offer: Offer, from: string): Schedule {
  return {
    resourceType: 'Schedule',
    id: idFor('schedule', clinic.practitioner.id ?? '', clinic.location.id ?? ''),
    meta: { tag: [madeTag] },
    active: true,
    serviceType: offer.kinds.map(conceptOf),
    actor: [
      { reference: `Practitioner/${clinic.practitioner.id}`, display: label(clinic) },
      { reference: `Location/${clinic.location.id}`, display: clinic.location.name ?? '' },
    ],
    planningHorizon: { start: from, end: addDays(from, weeks * 7) },
  };
}

const isWeekend = (day: string): boolean => new Date(day).getUTCDay() % 6 === 0;
const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`;

function slotsOf(
  schedule: Schedule,
  clinic: Clinic,
  offer: Offer,
  from: string,
  held: readonly (readonly [number, number])[],
): Slot[] {
  const slots: Slot[] = [];
  for (let n = 0; n < weeks * 7; n++) {
    const day = addDays(from, n);
    if (isWeekend(day)) continue;
    // Clocks change at night, so one offset holds for all working hours of a day.
    const offset = offsetOn(day, clinic.zone);
    for (const [open, close] of spans) {
      for (let at = open; at + offer.slotMinutes <= close; at += offer.slotMinutes) {
        const start = `${day}T${clock(at)}.000${offset}`;
        const end = `${day}T${clock(at + offer.slotMinutes)}.000${offset}`;
        const [begins, ends] = [Date.parse(start), Date.parse(end)];
        const id = `${schedule.id?.slice(0, 8)}-${day}-${clock(at).slice(0, 5).replace(':', '')}`;
        const busy = held.some(([a, b]) => a < ends && begins < b) || chance(id) < takenByOthers;
        slots.push({
          resourceType: 'Slot',
          id,
          meta: { tag: [madeTag] },
          serviceType: schedule.serviceType,
          schedule: { reference: `Schedule/${schedule.id}` },
          status: busy ? 'busy' : 'free',
          start,
          end,
        });
      }
    }
  }
  return slots;
}

/** When each practitioner is taken by a visit of these records, ms since 1970. */
function heldBy(records: readonly Resource[]): Map<string, [number, number][]> {
  const held = new Map<string, [number, number][]>();
  for (const r of records) {
    if (r.resourceType !== 'Appointment' || !holdsTime.has(r.status) || !r.start || !r.end) continue;
    for (const { actor } of (r as Appointment).participant) {
      const who = actor?.reference;
      if (!who?.startsWith('Practitioner/')) continue;
      held.set(who, [...(held.get(who) ?? []), [Date.parse(r.start), Date.parse(r.end)]]);
    }
  }
  return held;
}

/**
 * What the records lack so that visits can be booked from the day of `now` (ISO 8601) on: Schedules, Slots, the clinics'
 * places with their time zones. A place that is in the records comes back with its zone added: it replaces the old one.
 */
export function makeSchedules(records: readonly Resource[], now: string): Resource[] {
  const { clinics, added } = clinicsOf(records);
  const held = heldBy(records);
  const made: Resource[] = [...added];
  clinics.forEach((clinic, i) => {
    const offer = i % shortEvery === shortEvery - 1 ? short : family;
    const from = dayIn(now, clinic.zone);
    const schedule = scheduleOf(clinic, offer, from);
    made.push(
      schedule,
      ...slotsOf(schedule, clinic, offer, from, held.get(`Practitioner/${clinic.practitioner.id}`) ?? []),
    );
  });
  return made;
}
