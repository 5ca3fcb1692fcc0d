// What every part of a form knows: whose call, which patient and account, and which act.
import type { Account } from '#shared/domain/accounts/account.ts';
import type { ActKind } from '#shared/domain/acts/act.ts';
import type { Verified } from '../app/verified.ts';

export interface Here {
  contextId: string;
  account: Account;
  kind: ActKind;
  patient: Verified;
  /** Names what is kept of this form: another patient or another act has its own. */
  form: string;
}
export interface About {
  contextId: string;
  patientId: string;
}
export const aboutOf = (here: Here): About => ({
  contextId: here.contextId,
  patientId: here.patient.patientId,
});
export const hereOf = (contextId: string, account: Account, kind: ActKind, patient: Verified): Here => ({
  contextId,
  account,
  kind,
  patient,
  form: `act ${contextId} ${patient.patientId} ${kind}`,
});
