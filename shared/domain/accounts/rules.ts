// What an account's own list allows (M15). The safe answer is always the one that sends the message on: a reason that the
// account doesn't list never waits.
import { type Urgency, urgencyRank } from '../messages/message.ts';
import type { Account, AccountReason, EmergencyNumbers } from './account.ts';

export const reasonOf = (account: Account, code: string): AccountReason | null =>
  account.reasons.find((r) => r.code === code) ?? null;

/** M15: true only for a non-clinical reason on the account's closed list. */
export function mayHold(account: Account, code: string): boolean {
  const reason = reasonOf(account, code);
  return reason !== null && !reason.clinical && reason.mayWaitUntilMorning;
}

/** What the form starts with. A reason that the account doesn't know starts as urgent: nobody judges it to be less (product.md 0.3). */
export function defaultUrgency(account: Account, code: string): Urgency {
  return reasonOf(account, code)?.urgency ?? 'urgent-clinical';
}

/**
 * The least urgent class that the form may save for this reason (M15), as `lowestUrgency` of messages/complete.ts.
 * Clinical and unlisted reasons: never below routine clinical. A non-clinical reason that may not wait keeps its class;
 * `mayHold` says whether it is sent at once.
 */
export function lowestUrgency(account: Account, code: string): Urgency {
  const reason = reasonOf(account, code);
  return reason !== null && !reason.clinical ? 'non-clinical' : 'routine-clinical';
}

/** Sent to somebody now, or kept for the morning batch. Urgency above non-clinical is always sent. */
export function mustDispatch(account: Account, code: string, urgency: Urgency): boolean {
  return urgencyRank(urgency) < urgencyRank('non-clinical') || !mayHold(account, code);
}

/** Numbers by the account's region; the schema makes sure that there is a set. */
export function emergencyNumbers(account: Account): EmergencyNumbers {
  const set = account.emergencyNumbersByRegion[account.region];
  if (set === undefined) throw new Error('account without emergency numbers for its region');
  return set;
}

/** M18: minutes to tell the caller; null = the next working day. */
export const expectedCallbackMinutes = (account: Account, urgency: Urgency): number | null =>
  account.callbackMinutes[urgency] ?? null;

/** The account whose line was dialled. */
export const accountOfLine = (accounts: readonly Account[], dnis: string): Account | null =>
  accounts.find((a) => a.lines.some((l) => l.dnis === dnis)) ?? null;
