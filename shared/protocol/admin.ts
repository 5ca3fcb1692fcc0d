// What administrators see and do at the backend (product.md C10, C11, C13, C36): people, devices, revocation, roles. Each wants a bound
// administrator; what changes something wants a fresh proof too and leaves a row.
import { z } from 'zod';
import { person } from './person.ts';

const v = z.literal(2);
const at = z.iso.datetime({ precision: 3 });
const personId = z.string().min(1).max(60);
const deviceId = z.string().min(1).max(64);
/** Without control characters: it stands in a list. */
const why = z
  .string()
  .min(3)
  .max(200)
  .regex(/^\P{Cc}*$/u);

export const adminPerson = person.extend({
  revokedAt: at.nullable(),
  lastSignIn: at.nullable(),
  failedSince: z.int().min(0),
  /** Devices that they are bound to now. */
  devices: z.array(deviceId).max(100),
  /** Where they sit now. */
  sittingAt: z.array(deviceId).max(20),
});
export const adminDevice = z.strictObject({
  id: deviceId,
  name: z.string().max(80),
  enrolledAt: at,
  lastSeenAt: at.nullable(),
  app: z.string().max(40).nullable(),
  os: z.string().max(80).nullable(),
  storesPhi: z.boolean().nullable(),
  policyVersion: z.int().min(0).nullable(),
  revokedAt: at.nullable(),
  /** The device's receipt that keys and files are gone; null = none came. */
  wipedAt: at.nullable(),
  people: z.array(personId).max(100),
  /** Items that came from it whose author was not bound to it. */
  unboundItems: z.int().min(0),
  /** Refused audit batches: forks, gaps, forged heads. */
  auditRefused: z.int().min(0),
});

/** POST /v2/admin/people, /v2/admin/devices: administrators; auditors may read. */
export const adminListRequest = z.strictObject({ v, person: personId });
export const adminPeopleAnswer = z.strictObject({ v, people: z.array(adminPerson).max(500), serverTime: at });
export const adminDevicesAnswer = z.strictObject({
  v,
  devices: z.array(adminDevice).max(1000),
  serverTime: at,
});
export type AdminPeopleAnswer = z.infer<typeof adminPeopleAnswer>;
export type AdminDevicesAnswer = z.infer<typeof adminDevicesAnswer>;

/**
 * POST /v2/admin/revoke: a device (for good: its keys are destroyed at contact) or a person (`undo` lets them sign in again; each
 * device binds them anew then). Refused: `admin-own` (yourself, or the device that you sit at), `admin-last`, `not-found`,
 * `wrong-role`, `step-up-needed`, `sign-in-needed`.
 */
export const revokeRequest = z.strictObject({
  v,
  person: personId,
  what: z.enum(['device', 'person']),
  id: z.string().min(1).max(64),
  undo: z.boolean(),
  why,
});
/** POST /v2/admin/role: counts at once. Refused as `revoke`. */
export const roleRequest = z.strictObject({
  v,
  person: personId,
  id: personId,
  role: person.shape.role,
  why,
});
/** The answer to both. `changed` false: it was so before. */
export const adminDone = z.strictObject({ v, changed: z.boolean(), serverTime: at });
export type AdminDone = z.infer<typeof adminDone>;

/** POST /v2/wiped: the receipt of a revoked device, signed by its key before that goes too; the answer carries no data. */
export const wipedRequest = z.strictObject({
  v,
  at,
  keysDestroyed: z.boolean(),
  filesDeleted: z.int().min(0),
  /** Messages that could not be pushed before. */
  unsent: z.int().min(0),
  /**
   * What of them lies in a rescue file beside the keys that are gone (lanes.ts), by the hash in its header: that file, and no
   * later one, is taken from this device after the receipt. `lost`: sealed for nobody but the keys that are gone.
   */
  rescue: z
    .strictObject({
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      items: z.int().min(0),
      lost: z.int().min(0),
    })
    .optional(),
});
export const wipedAnswer = z.strictObject({ v, serverTime: at });
