// Opening the desk, locking it, and who sits at it. Two proofs lead to a seat: a sign-in at the organisation's provider
// (signin.ts), and a person's own secret, which opens the vault on this computer.
import { z } from 'zod';
import { everybody, instant, nothing, request, roles, topic } from './kinds.ts';

export const phases = ['first-run', 'closed', 'open', 'locked', 'broken'] as const;
export const sittingPerson = z.strictObject({
  id: z.string(),
  name: z.string(),
  initials: z.string(),
  role: z.enum(roles),
});
export type SittingPerson = z.infer<typeof sittingPerson>;

/** What a sign-in by browser is for: the seat, a fresh proof for one act, or a vault whose secret is forgotten. */
export const signInPurposes = ['sit', 'step-up', 'recover'] as const;
export const secretKinds = ['pin', 'passphrase'] as const;

/** One way to unlock here. */
export const slotView = z.strictObject({
  id: z.string(),
  /** Null: the set-up passphrase, which is nobody's. Readable also while the vault is closed. */
  person: sittingPerson.nullable(),
  kind: z.enum(secretKinds),
  /** Wrong secrets that are left before a wait. */
  triesLeft: z.int(),
  /** Until the next try, by the steady clock; 0 = now. */
  waitMs: z.int(),
  /** When this person last sat down here; null = never, or the vault is closed. */
  lastHere: instant.nullable(),
});
export type SlotView = z.infer<typeof slotView>;

export const signInState = z.strictObject({
  /** `names` = the organisation has no provider here: who sits is chosen from a list, and proved by nothing. */
  mode: z.enum(['names', 'oidc']),
  going: z
    .strictObject({
      for: z.enum(signInPurposes),
      step: z.enum(['asking', 'browser', 'finishing']),
      /** Where to go on, as a link, on a host that opens no browser itself; else null. */
      address: z.string().nullable(),
      endsAt: instant,
    })
    .nullable(),
  /** The error code of the last one, else why the seat is empty though nobody here left it; null = neither. */
  problem: z.string().nullable(),
});
export type SignInState = z.infer<typeof signInState>;

export const proof = z.strictObject({
  by: z.enum(['oidc', 'secret', 'names']),
  at: instant,
  /** The provider said that a second factor was used. */
  mfa: z.boolean(),
  /** What asks for a fresh proof is allowed until then; null = not now. */
  stepUpUntil: instant.nullable(),
});
export type Proof = z.infer<typeof proof>;

export const leaseState = z.strictObject({
  /** `none` = no backend, or a policy without one: nothing ends. `ended` = messages can be taken, nothing be read. */
  state: z.enum(['none', 'held', 'ended']),
  until: instant.nullable(),
  /** When the backend last answered this device. */
  seenAt: instant.nullable(),
  /** It ended, and the backend gives no key back before somebody signed in by browser here. */
  needsSignIn: z.boolean(),
});
export type LeaseState = z.infer<typeof leaseState>;
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
  /** No window shows patient data now (C3): nobody touched the desk for `blurAfterMinutes`, or the privacy key was pressed. */
  hidden: z.enum(['idle', 'key']).nullable(),
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
  signIn: signInState,
  /** Who can unlock here, and by what. */
  slots: z.array(slotView),
  /** How it was proved that `person` is who they are; null with nobody seated. */
  proof: proof.nullable(),
  /** Signed in by browser and without a secret on this computer yet: seated by `session.setSecret`. */
  arrived: sittingPerson.nullable(),
  needsSecret: z.boolean(),
  secretRules: z.strictObject({
    /** A PIN may be chosen: this computer's key store holds half of the key, and the policy allows it. */
    pin: z.boolean(),
    /** Digits. */
    minPin: z.int(),
    /** Characters. */
    minPassphrase: z.int(),
    /** There is no key store that may be trusted: the secret alone guards the vault. */
    passphraseOnly: z.boolean(),
  }),
  /** When this person last signed in before this time, anywhere, by the backend's word. */
  lastSignIn: instant.nullable(),
  /** When this person sat down at this desk before this time (C8). */
  lastHere: instant.nullable(),
  /**
   * Failed tries as this person since the one before that was right: by the backend's word after a sign-in, else wrong
   * secrets on this computer.
   */
  failedSince: z.int().min(0),
  /** The same person's session at another desk (C1). */
  otherSession: z.strictObject({ device: z.string(), since: instant }).nullable(),
  /** The organisation gave this person a role without calls: it counts when the call here has ended (C11). */
  roleWaits: z.enum(roles).nullable(),
  lease: leaseState,
  /** Minutes of no input after which what is on the screen is blurred (C3). */
  blurAfterMinutes: z.number(),
  /** Minutes of no input after which the seat is empty. */
  signOutAfterMinutes: z.number(),
  /** What the site allows for `lockAfterMinutes`. */
  lockRange: z.strictObject({ least: z.number(), most: z.number() }),
  /** The organisation's policy as it holds here; 0 = none came yet. `problem`: one was refused (`policy-refused`). */
  policy: z.strictObject({ version: z.int(), problem: z.string().nullable() }),
});
export type SessionState = z.infer<typeof sessionState>;
const passphrase = z.string().min(1).max(400);
/** Whose secret it is; nobody's = the set-up passphrase. */
const unlock = z.strictObject({ passphrase, personId: z.string().max(60).optional() });

