// The status bar: what is known, since when, and what is not known.
import { z } from 'zod';
import { nothing, request, topic } from './kinds.ts';

const at = z.string().nullable();
export const statusValue = z.strictObject({
  backend: z.strictObject({
    /** `none` = no backend configured; `unknown` = not asked yet. */
    state: z.enum(['online', 'offline', 'unknown', 'none', 'refused']),
    since: at,
    lastContact: at,
    problem: z.string().nullable(),
  }),
  sync: z.strictObject({
    waiting: z.int(),
    urgent: z.int(),
    oldest: at,
    quarantined: z.int(),
    acknowledged: z.int(),
    paused: z.string().nullable(),
  }),
  /** How far this computer's clock is ahead of the backend's (C37), and when they were compared; null = never. */
  clock: z.strictObject({ offsetMs: z.number().nullable(), at }),
  /**
   * The live line: `live` = the engine is registered and the server answers; `starting`; `no-engine` = the phone's page isn't
   * there; `down` = it isn't registered, or the server is silent.
   */
  phone: z.strictObject({
    state: z.enum(['practice-line', 'down', 'none', 'live', 'starting', 'no-engine']),
    onCall: z.boolean(),
  }),
  /**
   * `signed-out`: an agent has to sign in to it; `refused`: it doesn't take this desk's token or key; `practice`: there is none,
   * what is shown of a patient is the scenario's.
   */
  ehr: z.strictObject({
    state: z.enum(['online', 'offline', 'unknown', 'none', 'signed-out', 'refused', 'practice']),
    since: at,
  }),
  knowledge: z.strictObject({
    articles: z.int(),
    asOf: at,
    importing: z.number().nullable(),
    /**
     * The search index: until it is `ready`, and while it is `damaged` and built anew, full text answers. `done` = 0 to 100 while
     * it is being built.
     */
    index: z.strictObject({
      state: z.enum(['none', 'loading', 'ready', 'building', 'damaged']),
      done: z.int().min(0).max(100).nullable(),
    }),
    /**
     * The organisation's feed; null = no backend, or nothing was pulled yet, and `asOf` is the day of what shipped. `setBack`: the
     * backend lacks `ahead` versions that this desk has. `aside`: could not be read here. `unsent`: said of articles, not told yet.
     */
    feed: z
      .strictObject({
        setBack: z.strictObject({ at: z.string(), ahead: z.int().min(0) }).nullable(),
        aside: z.int().min(0),
        unsent: z.int().min(0),
      })
      .nullable(),
  }),
  vault: z.strictObject({ open: z.boolean(), locksAt: at }),
});
export type StatusValue = z.infer<typeof statusValue>;

export const status = {
  read: request(nothing, statusValue, {
    effect: 'control',
    when: 'always',
    roles: 'any',
    surfaces: ['main', 'panel', 'compact'],
  }),
  /** Try the backend now instead of waiting for the next attempt. */
  retry: request(nothing, z.strictObject({}), { effect: 'control', lease: 'free', when: 'open' }),
  changed: topic(),
};
