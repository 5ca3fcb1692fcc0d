// The demo's drawer and the proof page. Refused with `demo-only` outside a demo profile.
import { z } from 'zod';
import { ringKinds } from '#shared/domain/calls/ring-kinds.ts';
import { nothing, request, topic } from './kinds.ts';
import { sessionState, signInPurposes } from './session.ts';

export const demoState = z.strictObject({
  backend: z.enum(['up', 'down', 'unknown']),
  ehr: z.enum(['up', 'down', 'unknown']),
  clock: z.string().nullable(),
  passphrase: z.string(),
  /** The ids of the slots that this passphrase opens: it is filled in there, and nowhere else. */
  opens: z.array(z.string()),
  standIns: z.array(z.string()),
});
export type DemoState = z.infer<typeof demoState>;
export const proofChecks = ['name-in-vault-bytes', 'messages-once', 'audit-linked', 'connections'] as const;
export type ProofCheck = (typeof proofChecks)[number];
/** Numbers by name; the page says what they mean. `passed` null = could not be checked here, `note` says why. */
export const proofResult = z.strictObject({
  check: z.enum(proofChecks),
  passed: z.boolean().nullable(),
  numbers: z.record(z.string(), z.number()),
  note: z.string().nullable(),
  tookMs: z.number(),
});
export type ProofResult = z.infer<typeof proofResult>;

const ask = { effect: 'control', roles: 'any', lease: 'free' } as const;
export const demo = {
  state: request(nothing, demoState, { ...ask, when: 'always' }),
  ring: request(
    z.strictObject({ kind: z.enum(ringKinds), seed: z.int().nullable() }),
    z.strictObject({ callId: z.uuid() }),
    { ...ask, when: 'open-or-locked' },
  ),
  backend: request(z.strictObject({ on: z.boolean() }), demoState, { ...ask, when: 'always' }),
  /** Stops or starts the sample EHR, really. */
  ehr: request(z.strictObject({ on: z.boolean() }), demoState, { ...ask, when: 'always' }),
  /** A sign-in from its beginning to its end, with the demo's control as that person's browser at the real provider. */
  signIn: request(
    z.strictObject({ personId: z.string().max(60), for: z.enum(signInPurposes) }),
    sessionState,
    { ...ask, when: 'always', audit: 'signin.begin' },
  ),
  /** Stops the backend and lets the read-lease run out, as an hour without it would: the clocks say so, the rest is real. */
  endLease: request(nothing, demoState, { ...ask, when: 'open' }),
  killDesk: request(nothing, nothing, { ...ask, when: 'always' }),
  /**
   * Shifts the desk's clock so that it is this time (HH:MM) now, in `zone` (IANA) or here, today, on the last working day
   * or on `date`; null = the real time.
   */
  clock: request(
    z.strictObject({
      time: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
        .nullable(),
      zone: z.string().max(60).optional(),
      workday: z.boolean().optional(),
      date: z.iso.date().optional(),
    }),
    demoState,
    { ...ask, when: 'always' },
  ),
  /** Fills the lived-in day again; messages that were taken stay. */
  reset: request(nothing, demoState, { ...ask, when: 'open' }),
  proof: request(z.strictObject({ check: z.enum(proofChecks) }), proofResult, {
    ...ask,
    when: 'open',
    progress: true,
  }),
  changed: topic(['main']),
};
