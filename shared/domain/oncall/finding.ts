// What the linter finds in a schedule before the night starts (O11, 4d.2).
import { z } from 'zod';
import { onCallRole } from './schedule.ts';

export const findingCodes = [
  'gap',
  'overlap',
  'no-backup',
  'own-backup',
  'two-primaries',
  'dst-missing',
  'dst-double',
  'one-contact',
  'holiday-without-rule',
  'unknown-person',
  'override-without-approver',
  'person-away',
  'empty-shift',
] as const;
export type FindingCode = (typeof findingCodes)[number];

export const scheduleFinding = z.strictObject({
  code: z.enum(findingCodes),
  /** `error`: somebody may not be reached. */
  severity: z.enum(['error', 'warning']),
  role: onCallRole.nullable(),
  /** [from, to), null when it isn't about a time. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  personIds: z.array(z.string()).max(20),
  /** Names, ids and local times for its sentence. */
  values: z.record(z.string(), z.string()),
});
export type ScheduleFinding = z.infer<typeof scheduleFinding>;
