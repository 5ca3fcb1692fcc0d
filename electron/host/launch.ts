// What `npm start` and an Electron it started tell each other over Node's IPC pipe. Tokens travel here rather than in
// arguments or the environment; when the pipe closes, the app ends.
import { z } from 'zod';

const url = z.url({ protocol: /^https?$/ }).max(2000);

/** Where this desk's phone engine registers: the carrier's own address, or a local carrier's `ws://127.0.0.1:PORT`. */
export const phoneConfig = z.union([
  z.literal('twilio'),
  z.strictObject({ carrier: z.string().regex(/^ws:\/\/127\.0\.0\.1:\d{1,5}$/) }),
]);
export type PhoneConfig = z.infer<typeof phoneConfig>;

const origin = z.string().regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/);
const client = {
  /** As the record's administrators registered this app. */
  clientId: z.string().regex(/^[\x21-\x7e]{1,200}$/),
  /** Instead of the scopes of each role (`electron/desk/ehr/scopes.ts`). */
  scope: z
    .string()
    .regex(/^[\x20-\x7e]{1,2000}$/)
    .optional(),
  /** Other origins than the base's own that its sign-in may stand on. */
  origins: z.array(origin).max(5).optional(),
};
/** How a desk signs in to the record: a fixed token, the agent's own sign-in, or the desk's own key. */
export const fhirAuth = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('token') }),
  z.strictObject({
    kind: z.literal('launch'),
    ...client,
    /** For a server that wants the exact redirect address registered; else any free port. */
    redirectPort: z.int().min(1024).max(65_535).optional(),
  }),
  z.strictObject({ kind: z.literal('backend'), ...client }),
]);
export type FhirAuth = z.infer<typeof fhirAuth>;
/** `token` goes with every request where `auth` is absent or `token`; null: the record wants none. */
export const fhirConfig = z.strictObject({
  url,
  token: z.string().max(8000).nullable(),
  auth: fhirAuth.optional(),
});
export type FhirConfig = z.infer<typeof fhirConfig>;

/** First and only message of the launcher. */
export const launchConfig = z.strictObject({
  t: z.literal('launch'),
  profile: z.string().min(1).max(4000),
  demo: z.strictObject({ controlUrl: url, controlToken: z.string().min(1).max(400) }).nullable(),
  backendUrl: url.nullable(),
  fhir: fhirConfig.nullable(),
  enrolCode: z.string().max(200).nullable(),
  /** Absent or null: no telephony, or the demo's line without sound. */
  phone: phoneConfig.nullable().optional(),
});
export type LaunchConfig = z.infer<typeof launchConfig>;

/** The main page has put something on the screen. The launcher falls back to the preview when it never hears this. */
export const launchReport = z.strictObject({ t: z.literal('painted') });
export type LaunchReport = z.infer<typeof launchReport>;

/** The argument that tells the app that a launcher waits at the other end of the pipe. */
export const launchedFlag = '--careline-launched';

/** The argument that names a file with the same config, for tests and developers; never in an installed app. */
export const configFlag = '--careline-config=';
