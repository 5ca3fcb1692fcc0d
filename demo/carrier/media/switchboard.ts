// The carrier's switch as the rest of the stand-in sees it: legs, conferences, what each ear hears. Types only, and the
// door to the implementation, so that REST, TwiML and the scripted callers never touch WebRTC or a socket.
// All audio is 8 kHz mono, 16 bit, in frames of 20 ms; all times are milliseconds of `clock.now()`.
import type { Heard } from '../sound/ear.ts';
import type { Sound } from '../sound/sounds.ts';
import type { Speech } from '../sound/speech.ts';
import type { Endpoint } from './leg.ts';

export type { Heard, HeardPart } from '../sound/ear.ts';
export type { Sound } from '../sound/sounds.ts';
export type { Endpoint } from './leg.ts';
export { openSwitchboard } from './exchange.ts';

/** `client` is the real SDK behind the gateway; `line` is a telephone that lives in this process. */
export type LegKind = 'client' | 'line';
/** `in`: the leg rang the carrier. `out`: the carrier rings the leg. */
export type LegDirection = 'in' | 'out';
export type LegState = 'dialling' | 'ringing' | 'answered' | 'ended';

/**
 * Why a leg ended. `hangup` by whoever hung up; `rejected`, `no-answer`, `cancelled` before an answer; `unreachable`:
 * nobody is registered as that identity; `lost`: the socket vanished and nobody came back in time; `failed`: media.
 */
export type EndReason =
  | 'hangup'
  | 'rejected'
  | 'busy'
  | 'no-answer'
  | 'cancelled'
  | 'unreachable'
  | 'lost'
  | 'failed';
export type EndedBy = 'leg' | 'carrier';

export interface LegEnd {
  reason: EndReason;
  by: EndedBy;
  /** The error code the leg's Device is told, such as 31486 for busy. */
  code?: number;
  atMs: number;
}

/** How playing came to its end: all of it was heard, something else was played or it was stopped, or the leg ended. */
export type Played = 'finished' | 'stopped' | 'ended';

export interface PlayOptions {
  /** How often; 0 means until stopped. */
  times?: number;
}

export interface Leg {
  readonly sid: string;
  readonly kind: LegKind;
  readonly direction: LegDirection;
  /** Number or `client:identity`, as Twilio names the two ends. */
  readonly from: string;
  readonly to: string;
  readonly state: LegState;
  readonly createdMs: number;
  readonly answeredMs: number | null;
  readonly end: LegEnd | null;
  readonly conference: Conference | null;

  /** The carrier takes the call of an `in` leg, or a `line` leg lifts the receiver. Twice is nothing. */
  answer(): void;
  /** Tells an `in` leg that it rings at the far end, or says that the telephone of a `line` leg rings. */
  ring(): void;
  /** Ends the leg for whatever reason; leaves its conference, stops what plays. Twice is nothing. */
  hangUp(reason?: EndReason, by?: EndedBy, code?: number): void;

  /** What the carrier plays to this leg while it is in no conference (Say, Play, ringback, wait music). */
  play(sound: Sound, options?: PlayOptions): Promise<Played>;
  stopPlaying(): void;
  /** The carrier sends digits to the leg as the two-tone sounds: `0-9*#A-D`, `w` waits 500 ms. */
  sendDigits(digits: string): Promise<Played>;

  /** What the carrier sends to the leg: mixing and hold are in it, an impaired network to a `client` is not. */
  readonly ear: Heard;
  /** What the leg itself says to the carrier: the agent's microphone as it arrived. */
  readonly mouth: Heard;
  /** RTP as it came and went; null for a `line`. */
  media(): MediaCounters | null;
  /** Records both sides: channel 0 what the leg said, channel 1 what it heard. */
  record(): Recorder;
}

/** A telephone in this process: what a scripted caller speaks with. */
export interface Line extends Leg {
  readonly kind: 'line';
  /** Says it after what is already waiting to be said. */
  speak(sound: Sound): Promise<Played>;
  /** Presses keys: the other side gets `digit` events and hears the tones. */
  press(digits: string): Promise<Played>;
  stopSpeaking(): void;
}

export interface MediaCounters {
  state: 'new' | 'connecting' | 'connected' | 'lost' | 'closed';
  received: { packets: number; bytes: number };
  sent: { packets: number; bytes: number };
  /** How often the peer connection was made anew (ICE restart, engine crash). */
  renewals: number;
}

export interface JoinOptions {
  /** Twilio's participant label; unique inside a conference when given. */
  label?: string;
  muted?: boolean;
  /** Default true. Nobody talks before somebody with it has come. */
  startOnEnter?: boolean;
  /** Default false. */
  endOnExit?: boolean;
  /** The leg hears everyone and is heard by this leg alone. */
  coach?: string | null;
  /** Played to the leg until the conference starts; default the wait music, null is silence. */
  waitSound?: Sound | null;
}

