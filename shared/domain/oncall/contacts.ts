// In which order a person is tried at an hour (4d.6).
import { Temporal } from 'temporal-polyfill';
import type { Contact, Person } from './schedule.ts';

/** Local HH:MM of an instant (epoch ms). */
export const clockAt = (at: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });

/** `to` is exclusive; a band may go over midnight; equal ends mean the whole day. */
export const withinHours = (clock: string, band: { from: string; to: string }): boolean =>
  band.from < band.to ? band.from <= clock && clock < band.to : clock >= band.from || clock < band.to;

/** Contacts in the order of this hour: those that the band names first, then the rest as listed. */
export function contactsAt(person: Person, at: number, zone: string): Contact[] {
  // A zone is slow to ask: only where the hour matters.
  const clock = person.order.length === 0 ? '' : clockAt(at, zone);
  const band = person.order.find((b) => withinHours(clock, b));
  const rank = (c: Contact): number => {
    const place = band?.contacts.indexOf(c.id) ?? -1;
    return place < 0 ? Number.MAX_SAFE_INTEGER : place;
  };
  return person.contacts.toSorted((a, b) => rank(a) - rank(b) || 0);
}
export type Method = Contact['methods'][number];

/** The address for a method, or null; `phone: 'second'` is the second one that can be reached so. */
export function addressFor(
  person: Person,
  at: number,
  zone: string,
  method: Method,
  phone: 'first' | 'second',
): Contact | null {
  const able = contactsAt(person, at, zone).filter((c) => c.methods.includes(method));
  return able[phone === 'second' ? 1 : 0] ?? able[0] ?? null;
}
