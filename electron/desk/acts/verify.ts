// Row 5: insurance that was only stated becomes verified, under the payer's reference or by a named person. The plan becomes
// active, or the task that stands for it completed; never over a change of somebody else.
import type { Resource } from '../fhir/exchange.ts';
import {
  type AtRecord,
  afterRead,
  afterReadBack,
  afterWrite,
  type Outcome,
  type RecordRef,
} from './perform.ts';
import { verificationSystem } from './resource.ts';

export interface Verified {
  reference: string;
  by: string;
  at: string;
}
const list = (v: unknown): unknown[] => (Array.isArray(v) ? v : []);
const words = (v: Verified): string =>
  [`Verified by ${v.by}`, v.reference === '' ? '' : `reference ${v.reference}`].filter(Boolean).join(', ');

function changed(resource: Resource, v: Verified): Resource | null {
  if (resource.resourceType === 'Task')
    return {
      ...resource,
      status: 'completed',
      note: [...list(resource['note']), { time: v.at, text: words(v) }],
    };
  if (resource.resourceType !== 'Coverage') return null;
  const proof = { system: verificationSystem, value: v.reference || v.by, assigner: { display: v.by } };
  return { ...resource, status: 'active', identifier: [...list(resource['identifier']), proof] };
}
const isVerified = (resource: Resource): boolean =>
  resource.resourceType === 'Task'
    ? resource['status'] === 'completed'
    : list(resource['identifier']).some(
        (i) => (i as { system?: unknown } | null)?.system === verificationSystem,
      );

export async function verify(at: AtRecord, record: RecordRef, v: Verified): Promise<Outcome> {
  const read = await at.fhir.read(record.type, record.id, at.signal);
  if (!read.ok) return afterRead(read);
  if (!read.value.modified) return { kind: 'refused', code: 'ehr-unreadable' };
  const { resource, etag } = read.value;
  if (isVerified(resource)) return { kind: 'done', record };
  // Only what nobody has taken further since.
  const open =
    resource.resourceType === 'Task' ? ['requested', 'received', 'accepted', 'in-progress'] : ['draft'];
  const next = changed(resource, v);
  if (next === null || etag === null) return { kind: 'refused', code: 'ehr-unsupported' };
  if (!open.includes(String(resource['status']))) return { kind: 'conflict' };
  const done = await at.fhir.update(next, etag, at.signal);
  if (!done.ok) {
    const after = afterWrite(done);
    return after.kind === 'not-taken' ? { kind: 'refused', code: 'ehr-unsupported' } : after;
  }
  const held = await at.fhir.read(record.type, record.id, at.signal);
  if (!held.ok) return afterReadBack(held, record);
  if (!held.value.modified) return { kind: 'unread', record };
  return isVerified(held.value.resource) && held.value.resource['status'] === next['status']
    ? { kind: 'done', record }
    : { kind: 'differs', record, differences: ['status'] };
}
