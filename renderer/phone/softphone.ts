// The telephony port: what the engine needs of any softphone. No type of an SDK is in it, so that the engine can be
// driven by a fake one, and so that the real one stays in one file (twilio.ts).
import type { closedWhys, registrations, registrationWhys } from '#shared/domain/telephony/engine.ts';

export type Registration = (typeof registrations)[number];
export type RegistrationWhy = (typeof registrationWhys)[number];
export type ClosedWhy = (typeof closedWhys)[number];
/** The carrier's address; null = its own, else a local one as `127.0.0.1:PORT`. */
export type Gateway = string | null;

/** What was measured in one second; null = not measured, or not a number. */
export interface Sample {
  mos: number | null;
  rttMs: number | null;
  jitterMs: number | null;
  lossPercent: number | null;
}
/** The carrier's warnings that mean something to us. */
export type SampleWarning = 'loss' | 'jitter' | 'latency' | 'no-sound-in' | 'no-sound-out' | 'media-lost';

export type LegEvent =
  /** The other side of an outgoing leg rings. */
  | { t: 'ringing' }
  | { t: 'open' }
  | { t: 'reconnecting' }
  | { t: 'reconnected' }
  /** The real state of the track changed, or the token or id that `facts` gives. */
  | { t: 'facts' }
  | { t: 'sample'; sample: Sample }
  | { t: 'warning'; warning: SampleWarning; on: boolean }
  | { t: 'closed'; why: ClosedWhy };

export interface LegFacts {
  /** Of the track itself: true = nothing that is said goes out. */
  muted: boolean;
  /** Resumes this leg in another page; a secret. */
  connectToken: string | null;
  /** The carrier's id, once it has given one. */
  legSid: string | null;
}
/** Counters of the leg's own connection, for the watchdog. Null = not measured yet. */
export interface LegCounters {
  packetsSent: number | null;
  packetsReceived: number | null;
  /** Energy of what the microphone gave so far; stands still while nothing is heard. */
  inputEnergy: number | null;
  /** `ended`: the device went away. */
  track: 'live' | 'ended' | 'none';
}
export interface Leg {
  readonly callId: string;
  readonly incoming: boolean;
  facts(): LegFacts;
  mute(on: boolean): void;
  digits(digits: string): void;
  /** Tells the carrier, whatever the leg's state is: refuses while it rings, ends it afterwards. */
  hangUp(): void;
  /** What is said and heard, for meters. */
  sound(): { local: MediaStream | null; remote: MediaStream | null };
  counters(): Promise<LegCounters>;
}

export interface SoftphoneEvents {
  registration(change: {
    state: Registration;
    why: RegistrationWhy | null;
    code: number | null;
    tokenLeftSeconds: number | null;
  }): void;
  /** A leg rings here. It is named by one of our call ids; others never get this far. */
  ring(leg: Leg): void;
  /** An invite that names none of our calls; it was refused. */
  strayRing(): void;
  leg(leg: Leg, event: LegEvent): void;
}
/** How a softphone gets its microphone: one place opens it, whoever speaks. */
export type OpenMicrophone = (constraints?: MediaStreamConstraints) => Promise<MediaStream>;

export interface Softphone {
  /** First time or with a fresh token; never harms a call that is open. */
  register(token: string, gateway: Gateway): void;
  unregister(): void;
  /** Rejects when the leg can't be taken up; it then still rings. */
  accept(leg: Leg): Promise<void>;
  /** Rejects with a `SoftphoneError`. */
  connect(callId: string): Promise<Leg>;
  resume(callId: string, connectToken: string, muted: boolean): Promise<Leg>;
  /** A call of a few seconds to the carrier itself, with a device of its own. */
  probe(token: string, gateway: Gateway, events: (event: LegEvent) => void): Promise<Leg>;
  /** In calls that are open, at once; later ones ask `OpenMicrophone`. */
  setInput(deviceId: string | null): Promise<void>;
  setOutput(deviceId: string | null): Promise<void>;
  /** The system slept or the network changed: what it believes of its connection may be wrong. */
  doubt(): void;
}

/** Why the softphone could not do it; the same words as the engine's `refused` report. */
export class SoftphoneError extends Error {
  readonly why: 'no-call' | 'busy' | 'microphone' | 'not-registered' | 'error';
  constructor(why: SoftphoneError['why']) {
    super(why);
    this.why = why;
  }
}
