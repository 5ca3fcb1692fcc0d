// Conferences as the account's books have them: who was asked in, who is in, what is told about it and to whom. Sound and
// hold are the switch's; here are names, callbacks with their numbers, and recordings from the start.
import type { Hooks } from '../hooks/sender.ts';
import type { Conference, Leg, Sound, Switchboard } from '../media/switchboard.ts';
import type { Callback, ConferenceWish } from '../twiml/verbs.ts';
import { isOver, rfc2822, type Call } from './call.ts';
import type { Calls } from './calls.ts';
import type { Recording, Recordings } from './recordings.ts';

export interface Seat {
  readonly call: Call;
  readonly label: string | null;
  readonly startOnEnter: boolean;
  endOnExit: boolean;
  /** Asked in by the API: it has no document to go on with, so leaving ends its call. */
  byApi: boolean;
  readonly beepOnExit: boolean;
  readonly since: Date;
  updatedAt: Date;
  why: string;
  left(): void;
}
export interface Room {
  readonly sid: string;
  readonly name: string;
  readonly conference: Conference;
  readonly createdAt: Date;
  updatedAt: Date;
  callback: Callback | null;
  recordingCallback: Callback | null;
  record: boolean;
  recording: Recording | null;
  sequence: number;
  /** Asked in by the API, not answered yet. */
  readonly asked: Map<string, { call: Call; wish: ConferenceWish; since: Date; early: boolean }>;
  readonly seats: Map<string, Seat>;
  endedWhy: string | null;
  endedBy: string | null;
}
export interface Conferences {
  /** By sid, or by name when it is not over. */
  find(sidOrName: string): Room | null;
  /** The one of this name that is not over; made when there is none. */
  open(name: string): Room;
  /** Newest first. */
  list(): Room[];
  /** Null when it is full or the leg is gone; else settles when the leg has left. */
  enter(
    room: Room,
    call: Call,
    wish: ConferenceWish,
    byApi: boolean,
    wait: Sound | null | undefined,
  ): Promise<void> | null;
  /** Comes in by itself when it answers. `early`: whoever waits alone hears it ring meanwhile. */
  ask(room: Room, call: Call, wish: ConferenceWish, wait: Sound | null | undefined, early: boolean): void;
  seat(room: Room, callSidOrLabel: string): Seat | null;
  remove(room: Room, seat: Seat, why?: string): void;
  /** Takes a call out of wherever it sits without ending it: a document leads it now. */
  release(call: Call): void;
  complete(room: Room): void;
}
export interface ConferencesParts {
  board: Switchboard;
  calls: Calls;
  recordings: Recordings;
  hooks: Hooks;
  accountSid: string;
  now: () => Date;
}
const mostKept = 1_000;
const eventKind: Record<string, string> = {
  'conference-start': 'start',
  'conference-end': 'end',
  'participant-join': 'join',
  'participant-leave': 'leave',
  'participant-mute': 'mute',
  'participant-unmute': 'mute',
  'participant-hold': 'hold',
  'participant-unhold': 'hold',
};

