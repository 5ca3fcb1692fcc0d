// One call of a Device: ringing it, its answer, its socket's coming and going, ICE restarts, its end. The leg is the truth;
// this keeps the Device's view of it.
import { RtpEndpoint } from '../media/rtp-endpoint.ts';
import type { AdoptedLeg, LegEnd, Switchboard } from '../media/switchboard.ts';
import type { Impairment } from '../media/relay.ts';
import { iceUser, type InviteFrame, type MessageFrame } from './frames.ts';
import type { Session } from './session.ts';
import type { DialClient, GatewayFaults } from './types.ts';

export interface CallParts {
  switchboard: Switchboard;
  impairment: Readonly<Impairment>;
  faults: Readonly<GatewayFaults>;
  random(): number;
  now(): number;
  /** 16 random bytes in hex. */
  secret(): string;
  onOver(call: ClientCall): void;
}

export class ClientCall {
  readonly leg: AdoptedLeg;
  readonly identity: string;
  /** The Device's own name for a call that it began (TJS…); null for one that rang it. */
  readonly temporarySid: string | null;
  readonly endpoint: RtpEndpoint;
  /** Who speaks for the call now. */
  session: Session | null = null;
  readonly #parts: CallParts;
  readonly #withheld: boolean;
  /** Those it rings. */
  #rung: Session[] = [];
  /** Reconnect token to the socket that it was given to. */
  readonly #tokens = new Map<string, Session>();
  #iceUser: string | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** One negotiation at a time. */
  #turn: Promise<void> = Promise.resolve();
  #prepared: Promise<string> | null = null;

  constructor(
    parts: CallParts,
    identity: string,
    legOf: (endpoint: RtpEndpoint) => AdoptedLeg,
    temporary: string | null,
  ) {
    this.#parts = parts;
    this.#withheld = parts.faults.withholdReconnect;
    this.identity = identity;
    this.temporarySid = temporary;
    this.endpoint = new RtpEndpoint({
      impairment: parts.impairment,
      random: parts.random,
      onKey: (digit) => this.leg.pressed(digit, 'rtp', true),
      onState: (state) => this.leg.mediaIs(state),
      onAnswered: () => this.#inTurn(() => this.#sendAnswer()),
      onRinging: () => this.session?.send('ringing', { callsid: this.leg.sid }),
      onEnded: (end) => this.#over(end),
    });
    this.leg = legOf(this.endpoint);
  }

  /** Rings these Devices. */
  ring(sessions: readonly Session[], call: DialClient): void {
    this.#timer = setTimeout(() => this.leg.hangUp('no-answer'), call.timeoutMs ?? 30_000);
    this.#rung = [...sessions];
    this.#inTurn(async () => {
      const sdp = await this.endpoint.offer();
      if (this.leg.end !== null) return;
      const parameters = {
        From: call.from,
        To: `client:${this.identity}`,
        CallSid: this.leg.sid,
        AccountSid: call.accountSid,
        ApiVersion: '2010-04-01',
        ...(call.verified === true ? { StirStatus: 'TN-Validation-Passed-A' } : {}),
        Params: new URLSearchParams(call.params).toString(),
      };
      for (const session of this.#rung)
        session.send('invite', { callsid: this.leg.sid, sdp, parameters, ...this.#token(session) });
      this.leg.ring();
    });
  }

  /** The Device called: its offer is being answered while the far end is still being looked for. */
  begin(session: Session, sdp: string): void {
    this.session = session;
    this.#iceUser = iceUser(sdp);
    this.#prepared = this.endpoint.answer(sdp);
    this.#prepared.catch(() => this.leg.hangUp('failed', 'carrier', 31005));
  }

  answered(session: Session, sdp: string): void {
    if (this.session !== null || !this.#rung.includes(session)) return;
    this.session = session;
    this.#iceUser = iceUser(sdp);
    this.#stopRinging(session);
    this.#inTurn(async () => {
      await this.endpoint.accept(sdp);
      this.#clear();
      this.leg.wasAnswered();
    });
  }

