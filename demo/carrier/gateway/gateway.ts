// The signalling gateway: what a Device speaks to instead of Twilio's edge. Sockets and calls meet here and nowhere else.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { RtpEndpoint } from '../media/rtp-endpoint.ts';
import { unimpaired, type Impairment } from '../media/relay.ts';
import type { Leg } from '../media/switchboard.ts';
import { ClientCall, type CallParts } from './client-call.ts';
import type { DeviceFrame, InviteFrame } from './frames.ts';
import { hostileFrames } from './hostile.ts';
import { Session } from './session.ts';
import { checkToken, type Claims, type TokenCode } from './token.ts';
import type {
  ClientState,
  DialClient,
  Gateway,
  GatewayFaults,
  GatewayOptions,
  HostileFrame,
} from './types.ts';
import { WireLog } from './wire-log.ts';

export type * from './types.ts';

/** The longest frame a Device sends is an SDP of some kilobytes. */
const longestFrame = 131_072;
const mostKnownTokens = 10_000;

class LocalGateway implements Gateway {
  readonly faults: GatewayFaults;
  readonly #options: GatewayOptions;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: longestFrame });
  readonly #sessions = new Set<Session>();
  readonly #calls = new Map<string, ClientCall>();
  readonly #endings = new Set<Promise<void>>();
  readonly #impairment = { ...unimpaired };
  readonly #wire: WireLog;
  /** Tokens that were shown; those that count as expired are kept apart. */
  #known = new Set<string>();
  #spent = new Set<string>();
  #spentBeforeMs = 0;
  #heart: NodeJS.Timeout | null = null;
  #last = 0;
  #closed = false;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#wire = new WireLog(() => options.clock.now());
    this.faults = {
      withholdReconnect: false,
      refuseSockets: false,
      stopHeartbeats: false,
      unanswered: false,
      unansweredReinvite: false,
      tokensExpired: false,
      reattachMs: options.reattachMs ?? 15_000,
    };
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const path = (request.url ?? '').split('?')[0];
    const local = /^(127\.0\.0\.1|localhost)(:\d+)?$/u.test(request.headers.host ?? '');
    if (this.#closed || this.faults.refuseSockets || path !== '/signal' || !local) {
      socket.destroy();
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (opened) => {
      this.#last += 1;
      const session = new Session({
        id: this.#last,
        socket: opened,
        wire: this.#wire,
        now: () => this.#options.clock.now(),
        check: (token) => this.#check(token),
        onFrame: (frame, from) => this.#take(frame, from),
        onClose: (from) => this.#gone(from),
      });
      this.#sessions.add(session);
      this.#wire.add(session.id, 'in', 'open', null);
      this.#heart ??= setInterval(() => this.#beat(), this.#options.heartbeatMs ?? 5000);
    });
  }

  dial(call: DialClient): Leg {
    const { identity } = call;
    const made = new ClientCall(
      this.#callParts(),
      identity,
      (endpoint) =>
        this.#options.switchboard.adopt(
          {
            direction: 'out',
            from: call.from,
            to: `client:${identity}`,
            ...(call.sid === undefined ? {} : { sid: call.sid }),
          },
          endpoint,
        ),
      null,
    );
    this.#calls.set(made.leg.sid, made);
    const sessions = this.#of(identity).filter((session) => session.registered && session.authorised);
    if (sessions.length === 0) setImmediate(() => made.leg.hangUp('unreachable', 'leg'));
    else made.ring(sessions, { ...call, accountSid: call.accountSid ?? this.#options.accountSid });
    return made.leg;
  }

  clients(): readonly ClientState[] {
    const all = new Map<string, ClientState>();
    for (const session of this.#sessions) {
      if (session.identity === null) continue;
      const state = all.get(session.identity) ?? { identity: session.identity, sockets: 0, registered: 0 };
      state.sockets += 1;
      if (session.registered) state.registered += 1;
      all.set(session.identity, state);
    }
    return [...all.values()];
  }

  sendMessage(legSid: string, content: unknown, messageType = 'user-defined-message'): boolean {
    const sid = this.#options.switchboard.sid('KX');
    return this.#calls.get(legSid)?.message(content, messageType, sid) ?? false;
  }

  setFaults(faults: Partial<GatewayFaults>): void {
    const expired = faults.tokensExpired === true && !this.faults.tokensExpired;
    Object.assign(this.faults, faults);
    if (expired) this.expireTokens();
  }

  setImpairment(impairment: Partial<Impairment>): void {
    Object.assign(this.#impairment, impairment);
  }

  dropSockets(identity?: string): number {
    const dropped = this.#of(identity);
    for (const session of dropped) session.drop();
    return dropped.length;
  }

  sendError(code: number, identity?: string): number {
    const told = this.#of(identity);
    for (const session of told) session.sendError(code);
    return told.length;
  }

  expireTokens(): void {
    for (const token of this.#known) this.#spent.add(token);
    this.#known = new Set();
    // Those of earlier seconds that were never shown here are over as well; those of this second may be new.
    this.#spentBeforeMs = Math.floor(this.#options.clock.now() / 1000) * 1000;
    for (const session of this.#sessions) session.expire();
  }

  sendHostile(frame: HostileFrame, identity?: string): number {
    return hostileFrames[frame].reduce((_, data) => this.sendRaw(data, identity), 0);
  }

  sendRaw(data: string | Buffer, identity?: string): number {
    const told = this.#of(identity);
    for (const session of told) session.sendRaw(data);
    return told.length;
  }

  wire(sinceMs?: number) {
    return this.#wire.since(sinceMs);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#rest();
    for (const call of this.#calls.values()) call.leg.hangUp();
    for (const session of this.#sessions) session.drop();
    this.#sockets.close();
    await Promise.all(this.#endings);
  }

  #of(identity: string | undefined): Session[] {
    return [...this.#sessions].filter((one) => identity === undefined || one.identity === identity);
  }

  #check(token: string): Claims | TokenCode {
    const { accountSid, apiKeySid, apiKeySecret, appSid, clock } = this.#options;
    const nowMs = clock.now();
    const checked = checkToken(token, { accountSid, apiKeySid, apiKeySecret, appSid, nowMs });
    if (typeof checked === 'number') return checked;
    if (this.faults.tokensExpired || this.#spent.has(token)) return 31205;
    if (checked.issuedMs < this.#spentBeforeMs) return 31205;
    if (this.#known.size >= mostKnownTokens) this.#known.clear();
    this.#known.add(token);
    return checked;
  }

  #beat(): void {
    if (this.faults.stopHeartbeats) return;
    for (const session of this.#sessions) session.beat();
  }

  #rest(): void {
    if (this.#heart !== null) clearInterval(this.#heart);
    this.#heart = null;
  }

  #gone(session: Session): void {
    this.#sessions.delete(session);
    this.#wire.add(session.id, 'in', 'close', null);
    for (const call of this.#calls.values()) call.left(session);
    if (this.#sessions.size === 0) this.#rest();
  }

  #callParts(): CallParts {
    const { switchboard, clock, randomBytes } = this.#options;
    return {
      switchboard,
      impairment: this.#impairment,
      faults: this.faults,
      random: () => Buffer.from(randomBytes(4)).readUInt32LE() / 2 ** 32,
      now: () => clock.now(),
      secret: () => Buffer.from(randomBytes(16)).toString('hex'),
      onOver: (call) => {
        this.#calls.delete(call.leg.sid);
        const ending = call.endpoint.closed();
        this.#endings.add(ending);
        void ending.then(() => this.#endings.delete(ending));
      },
    };
  }

  #find(callSid: string, session: Session): ClientCall | null {
    const bySid = this.#calls.get(callSid);
    const call = bySid ?? [...this.#calls.values()].find((one) => one.temporarySid === callSid);
    return call !== undefined && call.identity === session.identity ? call : null;
  }

  #take(frame: DeviceFrame, session: Session): void {
    if (frame.type === 'listen' || frame.type === 'register') return;
    if (frame.type === 'invite' && frame.payload.reconnect === undefined)
      return this.#outgoing(frame.payload, session);
    const call = this.#find(frame.payload.callsid, session);
    if (call === null) {
      // Someone else's call, or one that has ended meanwhile: the Device must not believe that it lives.
      if (frame.type === 'invite')
        session.send('hangup', {
          callsid: frame.payload.callsid,
          error: { code: 31404, message: 'Not found' },
        });
      return;
    }
    switch (frame.type) {
      case 'invite':
        return call.resume(session, frame.payload);
      case 'answer':
        return call.answered(session, frame.payload.sdp);
      case 'reinvite':
        return call.reinvite(session, frame.payload.sdp);
      case 'reject':
        return call.rejected(session);
      case 'hangup':
        return call.hungUp(session);
      case 'dtmf':
        return call.keys(session, frame.payload.dtmf);
      case 'message': {
        call.acknowledge(session, frame.payload);
        this.#options.onMessage?.({
          leg: call.leg,
          identity: call.identity,
          content: frame.payload.content,
          contentType: frame.payload.contenttype ?? 'application/json',
          messageType: frame.payload.messagetype ?? '',
          voiceEventSid: frame.payload.voiceeventsid,
        });
      }
    }
  }

  #outgoing(invite: InviteFrame, session: Session): void {
    const { identity } = session;
    const application = session.claims?.applicationSid ?? null;
    if (this.faults.unanswered || identity === null || this.#find(invite.callsid, session) !== null) return;
    if (!session.authorised) return session.sendError(31205, { callsid: invite.callsid });
    if (application === null) {
      return session.send('hangup', {
        callsid: invite.callsid,
        error: { code: 31201, message: 'Not allowed' },
      });
    }
    const call = new ClientCall(
      this.#callParts(),
      identity,
      (endpoint: RtpEndpoint) =>
        this.#options.switchboard.adopt({ direction: 'in', from: `client:${identity}`, to: '' }, endpoint),
      invite.callsid,
    );
    this.#calls.set(call.leg.sid, call);
    call.begin(session, invite.sdp);
    const params = Object.fromEntries(new URLSearchParams(invite.twilio?.params ?? ''));
    try {
      this.#options.onOutgoing({ leg: call.leg, identity, applicationSid: application, params });
    } catch {
      call.leg.hangUp('failed', 'carrier', 31603);
    }
  }
}

export const openGateway = (options: GatewayOptions): Gateway => new LocalGateway(options);
