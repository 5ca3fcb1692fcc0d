// What this desk keeps of the record: how many people, since when, until when, and "forget them now" (C18).
import { z } from 'zod';
import { instant, nothing, request, topic } from './kinds.ts';

export const keptView = z.strictObject({
  people: z.int().min(0),
  /** When the first of them was kept; null while nobody is. */
  since: instant.nullable(),
  /** When the record was last asked about one of them. */
  newest: instant.nullable(),
  /** Whom nobody asked about for so many days is forgotten. */
  days: z.int().min(1),
  /** Asking ahead: `off` (no record, locked, or nobody who may see it), `call` and `away` = it waits. */
  ahead: z.strictObject({
    state: z.enum(['off', 'idle', 'running', 'call', 'away']),
    left: z.int().min(0),
    lastAt: instant.nullable(),
  }),
});
export type KeptView = z.infer<typeof keptView>;

export const kept = {
  /** A count, and nobody's name. */
  read: request(nothing, keptView, { effect: 'read' }),
  /** Everyone who is kept; evidence, messages and bookings stay. Whoever is needed is asked for again. */
  forget: request(nothing, keptView, { effect: 'control', lease: 'free', audit: 'kept.forget' }),
  changed: topic(['main']),
};
