// Signing in to the practice's record (SMART on FHIR): how it stands, begin, cancel, sign out, and the desk's public key for
// whoever registers it. No token, code or key of any kind crosses the bridge.
import { z } from 'zod';
import { type ErrorCode, errorCodes } from '../domain/errors.ts';
import { instant, nothing, request, type Role, topic } from './kinds.ts';

/** Trainers work with made-up people only. */
const roles: readonly Role[] = ['agent', 'after-hours', 'nurse', 'supervisor'];
const surfaces = ['main', 'panel'] as const;

export const ehrState = z.strictObject({
  /**
   * - `none`: no record is set up; `open`: nobody has to sign in here; `signed-out`, `signing-in`, `signed-in`: the agent;
   * - `refused`: the record doesn't take this desk's token or key.
   */
  phase: z.enum(['none', 'open', 'signed-out', 'signing-in', 'signed-in', 'refused']),
  /** `launch`: the agent signs in; `backend`: the desk by its own key; `token`: a fixed one. */
  kind: z.enum(['none', 'token', 'launch', 'backend']),
  /** Why it is not signed in (any more); null = nobody has yet, or it is. */
  why: z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]).nullable(),
  /** Of a sign-in that is going on: asking the record, waiting for the person in the browser, finishing. */
  step: z.enum(['asking', 'browser', 'finishing']).nullable(),
  /** The record's own page, where this host can't open it: the page shows it as a link. */
  address: z.string().max(8000).nullable(),
  /** When the sign-in that is going on is ended. */
  endsAt: instant.nullable(),
  since: instant.nullable(),
  /** End of the token at hand. */
  until: instant.nullable(),
  /** It is renewed by itself; else the agent signs in again at `until`. */
  lasting: z.boolean(),
  /** False: this computer's disk doesn't take it (it is full). It is used all the same, and lost when the desk ends. */
  stored: z.boolean(),
  /** Types of records that were asked for and not granted. */
  missing: z.array(z.string().max(80)).max(60),
  /** What the server says of itself, once it was asked. */
  server: z
    .strictObject({ host: z.string(), software: z.string().nullable(), fhirVersion: z.string().nullable() })
    .nullable(),
});
export type EhrState = z.infer<typeof ehrState>;

const publicKey = z.strictObject({
  kid: z.string(),
  alg: z.string(),
  use: z.string(),
  key_ops: z.array(z.string()),
  kty: z.enum(['EC', 'RSA']),
  crv: z.string().optional(),
  x: z.string().optional(),
  y: z.string().optional(),
  n: z.string().optional(),
  e: z.string().optional(),
});

const common = { roles, surfaces };
export const ehr = {
  state: request(nothing, ehrState, { surfaces, effect: 'control', lease: 'free' }),
  /** Returns as soon as the browser has it; how it goes on is told by `changed`. */
  signIn: request(nothing, ehrState, { ...common, effect: 'remote', audit: 'ehr.sign-in' }),
  cancel: request(nothing, ehrState, { ...common, effect: 'control', lease: 'free' }),
  signOut: request(nothing, ehrState, { ...common, effect: 'control', lease: 'free', audit: 'ehr.sign-out' }),
  /** The desk's public key (JWKS), made at the first need. */
  register: request(
    nothing,
    z.strictObject({ clientId: z.string(), keys: z.array(publicKey).min(1).max(2) }),
    { ...common, surfaces: ['main'], effect: 'remote', audit: 'ehr.register' },
  ),
  changed: topic(surfaces),
};
