// Emergency access to a record (C2): opened with a typed reason and a fresh proof of who asks, for one patient on one call, for
// half an hour at most; a supervisor reviews each within 24 hours. What it opens: shared/domain/access/break-glass.ts.
import { z } from 'zod';
import { needs } from '../domain/access/break-glass.ts';
import { instant, nothing, request, type Role, topic } from './kinds.ts';

const roles: readonly Role[] = ['agent', 'after-hours', 'nurse', 'supervisor'];
const surfaces = ['main', 'panel', 'compact'] as const;
const contextId = z.uuid();
/** A FHIR id. */
const patientId = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);

export const accessState = z.strictObject({
  /** What is open now, for whoever sits here; it ends by itself at `until`, told by `access.changed`. */
  open: z
    .strictObject({
      id: z.uuid(),
      contextId,
      patientId,
      need: z.enum(needs),
      begunAt: instant,
      /** By the desk's clock as it reads now. */
      until: instant,
    })
    .nullable(),
  /** How long one is open at most, minutes: the organisation's policy, never more than 30. */
  minutes: z.int().min(1).max(30),
});
export type AccessState = z.infer<typeof accessState>;

export const access = {
  /**
   * Opens the record of the patient who is up for verification on this call. Refused: another one is open
   * (`break-glass-open`), a reason that nobody could review (`break-glass-reason`), another patient is chosen (`conflict`).
   * The reason is sealed for the backend; it stands in no log.
   */
  breakGlass: request(
    z.strictObject({ contextId, patientId, need: z.enum(needs), reason: z.string().max(2000) }),
    accessState,
    { effect: 'write', roles, surfaces: ['main', 'panel'], audit: 'access.breakGlass', stepUp: true },
  ),
  /** Closes it before its time; one that has ended already is no failure. */
  end: request(z.strictObject({ id: z.uuid() }), accessState, {
    effect: 'write',
    roles,
    surfaces,
    audit: 'access.end',
    lease: 'free',
  }),
  state: request(nothing, accessState, { effect: 'control', roles: 'any', surfaces, lease: 'free' }),
  changed: topic(surfaces),
};
