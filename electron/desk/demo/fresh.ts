// The sample accounts carry an on-call list of a fixed day. In the demo it is as old as a real one would be in the evening,
// relative to the desk's clock; outside the demo nothing is touched.
import type { Account } from '#shared/domain/accounts/account.ts';

const ageMinutes = 75;

export const freshOnCall = (accounts: readonly Account[], now: string): Account[] =>
  accounts.map((a) => ({
    ...a,
    onCall: { ...a.onCall, asOf: new Date(Date.parse(now) - ageMinutes * 60_000).toISOString() },
  }));
