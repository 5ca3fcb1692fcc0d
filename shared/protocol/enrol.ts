// Enrolment and signed requests between desk and backend.
import { z } from 'zod';
import { enrolPolicy } from './identity.ts';
import { person } from './person.ts';

export { person, type Person } from './person.ts';

/** POST /v1/enrol: unsigned, once per code. The public key is Ed25519, raw 32 bytes, base64. */
export const enrolRequest = z.strictObject({
  v: z.literal(1),
  code: z.string().min(6).max(64),
  publicKey: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
  name: z.string().max(80),
  /** What the desk can read in the answer. An older backend refuses a body with it as `invalid`: then again without. */
  knows: z
    .array(z.enum(['policy']))
    .max(8)
    .optional(),
});
export type EnrolRequest = z.infer<typeof enrolRequest>;
export const enrolAnswer = z.strictObject({
  v: z.literal(1),
  organisation: z.string().max(60),
  organisationName: z.string().max(120),
  deviceId: z.string().max(64),
  sealKey: z.strictObject({ id: z.string().max(64), publicKey: z.string().max(64) }),
  serverTime: z.iso.datetime({ precision: 3 }),
  /** Only to a desk that `knows` it. */
  policy: enrolPolicy.optional(),
});
export type EnrolAnswer = z.infer<typeof enrolAnswer>;

/** GET /v1/people (signed): who works at this organisation; who was revoked is not among them. */
export const peopleAnswer = z.strictObject({
  v: z.literal(1),
  organisationName: z.string().max(120),
  people: z.array(person).max(500),
});

/** Headers of a signed request. */
export const signatureHeaders = {
  device: 'careline-device',
  /** Strictly rising per device, whatever the clocks say: a replayed request has an old one. */
  counter: 'careline-counter',
  signature: 'careline-signature',
} as const;

/** The exact bytes that are signed (UTF-8): method, path with query, device, counter, SHA-256 of the body in hex. */
export function signedText(parts: {
  method: string;
  path: string;
  device: string;
  counter: number;
  bodySha256: string;
}): string {
  return [
    'careline-v1',
    parts.method.toUpperCase(),
    parts.path,
    parts.device,
    String(parts.counter),
    parts.bodySha256,
  ].join('\n');
}
