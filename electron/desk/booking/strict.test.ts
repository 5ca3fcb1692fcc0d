// The same booking at a second server, which was written without a look at this client, and behaves like others do: no
// batch, no include, small pages, no If-None-Exist, answers without a body, slots that nobody guards.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type ProfileName, profiles } from '#tests/fhir-strict/deviations.ts';
import { startStrictEhr, type StrictEhr } from '#tests/fhir-strict/server.ts';
import { findOffers } from '#shared/domain/booking/find.ts';
import { noRules } from '#shared/domain/booking/visit.ts';
import { createFhirClient, type FhirClient } from '../fhir/client.ts';
import { book } from './book.ts';
import { moveVisit } from './move.ts';
import { findSlots } from './slots.ts';
import { otherPatient, patientId, testNow } from './testing.ts';
import { bookedVisits } from './visits.ts';

let peer: StrictEhr;
afterEach(() => peer.close());
const { signal } = new AbortController();
const uuid = (n: number): string => `0193f3a0-0000-7000-8000-${String(n).padStart(12, '0')}`;

async function open(profile: ProfileName): Promise<FhirClient> {
  peer = await startStrictEhr({ profile });
  peer.store.put({
    resourceType: 'Schedule',
    id: 's1',
    active: true,
    actor: [
      { reference: 'Practitioner/p1', display: 'Dr. One' },
      { reference: 'Location/l1', display: 'North' },
    ],
  });
  for (let n = 0; n < 40; n++) {
    const at = (minutes: number): string =>
      new Date(Date.parse('2026-11-24T14:00:00Z') + minutes * 60_000).toISOString();
    const [start, end] = [at(n * 30), at(n * 30 + 30)];
    peer.store.put({
      resourceType: 'Slot',
      id: `f${n}`,
      status: 'free',
      schedule: { reference: 'Schedule/s1' },
      start,
      end,
    });
  }
  for (const id of [patientId, otherPatient]) peer.store.put({ resourceType: 'Patient', id });
  return createFhirClient({
    base: peer.url,
    token: () => peer.token(),
    fetch,
    wait: (_ms, s) => sleep(0, undefined, { signal: s }).catch(() => undefined),
    nowMs: () => performance.now(),
  });
}

describe('booking at other servers', () => {
  it.each(Object.keys(profiles) as ProfileName[])(
    '%s: found, booked once, moved, two in one slot told',
    async (profile) => {
      const client = await open(profile);
      const range = {
        from: '2026-11-24T00:00:00.000Z',
        to: '2026-11-26T00:00:00.000Z',
        zone: 'America/New_York',
      };
      const found = await findSlots(
        client,
        { kinds: [], practitionerId: 'p1', placeId: null, ...range },
        signal,
      );
      if (!found.ok) throw new Error(found.code);
      expect(found.value.unreadable).toBe(0);
      const wish = {
        kinds: [],
        minutes: 30,
        practitionerId: null,
        placeId: null,
        from: '2026-11-24',
        to: '2026-11-25',
        part: 'any',
        weekdays: [],
      } as const;
      const [one, two] = findOffers(found.value.slots, wish, testNow);
      if (!one || !two) throw new Error('no times');
      expect(one).toMatchObject({ practitioner: 'Dr. One', place: 'North', zoneAssumed: true });
      const booking = { bookingId: uuid(1), patientId, offer: one, kind: null, replaces: null };
      const first = await book(client, booking, testNow, signal);
      expect(first).toMatchObject({ kind: 'booked', held: { start: one.start } });
      expect(await book(client, booking, testNow, signal)).toEqual(first);
      expect(peer.store.list('Appointment')).toHaveLength(1);
      const other = { ...booking, bookingId: uuid(2), patientId: otherPatient };
      const beside = await book(client, other, testNow, signal);
      expect([profile, beside.kind]).toEqual([profile, 'doubled']);
      const old = {
        visitId: first.kind === 'booked' ? first.held.id : '',
        patientId,
        start: one.start,
        reason: 'patient',
        note: '',
      } as const;
      const moved = await moveVisit(
        client,
        { booking: { ...booking, bookingId: uuid(3), offer: two }, old },
        testNow,
        signal,
      );
      expect(moved).toMatchObject({ stands: 'new', cancel: { kind: 'cancelled' } });
      const visits = await bookedVisits(client, patientId, noRules, testNow, signal);
      expect(visits.ok ? visits.value.visits.map((v) => v.start) : []).toEqual([two.start]);
    },
  );
});