export function makeConferences(parts: ConferencesParts): Conferences {
  const { board, calls, recordings, hooks, accountSid, now } = parts;
  const rooms = new Map<string, Room>();

  function tell(room: Room, event: string, more: Record<string, string> = {}): void {
    room.updatedAt = now();
    const { callback } = room;
    if (callback === null || !callback.events.includes(eventKind[event] ?? '')) return;
    hooks.tell(room.sid, callback.url, callback.method, {
      AccountSid: accountSid,
      ConferenceSid: room.sid,
      FriendlyName: room.name,
      StatusCallbackEvent: event,
      SequenceNumber: String(++room.sequence),
      Timestamp: rfc2822(now()),
      ...more,
    });
  }
  function about(room: Room, leg: Leg, seat: Seat | undefined): Record<string, string> {
    const inside = room.conference.participant(leg.sid);
    return {
      CallSid: leg.sid,
      Muted: String(inside?.muted ?? false),
      Hold: String(inside?.held ?? false),
      Coaching: String(inside?.coach !== null && inside?.coach !== undefined),
      StartConferenceOnEnter: String(seat?.startOnEnter ?? true),
      EndConferenceOnExit: String(seat?.endOnExit ?? false),
      ...(seat?.label ? { ParticipantLabel: seat.label } : {}),
    };
  }
  function gone(room: Room, leg: Leg): void {
    const seat = room.seats.get(leg.sid);
    if (!seat) return;
    room.seats.delete(leg.sid);
    if (seat.endOnExit && room.endedWhy === null) {
      room.endedWhy = 'participant-with-end-conference-on-exit-left';
      room.endedBy = leg.sid;
    }
    tell(room, 'participant-leave', {
      ...about(room, leg, seat),
      ReasonParticipantLeft:
        leg.end === null ? seat.why || 'moderator_ended_conference' : 'participant_hung_up',
      ParticipantCallStatus: seat.call.status,
    });
    if (seat.beepOnExit) beep(room);
    seat.left();
    if (seat.byApi) calls.end(seat.call);
  }
  function over(room: Room): void {
    for (const seat of room.seats.values()) gone(room, seat.call.leg);
    for (const { call } of room.asked.values()) calls.end(call);
    room.asked.clear();
    if (room.recording !== null) recordings.finish(room.recording);
    tell(room, 'conference-end', {
      ReasonConferenceEnded: (room.endedWhy ??= 'last-participant-left'),
      ...(room.endedBy === null ? {} : { CallSidEndingConference: room.endedBy }),
    });
  }

  board.on((event) => {
    if (!('conference' in event)) return;
    const room = rooms.get(event.conference.sid);
    if (!room) return;
    if (event.type === 'conference-end') return over(room);
    if (event.type === 'conference-start') {
      tell(room, event.type);
      if (room.record && room.recording === null)
        room.recording = recordings.begin({
          source: 'Conference',
          callSid: null,
          conferenceSid: room.sid,
          channels: 1,
          callback: room.recordingCallback,
          recorder: room.conference.record(),
        });
    } else if (event.type === 'participant-leave') gone(room, event.leg);
    else if ('leg' in event) tell(room, event.type, about(room, event.leg, room.seats.get(event.leg.sid)));
  });
  // Whoever was asked and is over without an answer is no longer expected.
  calls.onChange((call) => {
    if (!isOver(call.status)) return;
    for (const room of rooms.values()) room.asked.delete(call.sid);
  });

  return {
    find: (key) =>
      rooms.get(key) ??
      [...rooms.values()].find((r) => r.name === key && r.conference.state !== 'completed') ??
      null,
    open(name) {
      const conference = board.conference(name);
      const known = rooms.get(conference.sid);
      if (known) return known;
      const room: Room = {
        sid: conference.sid,
        name,
        conference,
        createdAt: now(),
        updatedAt: now(),
        callback: null,
        recordingCallback: null,
        record: false,
        recording: null,
        sequence: 0,
        asked: new Map(),
        seats: new Map(),
        endedWhy: null,
        endedBy: null,
      };
      rooms.set(room.sid, room);
      for (const [sid, old] of rooms) {
        if (rooms.size <= mostKept) break;
        if (old.conference.state === 'completed') rooms.delete(sid);
      }
      return room;
    },
    list: () => [...rooms.values()].toReversed(),
    enter(room, call, wish, byApi, wait) {
      settle(room, wish);
      if (room.seats.size >= wish.maxParticipants) return null;
      const { promise, resolve } = Promise.withResolvers<void>();
      const at = now();
      room.seats.set(call.sid, {
        call,
        label: wish.label,
        startOnEnter: wish.startOnEnter,
        endOnExit: wish.endOnExit,
        byApi,
        beepOnExit: wish.beep === 'true' || wish.beep === 'onExit',
        since: at,
        updatedAt: at,
        why: '',
        left: resolve,
      });
      call.doing = 'conference';
      const joined = room.conference.join(call.leg, {
        ...(wish.label === null ? {} : { label: wish.label }),
        muted: wish.muted,
        startOnEnter: wish.startOnEnter,
        endOnExit: wish.endOnExit,
        coach: wish.coach,
        ...(wait === undefined ? {} : { waitSound: wait }),
      });
      if (joined) {
        if (wish.beep === 'true' || wish.beep === 'onEnter') beep(room);
        const rings = [...room.asked.values()].some(
          (a) => a.early && a.call.kind === 'callee' && a.call.status === 'ringing',
        );
        if (rings) playToWaiting(room, 'ringback');
        return promise;
      }
      room.seats.delete(call.sid);
      return null;
    },
    ask(room, call, wish, wait, early) {
      settle(room, wish);
      room.asked.set(call.sid, { call, wish, since: now(), early });
      const stop = calls.onChange((changed) => {
        if (changed !== call) return;
        if (call.status === 'ringing') {
          if (early && call.kind === 'callee') playToWaiting(room, 'ringback');
          return;
        }
        stop();
        const expected = room.asked.delete(call.sid);
        if (early && call.kind === 'callee' && call.status !== 'in-progress') playToWaiting(room, 'wait');
        if (!expected || call.status !== 'in-progress') return;
        // Everybody may have left meanwhile: the one who answers late is then alone with nobody, so the call ends.
        if (room.conference.state === 'completed' || this.enter(room, call, wish, true, wait) === null)
          calls.end(call);
      });
    },
    seat: (room, key) => room.seats.get(key) ?? [...room.seats.values()].find((s) => s.label === key) ?? null,
    remove(room, seat, why = 'participant_updated_via_api') {
      seat.why = why;
      if (!room.conference.leave(seat.call.sid)) gone(room, seat.call.leg);
    },
    release(call) {
      for (const room of rooms.values()) {
        const seat = room.seats.get(call.sid);
        if (!seat) continue;
        seat.byApi = false;
        this.remove(room, seat);
      }
    },
    complete(room) {
      if (room.conference.state === 'completed') return;
      room.endedWhy = 'conference-ended-via-api';
      for (const seat of room.seats.values()) seat.why = 'conference_ended_via_api';
      room.conference.complete(false);
    },
  };

  function beep(room: Room): void {
    if (room.conference.state === 'in-progress')
      void room.conference.announce({ kind: 'tone', hz: 1_800, ms: 150 });
  }
  function playToWaiting(room: Room, tune: 'ringback' | 'wait'): void {
    if (room.conference.state !== 'init') return;
    for (const { call } of room.seats.values()) void call.leg.play({ kind: 'music', tune }, { times: 0 });
  }
  /** The first who names a callback or asks for a recording decides it for the conference. */
  function settle(room: Room, wish: ConferenceWish): void {
    room.callback ??= wish.status;
    room.recordingCallback ??= wish.recordingStatus;
    room.record ||= wish.record;
  }
}
