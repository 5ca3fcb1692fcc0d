// Accounts' schedules as this desk has them: who is on call now, by which rule, from which version, how old (4d).
import { z } from 'zod';
import { resolvedOnCall, scheduleFinding, schedule } from '#shared/domain/oncall/index.ts';
import { instant, request, topic } from './kinds.ts';

const everywhere = ['main', 'panel', 'compact'] as const;
const origin = z.strictObject({
  version: z.int(),
  asOf: instant,
  age: z.enum(['fresh', 'old', 'expired']),
  /** `shipped` = came with the app: nothing was delivered yet. */
  source: z.enum(['delivered', 'shipped']),
});
export type ScheduleOrigin = z.infer<typeof origin>;

export const oncall = {
  /** Answered locally, always, also locked and offline. `at` null = now. */
  now: request(
    z.strictObject({
      accountId: z.string().max(60),
      at: instant.nullable(),
      /** Facts that choose a special rule (4d.5): the patient's own provider, language, facility. */
      facts: z.strictObject({
        provider: z.string().max(160).nullable(),
        language: z.string().max(40).nullable(),
        facility: z.string().max(160).nullable(),
      }),
    }),
    /** `resolved` is the primary; `roles` holds the same for every role, in the order in which they stand in. */
    z.strictObject({ resolved: resolvedOnCall, roles: z.array(resolvedOnCall).max(5), origin }),
    { effect: 'control', when: 'always', roles: 'any', surfaces: everywhere },
  ),
  /** The whole schedule for the viewer, with what the linter finds in the next 14 days. */
  schedule: request(
    z.strictObject({ accountId: z.string().max(60) }),
    z.strictObject({ schedule, findings: z.array(scheduleFinding).max(500), origin }),
    { effect: 'control', when: 'always', roles: 'any', surfaces: ['main'] },
  ),
  changed: topic(everywhere),
};