export interface Participant {
  readonly leg: Leg;
  readonly label: string | null;
  readonly muted: boolean;
  readonly held: boolean;
  readonly coach: string | null;
  endOnExit: boolean;
}

export type ConferenceState = 'init' | 'in-progress' | 'completed';

export interface Conference {
  /** CF + 32 hex. */
  readonly sid: string;
  readonly name: string;
  readonly state: ConferenceState;
  readonly createdMs: number;
  participants(): readonly Participant[];
  participant(legSidOrLabel: string): Participant | null;
  /** Takes the leg out of another conference or away from what it hears. False when either has ended. */
  join(leg: Leg, options?: JoinOptions): boolean;
  /** Takes the leg out without ending it; false when it isn't there. An `endOnExit` leg ends the conference. */
  leave(legSid: string): boolean;
  mute(legSid: string, muted: boolean): boolean;
  /** A held leg hears `sound` (default the hold music; null is silence) and is not heard. */
  hold(legSid: string, held: boolean, sound?: Sound | null): boolean;
  coach(legSid: string, coached: string | null): boolean;
  /** Played to all (announcement), over the talk. */
  announce(sound: Sound): Promise<Played>;
  /** One channel: what somebody who hears everyone hears. */
  record(): Recorder;
  /** Ends for all. The legs go on with what their script says next, unless `hangUpLegs`. */
  complete(hangUpLegs: boolean): void;
}

export type RecorderState = 'in-progress' | 'paused' | 'stopped';

export interface Recorder {
  readonly state: RecorderState;
  /** Length of what was kept, in ms. */
  readonly lengthMs: number;
  /** `skip` leaves a paused part out; `silence` keeps its length. */
  pause(behaviour: 'skip' | 'silence'): void;
  resume(): void;
  /** The channels; the same again when asked twice. */
  stop(): Int16Array[];
}

/** What happened, in the order it happened; delivered at once, in the same turn. */
export type SwitchboardEvent =
  | { type: 'leg-made'; leg: Leg }
  | { type: 'leg-ringing'; leg: Leg }
  | { type: 'leg-answered'; leg: Leg }
  | { type: 'leg-ended'; leg: Leg; end: LegEnd }
  | { type: 'leg-media'; leg: Leg; state: MediaCounters['state'] }
  /** The socket that carries the leg went or came back; the audio is not touched by it. */
  | { type: 'leg-signalling'; leg: Leg; present: boolean }
  /** A key was pressed by the leg; `heardBy` are the sids of those who were connected to it. */
  | { type: 'digit'; leg: Leg; digit: string; via: 'rtp' | 'signalling' | 'line'; heardBy: readonly string[] }
  | { type: 'conference-start' | 'conference-end'; conference: Conference }
  | { type: 'participant-join' | 'participant-leave'; conference: Conference; leg: Leg; label: string | null }
  | {
      type: 'participant-mute' | 'participant-unmute' | 'participant-hold' | 'participant-unhold';
      conference: Conference;
      leg: Leg;
      label: string | null;
    };

export interface LineOptions {
  direction: LegDirection;
  from: string;
  to: string;
  /** CA + 32 hex; made when left out. */
  sid?: string;
}

/** A leg as the gateway sees it, which alone knows when the Device behind it answers, presses a key or is gone. */
export interface AdoptedLeg extends Leg {
  wasAnswered(): void;
  /** `tones`: whether the others must be played the key's sound. */
  pressed(digit: string, via: 'rtp' | 'signalling' | 'line', tones: boolean): void;
  mediaIs(state: MediaCounters['state']): void;
  signallingIs(present: boolean): void;
}

export interface Switchboard {
  /** A telephone rings in (`in`: state `ringing` until `answer()`), or is rung (`out`: the script answers it). */
  line(options: LineOptions): Line;
  /** A leg whose audio is elsewhere: for the gateway. */
  adopt(options: LineOptions, endpoint: Endpoint): AdoptedLeg;
  leg(sid: string): Leg | null;
  /** Those that have not ended. */
  legs(): readonly Leg[];
  /** The one by this name that isn't completed; made when there is none. */
  conference(name: string): Conference;
  /** By name or sid, also a completed one; null when unknown. */
  findConference(nameOrSid: string): Conference | null;
  conferences(): readonly Conference[];
  /** Returns the function that stops listening. A listener that throws hurts no other. */
  on(listener: (event: SwitchboardEvent) => void): () => void;
  /** A fresh id with the given two letters and 32 hex digits. */
  sid(prefix: string): string;
  /** Ends every leg and stops the clock; nothing is left that keeps the process alive. */
  close(): Promise<void>;
}

export interface SwitchboardOptions {
  /** Milliseconds, as Date.now. */
  clock: { now(): number };
  /** Bytes for ids. */
  randomBytes(length: number): Uint8Array;
  /** Default: no engine, words are tones. */
  speech?: Speech;
  /** A listener threw. */
  onFault?(cause: unknown): void;
}
