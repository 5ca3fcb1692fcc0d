// What stands behind a client's leg: a peer connection that can be exchanged for a new one while the leg goes on. An ICE
// restart, and an engine that comes back after a crash, both get a fresh peer: it speaks and hears, whatever the old one did.
import { frameSamples } from '../sound/sounds.ts';
import type { Endpoint } from './leg.ts';
import { Peer, type PeerParts, type Traffic } from './peer.ts';
import type { Impairment } from './relay.ts';
import type { LegEnd, MediaCounters } from './switchboard.ts';

/** Frames kept before the first is played, and the most that may wait: a jittery network costs 40 ms, never seconds. */
const before = 2;
const most = 6;

export interface RtpEndpointParts {
  impairment: Readonly<Impairment>;
  random(): number;
  onKey(digit: string): void;
  onState(state: MediaCounters['state']): void;
  onAnswered?(): void;
  onRinging?(): void;
  onEnded(end: LegEnd): void;
}

export class RtpEndpoint implements Endpoint {
  readonly #parts: RtpEndpointParts;
  #peer: Peer | null = null;
  #peers = 0;
  #past = { received: { packets: 0, bytes: 0 }, sent: { packets: 0, bytes: 0 } };
  #queue: Int16Array[] = [];
  #filling = true;
  #state: MediaCounters['state'] = 'new';
  #over = false;
  #closing: Promise<void> = Promise.resolve();

  constructor(parts: RtpEndpointParts) {
    this.#parts = parts;
  }

  async offer(): Promise<string> {
    const peer = await this.#renew(false);
    return peer.offer();
  }

  /** Throws when it is no answer. */
  async accept(sdp: string): Promise<void> {
    await this.#peer?.accept(sdp);
  }

  /** By a fresh peer that takes the place of the one before once it is ready to answer. Throws when it is no offer. */
  async answer(sdp: string): Promise<string> {
    const renewal = this.#peers > 0;
    const peer = await this.#make(renewal);
    try {
      const answer = await peer.answer(sdp);
      this.#swap(peer);
      return answer;
    } catch (cause) {
      await peer.close();
      throw cause;
    }
  }

  read(): Int16Array | null {
    if (this.#filling && this.#queue.length < before) return null;
    this.#filling = false;
    const frame = this.#queue.shift();
    if (frame !== undefined) return frame;
    this.#filling = true;
    return null;
  }

  write(frame: Int16Array): void {
    if (!this.#over) this.#peer?.send(frame);
  }

  counters(): MediaCounters {
    return {
      state: this.#state,
      received: plus(this.#past.received, this.#peer?.received),
      sent: plus(this.#past.sent, this.#peer?.sent),
      renewals: Math.max(0, this.#peers - 1),
    };
  }

  answered(): void {
    this.#parts.onAnswered?.();
  }

  ringing(): void {
    this.#parts.onRinging?.();
  }

  ended(end: LegEnd): void {
    this.#over = true;
    this.#state = 'closed';
    this.#drop();
    this.#parts.onEnded(end);
  }

  /** Resolves when every socket of this leg is closed. */
  closed(): Promise<void> {
    return this.#closing;
  }

  async #renew(ownCertificate: boolean): Promise<Peer> {
    const peer = await this.#make(ownCertificate);
    this.#swap(peer);
    return peer;
  }

  async #make(ownCertificate: boolean): Promise<Peer> {
    let mine: Peer | null = null;
    const parts: PeerParts = {
      impairment: this.#parts.impairment,
      random: () => this.#parts.random(),
      onFrame: (samples) => {
        if (mine === this.#peer) this.#keep(samples);
      },
      onKey: (digit) => {
        if (mine === this.#peer) this.#parts.onKey(digit);
      },
      onState: (state) => {
        if (mine !== this.#peer || this.#over || state === this.#state) return;
        this.#state = state;
        this.#parts.onState(state);
      },
    };
    mine = await Peer.open(parts, ownCertificate);
    return mine;
  }

  #swap(peer: Peer): void {
    this.#drop();
    this.#peer = peer;
    this.#peers += 1;
    if (this.#over) this.#drop();
  }

  #drop(): void {
    const peer = this.#peer;
    this.#peer = null;
    if (peer === null) return;
    this.#past = {
      received: plus(this.#past.received, peer.received),
      sent: plus(this.#past.sent, peer.sent),
    };
    this.#queue = [];
    this.#filling = true;
    this.#closing = Promise.all([this.#closing, peer.close().catch(() => {})]).then(() => {});
  }

  #keep(samples: Int16Array): void {
    for (let at = 0; at + frameSamples <= samples.length; at += frameSamples)
      this.#queue.push(samples.subarray(at, at + frameSamples));
    while (this.#queue.length > most) this.#queue.shift();
  }
}

const plus = (one: Traffic, other: Traffic | undefined): Traffic => ({
  packets: one.packets + (other?.packets ?? 0),
  bytes: one.bytes + (other?.bytes ?? 0),
});
