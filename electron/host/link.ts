// The private messages between a desk and the process that started it (Electron's shell or the preview's web server).
// One set for both hosts, checked on both sides: a desk must not be steered by a message nobody meant to send.
import { z } from 'zod';
import { incomingLink } from '#shared/domain/links/incoming.ts';
import { fhirConfig, phoneConfig } from './launch.ts';

/** Longest base64 text on the link: keys and handles, never documents. */
const base64 = z
  .string()
  .max(65_536)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/);
const url = z.url({ protocol: /^https?$/ }).max(2000);
const id = z.string().min(1).max(64);

export const portSurfaces = ['main', 'panel', 'compact', 'phone', 'trainer'] as const;
export type PortSurface = (typeof portSurfaces)[number];
export const hostKinds = ['electron', 'preview'] as const;
export const powerEvents = [
  'suspend',
  'resume',
  'lock-screen',
  'unlock-screen',
  /** macOS: another person's session is in front (fast user switching). */
  'user-did-resign-active',
  'shutdown',
] as const;
export type PowerEvent = (typeof powerEvents)[number];
/** Nobody who sits here may be the person who sat here before: the desk locks, whatever else happens (C3). */
export const locksAtOnce: readonly PowerEvent[] = ['suspend', 'lock-screen', 'user-did-resign-active'];

const portNumber = z.int().min(1);
const init = z.strictObject({
  t: z.literal('init'),
  /** Folder of this profile; the desk's own files live nowhere else. */
  profile: z.string().min(1).max(4000),
  host: z.enum(hostKinds),
  /** The app's version, as its parent has it. */
  version: z.string().min(1).max(40),
  practice: z.boolean(),
  demo: z.strictObject({ controlUrl: url, controlToken: z.string().min(1).max(400) }).nullable(),
  backendUrl: url.nullable(),
  fhir: fhirConfig.nullable(),
  enrolCode: z.string().max(200).nullable(),
  phone: phoneConfig.nullable().optional(),
  /** What the last desk gave to `keep`: enough to reopen the vault after a crash; null after a lock. */
  reopen: base64.nullable(),
  /** The system locked and no desk has been opened by a person since: this one may not be opened by the key store. */
  locked: z.boolean(),
  /** Epochs of this desk's ports are greater than this. */
  epochBase: z.int().min(0),
});
export const portOpen = z.strictObject({
  t: z.literal('port-open'),
  port: portNumber,
  surface: z.enum(portSurfaces),
  epoch: z.int().min(1),
});
const portData = z.strictObject({ t: z.literal('port-data'), port: portNumber, frame: z.unknown() });
const portClose = z.strictObject({ t: z.literal('port-close'), port: portNumber });
const power = z.strictObject({ t: z.literal('power'), event: z.enum(powerEvents) });

/** A page's way out that the shell stopped; never an address or content. */
export const shellRefusals = [
  'navigation',
  'window-open',
  'permission',
  'sender',
  'request',
  'download',
  'link',
] as const;
export type ShellRefusal = (typeof shellRefusals)[number];
const shellRefused = z.strictObject({
  t: z.literal('shell-refused'),
  what: z.enum(shellRefusals),
  /** Null: no page of ours, or none at all (a link from another program). */
  surface: z.enum(portSurfaces).nullable(),
});

/** What ending the app, or restarting it for an update, would interrupt. */
const leaving = z.strictObject({
  t: z.literal('leaving'),
  call: z.boolean(),
  draft: z.boolean(),
  /** Urgent messages saved here that the backend doesn't have yet. */
  urgent: z.int().min(0),
});
export type Leaving = Omit<z.infer<typeof leaving>, 't'>;
export const nothingToLeave: Leaving = { call: false, draft: false, urgent: 0 };

/** Of a call, that a key reaches while another program has the focus (product.md 7). */
export const globalKeys = ['answer', 'mute'] as const;
export type GlobalKey = (typeof globalKeys)[number];
const globalKey = z.enum(globalKeys);

export const hostRequest = z.strictObject({
  t: z.literal('host-request'),
  id,
  method: z.string().min(1).max(40),
  input: z.unknown(),
});
export const hostReply = z.strictObject({ t: z.literal('host-reply'), id, result: z.unknown() });

export const parentToDesk = z.discriminatedUnion('t', [
  init,
  portOpen,
  portData,
  portClose,
  power,
  hostReply,
  /** Another program sent a link; waits in the desk's memory for the main page. */
  z.strictObject({ t: z.literal('incoming-link'), link: incomingLink }),
  /** Somebody started the app while it was running. */
  z.strictObject({ t: z.literal('started-again') }),
  shellRefused,
  /** `refused`: the system would not give it, mostly because another program has it. */
  z.strictObject({ t: z.literal('global-key'), key: globalKey, what: z.enum(['pressed', 'refused']) }),
  z.strictObject({ t: z.literal('stop') }),
]);
const trouble = { code: z.string().min(1).max(60), message: z.string().max(2000) };
export const deskToParent = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('ready') }),
  /** The desk could not start; the parent shows a page that says why and does not start it again by itself. */
  z.strictObject({ t: z.literal('failed'), ...trouble }),
  portData,
  portClose,
  /** Kept in the parent's memory only, handed back in the next `init`; null clears it (at lock). */
  z.strictObject({ t: z.literal('keep'), reopen: base64.nullable() }),
  hostRequest,
  /** Pushed on every change. */
  leaving,
  /** Those that would do something now; pushed on every change. */
  z.strictObject({ t: z.literal('call-keys'), keys: z.array(globalKey).max(globalKeys.length) }),
  /** After a power event that locks: nothing is shown any more that a lock hides, whether it was locked before or not. */
  z.strictObject({ t: z.literal('locked') }),
  /** The desk is about to end because of a bug; the parent may start it again. */
  z.strictObject({ t: z.literal('fatal'), ...trouble }),
]);

export type ParentToDesk = z.infer<typeof parentToDesk>;
export type DeskToParent = z.infer<typeof deskToParent>;
export type Init = z.infer<typeof init>;
/** Everything that leads a desk out of its computer. Practice is a desk without any of it (architecture rule 4). */
export const noWayOut = {
  backendUrl: null,
  fhir: null,
  enrolCode: null,
  phone: null,
} as const satisfies Partial<Init>;
export type PortOpen = z.infer<typeof portOpen>;

/** Any two-way message channel. Listeners add up; none is ever removed: a channel lives as long as its process. */
export interface Channel<In, Out> {
  send(message: Out): void;
  onMessage(listener: (message: In) => void): void;
  onClose(listener: () => void): void;
}
/** One page's port as the desk sees it, whatever carries it. */
export interface PagePort {
  readonly port: number;
  readonly surface: PortSurface;
  readonly epoch: number;
  send(frame: unknown): void;
  onFrame(listener: (frame: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}
/** The desk's end of the link. `onPort` exists where ports are real objects (Electron); else see `pagePorts`. */
export interface ParentLink extends Channel<ParentToDesk, DeskToParent> {
  onPort?(listener: (port: PagePort) => void): void;
}
/** The parent's end of the link. */
export type DeskLink = Channel<DeskToParent, ParentToDesk>;

export { childProcessLink } from './link-child.ts';
export { utilityLink } from './link-utility.ts';
export { pagePorts } from './page-ports.ts';
