// What waits for the backend and why, what it set aside, and the way out when it never comes back (issue 4.5).
import { z } from 'zod';
import { lanes } from '#shared/domain/messages/lane.ts';
import { calling, instant, nothing, page, request, topic } from './kinds.ts';

export const queuedRow = z.strictObject({
  lane: z.enum(lanes),
  seq: z.int(),
  itemId: z.uuid(),
  messageId: z.uuid(),
  type: z.enum(['message', 'addendum', 'entry']),
  /** For an entry its kind, else empty. */
  kind: z.string().max(40),
  urgency: z.int().min(0).max(3),
  savedAt: instant,
  state: z.enum(['waiting', 'quarantined']),
  /** Backend's reason for setting it aside; empty while it only waits. */
  why: z.string().max(300),
});
export type QueuedRow = z.infer<typeof queuedRow>;
export const laneValue = z.strictObject({
  lane: z.enum(lanes),
  waiting: z.int(),
  oldest: instant.nullable(),
  highest: z.int(),
  acknowledged: z.int(),
  quarantined: z.int(),
  /** Error code that stops this lane; null = nothing does. */
  paused: z.string().max(60).nullable(),
});
export const outbox = {
  /** Lanes, why they wait, when the next try is. */
  state: request(
    nothing,
    z.strictObject({
      lanes: z.array(laneValue),
      nextTryAt: instant.nullable(),
      lastTryAt: instant.nullable(),
      lastAckAt: instant.nullable(),
      /** Rows from elsewhere that this version can't read; they are kept and looked at again by a newer one. */
      unread: z.int(),
    }),
    { effect: 'read', lease: 'free', audit: null },
  ),
  /** Urgent lane first, then by sequence. */
  queue: page(z.strictObject({ state: z.enum(['all', 'waiting', 'quarantined']) }), queuedRow, {
    ...calling,
    audit: 'outbox.list',
    lease: 'free',
  }),
  /** Writes everything that the backend has not acknowledged to one file that only the backend can read. */
  rescue: request(
    nothing,
    z.strictObject({
      /** Null = the person cancelled. `name` is the file's name, never its path. */
      file: z.strictObject({ name: z.string().max(255), items: z.int(), bytes: z.int() }).nullable(),
    }),
    { ...calling, effect: 'remote', lease: 'free', audit: 'outbox.rescue', stepUp: true, progress: true },
  ),
  changed: topic(['main']),
};
