// /Conferences and their participants: ask somebody in, hold, mute, let go, announce, end for all.
import type { Account } from '../account/account.ts';
import type { Call } from '../account/call.ts';
import type { Room, Seat } from '../account/conferences.ts';
import type { Sound } from '../media/switchboard.ts';
import { soundOfDocument, type Tune } from '../twiml/sound-of.ts';
import type { ConferenceWish } from '../twiml/verbs.ts';
import type { Form } from './form.ts';
import { badInput, notFound } from './problem.ts';

export function findRoom(account: Account, key: string): Room {
  const room = account.conferences.find(key);
  if (!room) throw notFound(`/Conferences/${key}.json`);
  return room;
}

export function listRooms(account: Account, query: Form): Room[] {
  const [name, status] = [query.text('FriendlyName'), query.text('Status')];
  return account.conferences
    .list()
    .filter((r) => (name === null || r.name === name) && (status === null || r.conference.state === status));
}

/** What a document at this address sounds like. Undefined: it can't be had, the carrier's own music is played. */
async function soundAt(
  account: Account,
  url: string | null,
  call: Call | null,
  tune: Tune,
): Promise<Sound | null | undefined> {
  if (url === null) return undefined;
  const signal = AbortSignal.timeout(15_000);
  const document = await account.runner.document(call, { url, method: 'POST' }, {}, signal);
  if (document === null) return undefined;
  return soundOfDocument(document.verbs, url, tune, account.fetch, signal);
}

export async function updateRoom(account: Account, room: Room, form: Form): Promise<Room> {
  const status = form.text('Status');
  const announce = form.url('AnnounceUrl');
  if (status !== null && status !== 'completed') throw badInput(20_001, 'Invalid Status');
  if (room.conference.state === 'completed') throw badInput(20_001, 'The conference has ended');
  if (announce !== null) {
    const sound = await soundAt(account, announce, null, 'hold');
    if (sound) void room.conference.announce(sound);
  }
  if (status === 'completed') account.conferences.complete(room);
  return room;
}

export interface Asked {
  room: Room;
  call: Call;
  label: string | null;
}
/** By name it may be new; by sid it must be there. */
export async function createParticipant(account: Account, key: string, form: Form): Promise<Asked> {
  const room = /^CF[0-9a-f]{32}$/.test(key) ? findRoom(account, key) : account.conferences.open(key);
  if (room.conference.state === 'completed') throw notFound(`/Conferences/${key}/Participants.json`);
  const label = form.text('Label');
  const taken =
    label !== null &&
    (account.conferences.seat(room, label) !== null ||
      [...room.asked.values()].some((asked) => asked.wish.label === label));
  if (taken) throw badInput(16_025, 'The label is in use in this conference');
  const beep = form.text('Beep');
  const waitUrl = form.text('WaitUrl');
  const wish: ConferenceWish = {
    name: room.name,
    label,
    startOnEnter: form.flag('StartConferenceOnEnter', true),
    endOnExit: form.flag('EndConferenceOnExit', false),
    muted: form.flag('Muted', false),
    beep: beep === 'false' || beep === 'onEnter' || beep === 'onExit' ? beep : 'true',
    waitUrl,
    record: ['true', 'record-from-start'].includes(form.text('ConferenceRecord') ?? ''),
    maxParticipants: form.number('MaxParticipants', 250, 2, 250),
    status: form.callback('ConferenceStatusCallback', ['start', 'end']),
    recordingStatus: form.callback('ConferenceRecordingStatusCallback', ['completed']),
    coach: form.flag('Coaching', false) ? form.text('CallSidToCoach') : null,
  };
  const call = account.place({
    from: form.need('From'),
    to: form.need('To'),
    timeout: form.number('Timeout', 60, 1, 600),
    callback: form.callback('StatusCallback', ['completed']),
    detectMachine: form.text('MachineDetection') !== null,
    machineCallback: form.callback('AmdStatusCallback', ['completed']),
    timeLimit: form.text('TimeLimit') === null ? null : form.number('TimeLimit', 14_400, 1, 86_400),
  });
  if (call === null) throw badInput(21_211, `The 'To' number is not a valid phone number`);
  const early = form.flag('EarlyMedia', true);
  account.conferences.ask(room, call, wish, waitUrl === '' ? null : undefined, early);
  return { room, call, label };
}

export function findSeat(account: Account, room: Room, key: string): Seat {
  const seat = account.conferences.seat(room, key);
  if (!seat) throw notFound(`/Conferences/${room.sid}/Participants/${key}.json`);
  return seat;
}

export async function updateParticipant(account: Account, room: Room, seat: Seat, form: Form): Promise<Seat> {
  const { conference } = room;
  const { sid } = seat.call;
  // Read whole before anything is done: a request that can't be understood does nothing.
  const holdUrl = form.url('HoldUrl');
  const announceUrl = form.url('AnnounceUrl');
  const end = form.text('EndConferenceOnExit');
  if (end !== null) {
    seat.endOnExit = end.toLowerCase() === 'true';
    const inside = conference.participant(sid);
    if (inside) inside.endOnExit = seat.endOnExit;
  }
  if (form.text('Muted') !== null) conference.mute(sid, form.flag('Muted', false));
  if (form.text('Coaching') !== null)
    conference.coach(sid, form.flag('Coaching', false) ? form.text('CallSidToCoach') : null);
  if (form.text('Hold') !== null) {
    const on = form.flag('Hold', false);
    const sound = on ? await soundAt(account, holdUrl, seat.call, 'hold') : undefined;
    // It may have left while the document was fetched.
    findSeat(account, room, sid);
    conference.hold(sid, on, sound);
  }
  if (announceUrl !== null) {
    const sound = await soundAt(account, announceUrl, seat.call, 'hold');
    if (sound) void conference.announce(sound);
  }
  seat.updatedAt = account.now();
  return seat;
}

/** Also one who still rings. */
export function removeParticipant(account: Account, room: Room, key: string): void {
  const asked = [...room.asked.values()].find((a) => a.call.sid === key || a.wish.label === key);
  if (asked) return account.calls.end(asked.call, 'cancelled');
  account.conferences.remove(room, findSeat(account, room, key));
}
