// "Report a privacy incident" (C21): ids and codes, no words, so that it takes seconds, needs no reader's key and works
// offline and while the desk is locked. Who looks into it asks the person who reported it.
import { z } from 'zod';
import { howMany, incidentKinds } from '../domain/access/incident.ts';
import { instant, request } from './kinds.ts';

export const incidents = {
  /**
   * `about`: what stands open when it is reported. While the desk is locked no id may be named (`locked`): the page that
   * asks holds none. `discoveredAt` neither in the future nor more than 400 days ago (`invalid-input`).
   */
  report: request(
    z.strictObject({
      what: z.enum(incidentKinds),
      discoveredAt: instant,
      about: z.strictObject({
        callId: z.uuid().nullable(),
        messageId: z.uuid().nullable(),
        patientId: z
          .string()
          .regex(/^[A-Za-z0-9.-]{1,64}$/)
          .nullable(),
        accountId: z.string().max(60).nullable(),
      }),
      people: z.enum(howMany),
      ongoing: z.boolean(),
    }),
    z.strictObject({
      id: z.uuid(),
      at: instant,
      /** Whether a backend is there to take it; without one it stays on this computer. */
      goes: z.boolean(),
    }),
    {
      effect: 'write',
      roles: 'any',
      when: 'open-or-locked',
      surfaces: ['main', 'panel', 'compact'],
      audit: 'incidents.report',
      lease: 'free',
    },
  ),
};
