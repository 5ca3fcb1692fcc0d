// Does a kept booking at the record and keeps what became of it; after a restart looks at what stands. Nothing new is
// begun after a restart: only a move whose new time is at the record goes on, because it was asked for as one.
import { beginMove } from '#shared/domain/booking/change.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { book, type BookingClient, confirm } from './book.ts';
import { cancel } from './cancel.ts';
import { moveVisit } from './move.ts';
import { bookingKey, readAppointment, type Booking } from './resource.ts';
import { afterBook, afterCancel, afterMove } from './settle.ts';
import type { Asked, BookingRow, BookingState, Kept } from './store.ts';

export interface Stand {
  state: BookingState;
  kept: Kept | null;
}
export interface AtRecord {
  fhir: BookingClient;
  /** UTC instant. */
  now: string;
  signal: AbortSignal;
}
const bookingOf = (row: BookingRow, asked: Asked): Booking | null =>
  asked.offer === null
    ? null
    : {
        bookingId: row.bookingId,
        patientId: row.patientId,
        offer: asked.offer,
        kind: asked.kind,
        replaces: row.what === 'move' ? (asked.old?.visitId ?? null) : null,
      };
/** It can't be told: a person looks. */
export const unknown = (kept: Kept | null): Stand => ({
  state: 'open',
  kept: { book: null, cancel: null, move: null, ...kept, stands: 'unknown' },
});

/** The first time, or again: what was done is not done twice. */
export async function perform(at: AtRecord, row: BookingRow, asked: Asked): Promise<Stand> {
  const { fhir, now, signal } = at;
  const booking = bookingOf(row, asked);
  if (row.what === 'cancel' && asked.old !== null) return afterCancel(await cancel(fhir, asked.old, signal));
  if (booking === null) return unknown(row.kept);
  if (row.what === 'book') return afterBook(await book(fhir, booking, now, signal));
  if (asked.old === null) return unknown(row.kept);
  const moving = { booking, old: asked.old };
  return afterMove(await moveVisit(fhir, moving, now, signal, row.kept?.move ?? null), row.kept);
}

/** The visit that carries this booking's identifier; null = the record has none. */
async function findOurs(at: AtRecord, bookingId: string): Promise<Result<string | null>> {
  const { system, value } = bookingKey(bookingId);
  const params: [string, string][] = [['identifier', `${system}|${value}`]];
  const found = await at.fhir.search({ type: 'Appointment', params, most: 5 }, at.signal);
  if (!found.ok) return found;
  // A server that doesn't know the parameter may answer with anything.
  const ours = found.value.resources.find((r) =>
    [r['identifier']].flat().some((i) => (i as { value?: unknown } | undefined)?.value === value),
  );
  if (ours === undefined) return found.value.more ? fail('ehr-unsupported', 'identifier') : ok(null);
  const visit = readAppointment(ours);
  return visit === null ? fail('ehr-unreadable', 'Appointment') : ok(visit.id);
}

async function lookAtCancel(at: AtRecord, row: BookingRow, asked: Asked): Promise<Stand> {
  const read = await at.fhir.read('Appointment', asked.old?.visitId ?? '', at.signal);
  const held = read.ok && read.value.modified ? readAppointment(read.value.resource) : null;
  if (held === null || held.patientId !== row.patientId) return unknown(row.kept);
  return afterCancel(
    held.status === 'cancelled' ? { kind: 'cancelled', held, already: true } : { kind: 'not-there' },
  );
}

/** After the desk was ended in the middle: what stands at the record. */
export async function look(at: AtRecord, row: BookingRow, asked: Asked): Promise<Stand> {
  if (row.what === 'cancel') return lookAtCancel(at, row, asked);
  const booking = bookingOf(row, asked);
  const ours = await findOurs(at, row.bookingId);
  if (!ours.ok || booking === null) return unknown(row.kept);
  const found = ours.value;
  if (row.what === 'book')
    return afterBook(
      found === null ? { kind: 'not-there' } : await confirm(at.fhir, booking, found, at.signal),
    );
  const begun = row.kept?.move ?? beginMove(row.bookingId, asked.old?.visitId ?? '');
  if (found === null && begun.newId === null)
    return {
      state: 'ended',
      kept: { book: { kind: 'not-there' }, cancel: null, move: begun, stands: 'old' },
    };
  const move = { ...begun, newId: found ?? begun.newId };
  // A visit whose time has come is not cancelled by itself any more.
  const over = asked.old === null || (asked.old.start !== null && asked.old.start <= at.now);
  if (!over)
    return perform(
      at,
      { ...row, kept: { book: null, cancel: null, ...row.kept, move, stands: 'unknown' } },
      asked,
    );
  return unknown({ book: null, cancel: null, ...row.kept, move, stands: 'unknown' });
}
