// One leg of a call: its state, what plays to it, what it says. Where its audio comes from and goes to is an `Endpoint`.
import { silentFrame } from '../sound/source.ts';
import { Listening } from '../sound/listening.ts';
import type { Speech } from '../sound/speech.ts';
import type { Sound } from '../sound/sounds.ts';
import type { Meeting } from './conference.ts';
import { mixed } from './mix.ts';
import { Player } from './player.ts';
import { Recording } from './recording.ts';
import type {
  EndedBy,
  EndReason,
  Heard,
  Leg,
  LegDirection,
  LegEnd,
  LegKind,
  LegState,
  MediaCounters,
  Played,
  PlayOptions,
  Recorder,
  SwitchboardEvent,
} from './switchboard.ts';

/** The far side of a leg: a WebRTC peer, or a script. */
export interface Endpoint {
  /** The next 20 ms of what it says; null when it says nothing. */
  read(): Int16Array | null;
  /** The next 20 ms of what it hears. */
  write(frame: Int16Array): void;
  counters(): MediaCounters | null;
  /** The carrier took the leg's call (direction `in`), or told it that it rings. */
  answered?(): void;
  ringing?(): void;
  /** The leg has ended; the endpoint lets go of everything. */
  ended(end: LegEnd): void;
}

export interface LegParts {
  sid: string;
  kind: LegKind;
  direction: LegDirection;
  from: string;
  to: string;
  endpoint: Endpoint;
  speech: Speech;
  now(): number;
  emit(event: SwitchboardEvent): void;
  /** The switch runs its clock while some leg is answered. */
  onState(): void;
}

export class LegCore implements Leg {
  readonly sid: string;
  readonly kind: LegKind;
  readonly direction: LegDirection;
  readonly from: string;
  readonly to: string;
  readonly createdMs: number;
  readonly ear: Heard;
  readonly mouth: Heard;
  /** What the carrier plays to it outside a conference, or while it waits or is held in one. */
  readonly player: Player;
  /** Key tones, heard with the voice. */
  readonly keys: Player;
  meeting: Meeting | null = null;
  state: LegState = 'dialling';
  answeredMs: number | null = null;
  end: LegEnd | null = null;
  /** What it said in this frame; the mixer reads it. */
  said: Int16Array | null = null;
  readonly #ear = new Listening();
  readonly #mouth = new Listening();
  readonly #recordings = new Set<Recording>();
  protected readonly parts: LegParts;

  constructor(parts: LegParts) {
    this.parts = parts;
    this.sid = parts.sid;
    this.kind = parts.kind;
    this.direction = parts.direction;
    this.from = parts.from;
    this.to = parts.to;
    this.createdMs = parts.now();
    this.ear = this.#ear;
    this.mouth = this.#mouth;
    this.player = new Player(parts.speech);
    this.keys = new Player(parts.speech);
  }

  get conference(): Meeting | null {
    return this.meeting;
  }

  answer(): void {
    if (this.kind === 'client' && this.direction === 'out') return;
    this.wasAnswered();
    this.parts.endpoint.answered?.();
  }

  ring(): void {
    if (this.state !== 'dialling') return;
    this.state = 'ringing';
    this.parts.endpoint.ringing?.();
    this.parts.emit({ type: 'leg-ringing', leg: this });
  }

  /** The endpoint says that it has been answered. */
  wasAnswered(): void {
    if (this.state === 'answered' || this.state === 'ended') return;
    this.state = 'answered';
    this.answeredMs = this.parts.now();
    this.parts.onState();
    this.parts.emit({ type: 'leg-answered', leg: this });
  }

  hangUp(reason: EndReason = 'hangup', by: EndedBy = 'carrier', code?: number): void {
    if (this.end !== null) return;
    const end: LegEnd = { reason, by, ...(code === undefined ? {} : { code }), atMs: this.parts.now() };
    this.end = end;
    this.state = 'ended';
    this.meeting?.leave(this.sid);
    this.player.end();
    this.keys.end();
    this.parts.endpoint.ended(end);
    this.parts.onState();
    this.parts.emit({ type: 'leg-ended', leg: this, end });
  }

  play(sound: Sound, options: PlayOptions = {}): Promise<Played> {
    return this.player.replace(sound, options.times ?? 1);
  }

  stopPlaying(): void {
    this.player.stop();
  }

  sendDigits(digits: string): Promise<Played> {
    return this.play({ kind: 'digits', digits });
  }

  media(): MediaCounters | null {
    return this.parts.endpoint.counters();
  }

  record(): Recorder {
    const recording = new Recording(2, (stopped) => this.#recordings.delete(stopped));
    this.#recordings.add(recording);
    return recording;
  }

  /** A key of the leg itself: everyone in its conference hears it. `tones` false when its audio has them already. */
  pressed(digit: string, via: 'rtp' | 'signalling' | 'line', tones: boolean): void {
    if (this.end !== null) return;
    if (tones) void this.keys.add({ kind: 'digits', digits: digit });
    this.parts.emit({
      type: 'digit',
      leg: this,
      digit,
      via,
      heardBy: this.meeting?.heardBy(this.sid) ?? [],
    });
  }

  mediaIs(state: MediaCounters['state']): void {
    this.parts.emit({ type: 'leg-media', leg: this, state });
  }

  signallingIs(present: boolean): void {
    this.parts.emit({ type: 'leg-signalling', leg: this, present });
  }

  /** First half of a frame: what does it say? */
  take(atMs: number): void {
    this.said = mixed(this.parts.endpoint.read(), this.keys.next());
    this.#mouth.push(this.said ?? silentFrame, atMs);
  }

  /** Second half: it hears `frame`, or what is played to it when that is undefined. */
  give(frame: Int16Array | null | undefined, atMs: number): void {
    const heard = (frame === undefined ? this.player.next() : frame) ?? silentFrame;
    this.#ear.push(heard, atMs);
    for (const recording of this.#recordings) recording.push(this.said, heard);
    this.parts.endpoint.write(heard);
  }
}