  /** One Device's refusal is the person's: the others stop ringing. */
  rejected(session: Session): void {
    if (this.session === null && this.#rung.includes(session)) this.leg.hangUp('rejected', 'leg');
  }

  /** invite + reconnect: the same Device on a new socket, or a new Device that was handed the call. */
  resume(session: Session, invite: InviteFrame): void {
    const holder = this.#tokens.get(invite.reconnect ?? '');
    if (holder === undefined || this.leg.end !== null)
      return session.send('hangup', {
        callsid: invite.callsid,
        error: { code: 31404, message: 'Not found' },
      });
    if (this.#parts.faults.unanswered) return;
    this.#inTurn(async () => {
      const same = this.#iceUser !== null && iceUser(invite.sdp) === this.#iceUser;
      const answer = same ? null : await this.endpoint.answer(invite.sdp);
      if (this.leg.end !== null) return;
      if (answer !== null) this.#iceUser = iceUser(invite.sdp);
      this.#clear();
      const away = this.session === null || !this.session.open;
      this.session = session;
      session.send('answer', {
        callsid: invite.callsid,
        ...(answer === null ? {} : { sdp: answer }),
        ...this.#token(session),
      });
      if (this.leg.state !== 'answered') {
        // The Device that handed the call on says itself that it is no longer its own.
        this.#stopRinging(holder);
        this.leg.wasAnswered();
      } else if (away) this.leg.signallingIs(true);
    });
  }

  /** ICE restart: a fresh peer answers, so that both directions come back. */
  reinvite(session: Session, sdp: string): void {
    if (session !== this.session) return;
    if (this.#parts.faults.unanswered || this.#parts.faults.unansweredReinvite) return;
    this.#inTurn(async () => {
      const answer = await this.endpoint.answer(sdp);
      this.#iceUser = iceUser(sdp);
      this.session?.send('answer', { callsid: this.leg.sid, sdp: answer });
    });
  }

  hungUp(session: Session): void {
    if (session === this.session || this.#rung.includes(session)) this.leg.hangUp('hangup', 'leg');
  }

  keys(session: Session, keys: string): void {
    if (session !== this.session) return;
    for (const key of keys) if (key !== 'w') this.leg.pressed(key, 'signalling', true);
  }

  acknowledge(session: Session, message: MessageFrame): void {
    session.send('ack', {
      acktype: 'message',
      callsid: message.callsid,
      voiceeventsid: message.voiceeventsid,
    });
  }

  message(content: unknown, type: string, eventSid: string): boolean {
    if (this.session === null || !this.session.open || this.leg.state !== 'answered') return false;
    this.session.send('message', {
      callsid: this.leg.sid,
      content,
      contenttype: 'application/json',
      messagetype: type,
      voiceeventsid: eventSid,
    });
    return true;
  }

  /** A socket is gone. The leg waits for it to come back, then ends as lost. */
  left(session: Session): void {
    this.#rung = this.#rung.filter((one) => one !== session);
    if (this.session !== session || this.leg.end !== null) return;
    this.session = null;
    this.leg.signallingIs(false);
    this.#clear();
    this.#timer = setTimeout(() => this.leg.hangUp('lost', 'leg'), this.#parts.faults.reattachMs);
  }

  async #sendAnswer(): Promise<void> {
    const sdp = await this.#prepared;
    if (sdp === null || this.leg.end !== null) return;
    const { session } = this;
    session?.send('answer', { callsid: this.leg.sid, sdp, ...this.#token(session) });
  }

  #token(session: Session): { reconnect?: string } {
    if (this.#withheld) return {};
    const reconnect = this.#parts.secret();
    this.#tokens.set(reconnect, session);
    return { reconnect };
  }

  #stopRinging(except: Session): void {
    for (const session of this.#rung)
      if (session !== except) session.send('cancel', { callsid: this.leg.sid });
    this.#rung = [];
  }

  #over(end: LegEnd): void {
    this.#clear();
    const { sid } = this.leg;
    const error = end.code === undefined ? {} : { error: { code: end.code, message: 'Call ended' } };
    for (const session of this.#rung) {
      // The one who refused knows already.
      if (end.by === 'carrier' || this.#rung.length > 1) session.send('cancel', { callsid: sid });
    }
    this.#rung = [];
    if (end.by === 'carrier') this.session?.send('hangup', { callsid: sid, ...error });
    this.session = null;
    this.#tokens.clear();
    this.#parts.onOver(this);
  }

  #clear(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #inTurn(work: () => Promise<void>): void {
    this.#turn = this.#turn.then(work).catch(() => this.leg.hangUp('failed', 'carrier', 53405));
  }
}
