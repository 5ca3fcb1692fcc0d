// What a desk may ask of its surroundings, the same on every host: Electron's shell and the loopback preview both
// implement `Host`. Each method is declared once, with schemas for both ways; the proxy and the types come from that.
import { z } from 'zod';
import type { Result } from '#shared/domain/result.ts';
import type { PowerEvent } from './link.ts';

const nothing = z.strictObject({});
const base64 = z
  .string()
  .max(65_536)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/);
const path = z.string().min(1).max(4000);

interface Method<I extends z.ZodType, O extends z.ZodType> {
  input: I;
  output: O;
  /** How long the desk waits for the answer, ms; long where a person has to act first. */
  within: number;
}
const method = <I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
  within = 10_000,
): Method<I, O> => ({
  input,
  output,
  within,
});
const aPersonActs = 600_000;

export const hostMethods = {
  /** Absolute folders: this profile, the starter content that ships, logs. */
  paths: method(nothing, z.strictObject({ profile: path, content: path, logs: path })),
  /** Whether secrets can be wrapped by something that is not this profile's folder, and by what. */
  secretsState: method(nothing, z.strictObject({ available: z.boolean(), backend: z.string().max(60) })),
  /** Wraps a key by the system's keystore; the system may ask the person. */
  wrapSecret: method(
    z.strictObject({ secret: base64 }),
    z.strictObject({ wrapped: base64, backend: z.string().max(60) }),
    aPersonActs,
  ),
  /** `rewrap` = still readable, but to be wrapped anew (the system's key has changed). */
  unwrapSecret: method(
    z.strictObject({ wrapped: base64 }),
    z.strictObject({ secret: base64, rewrap: z.boolean() }),
    aPersonActs,
  ),
  /** Opens the window of a surface, or brings the open one to the front. */
  showWindow: method(
    z.strictObject({ surface: z.enum(['main', 'panel', 'compact', 'phone', 'trainer']) }),
    nothing,
  ),
  /** Closes a window beside the main one; nothing happens when it is not open. */
  closeWindow: method(z.strictObject({ surface: z.enum(['panel', 'compact', 'trainer']) }), nothing),
  /** Replaces every visible page by a fresh one (lock); the phone's page stays, and with it the call. */
  renewPages: method(nothing, nothing),
  /** The system shows it on a screen that others may see: never a patient's name, number or reason. */
  notify: method(
    z.strictObject({ title: z.string().min(1).max(80), body: z.string().max(200), tag: z.string().max(40) }),
    nothing,
  ),
  /** Puts a text on the clipboard and takes it off again after so long (ms), unless something else lies there then (C32). */
  copyText: method(
    z.strictObject({ text: z.string().min(1).max(400_000), clearAfterMs: z.int().min(1000).max(600_000) }),
    nothing,
  ),
  /** Opens a web page in the system's browser if `openLink.ts` allows it. */
  openLink: method(z.strictObject({ url: z.string().max(2000) }), nothing),
  /**
   * Opens a sign-in in the system's browser, if `open-link.ts` allows it: the organisation's, when its policy's `issuer` is
   * named, else that of the record that is set up.
   */
  openSignIn: method(
    z.strictObject({ url: z.string().max(8000), issuer: z.string().max(400).optional() }),
    nothing,
  ),
  /** A person picks a file; the page gets the handle, never the path. Null = cancelled. */
  fileDialog: method(
    z.strictObject({
      mode: z.enum(['open', 'save']),
      title: z.string().max(80),
      suggested: z.string().max(120).nullable(),
      extensions: z.array(z.string().regex(/^[a-z0-9]{1,8}$/)).max(8),
    }),
    z.strictObject({ handle: z.string().max(64).nullable(), name: z.string().max(255).nullable() }),
    aPersonActs,
  ),
  /** The desk turns a handle into a path: once, then it is spent. */
  redeemHandle: method(z.strictObject({ handle: z.string().max(64) }), z.strictObject({ path })),
  updateState: method(
    nothing,
    z.strictObject({
      /** `managed`: the IT department's; `none`: nothing newer is known; `failed`: the last look or download. */
      state: z.enum(['none', 'checking', 'downloading', 'ready', 'failed', 'managed']),
      /** This app's own version. */
      version: z.string().max(40).nullable(),
      /** The version that is downloaded or being downloaded. */
      next: z.string().max(80).nullable(),
      /** A person has asked for the restart. */
      asked: z.boolean(),
      /** What the restart waits for. */
      waits: z.array(z.enum(['call', 'draft', 'urgent'])).max(3),
    }),
  ),
  /** A person wants the downloaded update: the app restarts now, or once nothing would be interrupted. */
  installUpdate: method(nothing, nothing),
  /** Number at the app's icon; 0 clears it. */
  setBadge: method(z.strictObject({ count: z.int().min(0).max(999) }), nothing),
} as const;

export type HostMethod = keyof typeof hostMethods;
export type HostInput<M extends HostMethod> = z.output<(typeof hostMethods)[M]['input']>;
export type HostOutput<M extends HostMethod> = z.output<(typeof hostMethods)[M]['output']>;

export type Host = {
  [M in HostMethod]: (input: HostInput<M>) => Promise<Result<HostOutput<M>>>;
} & {
  /** Sleep, wake, screen lock, shutdown: the desk locks or looks at its clocks again. Returns how to stop listening. */
  onPower(listener: (event: PowerEvent) => void): () => void;
};
