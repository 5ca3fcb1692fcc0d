// What `session.state` says of who sits here and how that was proved. Each room of the guard adds its part; what none says
// is the strict or the empty answer.
import type { SessionState } from '#shared/contract/session.ts';

export type GuardStanding = Pick<
  SessionState,
  | 'signIn'
  | 'slots'
  | 'proof'
  | 'arrived'
  | 'needsSecret'
  | 'secretRules'
  | 'lastSignIn'
  | 'lastHere'
  | 'failedSince'
  | 'otherSession'
  | 'roleWaits'
  | 'lease'
  | 'blurAfterMinutes'
  | 'signOutAfterMinutes'
  | 'lockRange'
  | 'policy'
>;

/** C3: blur 3, lock 1 to 15; C1: nobody seated after an hour; a PIN only where somebody says that it may be. */
export const standingAtFirst: GuardStanding = {
  signIn: { mode: 'names', going: null, problem: null },
  slots: [],
  proof: null,
  arrived: null,
  needsSecret: false,
  secretRules: { pin: false, minPin: 6, minPassphrase: 12, passphraseOnly: true },
  lastSignIn: null,
  lastHere: null,
  failedSince: 0,
  otherSession: null,
  roleWaits: null,
  lease: { state: 'none', until: null, seenAt: null, needsSignIn: false },
  blurAfterMinutes: 3,
  signOutAfterMinutes: 60,
  lockRange: { least: 1, most: 15 },
  policy: { version: 0, problem: null },
};
