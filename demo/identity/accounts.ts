// Who can sign in at the demo's provider. Made-up people; one password for all, shown on the page, because a demo has nothing
// to hide. Each has a second factor, but for one, so that its lack can be seen refused.
import { demoPassphrase, demoPeople, type DemoPerson } from '../people/people.ts';

/** RFC 8176: a one-time code, or a key of hardware. */
export type Factor = 'otp' | 'hwk';
export interface Account extends DemoPerson {
  password: string;
  factor: Factor | null;
}
/** What the provider calls a sign-in with two factors, and one with the password alone. */
export const acrTwo = 'urn:careline:demo:two-factors';
export const acrOne = 'urn:careline:demo:password';
/** The code of every sample phone. */
export const sampleCode = '246810';
export const withoutFactor = 'noor-haddad';

export const accounts: readonly Account[] = demoPeople.map((person) => ({
  ...person,
  password: demoPassphrase,
  factor: person.id === withoutFactor ? null : person.role === 'administrator' ? 'hwk' : 'otp',
}));
export const accountOf = (id: string): Account | null => accounts.find((one) => one.id === id) ?? null;
