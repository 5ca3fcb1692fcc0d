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

/** First and only message of the launcher. */
export const launchConfig = z.strictObject({
  t: z.literal('launch'),
  profile: z.string().min(1).max(4000),
  demo: z.strictObject({ controlUrl: url, controlToken: z.string().min(1).max(400) }).nullable(),
  backendUrl: url.nullable(),
  fhir: z.strictObject({ url, token: z.string().max(8000).nullable() }).nullable(),
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
