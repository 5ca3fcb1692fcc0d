// Cancelling: read the visit, see that it is still the one that was spoken of, write the version that was read, read back.
import type { HeldVisit } from '#shared/domain/booking/agree.ts';
import type { CancelReason } from '#shared/domain/booking/visit.ts';
import { fail, type Failure } from '#shared/domain/result.ts';
import type { Resource } from '../fhir/exchange.ts';
import type { BookingClient } from './book.ts';
import { type CancelOutcome, fromRead, fromWrite, isOpen } from './outcome.ts';
import { cancelReason, readAppointment } from './resource.ts';

export interface Cancelling {
  visitId: string;
  patientId: string;
  /** Its start as the caller was told (UTC instant): another one means that it was changed meanwhile. */
  start: string | null;
  reason: CancelReason;
  /** In the record's comment; empty = none. */
  note: string;
}
const cancellable: readonly string[] = ['booked', 'pending', 'waitlist', 'proposed'];

interface Looked {
  held: HeldVisit;
  raw: Resource;
  etag: string | null;
}
async function look(fhir: BookingClient, id: string, signal: AbortSignal): Promise<Looked | Failure> {
  const read = await fhir.read('Appointment', id, signal);
  if (!read.ok) return read;
  const held = read.value.modified ? readAppointment(read.value.resource) : null;
  if (held === null || !read.value.modified) return fail('ehr-unreadable', 'Appointment');
  return { held, raw: read.value.resource, etag: read.value.etag };
}

export async function cancel(
  fhir: BookingClient,
  c: Cancelling,
  signal: AbortSignal,
): Promise<CancelOutcome> {
  const before = await look(fhir, c.visitId, signal);
  if ('code' in before) return fromRead(before);
  const { held, raw, etag } = before;
  // Another patient's visit is never touched, whatever id a page gave.
  if (held.patientId !== c.patientId) return { kind: 'refused', code: 'not-found' };
  if (held.status === 'cancelled') return { kind: 'cancelled', held, already: true };
  if (!cancellable.includes(held.status) || held.start !== c.start) return { kind: 'changed', held };
  if (etag === null) return { kind: 'refused', code: 'ehr-unsupported' };
  const written = await fhir.update(
    {
      ...raw,
      status: 'cancelled',
      cancelationReason: cancelReason(c.reason),
      ...(c.note.trim() !== '' && { comment: c.note.trim() }),
    },
    etag,
    signal,
  );
  const open = written.ok || written.code === 'ehr-conflict' || isOpen(written.code);
  if (!written.ok && !open) return fromWrite(written);
  const after = await look(fhir, c.visitId, signal);
  if ('code' in after) return { kind: 'unconfirmed', visitId: c.visitId, code: after.code };
  if (after.held.status === 'cancelled' && after.held.patientId === c.patientId)
    return { kind: 'cancelled', held: after.held, already: false };
  if (!written.ok && isOpen(written.code)) return { kind: 'offline', perhaps: true };
  return written.ok
    ? { kind: 'differs', differences: ['status'], held: after.held }
    : { kind: 'changed', held: after.held };
}
