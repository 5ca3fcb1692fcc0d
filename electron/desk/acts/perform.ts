// One act at the record: written once, read back, compared. What the record doesn't take falls back to a task by itself;
// what it refused, and what somebody changed meanwhile, is told and never written over.
import type { Act, ActOf } from '#shared/domain/acts/act.ts';
import type { How } from '#shared/domain/acts/how.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { fail, type Failure, ok, type Result } from '#shared/domain/result.ts';
import { idIn } from '../booking/resource.ts';
import { isOpen } from '../booking/outcome.ts';
import type { FhirClient } from '../fhir/client.ts';
import type { Resource } from '../fhir/exchange.ts';
import { differencesOf } from './agree.ts';
import { withPreferred } from './preferred.ts';
import {
  actKey,
  communicationOf,
  consentOf,
  coverageOf,
  eligibilityOf,
  type Sending,
  taskOf,
} from './resource.ts';

export type ActsClient = Pick<
  FhirClient,
  'search' | 'read' | 'create' | 'update' | 'patch' | 'statement' | 'abilities'
>;
export interface AtRecord {
  fhir: ActsClient;
  signal: AbortSignal;
}
export interface RecordRef {
  type: string;
  id: string;
}
export type Outcome =
  | { kind: 'done'; record: RecordRef }
  /** Sent again later; `perhaps`: it may have arrived. `base`: the version that was seen, if one was. */
  | { kind: 'wait'; code: ErrorCode; perhaps: boolean; base?: string; record?: RecordRef }
  | { kind: 'refused'; code: ErrorCode }
  | { kind: 'conflict' }
  | { kind: 'differs'; record: RecordRef; differences: string[] }
  /** The record took it and doesn't let it be read: nobody compared it, and sending it again would not help. */
  | { kind: 'unread'; record: RecordRef }
  /** The record doesn't take this: in another way, or not at all. */
  | { kind: 'not-taken' };

/** Of a look before anything was written. */
export function afterRead(f: Failure): Outcome {
  // Nobody is signed in to the record, or the desk is locked: it waits for that as for a record that is away.
  const waits = f.retryable || f.code === 'ehr-signed-out' || f.code === 'locked';
  if (waits) return { kind: 'wait', code: f.code, perhaps: false };
  return { kind: 'refused', code: f.code };
}
export function afterWrite(f: Failure): Outcome {
  if (f.code === 'ehr-unsupported') return { kind: 'not-taken' };
  if (f.code === 'ehr-conflict') return { kind: 'conflict' };
  if (isOpen(f.code)) return { kind: 'wait', code: f.code, perhaps: true };
  return afterRead(f);
}
/** Of the look at what was written. */
export function afterReadBack(f: Failure, record: RecordRef): Outcome {
  const after = afterRead(f);
  return after.kind === 'wait' ? { ...after, perhaps: true, record } : { kind: 'unread', record };
}

/** A plan on record, of this patient alone: another one's is never touched, whatever id a page gave. */
async function planOf(at: AtRecord, coverageId: string, patientId: string): Promise<Result<Resource>> {
  const read = await at.fhir.read('Coverage', coverageId, at.signal);
  if (!read.ok) return read;
  if (!read.value.modified) return fail('ehr-unreadable', 'Coverage');
  const { resource } = read.value;
  const whose = resource['beneficiary'] as { reference?: unknown } | undefined;
  const id = typeof whose?.reference === 'string' ? idIn(whose.reference, 'Patient') : null;
  return id === patientId ? ok(resource) : fail('not-found', 'Coverage');
}
function memberIdOn(plan: Resource): string {
  const own = plan['subscriberId'];
  if (typeof own === 'string') return own;
  const ids = [plan['identifier']].flat() as ({
    value?: unknown;
    type?: { coding?: { code?: unknown }[] };
  } | null)[];
  const member = ids.find((i) => i?.type?.coding?.some((c) => c.code === 'MB'));
  return typeof member?.value === 'string' ? member.value : '';
}

