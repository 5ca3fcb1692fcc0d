// A conference: who hears whom. Hold, mute and coaching are only different answers to that question.
import type { Speech } from '../sound/speech.ts';
import type { Sound } from '../sound/sounds.ts';
import type { LegCore } from './leg.ts';
import { addTo, emptySum, mixed, toFrame } from './mix.ts';
import { Player } from './player.ts';
import { Recording } from './recording.ts';
import type {
  Conference,
  ConferenceState,
  JoinOptions,
  Leg,
  Participant,
  Played,
  Recorder,
  SwitchboardEvent,
} from './switchboard.ts';

interface Member extends Participant {
  readonly leg: LegCore;
  muted: boolean;
  held: boolean;
  coach: string | null;
  startOnEnter: boolean;
}

export interface MeetingParts {
  sid: string;
  name: string;
  speech: Speech;
  now(): number;
  emit(event: SwitchboardEvent): void;
  /** The leg behind a Leg of this switch. */
  core(leg: Leg): LegCore | null;
}

const waitMusic: Sound = { kind: 'music', tune: 'wait' };
const holdMusic: Sound = { kind: 'music', tune: 'hold' };
const silence: Sound = { kind: 'silence', ms: 20 };

export class Meeting implements Conference {
  readonly sid: string;
  readonly name: string;
  readonly createdMs: number;
  state: ConferenceState = 'init';
  readonly #parts: MeetingParts;
  readonly #members = new Map<string, Member>();
  readonly #speaker: Player;
  readonly #recordings = new Set<Recording>();

  constructor(parts: MeetingParts) {
    this.#parts = parts;
    this.sid = parts.sid;
    this.name = parts.name;
    this.createdMs = parts.now();
    this.#speaker = new Player(parts.speech);
  }

  participants(): readonly Participant[] {
    return [...this.#members.values()];
  }

  participant(legSidOrLabel: string): Participant | null {
    const bySid = this.#members.get(legSidOrLabel);
    if (bySid !== undefined) return bySid;
    for (const member of this.#members.values()) if (member.label === legSidOrLabel) return member;
    return null;
  }

  join(leg: Leg, options: JoinOptions = {}): boolean {
    const core = this.#parts.core(leg);
    if (core === null || core.end !== null || this.state === 'completed') return false;
    if (core.meeting === this) return true;
    core.meeting?.leave(core.sid);
    const member: Member = {
      leg: core,
      label: options.label ?? null,
      muted: options.muted ?? false,
      held: false,
      coach: options.coach ?? null,
      endOnExit: options.endOnExit ?? false,
      startOnEnter: options.startOnEnter ?? true,
    };
    core.player.stop();
    core.meeting = this;
    this.#members.set(core.sid, member);
    if (this.state === 'init') this.#keepWaiting(member, options.waitSound);
    this.#parts.emit({ type: 'participant-join', conference: this, leg: core, label: member.label });
    this.#startIfReady();
    return true;
  }

  leave(legSid: string): boolean {
    const member = this.#members.get(legSid);
    if (member === undefined) return false;
    this.#remove(member);
    if (this.state !== 'completed' && (member.endOnExit || this.#members.size === 0)) this.complete(false);
    return true;
  }

  mute(legSid: string, muted: boolean): boolean {
    const member = this.#members.get(legSid);
    if (member === undefined) return false;
    if (member.muted === muted) return true;
    member.muted = muted;
    this.#tell(muted ? 'participant-mute' : 'participant-unmute', member);
    return true;
  }

  hold(legSid: string, held: boolean, sound: Sound | null = holdMusic): boolean {
    const member = this.#members.get(legSid);
    if (member === undefined) return false;
    if (held) void member.leg.player.replace(sound ?? silence, 0);
    else if (member.held && this.state === 'in-progress') member.leg.player.stop();
    if (member.held === held) return true;
    member.held = held;
    this.#tell(held ? 'participant-hold' : 'participant-unhold', member);
    return true;
  }

  coach(legSid: string, coached: string | null): boolean {
    const member = this.#members.get(legSid);
    if (member === undefined) return false;
    member.coach = coached;
    return true;
  }

  announce(sound: Sound): Promise<Played> {
    return this.#speaker.add(sound);
  }

  record(): Recorder {
    const recording = new Recording(1, (stopped) => this.#recordings.delete(stopped));
    this.#recordings.add(recording);
    return recording;
  }

  complete(hangUpLegs: boolean): void {
    if (this.state === 'completed') return;
    this.state = 'completed';
    this.#speaker.end();
    const legs = [...this.#members.values()];
    for (const member of legs) this.#remove(member);
    this.#parts.emit({ type: 'conference-end', conference: this });
    if (hangUpLegs) for (const member of legs) member.leg.hangUp();
  }

  /** Those to whom this leg's voice goes now. */
  heardBy(legSid: string): string[] {
    const speaker = this.#members.get(legSid);
    if (speaker === undefined || speaker.held || this.state !== 'in-progress') return [];
    return [...this.#members.values()]
      .filter((one) => one !== speaker && !one.held)
      .filter((one) => speaker.coach === null || one.leg.sid === speaker.coach)
      .map((one) => one.leg.sid);
  }

  /** One frame: after every leg has spoken, before any has heard. */
  tick(atMs: number): void {
    const started = this.state === 'in-progress';
    const announced = this.#speaker.next();
    const all = emptySum();
    const members = [...this.#members.values()];
    if (started) for (const member of members) if (speaksToAll(member)) addTo(all, member.leg.said);
    addTo(all, announced);
    for (const member of members) {
      if (!started || member.held) {
        member.leg.give(started ? undefined : mixed(member.leg.player.next(), announced), atMs);
        continue;
      }
      const sum = all.slice();
      if (speaksToAll(member)) addTo(sum, member.leg.said, -1);
      for (const other of members)
        if (other !== member && other.coach === member.leg.sid && !other.muted && !other.held)
          addTo(sum, other.leg.said);
      member.leg.give(toFrame(sum), atMs);
    }
    if (this.#recordings.size === 0) return;
    const frame = toFrame(all);
    for (const recording of this.#recordings) recording.push(frame);
  }

  #keepWaiting(member: Member, sound: Sound | null = waitMusic): void {
    if (sound !== null) void member.leg.player.replace(sound, 0);
  }

  #startIfReady(): void {
    const members = [...this.#members.values()];
    if (this.state !== 'init' || members.length < 2 || !members.some((one) => one.startOnEnter)) return;
    this.state = 'in-progress';
    for (const member of members) if (!member.held) member.leg.player.stop();
    this.#parts.emit({ type: 'conference-start', conference: this });
  }

  #remove(member: Member): void {
    if (!this.#members.delete(member.leg.sid)) return;
    member.leg.meeting = null;
    member.leg.player.stop();
    this.#tell('participant-leave', member);
  }

  #tell(
    type:
      | 'participant-leave'
      | 'participant-mute'
      | 'participant-unmute'
      | 'participant-hold'
      | 'participant-unhold',
    member: Member,
  ): void {
    this.#parts.emit({ type, conference: this, leg: member.leg, label: member.label });
  }
}

const speaksToAll = (member: Member): boolean => !member.muted && !member.held && member.coach === null;
