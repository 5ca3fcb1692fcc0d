// What every part of the form knows: whose call, which patient and account, and what it was opened for.
import type { Account } from '#shared/domain/accounts/account.ts';
import { type BookingRules, noRules } from '#shared/domain/booking/visit.ts';
import type { Task } from '../app/desk-store.ts';
import type { Verified } from '../app/verified.ts';

export interface Here {
  contextId: string;
  accountId: string;
  /** Null: nobody is verified. */
  patient: Verified | null;
  what: Extract<Task, { kind: 'booking' }>['what'];
  visitId: string | null;
  /** Names what is kept of this form. */
  task: string;
  rules: BookingRules;
  /** The practice's own. */
  zone: string;
}
/** `patientId` '': nobody is verified. */
export const taskOf = ({ what, visitId }: Pick<Here, 'what' | 'visitId'>, patientId: string): string =>
  `${what} ${visitId ?? ''} ${patientId}`;
export const hereOf = (
  given: Pick<Here, 'contextId' | 'accountId' | 'what' | 'visitId'>,
  patient: Verified | null,
  account: Account,
): Here => ({
  ...given,
  patient,
  task: taskOf(given, patient?.patientId ?? ''),
  rules: account.booking ?? noRules,
  zone: account.zone,
});