const free = { lease: 'free' } as const;

export const session = {
  state: request(nothing, sessionState, {
    effect: 'control',
    ...free,
    when: 'always',
    roles: 'any',
    surfaces: ['main', 'panel', 'compact', 'phone', 'trainer'],
  }),
  /** First run: makes the vault under this passphrase, and for the key store too. Never when a vault file exists. */
  create: request(z.strictObject({ passphrase, keystore: z.boolean().optional() }), sessionState, {
    effect: 'control',
    ...free,
    when: 'always',
    roles: 'any',
    audit: 'vault.create',
  }),
  open: request(unlock, sessionState, {
    effect: 'control',
    ...free,
    when: 'always',
    roles: 'any',
    audit: 'vault.open',
  }),
  /** As `open`, with what the system's key store gives back; never after a lock. */
  openByKeystore: request(nothing, sessionState, {
    effect: 'control',
    ...free,
    when: 'always',
    roles: 'any',
    audit: 'vault.open',
  }),
  /** Looks at the vault's files anew, after a person has mended what kept it from opening. */
  recheck: request(nothing, sessionState, { effect: 'control', ...free, when: 'always', roles: 'any' }),
  lock: request(z.strictObject({ why: z.enum(['key', 'idle', 'system']) }), sessionState, {
    effect: 'control',
    ...free,
    when: 'always',
    roles: 'any',
    audit: 'session.lock',
    surfaces: ['main', 'panel', 'compact', 'trainer'],
  }),
  unlock: request(unlock, sessionState, {
    effect: 'control',
    ...free,
    when: 'always',
    roles: 'any',
    audit: 'session.unlock',
  }),
  /** Enrols this device at the backend with a one-time code. */
  enrol: request(z.strictObject({ code: z.string().min(6).max(64) }), sessionState, {
    effect: 'control',
    ...free,
    when: 'open',
    roles: 'any',
    audit: 'device.enrol',
  }),
  people: request(nothing, z.array(sittingPerson), {
    effect: 'control',
    ...free,
    when: 'open',
    roles: 'any',
  }),
  /** By that person's secret; without one only where names are not proved (`signIn.mode`), else `sign-in-needed`. */
  sit: request(
    z.strictObject({ personId: z.string().max(60), secret: passphrase.optional() }),
    sessionState,
    {
      effect: 'control',
      ...free,
      when: 'open',
      roles: 'any',
      audit: 'session.sit',
    },
  ),
  /** The secret of whoever arrived, or a new one of whoever sits here (then with `old`). */
  setSecret: request(
    z.strictObject({ secret: passphrase, kind: z.enum(secretKinds), old: passphrase.optional() }),
    sessionState,
    { effect: 'control', ...free, when: 'open', roles: 'any', audit: 'session.setSecret' },
  ),
  leave: request(nothing, sessionState, {
    effect: 'control',
    ...free,
    when: 'open',
    roles: everybody,
    audit: 'session.leave',
  }),
  /** The privacy key: hides what every window of this desk shows, or shows it again. Words that are written stay. */
  hide: request(z.strictObject({ on: z.boolean() }), sessionState, {
    effect: 'control',
    ...free,
    when: 'open',
    roles: 'any',
    surfaces: ['main', 'panel', 'compact', 'trainer'],
  }),
  /** Real input happened; at most one a few seconds. */
  active: request(nothing, z.strictObject({ locksAt: z.string().nullable() }), {
    effect: 'control',
    ...free,
    when: 'always',
    roles: 'any',
    surfaces: ['main', 'panel', 'compact', 'trainer'],
  }),
  changed: topic(['main', 'panel', 'compact', 'phone', 'trainer']),
};
