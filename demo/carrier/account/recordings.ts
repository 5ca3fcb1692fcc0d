// What the recorder holds: of a call, of a conference, or a message that somebody left. Kept in memory, as sound of the
// telephone (8 kHz), until the process ends or the API removes it.
import type { Hooks } from '../hooks/sender.ts';
import type { Recorder, Switchboard } from '../media/switchboard.ts';
import { encodeWav } from '../sound/wav.ts';
import type { Callback } from '../twiml/verbs.ts';
import { rfc2822 } from './call.ts';

export type RecordingStatus = 'in-progress' | 'paused' | 'stopped' | 'completed' | 'absent';
export interface Recording {
  readonly sid: string;
  readonly source: 'StartCallRecordingAPI' | 'Conference' | 'RecordVerb';
  readonly callSid: string | null;
  readonly conferenceSid: string | null;
  readonly channels: 1 | 2;
  readonly startedAt: Date;
  readonly callback: Callback | null;
  readonly recorder: Recorder;
  status: RecordingStatus;
  /** Seconds of what was kept; null while it goes on. */
  seconds: number | null;
  /** One or two channels, once it is over. */
  sound: Int16Array[];
}
export interface Recordings {
  begin(
    input: Pick<Recording, 'source' | 'callSid' | 'conferenceSid' | 'channels' | 'callback' | 'recorder'>,
  ): Recording;
  /** False when it is over already. */
  change(
    recording: Recording,
    to: 'paused' | 'in-progress' | 'stopped',
    behaviour: 'skip' | 'silence',
  ): boolean;
  /** Ends it and says so to its callback. Twice is nothing. */
  finish(recording: Recording): void;
  find(sid: string): Recording | null;
  /** Newest first. */
  list(): Recording[];
  remove(sid: string): boolean;
  wav(recording: Recording): Buffer;
  url(recording: Recording): string;
}
export interface RecordingsParts {
  board: Pick<Switchboard, 'sid'>;
  hooks: Hooks;
  accountSid: string;
  now: () => Date;
  /** `http://127.0.0.1:PORT` */
  apiUrl: () => string;
}
const mostKept = 300;

export function makeRecordings({ board, hooks, accountSid, now, apiUrl }: RecordingsParts): Recordings {
  const book = new Map<string, Recording>();
  const url = (recording: Recording): string =>
    `${apiUrl()}/2010-04-01/Accounts/${accountSid}/Recordings/${recording.sid}`;

  function tell(recording: Recording): void {
    const { callback, status } = recording;
    if (callback === null || !callback.events.includes(status)) return;
    const about: Record<string, string> = {};
    if (recording.callSid !== null) about['CallSid'] = recording.callSid;
    if (recording.conferenceSid !== null) about['ConferenceSid'] = recording.conferenceSid;
    hooks.tell(recording.callSid ?? recording.conferenceSid ?? recording.sid, callback.url, callback.method, {
      AccountSid: accountSid,
      ...about,
      RecordingSid: recording.sid,
      RecordingUrl: url(recording),
      RecordingStatus: status,
      RecordingChannels: String(recording.channels),
      RecordingSource: recording.source,
      RecordingTrack: 'both',
      RecordingStartTime: rfc2822(recording.startedAt),
      ...(recording.seconds === null ? {} : { RecordingDuration: String(Math.round(recording.seconds)) }),
    });
  }

  return {
    begin(input) {
      const recording: Recording = {
        ...input,
        sid: board.sid('RE'),
        startedAt: now(),
        status: 'in-progress',
        seconds: null,
        sound: [],
      };
      book.set(recording.sid, recording);
      for (const [sid, old] of book) {
        if (book.size <= mostKept) break;
        if (old.seconds !== null) book.delete(sid);
      }
      tell(recording);
      return recording;
    },
    change(recording, to, behaviour) {
      if (recording.seconds !== null) return false;
      if (to === 'stopped') this.finish(recording);
      else if (to === 'paused') {
        if (recording.status !== 'paused') recording.recorder.pause(behaviour);
        recording.status = 'paused';
      } else {
        if (recording.status === 'paused') recording.recorder.resume();
        recording.status = 'in-progress';
      }
      return true;
    },
    finish(recording) {
      if (recording.seconds !== null) return;
      const sound = recording.recorder.stop();
      recording.sound = recording.channels === 1 ? [mixed(sound)] : sound;
      recording.seconds = (recording.sound[0]?.length ?? 0) / 8_000;
      recording.status = recording.seconds > 0 ? 'completed' : 'absent';
      tell(recording);
    },
    find: (sid) => book.get(sid) ?? null,
    list: () => [...book.values()].toReversed(),
    remove: (sid) => book.delete(sid),
    wav: (recording) => encodeWav(recording.sound),
    url,
  };
}

function mixed(channels: readonly Int16Array[]): Int16Array {
  const [first = new Int16Array(0), ...others] = channels;
  const sum = Int16Array.from(first);
  for (const other of others)
    for (let i = 0; i < sum.length; i++)
      sum[i] = Math.max(-32_768, Math.min(32_767, (sum[i] ?? 0) + (other[i] ?? 0)));
  return sum;
}
