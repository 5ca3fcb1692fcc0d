// The demo's control server on loopback (demo profiles only): what the drawer and the Proof page ask of it.
// Bearer token; errors are `{error}` with a 4xx or 5xx status.
import { z } from 'zod';
import { ringKinds } from '#shared/domain/calls/ring-kinds.ts';

export const upDown = z.enum(['up', 'down']);

/** GET /state, and the answer of POST /backend, /ehr and /reset. `ehr` is null when a real EHR was named at start. */
export const demoState = z.strictObject({
  backend: upDown,
  ehr: upDown.nullable(),
  postgres: upDown,
});
export type DemoState = z.infer<typeof demoState>;

/** POST /backend, POST /ehr: really ends the process with SIGKILL, or starts it again on the same port. */
export const switchBody = z.strictObject({ on: z.boolean() });

/** POST /reset: the backend's tables are emptied; devices must enrol again with the new code. */
export const demoReset = z.strictObject({ state: demoState, enrolCode: z.string() });

/** GET /messages: counted by SQL on a connection of its own, not by the backend. */
export const demoMessages = z.strictObject({
  total: z.int().min(0),
  distinctIds: z.int().min(0),
  addenda: z.int().min(0),
  entries: z.int().min(0),
  quarantined: z.int().min(0),
  perDevice: z.array(
    z.strictObject({
      device: z.string(),
      messages: z.int().min(0),
      distinctIds: z.int().min(0),
      /** The normal lane's, as a desk of version 1 counts. */
      lastSeq: z.int().min(0),
      lanes: z.strictObject({ urgent: z.int().min(0), normal: z.int().min(0) }),
    }),
  ),
});
export type DemoMessages = z.infer<typeof demoMessages>;

/** GET /captured: what the backend would have sent by its channels, oldest first; the last 500. */
export const demoCaptured = z.strictObject({
  captured: z
    .array(
      z.strictObject({
        at: z.iso.datetime({ precision: 3 }),
        channel: z.enum(['sms', 'voice', 'mail', 'webhook']),
        to: z.string(),
        text: z.string(),
        /** Page of the clinician; POST `<link>/accept`, `/decline` or `/outcome` answers for them. */
        link: z.string(),
      }),
    )
    .max(500),
});
export type DemoCaptured = z.infer<typeof demoCaptured>;

/** POST /accept: answers as the clinician would by the link that was captured last for this address (or for anybody). */
export const demoAcceptBody = z.strictObject({ to: z.string().max(120).nullable() });
export const demoAccepted = z.strictObject({ accepted: z.boolean() });

/** POST /ring. The same seed gives the same caller and scenario; without one a random seed is drawn and answered. */
export const ringBody = z.strictObject({
  kind: z.enum(ringKinds),
  seed: z.int().min(0).max(0xffffffff).optional(),
});
export type RingBody = z.infer<typeof ringBody>;

/** A made-up caller: `facts` are what this caller says when asked, `captions` what they say over time ("from the scenario"). */
export const ringAnswer = z.strictObject({
  scenario: z.string(),
  seed: z.int().min(0),
  number: z.string(),
  dnis: z.string(),
  accountId: z.string(),
  callerName: z.string(),
  /** `self` or what the caller is to the patient, in the words of `callerIs` (shared/domain/messages). */
  relation: z.string(),
  patientId: z.string(),
  waitedSeconds: z.int().min(0),
  captions: z.array(z.strictObject({ atMs: z.int().min(0), text: z.string() })),
  facts: z.strictObject({ fullName: z.string(), birthDate: z.iso.date() }),
});
export type RingAnswer = z.infer<typeof ringAnswer>;

/** POST /carrier/ring: the caller of `ringBody` as a real call at the local carrier. 409 when the demo has none. */
export const carrierRung = z.strictObject({ callerId: z.uuid(), ring: ringAnswer });
/** GET /carrier/callers: scripted callers that are still there or ended a moment ago. `callId` once an agent has them. */
export const carrierCallers = z.array(
  z.strictObject({
    callerId: z.uuid(),
    callId: z.uuid().nullable(),
    over: z.boolean(),
    captions: z.array(z.strictObject({ at: z.string(), text: z.string() })).max(300),
  }),
);
export type CarrierCallers = z.infer<typeof carrierCallers>;
/** POST /carrier/ask: the agent of this call asks who it is about; the caller says it, once. */
export const carrierAsk = z.strictObject({ callId: z.uuid() });
export const carrierAsked = z.strictObject({ asked: z.boolean() });

/** POST /sign-in: the control goes through the provider's pages as this person's browser would, to the answer at the desk's port. */
export const demoSignIn = z.strictObject({ address: z.url().max(8000), personId: z.string().max(60) });
/** HTTP status of the last page: the desk's own "back to Careline" is 200. */
export const demoSignedIn = z.strictObject({ status: z.int() });