/** What the act is at the record, as a resource to create. */
async function resourceFor(
  at: AtRecord,
  act: Exclude<Act, ActOf<'preferences'>>,
  s: Sending,
): Promise<Result<Resource>> {
  switch (act.kind) {
    case 'insurance-update': {
      if (act.memberId !== '' || act.replaces === null || !act.memberKept)
        return ok(coverageOf(act, s, act.memberId));
      const plan = await planOf(at, act.replaces, s.patientId);
      return plan.ok ? ok(coverageOf(act, s, memberIdOn(plan.value))) : plan;
    }
    case 'benefit-request': {
      const plan = await planOf(at, act.coverageId, s.patientId);
      if (!plan.ok) return plan;
      const [payor] = [plan.value['payor']].flat();
      const named = typeof payor === 'object' && payor !== null;
      return ok(eligibilityOf(act, s, named ? payor : { display: act.payer }));
    }
    case 'contact-note':
      return ok(communicationOf(act, s));
    case 'reminder-consent':
      return ok(consentOf(act, s));
    default:
      return ok(taskOf(act, s));
  }
}

async function create(
  at: AtRecord,
  resource: Resource,
  s: Sending,
  made: RecordRef | null,
): Promise<Outcome> {
  let record = made;
  if (record === null) {
    const created = await at.fhir.create(resource, actKey(s.actId), at.signal);
    if (!created.ok) return afterWrite(created);
    record = { type: created.value.type, id: created.value.id };
  }
  const read = await at.fhir.read(record.type, record.id, at.signal);
  if (!read.ok) return afterReadBack(read, record);
  if (!read.value.modified) return { kind: 'unread', record };
  const differences = differencesOf(resource, read.value.resource);
  return differences.length === 0 ? { kind: 'done', record } : { kind: 'differs', record, differences };
}

async function prefer(
  at: AtRecord,
  act: ActOf<'preferences'>,
  s: Sending,
  base: string | null,
): Promise<Outcome> {
  const record = { type: 'Patient', id: s.patientId };
  const read = await at.fhir.read('Patient', s.patientId, at.signal);
  if (!read.ok) return afterRead(read);
  if (!read.value.modified) return { kind: 'refused', code: 'ehr-unreadable' };
  const { resource, etag } = read.value;
  const wanted = withPreferred(act, resource);
  // What an earlier sending did, although its answer was lost, is done.
  if (wanted.kind === 'already') return { kind: 'done', record };
  if (wanted.kind === 'gone' || (base !== null && etag !== base)) return { kind: 'conflict' };
  // Without versions nobody could tell whether a change of another person is lost.
  if (etag === null) return { kind: 'not-taken' };
  const has = resource['telecom'] !== undefined;
  const step = { op: has ? 'replace' : 'add', path: '/telecom', value: wanted.telecom } as const;
  const done = await at.fhir.patch(record, [step], etag, at.signal);
  if (!done.ok) {
    const after = afterWrite(done);
    return after.kind === 'wait' ? { ...after, base: etag } : after;
  }
  const held = await at.fhir.read('Patient', s.patientId, at.signal);
  if (!held.ok) return afterReadBack(held, record);
  if (!held.value.modified) return { kind: 'unread', record };
  return withPreferred(act, held.value.resource).kind === 'already'
    ? { kind: 'done', record }
    : { kind: 'differs', record, differences: ['telecom'] };
}

/**
 * `base`: version of the patient that was seen at the beginning; `made`: what an earlier sending made, so that it is only
 * looked at. Sent again with the same id it is never done twice.
 */
export async function perform(
  at: AtRecord,
  act: Act,
  s: Sending,
  how: How,
  { base, made }: { base: string | null; made: RecordRef | null },
): Promise<Outcome> {
  if (how === 'task') return create(at, taskOf(act, s), s, made);
  if (how !== 'record') return { kind: 'not-taken' };
  if (act.kind === 'preferences') return prefer(at, act, s, base);
  const resource = await resourceFor(at, act, s);
  return resource.ok ? create(at, resource.value, s, made) : afterRead(resource);
}
