// The left column: what waits for this person now (calls, callbacks, messages in hand).
import { z } from 'zod';
import { forCallers, nothing, request, topic } from './kinds.ts';

export const workItem = z.strictObject({
  id: z.string(),
  kind: z.enum(['callback', 'task']),
  title: z.string(),
  detail: z.string(),
  dueAt: z.string().nullable(),
  doneAt: z.string().nullable(),
  patientId: z.string().nullable(),
  number: z.string().nullable(),
});
export type WorkItem = z.infer<typeof workItem>;
export const work = forCallers({
  list: request(nothing, z.array(workItem), { effect: 'read', audit: 'work.list' }),
  done: request(z.strictObject({ id: z.string().max(64), on: z.boolean() }), workItem, {
    effect: 'write',
    audit: 'work.done',
  }),
  changed: topic(),
});
