// Whom to phone from the account's on-call list, how far the list may be trusted, and whether it was done. Pure.
import type { Account, OnCallContact } from '../accounts/account.ts';
import type { EmergencyTick } from './ticks.ts';

const roles: readonly OnCallContact['role'][] = ['primary', 'backup', 'answering-line'];
/** In the order in which they are phoned. */
export const phoneOrder = (account: Account): OnCallContact[] =>
  account.onCall.contacts.toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role));

/** 4d.7: a list counts for 24 hours; past 12 it is confirmed by phone. */
export function listAge(asOf: string, now: string): 'fresh' | 'old' | 'expired' {
  const hours = (Date.parse(now) - Date.parse(asOf)) / 3_600_000;
  return hours > 24 ? 'expired' : hours > 12 ? 'old' : 'fresh';
}

/** When the clinician was told by phone, as the ticks have it; null = not told, or taken back. */
export function toldAt(ticks: readonly EmergencyTick[], clinicianStepId: string): string | null {
  const last = ticks.findLast((t) => t.stepId === clinicianStepId);
  return last?.on === true ? last.at : null;
}
