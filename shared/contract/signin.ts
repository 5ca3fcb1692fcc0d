// Signing in at the organisation's provider by the system's browser (OpenID Connect), and the fresh proof that some acts ask
// for. How it stands is part of `session.state`; `session.changed` says that it moved.
import { z } from 'zod';
import { everybody, nothing, request } from './kinds.ts';
import { sessionState, signInPurposes } from './session.ts';

const control = { effect: 'control', lease: 'free' } as const;

export const signin = {
  /**
   * Answers once the browser has the page, or once there is an address to offer. `sit`: the vault is open. `step-up`: somebody
   * sits here. `recover`: the vault is closed and a secret is forgotten; `personId` says whose.
   */
  begin: request(
    z.strictObject({ for: z.enum(signInPurposes), personId: z.string().max(60).optional() }),
    sessionState,
    { ...control, when: 'always', roles: 'any', audit: 'signin.begin' },
  ),
  cancel: request(nothing, sessionState, { ...control, when: 'always', roles: 'any' }),
  /** The fresh proof without a browser: by the secret of whoever sits here. */
  stepUp: request(z.strictObject({ secret: z.string().min(1).max(400) }), sessionState, {
    ...control,
    when: 'open',
    roles: everybody,
    audit: 'signin.stepUp',
  }),
  /** Ends this person's session at the other desk (C1). */
  endOther: request(nothing, sessionState, {
    ...control,
    when: 'open',
    roles: everybody,
    audit: 'signin.endOther',
  }),
};
