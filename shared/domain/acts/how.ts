// How an act is done at a record that may not take it (facts on writing back): as what it is, else as a task for the
// practice's own people, else as a message of the log. Pure.
import { isReasonCode, type ReasonCode } from '../accounts/reason.ts';
import type { Action } from '../disclosure/actions.ts';
import { type Act, type ActKind, actKinds, type Queue } from './act.ts';

export const hows = ['record', 'task', 'message', 'none'] as const;
export type How = (typeof hows)[number];
/**
 * - `writes`: the record says that it takes this; `untold`: it hasn't said, so it is tried;
 * - `no-create`: it doesn't take this kind, so it is a task; `by-hand`: somebody at the practice has to do it, so it is a task;
 * - `no-task`: it takes neither; `no-record`: no record is set up; `not-allowed`: not for this role or this caller.
 */
export const whys = [
  'writes',
  'untold',
  'no-create',
  'by-hand',
  'no-task',
  'no-record',
  'not-allowed',
] as const;
export type Why = (typeof whys)[number];

/** What the disclosure rules call it. */
export const actionOf: Readonly<Record<ActKind, Action>> = {
  'insurance-update': 'insurance-update',
  'benefit-request': 'benefit-request',
  'refill-request': 'refill-request',
  'referral-request': 'referral-request',
  'records-request': 'records-request',
  'contact-note': 'contact-note',
  'follow-up': 'follow-up',
  preferences: 'preferences',
  'reminder-consent': 'preferences',
};
/** What it is at the record; null = a task from the start, because a person decides it. */
export const recordTypeOf: Readonly<
  Record<ActKind, { type: string; interaction: 'create' | 'patch' } | null>
> = {
  'insurance-update': { type: 'Coverage', interaction: 'create' },
  'benefit-request': { type: 'CoverageEligibilityRequest', interaction: 'create' },
  'refill-request': null,
  'referral-request': null,
  'records-request': null,
  'contact-note': { type: 'Communication', interaction: 'create' },
  'follow-up': null,
  preferences: { type: 'Patient', interaction: 'patch' },
  'reminder-consent': { type: 'Consent', interaction: 'create' },
};
/** Whose task it becomes. */
export const queueOf = (act: Act): Queue =>
  act.kind === 'follow-up'
    ? act.queue
    : (
        {
          'insurance-update': 'insurance',
          'benefit-request': 'insurance',
          'refill-request': 'pharmacy',
          'referral-request': 'referrals',
          'records-request': 'records',
          'contact-note': 'front-desk',
          preferences: 'registration',
          'reminder-consent': 'registration',
        } as const
      )[act.kind];

type Answer = 'yes' | 'no' | 'unknown';
/** `can`: what the record says of writing a type. */
export function howOf(
  kind: ActKind,
  can: (type: string, interaction: 'create' | 'patch') => Answer,
): { how: How; why: Why } {
  const as = recordTypeOf[kind];
  const own = as === null ? null : can(as.type, as.interaction);
  if (own === 'yes') return { how: 'record', why: 'writes' };
  if (own === 'unknown') return { how: 'record', why: 'untold' };
  const task = can('Task', 'create');
  if (task === 'no') return { how: 'message', why: 'no-task' };
  return { how: 'task', why: own === 'no' ? 'no-create' : 'by-hand' };
}

const first: Partial<Record<ReasonCode, readonly ActKind[]>> = {
  reminder_preference: ['reminder-consent', 'preferences'],
  insurance: ['insurance-update', 'benefit-request'],
  coverage_question: ['benefit-request', 'insurance-update'],
  billing: ['insurance-update', 'follow-up'],
  refill: ['refill-request'],
  records: ['records-request'],
  referral: ['referral-request'],
  follow_up: ['follow-up', 'contact-note'],
  test_results: ['follow-up'],
  portal: ['preferences', 'follow-up'],
  complaint: ['follow-up', 'contact-note'],
  clinical_message: ['follow-up'],
};
/** The acts that such a call is likely to end in come first; all others after them. */
export function actsFor(reason: string | null): { first: readonly ActKind[]; more: readonly ActKind[] } {
  // A code that comes from elsewhere may be any word.
  const known = reason !== null && isReasonCode(reason) ? first[reason] : undefined;
  const own = known ?? ['contact-note', 'follow-up'];
  return { first: own, more: actKinds.filter((k) => !own.includes(k)) };
}
