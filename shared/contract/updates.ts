// Which version this is, and whether a newer one waits. The desk never restarts by itself: a person asks, and what is
// open comes first.
import { z } from 'zod';
import { nothing, request } from './kinds.ts';

export const updateValue = z.strictObject({
  /** `managed`: the IT department's; `none`: nothing newer is known; `failed`: the last look or download. */
  state: z.enum(['none', 'checking', 'downloading', 'ready', 'failed', 'managed']),
  /** This version; null where the host has none of its own (the preview). */
  version: z.string().nullable(),
  next: z.string().nullable(),
  /** A person has asked for the restart; it waits for what is listed. */
  asked: z.boolean(),
  waits: z.array(z.enum(['call', 'draft', 'urgent'])),
});
export type UpdateValue = z.infer<typeof updateValue>;

const control = { effect: 'control', when: 'always', roles: 'any' } as const;

export const updates = {
  state: request(nothing, updateValue, control),
  /** Restarts into the downloaded update, now or once no call, draft or urgent message would be interrupted. */
  install: request(nothing, nothing, { ...control, audit: 'update.install' }),
};
