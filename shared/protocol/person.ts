// A person of an organisation as the wire names them.
import { z } from 'zod';

export const personRoles = [
  'agent',
  'after-hours',
  'nurse',
  'trainer',
  'supervisor',
  'auditor',
  'administrator',
] as const;
export type PersonRole = (typeof personRoles)[number];

export const person = z.strictObject({
  id: z.string().max(60),
  name: z.string().max(160),
  initials: z.string().max(4),
  role: z.enum(personRoles),
});
export type Person = z.infer<typeof person>;
