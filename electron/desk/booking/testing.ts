// For tests: a client of ours at a running sample EHR, which the test starts itself, and what a test does to it.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Offer } from '#shared/domain/booking/find.ts';
import { findOffers } from '#shared/domain/booking/find.ts';
import { createFhirClient, type FhirClient } from '../fhir/client.ts';
import type { Booking } from './resource.ts';
import { findSlots } from './slots.ts';

export const testNow = '2026-11-22T15:00:00.000Z';
export const patientId = '0b779465-6db2-4931-bc13-5f6ff8e8c4d4';
export const otherPatient = '2be9b668-847a-4437-b33a-bdc38c665e08';

/** As `startEhr` of the demo gives it, opened with `admin` and for `testNow`. */
interface Ehr {
  url: string;
  adminUrl: string;
  token: string;
}
export interface Rig {
  client(): FhirClient;
  signal: AbortSignal;
  admin(method: string, path: string, body?: unknown): Promise<unknown>;
  fault(fault: object): Promise<unknown>;
  /** How many times there are. */
  free(kinds: string[], minutes: number): number;
  /** The next free time; each call gives another. */
  offer(kinds?: string[], minutes?: number): Offer;
  booking(offer: Offer, more?: Partial<Booking>): Booking;
  /** As the record has it, asked around our client. */
  raw<T>(path: string): Promise<T>;
  /** Somebody else changes the record. */
  put(path: string, resource: object): Promise<void>;
}

export async function rigAt(ehr: Ehr): Promise<Rig> {
  const signal = new AbortController().signal;
  const headers = { authorization: `Bearer ${ehr.token}`, 'content-type': 'application/fhir+json' };
  const admin = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const res = await fetch(`${ehr.adminUrl}/${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!res.ok) throw new Error(`${method} ${path}: ${res.status}`);
    return res.status === 204 ? null : res.json();
  };
  let ids = 0;
  const client = (): FhirClient =>
    createFhirClient({
      base: ehr.url,
      token: () => ehr.token,
      fetch,
      wait: (_ms, s) => sleep(0, undefined, { signal: s }).catch(() => undefined),
      nowMs: () => performance.now(),
      timeoutMs: 8000,
    });
  const search = { kinds: [], practitionerId: null, placeId: null, zone: 'America/New_York' };
  const week = { from: '2026-11-23T00:00:00.000Z', to: '2026-11-26T00:00:00.000Z' };
  const found = await findSlots(client(), { ...search, ...week }, signal);
  if (!found.ok) throw new Error(found.code);
  const { slots } = found.value;
  const given = new Set<string>();
  return {
    client,
    signal,
    admin,
    fault: (fault) => admin('POST', 'fault', fault),
    free: (kinds, minutes) =>
      findOffers(
        slots,
        { ...search, kinds, minutes, part: 'any', weekdays: [], from: '2026-11-23', to: '2026-11-27' },
        testNow,
      ).length,
    offer(kinds = [], minutes = 30) {
      const wish = { ...search, kinds, minutes, part: 'any', weekdays: [] } as const;
      const free = slots.filter((s) => !given.has(s.id));
      const [offer] = findOffers(free, { ...wish, from: '2026-11-23', to: '2026-11-27' }, testNow, 1);
      if (offer === undefined) throw new Error('no time is left');
      for (const id of offer.slotIds) given.add(id);
      return offer;
    },
    booking: (offer, more = {}) => ({
      bookingId: `0193f3a0-0000-7000-8000-${String(++ids).padStart(12, '0')}`,
      patientId,
      offer,
      kind: null,
      replaces: null,
      ...more,
    }),
    raw: async <T>(path: string) => (await (await fetch(`${ehr.url}/${path}`, { headers })).json()) as T,
    async put(path, resource) {
      const res = await fetch(`${ehr.url}/${path}`, {
        method: 'PUT',
        headers,
        body: JSON.stringify(resource),
      });
      if (!res.ok) throw new Error(`PUT ${path}: ${res.status}`);
    },
  };
}
