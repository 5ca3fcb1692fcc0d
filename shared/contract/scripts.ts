// What an agent says on a call (rows 25 to 31), and how supervisors write it: shipped scripts and paths, their own versions over
// them, each with author, approver and dates. No patient data.
import { z } from 'zod';
import { langs } from '#shared/domain/script/languages.ts';
import { path, script } from '#shared/domain/script/script.ts';
import { versionStates } from '#shared/domain/script/versions.ts';
import { instant, nothing, request, topic } from './kinds.ts';

const lang = z.enum(langs);
const accountId = z.string().max(60).nullable();
/** `script.billing.-.en` (shared/domain/script/versions.ts). */
const key = z.string().max(140);
const versionId = z.uuid();
const note = z.string().trim().max(500);
const who = z.strictObject({ id: z.string().max(64), name: z.string().max(120) });

/** Where the wording of a call comes from. */
const origin = z.strictObject({
  key,
  /** `shipped` = came with Careline; `approved` = written and approved on this desk. */
  source: z.enum(['shipped', 'approved']),
  approvedBy: z.string().max(120).nullable(),
  approvedAt: instant.nullable(),
});
/** A call keeps what it began with: `newer` says that something else is in force by now (its version). */
const newer = z.int().nullable();
export const scriptInForce = z.strictObject({ script, origin, newer });
export type ScriptInForce = z.infer<typeof scriptInForce>;
export const pathInForce = z.strictObject({ path, origin, newer });
export type PathInForce = z.infer<typeof pathInForce>;

export const versionRow = z.strictObject({
  id: versionId,
  key,
  version: z.int(),
  state: z.enum(versionStates),
  /** Counts up with each change: a save names the one that it was made on. */
  revision: z.int(),
  author: who,
  /** Everybody who wrote in it: none of them may approve it. */
  editors: z.array(z.string().max(64)).max(500),
  madeAt: instant,
  changedAt: instant,
  submittedAt: instant.nullable(),
  decidedAt: instant.nullable(),
  decidedBy: who.nullable(),
  /** Of the last step: what was sent back and why. */
  note: z.string().max(500),
  /** Why it cannot be used: of a newer Careline, or damaged. What shipped counts then. */
  refused: z.enum(['script-newer', 'script-damaged']).nullable(),
});
export type VersionRow = z.infer<typeof versionRow>;

export const scriptRow = z.strictObject({
  key,
  title: z.string().max(120),
  clinical: z.boolean(),
  /** null = begun for an account or a language that has none of its own yet. */
  inForce: z
    .strictObject({
      source: z.enum(['shipped', 'approved']),
      version: z.int(),
      author: z.string().max(120),
      date: z.string().max(30),
    })
    .nullable(),
  /** The draft or submitted version, at most one. */
  open: versionRow.nullable(),
  /** Versions on this desk that cannot be read. */
  refused: z.int(),
  /** The approved version that would count if it could be read; what shipped is said in its place. */
  unread: z.int().nullable(),
  /** Shipped after the desk's own one was written, and masked by it. */
  newerShipped: z.strictObject({ version: z.int(), date: z.string().max(30) }).nullable(),
});
export type ScriptRow = z.infer<typeof scriptRow>;

/** A script or path as somebody writes it: its shape is checked by the desk, its lines may be unfinished. */
const writing = z.record(z.string().max(40), z.unknown());
export const scriptVersion = z.strictObject({ row: versionRow.nullable(), content: writing });
export type ScriptVersion = z.infer<typeof scriptVersion>;

const write = { effect: 'write', lease: 'free', roles: ['supervisor'] } as const;
const read = { effect: 'read', lease: 'free', roles: ['supervisor'] } as const;
/** Made on this revision; another one since is a `conflict`. */
const on = { id: versionId, revision: z.int() };

export const scripts = {
  /**
   * The reason's script, else the general one; English where the language has none. With a call that call keeps its version
   * until it asks for the `newest`.
   */
  forReason: request(
    z.strictObject({
      reason: z.string().max(60),
      accountId: accountId.default(null),
      lang: lang.default('en'),
      callId: z.uuid().nullable().default(null),
      newest: z.boolean().default(false),
    }),
    scriptInForce,
    { effect: 'read', lease: 'free' },
  ),
  /** Every shared path, by the same rules. */
  paths: request(
    z.strictObject({
      accountId: accountId.default(null),
      lang: lang.default('en'),
      callId: z.uuid().nullable().default(null),
    }),
    z.array(pathInForce).max(40),
    { effect: 'read', lease: 'free' },
  ),
  /** Everything there is to say, with what is being written. */
  list: request(nothing, z.array(scriptRow).max(2000), read),
  /** Newest first. */
  versions: request(z.strictObject({ key }), z.array(versionRow).max(200), read),
  /** One version; `id` null = what shipped, or for `current` what is in force. */
  read: request(z.strictObject({ key, id: versionId.nullable(), current: z.boolean() }), scriptVersion, read),
  /** Begins a draft (`id` is the page's own) or goes on with it. */
  saveDraft: request(
    z.strictObject({ id: versionId, key, revision: z.int().nullable(), content: writing }),
    versionRow,
    { ...write, audit: 'scripts.draft' },
  ),
  /** Only what lints clean. */
  submit: request(z.strictObject({ ...on, note }), versionRow, { ...write, audit: 'scripts.submit' }),
  /** By another supervisor than those who wrote in it; in force from then on. */
  approve: request(z.strictObject({ ...on, note }), versionRow, { ...write, audit: 'scripts.approve' }),
  sendBack: request(z.strictObject({ ...on, note: note.min(1) }), versionRow, {
    ...write,
    audit: 'scripts.send-back',
  }),
  /** An approved one goes out of force with all before it, and what shipped counts; a draft is put aside. */
  withdraw: request(z.strictObject({ ...on, note }), versionRow, { ...write, audit: 'scripts.withdraw' }),
  changed: topic(['main']),
};
