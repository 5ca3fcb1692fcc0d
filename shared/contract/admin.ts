// Administration (C10, C11, C13, C36): who works here and where they may sit, which devices there are, what ends when one is
// revoked. The backend holds all of it; this desk keeps the last answer and its time. Slots are this workstation's own.
import { z } from 'zod';
import { adminDevice, adminPerson } from '../protocol/admin.ts';
import { instant, nothing, request, roles, type Role, topic } from './kinds.ts';
import { slotView } from './session.ts';

const readers: readonly Role[] = ['administrator', 'auditor'];
const read = { effect: 'remote', roles: readers, lease: 'free', audit: 'admin.read' } as const;
/** Each wants a fresh proof, and says why it is done. */
const act = { effect: 'remote', roles: ['administrator'], lease: 'free', stepUp: true } as const;
const why = z
  .string()
  .trim()
  .min(3)
  .max(200)
  .regex(/^\P{Cc}*$/u);

export const adminValue = z.strictObject({
  /** Null = never heard. */
  known: z
    .strictObject({
      people: z.array(adminPerson).max(500),
      devices: z.array(adminDevice).max(1000),
      /** When the backend said so, by the desk's clock. */
      asOf: instant,
    })
    .nullable(),
  /** Why it could not be asked just now: what is `known` is from before. */
  problem: z.string().nullable(),
  /** This desk's own device. */
  deviceId: z.string().nullable(),
  /** Ways to unlock this workstation. */
  slots: z.array(slotView),
});
export type AdminValue = z.infer<typeof adminValue>;
export type AdminPerson = z.infer<typeof adminPerson>;
export type AdminDevice = z.infer<typeof adminDevice>;

export const admin = {
  read: request(nothing, adminValue, read),
  /** A device for good; a person until `undo`. */
  revoke: request(
    z.strictObject({
      what: z.enum(['device', 'person']),
      id: z.string().min(1).max(64),
      undo: z.boolean(),
      why,
    }),
    adminValue,
    { ...act, audit: 'admin.revoke' },
  ),
  role: request(z.strictObject({ id: z.string().min(1).max(60), role: z.enum(roles), why }), adminValue, {
    ...act,
    audit: 'admin.role',
  }),
  /** Takes a person's way in off this workstation; null = the set-up passphrase's. */
  removeSlot: request(z.strictObject({ personId: z.string().max(60).nullable() }), adminValue, {
    ...act,
    audit: 'admin.slot',
  }),
  changed: topic(['main']),
};
