// The sample accounts carry an on-call list of a fixed day. In the demo it looks like one that came in with the last sync:
// the newest mark of a four-hour grid that is at least 45 minutes past, so that every read at one hour tells one time.
// Outside the demo nothing is touched.
import type { Account } from '#shared/domain/accounts/account.ts';

const gridMs = 4 * 3_600_000;
const leastAgeMs = 45 * 60_000;

export function freshOnCall(accounts: readonly Account[], now: string): Account[] {
  const asOf = new Date(Math.floor((Date.parse(now) - leastAgeMs) / gridMs) * gridMs).toISOString();
  return accounts.map((a) => ({ ...a, onCall: { ...a.onCall, asOf } }));
}
