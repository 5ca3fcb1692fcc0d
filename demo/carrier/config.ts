// How the carrier's process is told what to do (one JSON line on stdin) and what it answers (one JSON line on stdout).
// Secrets never travel by arguments or the environment.
import { z } from 'zod';

const sid = (prefix: string) => z.string().regex(new RegExp(`^${prefix}[0-9a-f]{32}$`));
const loopback = (scheme: string) => z.string().regex(new RegExp(`^${scheme}://127\\.0\\.0\\.1:\\d{1,5}$`));
/** E.164 */
export const phoneNumber = z.string().regex(/^\+[1-9]\d{6,14}$/);
/** Where the carrier's own requests go: loopback only, whatever a TwiML document or a REST call names. */
export const hookUrl = z
  .url({ protocol: /^http$/ })
  .max(2000)
  .regex(/^http:\/\/(127\.0\.0\.1|localhost):\d{1,5}\//);

export const webhooks = z.strictObject({
  /** Of every number: a call comes in. Answers TwiML. */
  incoming: hookUrl,
  /** Of the TwiML application: an agent's phone engine dials. Answers TwiML. */
  outgoing: hookUrl,
  /** Of every number: how a call that came in ended; null = nobody is told. */
  status: hookUrl.nullable().default(null),
});
export type Webhooks = z.infer<typeof webhooks>;

export const carrierConfig = z.strictObject({
  /** 0 = any free port. */
  port: z.int().min(0).max(65535).default(0),
  accountSid: sid('AC'),
  authToken: z.string().min(16).max(64),
  apiKeySid: sid('SK'),
  apiKeySecret: z.string().min(16).max(64),
  appSid: sid('AP'),
  /** Null until a test says them by `POST /webhooks`: calls then hear "not in service". */
  webhooks: webhooks.nullable().default(null),
  /** Lines of the account: what callers may dial. Empty = any number is a line of it. */
  numbers: z.array(phoneNumber).max(500).default([]),
  /** Chosen by the parent, so that it need not read it; absent = drawn and answered. */
  controlToken: z.string().min(16).max(120).optional(),
});
export type CarrierConfig = z.infer<typeof carrierConfig>;
export type CarrierInput = z.input<typeof carrierConfig>;

export const carrierReady = z.object({
  ready: z.literal(true),
  api: loopback('http'),
  gateway: loopback('ws'),
  control: loopback('http'),
  controlToken: z.string(),
});
export type CarrierReady = z.infer<typeof carrierReady>;
