// Opening the desk, locking it, and who sits at it. A later issue replaces the sign-in, not these seams.
import { z } from 'zod';
import { nothing, request, roles, topic } from './kinds.ts';

export const phases = ['first-run', 'closed', 'open', 'locked', 'broken'] as const;
export const sittingPerson = z.strictObject({
  id: z.string(),
  name: z.string(),
  initials: z.string(),
  role: z.enum(roles),
});
export type SittingPerson = z.infer<typeof sittingPerson>;
export const sessionState = z.strictObject({
  /** `broken` = the vault can't be opened; `problem` says why and nothing was deleted. */
  phase: z.enum(phases),
  problem: z.string().nullable(),
  person: sittingPerson.nullable(),
  organisation: z.string().nullable(),
  enrolled: z.boolean(),
  /** Minutes of no input after which the desk locks itself (C3). */
  lockAfterMinutes: z.number(),
  /** Instant at which it will lock, when open. */
  locksAt: z.string().nullable(),
  demo: z.boolean(),
  practice: z.boolean(),
  host: z.enum(['electron', 'preview']),
  /** The desk's own clock, so that a demo's "make it 23:50" is one clock everywhere. */
  now: z.string(),
  clockShifted: z.boolean(),
  version: z.string(),
  /** The profile folder's own name, never its path: for a person who calls support. */
  profile: z.string(),
  /** The system's key store, which may open the vault in place of a typed passphrase when Careline starts. */
  keystore: z.strictObject({
    /** `none` = this host has none; `unavailable` = there is none that may be trusted now. */
    state: z.enum(['none', 'asking', 'available', 'unavailable']),
    /** Its name: `keychain`, `dpapi`, `gnome_libsecret`. */
    backend: z.string().nullable(),
    /** It was given this vault's key. */
    given: z.boolean(),
    /** It was, and the desk was not locked when it ended. */
    opens: z.boolean(),
    /** The error code of its last failure. */
    problem: z.string().nullable(),
  }),
});
export type SessionState = z.infer<typeof sessionState>;
const passphrase = z.string().min(1).max(400);

export const session = {
  state: request(nothing, sessionState, {
    effect: 'control',
    when: 'always',
    roles: 'any',
    surfaces: ['main', 'panel', 'compact', 'phone', 'trainer'],
  }),
  /** First run: makes the vault under this passphrase, and for the key store too. Never when a vault file exists. */
  create: request(z.strictObject({ passphrase, keystore: z.boolean().optional() }), sessionState, {
    effect: 'control',
    when: 'always',
    roles: 'any',
    audit: 'vault.create',
  }),
  open: request(z.strictObject({ passphrase }), sessionState, {
    effect: 'control',
    when: 'always',
    roles: 'any',
    audit: 'vault.open',
  }),
  /** As `open`, with what the system's key store gives back; never after a lock. */
  openByKeystore: request(nothing, sessionState, {
    effect: 'control',
    when: 'always',
    roles: 'any',
    audit: 'vault.open',
  }),
  /** Looks at the vault's files anew, after a person has mended what kept it from opening. */
  recheck: request(nothing, sessionState, { effect: 'control', when: 'always', roles: 'any' }),
  lock: request(z.strictObject({ why: z.enum(['key', 'idle', 'system']) }), sessionState, {
    effect: 'control',
    when: 'always',
    roles: 'any',
    audit: 'session.lock',
    surfaces: ['main', 'panel', 'compact', 'trainer'],
  }),
  unlock: request(z.strictObject({ passphrase }), sessionState, {
    effect: 'control',
    when: 'always',
    roles: 'any',
    audit: 'session.unlock',
  }),
  /** Enrols this device at the backend with a one-time code. */
  enrol: request(z.strictObject({ code: z.string().min(6).max(64) }), sessionState, {
    effect: 'control',
    when: 'open',
    roles: 'any',
    audit: 'device.enrol',
  }),
  people: request(nothing, z.array(sittingPerson), { effect: 'control', when: 'open', roles: 'any' }),
  sit: request(z.strictObject({ personId: z.string().max(60) }), sessionState, {
    effect: 'control',
    when: 'open',
    roles: 'any',
    audit: 'session.sit',
  }),
  leave: request(nothing, sessionState, { effect: 'control', when: 'open', audit: 'session.leave' }),
  /** Real input happened; at most one a few seconds. */
  active: request(nothing, z.strictObject({ locksAt: z.string().nullable() }), {
    effect: 'control',
    when: 'always',
    roles: 'any',
    surfaces: ['main', 'panel', 'compact', 'trainer'],
  }),
  changed: topic(['main', 'panel', 'compact', 'phone', 'trainer']),
};
