// The envelopes that travel between a page and the desk, the same over every host. Checked on both sides.
import { z } from 'zod';

export const callFrame = z.strictObject({
  t: z.literal('call'),
  id: z.string().min(1).max(64),
  name: z.string().max(80),
  input: z.unknown(),
  /** Made by the page; a repeat of the same one is answered with the same result (10 minutes). */
  requestId: z.string().min(8).max(64).optional(),
  cursor: z.string().max(400).nullable().optional(),
});
export const cancelFrame = z.strictObject({ t: z.literal('cancel'), id: z.string().max(64) });
export const watchFrame = z.strictObject({
  t: z.literal('watch'),
  topic: z.string().max(80),
  on: z.boolean(),
});
/** The page took in what it was sent; without it the desk sends one `resync` instead of a queue. */
export const readFrame = z.strictObject({ t: z.literal('read') });
export const toDesk = z.discriminatedUnion('t', [callFrame, cancelFrame, watchFrame, readFrame]);
export type ToDesk = z.infer<typeof toDesk>;

export type ToPage =
  | { t: 'reply'; id: string; result: unknown }
  | { t: 'progress'; id: string; done: number; total: number | null; note: string | null }
  | { t: 'topic'; topic: string; version: number; ids: string[]; resync?: boolean }
  /** First frame on each port: which port this is and how the desk stands. */
  | { t: 'hello'; epoch: number; host: 'electron' | 'preview'; demo: boolean; practice: boolean }
  /** Not from the desk but from who started it. `version` is the app's, where the host knows it. */
  | { t: 'desk'; state: 'starting' | 'running' | 'down'; reason: string | null; version?: string };
