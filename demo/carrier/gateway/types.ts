// The gateway as the rest of the stand-in sees it: who is registered, how an agent's Device is rung, what it asks for,
// and every fault a test can put into the wire.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Impairment } from '../media/relay.ts';
import type { Leg, Switchboard } from '../media/switchboard.ts';

export type { Impairment } from '../media/relay.ts';

export interface GatewayOptions {
  switchboard: Switchboard;
  clock: { now(): number };
  randomBytes(length: number): Uint8Array;
  accountSid: string;
  apiKeySid: string;
  apiKeySecret: string;
  appSid: string;
  /** How long a leg whose socket vanished waits for it to come back; default 15 000. */
  reattachMs?: number;
  /** Default 5000; the SDK gives up a socket after 15 s of silence. */
  heartbeatMs?: number;
  /** A Device wants to call out. Answer with the leg's own methods (`ring`, `answer`, `hangUp`). */
  onOutgoing(call: OutgoingCall): void;
  onMessage?(message: ClientMessage): void;
}

export interface OutgoingCall {
  leg: Leg;
  identity: string;
  applicationSid: string;
  /** As given to `device.connect({params})`. */
  params: Readonly<Record<string, string>>;
}

export interface ClientMessage {
  leg: Leg;
  identity: string;
  content: unknown;
  contentType: string;
  messageType: string;
  voiceEventSid: string;
}

export interface DialClient {
  identity: string;
  from: string;
  /** Custom parameters of the leg: the screen-pop keys. */
  params: Readonly<Record<string, string>>;
  sid?: string;
  /** As the Device is told; default the gateway's own. */
  accountSid?: string;
  /** Ends the leg as `no-answer`; default 30 000. */
  timeoutMs?: number;
  /** A verified caller (STIR/SHAKEN level A). */
  verified?: boolean;
}

/** One frame on a socket, without SDP, tokens and message bodies. */
export interface WireLine {
  atMs: number;
  socket: number;
  way: 'in' | 'out';
  type: string;
  callSid: string | null;
  detail: Readonly<Record<string, string | number | boolean>>;
}

export type HostileFrame =
  | 'half-json'
  | 'no-type'
  | 'unknown-type'
  | 'wrong-shapes'
  | 'huge'
  | 'binary'
  | 'hostile-params';

export interface GatewayFaults {
  /** No `reconnect` token with invite and answer: a dropped socket then makes a zombie. */
  withholdReconnect: boolean;
  /** Upgrades are refused. */
  refuseSockets: boolean;
  stopHeartbeats: boolean;
  /** `invite` (also with a reconnect token) and `reinvite` of a Device get no answer. */
  unanswered: boolean;
  /** Reinvites (ICE restart) alone get no answer. */
  unansweredReinvite: boolean;
  /** Every token counts as expired, also new ones. */
  tokensExpired: boolean;
  /** How long a leg waits for its socket. */
  reattachMs: number;
}

export interface ClientState {
  identity: string;
  sockets: number;
  registered: number;
}

export interface Gateway {
  /** For the HTTP server's `upgrade` event; answers `/signal` only and destroys the rest. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Rings every registered Device of the identity; nobody registered: the leg ends as `unreachable` in a later turn. */
  dial(call: DialClient): Leg;
  clients(): readonly ClientState[];
  /** A call message to the leg's Device; false when its socket isn't there. */
  sendMessage(legSid: string, content: unknown, messageType?: string): boolean;

  readonly faults: GatewayFaults;
  setFaults(faults: Partial<GatewayFaults>): void;
  /** Applies to the audio of every leg that goes through a relay. All legs do. */
  setImpairment(impairment: Partial<Impairment>): void;
  /** Cuts the sockets (of one identity) as a network does: no close frame. Returns how many. */
  dropSockets(identity?: string): number;
  /** An `error` frame such as 31205 to the sockets of an identity (all: undefined). */
  sendError(code: number, identity?: string): number;
  /** Every token counts as expired from now on; the Devices are told 31205. Tokens issued after this are taken. */
  expireTokens(): void;
  sendHostile(frame: HostileFrame, identity?: string): number;
  /** A frame as it is; returns to how many sockets it went. */
  sendRaw(data: string | Buffer, identity?: string): number;
  wire(sinceMs?: number): readonly WireLine[];
  close(): Promise<void>;
}
