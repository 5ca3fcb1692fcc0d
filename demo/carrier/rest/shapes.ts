// The account's books as Twilio's API shows them: snake case, RFC 2822 instants, numbers as text where Twilio has text.
import { durationOf, rfc2822, type Call } from '../account/call.ts';
import type { Room, Seat } from '../account/conferences.ts';
import { averageWait, type Member, type Queue } from '../account/queues.ts';
import type { Recording } from '../account/recordings.ts';
import type { SentText } from '../account/account.ts';

export type Json = Record<string, unknown>;
export interface Shapes {
  call(call: Call): Json;
  conference(room: Room): Json;
  participant(room: Room, seat: Seat): Json;
  /** Asked in and not there yet. */
  asked(room: Room, call: Call, label: string | null, since: Date): Json;
  recording(recording: Recording): Json;
  queue(queue: Queue): Json;
  member(queue: Queue, member: Member): Json;
  message(message: SentText): Json;
}
const instant = (at: Date | null): string | null => (at === null ? null : rfc2822(at));

export function makeShapes(accountSid: string, now: () => Date): Shapes {
  const uri = (path: string): string => `/2010-04-01/Accounts/${accountSid}/${path}`;
  const common = { account_sid: accountSid, api_version: '2010-04-01' };
  return {
    call: (call) => ({
      ...common,
      sid: call.sid,
      parent_call_sid: null,
      date_created: instant(call.createdAt),
      date_updated: instant(call.endedAt ?? call.answeredAt ?? call.createdAt),
      to: call.to,
      to_formatted: call.to,
      from: call.from,
      from_formatted: call.from,
      phone_number_sid: null,
      status: call.status,
      start_time: instant(call.answeredAt),
      end_time: instant(call.endedAt),
      duration: durationOf(call)?.toString() ?? null,
      price: null,
      price_unit: 'USD',
      direction: call.direction,
      answered_by: call.answeredBy,
      forwarded_from: null,
      group_sid: null,
      caller_name: null,
      queue_time: String(call.queueSeconds * 1_000),
      trunk_sid: null,
      uri: uri(`Calls/${call.sid}.json`),
      subresource_uris: { recordings: uri(`Calls/${call.sid}/Recordings.json`) },
    }),
    conference: (room) => ({
      ...common,
      sid: room.sid,
      friendly_name: room.name,
      status: room.conference.state,
      region: 'us1',
      date_created: instant(room.createdAt),
      date_updated: instant(room.updatedAt),
      reason_conference_ended: room.conference.state === 'completed' ? room.endedWhy : null,
      call_sid_ending_conference: room.endedBy,
      uri: uri(`Conferences/${room.sid}.json`),
      subresource_uris: {
        participants: uri(`Conferences/${room.sid}/Participants.json`),
        recordings: uri(`Conferences/${room.sid}/Recordings.json`),
      },
    }),
    participant(room, seat) {
      const inside = room.conference.participant(seat.call.sid);
      return {
        account_sid: accountSid,
        call_sid: seat.call.sid,
        conference_sid: room.sid,
        label: seat.label,
        muted: inside?.muted ?? false,
        hold: inside?.held ?? false,
        coaching: inside?.coach !== null && inside?.coach !== undefined,
        call_sid_to_coach: inside?.coach ?? null,
        start_conference_on_enter: seat.startOnEnter,
        end_conference_on_exit: seat.endOnExit,
        status: 'connected',
        queue_time: '0',
        date_created: instant(seat.since),
        date_updated: instant(seat.updatedAt),
        uri: uri(`Conferences/${room.sid}/Participants/${seat.call.sid}.json`),
      };
    },
    asked: (room, call, label, since) => ({
      account_sid: accountSid,
      call_sid: call.sid,
      conference_sid: room.sid,
      label,
      muted: false,
      hold: false,
      coaching: false,
      call_sid_to_coach: null,
      start_conference_on_enter: true,
      end_conference_on_exit: false,
      status: call.status === 'ringing' ? 'ringing' : 'queued',
      queue_time: '0',
      date_created: instant(since),
      date_updated: instant(since),
      uri: uri(`Conferences/${room.sid}/Participants/${call.sid}.json`),
    }),
    recording: (recording) => ({
      ...common,
      sid: recording.sid,
      call_sid: recording.callSid,
      conference_sid: recording.conferenceSid,
      date_created: instant(recording.startedAt),
      date_updated: instant(recording.startedAt),
      start_time: instant(recording.startedAt),
      duration: recording.seconds === null ? null : String(Math.round(recording.seconds)),
      price: null,
      price_unit: 'USD',
      status: recording.status,
      channels: recording.channels,
      source: recording.source,
      error_code: null,
      encryption_details: null,
      track: 'both',
      media_url: uri(`Recordings/${recording.sid}`),
      uri: uri(`Recordings/${recording.sid}.json`),
      subresource_uris: {},
    }),
    queue: (queue) => ({
      account_sid: accountSid,
      sid: queue.sid,
      friendly_name: queue.name,
      current_size: queue.members.length,
      max_size: 1_000,
      average_wait_time: averageWait(queue),
      date_created: instant(queue.createdAt),
      date_updated: instant(queue.createdAt),
      uri: uri(`Queues/${queue.sid}.json`),
      subresource_uris: { members: uri(`Queues/${queue.sid}/Members.json`) },
    }),
    member: (queue, member) => ({
      call_sid: member.call.sid,
      date_enqueued: instant(member.since),
      position: queue.members.indexOf(member) + 1,
      wait_time: Math.round((now().getTime() - member.since.getTime()) / 1000),
      queue_sid: queue.sid,
      uri: uri(`Queues/${queue.sid}/Members/${member.call.sid}.json`),
    }),
    message: (message) => ({
      ...common,
      sid: message.sid,
      to: message.to,
      from: message.from,
      body: message.body,
      status: 'queued',
      direction: 'outbound-api',
      num_segments: '1',
      num_media: '0',
      error_code: null,
      error_message: null,
      price: null,
      price_unit: 'USD',
      messaging_service_sid: null,
      date_created: instant(message.at),
      date_updated: instant(message.at),
      date_sent: null,
      uri: uri(`Messages/${message.sid}.json`),
      subresource_uris: {},
    }),
  };
}
