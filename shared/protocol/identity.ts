// Sign-in at the backend, and what a handshake tells of it (product.md C1, C8, C10, C36). The desk brings the ID token that it got
// from the organisation's provider; the backend checks it anew and binds (device, person). From then on `person` in a body
// is believed of that device alone, with the role that the backend has for them.
import { z } from 'zod';
import { person } from './person.ts';

const v = z.literal(2);
const at = z.iso.datetime({ precision: 3 });
const personId = z.string().min(1).max(60);
const deviceId = z.string().max(64);
const key32 = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);
const signature64 = z.string().regex(/^[A-Za-z0-9+/]{86}==$/);

/** A policy as the organisation signed it: Ed25519 over `policyText(organisation, text)` (shared/domain/access/policy.ts). */
export const signedPolicy = z.strictObject({ text: z.string().max(20_000), signature: signature64 });
export type SignedPolicy = z.infer<typeof signedPolicy>;

/** Asked for by `knows: ['policy']` in the enrolment, so that an older desk is never told what it cannot read. */
export const enrolPolicy = z.strictObject({
  /** The organisation's Ed25519 key, raw 32 bytes, base64: pinned by the desk. It signs policies and audit receipts. */
  publicKey: key32,
  /** Null = the organisation has none: `defaultPolicy`. */
  signed: signedPolicy.nullable(),
});

/**
 * What a desk says of itself in a handshake. It stands in `handshake2Request.desk`; a backend from before it refuses that
 * body as `invalid`, and the desk asks again without.
 */
export const deskSays = z.strictObject({
  /** Of the policy that the desk holds; 0 = none. */
  policyVersion: z.int().min(0),
  /** Asset inventory (C13). */
  app: z.string().max(40),
  os: z.string().max(80),
  /** Patient data lies on this device (encrypted). */
  storesPhi: z.boolean(),
  /** Of the vault that the device's key lies in: what is sealed to the organisation names it (keys.ts). */
  vaultId: z.uuid(),
});
export type DeskSays = z.infer<typeof deskSays>;

/** Stands in `handshake2Answer.guard` when the desk sent `desk`. Lists name people of this device only. */
export const guardSays = z.strictObject({
  publicKey: key32,
  /** Only when newer than the desk's. */
  policy: signedPolicy.nullable(),
  /** Of the policy in force; null = no lease. */
  leaseMinutes: z.number().min(1).max(480).nullable(),
  /** No longer allowed at this device: their slot, seat and session go. Told at every handshake. */
  revoked: z.array(personId).max(500),
  /** Sessions at this device that were ended elsewhere (C1): one that began after `at` is another one. */
  ended: z.array(z.strictObject({ person: personId, at })).max(500),
  /** Everybody bound to this device, with the role that counts. */
  roles: z.array(z.strictObject({ person: personId, role: person.shape.role })).max(500),
});
export type GuardSays = z.infer<typeof guardSays>;

/** A live session of the same person at another device (C1). */
export const otherSession = z.strictObject({ device: deviceId, name: z.string().max(80), since: at });

/**
 * POST /v2/session: binds, or brings a fresh proof. An ID token is taken once: the same one again is `replayed`.
 * `nonce` is what the desk put into the authorisation request; a token that carries another one was made for somebody else.
 */
export const sessionRequest = z.strictObject({
  v,
  for: z.enum(['sit', 'step-up']),
  /** With `step-up`: who sits there; a token of somebody else is refused. */
  person: personId.nullable(),
  idToken: z.string().max(20_000),
  nonce: z.string().min(16).max(200),
  /** Ends this person's sessions at other devices in the same breath. */
  endOther: z.boolean(),
});
export const sessionAnswer = z.strictObject({
  v,
  person,
  mfa: z.boolean(),
  /** What asks for a fresh proof (`step-up-needed`) is allowed until then; null = the token had no second factor. */
  stepUpUntil: at.nullable(),
  /** The sign-in before this one, anywhere (C8). */
  lastSignIn: z.strictObject({ at, device: deviceId }).nullable(),
  /** Failed sign-ins as this person since the last good one. */
  failedSince: z.int().min(0),
  others: z.array(otherSession).max(20),
  serverTime: at,
});
export type SessionAnswer = z.infer<typeof sessionAnswer>;

/** How long a proof counts for what asks for a fresh one. */
export const stepUpMs = 5 * 60_000;
/** An ID token may be this old (`iat`) when it comes. */
export const tokenAgeMs = 5 * 60_000;

/** POST /v2/session/leave: the person got up. The binding stays, so that they may sit again by their secret. */
export const leaveRequest = z.strictObject({ v, person: personId });
/** POST /v2/session/seat: sat down by their secret, without the provider; the binding must stand. Starts a live session. */
export const seatRequest = z.strictObject({ v, person: personId, endOther: z.boolean() });
/** POST /v2/session/end: ends this person's sessions at every other device; only from a device where they sit. */
export const endRequest = z.strictObject({ v, person: personId });
/** The answer to each of the three. */
export const liveAnswer = z.strictObject({ v, others: z.array(otherSession).max(20), serverTime: at });
export type LiveAnswer = z.infer<typeof liveAnswer>;

/**
 * Why a sign-in is not taken: `message` of the error `refused`, a code of shared/domain/errors.ts. `sign-in-none`: no provider here;
 * `sign-in-offline`: its keys could not be fetched; `sign-in-unknown`: its subject is nobody of this organisation;
 * `sign-in-stale`: made more than five minutes ago; `sign-in-not-yet`: in the future.
 */
export const signInProblems = [
  'sign-in-none',
  'sign-in-offline',
  'sign-in-unreadable',
  'sign-in-algorithm',
  'sign-in-forged',
  'sign-in-issuer',
  'sign-in-audience',
  'sign-in-expired',
  'sign-in-stale',
  'sign-in-not-yet',
  'sign-in-nonce',
  'sign-in-replayed',
  'sign-in-factor',
  'sign-in-unknown',
  'sign-in-other-person',
  'person-revoked',
  'busy',
] as const;
export type SignInProblem = (typeof signInProblems)[number];
