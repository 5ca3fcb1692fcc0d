// What a TwiML document asks for, as types. An unknown verb or a bad value is left out with a warning, as Twilio does;
// a document that is no TwiML at all is an error and ends the call with "an application error has occurred".
import { parseXml, TwimlError, type Element } from './xml.ts';

export const conferenceEvents = [
  'start',
  'end',
  'join',
  'leave',
  'mute',
  'hold',
  'modify',
  'speaker',
  'announcement',
];
/** Where something is told, by form and with which events. */
export interface Callback {
  url: string;
  method: 'GET' | 'POST';
  events: readonly string[];
}
export interface ConferenceWish {
  /** The backend's opaque name. */
  name: string;
  label: string | null;
  startOnEnter: boolean;
  endOnExit: boolean;
  muted: boolean;
  beep: 'true' | 'false' | 'onEnter' | 'onExit';
  /** Null = the carrier's own music; '' = silence. */
  waitUrl: string | null;
  record: boolean;
  maxParticipants: number;
  status: Callback | null;
  recordingStatus: Callback | null;
  coach: string | null;
}
export type Verb =
  | { verb: 'Say'; text: string; loop: number }
  | { verb: 'Play'; url: string; digits: string; loop: number }
  | { verb: 'Pause'; seconds: number }
  | {
      verb: 'Gather';
      numDigits: number | null;
      timeout: number;
      finishOnKey: string;
      action: string;
      emptyToo: boolean;
      inside: readonly Verb[];
    }
  | { verb: 'Enqueue'; queue: string; waitUrl: string | null; action: string | null }
  | { verb: 'Conference'; wish: ConferenceWish; action: string | null }
  | { verb: 'DialQueue'; queue: string; action: string | null }
  | {
      verb: 'Record';
      maxLength: number;
      timeout: number;
      finishOnKey: string;
      beep: boolean;
      action: string;
      status: Callback | null;
    }
  | { verb: 'Redirect'; url: string }
  | { verb: 'Reject'; reason: 'rejected' | 'busy' }
  | { verb: 'Hangup' }
  | { verb: 'Leave' };

export interface Document {
  verbs: readonly Verb[];
  /** Code 12200 each: what was left out. */
  warnings: readonly string[];
}
type Warn = (text: string) => void;

const number = (e: Element, name: string, otherwise: number, from: number, to: number): number => {
  const raw = e.attributes[name];
  if (raw === undefined || !/^\d{1,6}$/.test(raw.trim())) return otherwise;
  return Math.min(to, Math.max(from, Number(raw)));
};
const flag = (e: Element, name: string, otherwise: boolean): boolean => {
  const raw = e.attributes[name]?.toLowerCase();
  return raw === 'true' ? true : raw === 'false' ? false : otherwise;
};
const keys = (e: Element, otherwise: string): string => {
  const raw = e.attributes['finishOnKey'];
  return raw !== undefined && /^[0-9*#]*$/.test(raw) ? raw : otherwise;
};
function callback(e: Element, name: string, otherwise: readonly string[]): Callback | null {
  const url = e.attributes[name];
  if (url === undefined || url === '') return null;
  const events = (e.attributes[`${name}Event`] ?? '').split(/[\s,]+/).filter(Boolean);
  return {
    url,
    method: e.attributes[`${name}Method`]?.toUpperCase() === 'GET' ? 'GET' : 'POST',
    events: events.length > 0 ? events : otherwise,
  };
}

function conference(e: Element): ConferenceWish {
  const beep = e.attributes['beep'];
  const { participantLabel, coach, waitUrl } = e.attributes;
  return {
    name: e.text.slice(0, 128),
    label: participantLabel?.slice(0, 128) || null,
    startOnEnter: flag(e, 'startConferenceOnEnter', true),
    endOnExit: flag(e, 'endConferenceOnExit', false),
    muted: flag(e, 'muted', false),
    beep: beep === 'false' || beep === 'onEnter' || beep === 'onExit' ? beep : 'true',
    waitUrl: waitUrl ?? null,
    record: ['record-from-start', 'true'].includes(e.attributes['record'] ?? ''),
    maxParticipants: number(e, 'maxParticipants', 250, 2, 250),
    status: callback(e, 'statusCallback', ['start', 'end']),
    recordingStatus: callback(e, 'recordingStatusCallback', ['completed']),
    coach: coach ?? null,
  };
}

function dial(e: Element, warn: Warn): Verb[] {
  const action = e.attributes['action'] ?? null;
  const noun = e.children[0];
  if (noun?.name === 'Conference' && noun.text !== '')
    return [{ verb: 'Conference', wish: conference(noun), action }];
  if (noun?.name === 'Queue' && noun.text !== '') return [{ verb: 'DialQueue', queue: noun.text, action }];
  // A bare number can't be held or handed over: this carrier doesn't connect one.
  warn(`Dial ${noun?.name ?? 'number'} is not offered`);
  return [];
}

function verb(e: Element, warn: Warn, inside: boolean): Verb[] {
  if (inside && !['Say', 'Play', 'Pause'].includes(e.name)) {
    warn(`${e.name} may not stand there`);
    return [];
  }
  const { action } = e.attributes;
  switch (e.name) {
    case 'Say':
      return [{ verb: 'Say', text: e.text.slice(0, 4096), loop: number(e, 'loop', 1, 0, 1000) }];
    case 'Play':
      return [
        {
          verb: 'Play',
          url: e.text,
          digits: (e.attributes['digits'] ?? '').replace(/[^0-9*#wW]/g, '').slice(0, 40),
          loop: number(e, 'loop', 1, 0, 1000),
        },
      ];
    case 'Pause':
      return [{ verb: 'Pause', seconds: number(e, 'length', 1, 0, 600) }];
    case 'Gather':
      return [
        {
          verb: 'Gather',
          numDigits: e.attributes['numDigits'] === undefined ? null : number(e, 'numDigits', 1, 1, 40),
          timeout: number(e, 'timeout', 5, 0, 600),
          finishOnKey: keys(e, '#'),
          action: action ?? '',
          emptyToo: flag(e, 'actionOnEmptyResult', false),
          inside: e.children.flatMap((c) => verb(c, warn, true)),
        },
      ];
    case 'Enqueue':
      return [
        {
          verb: 'Enqueue',
          queue: e.text.slice(0, 64),
          waitUrl: e.attributes['waitUrl'] || null,
          action: action ?? null,
        },
      ];
    case 'Dial':
      return dial(e, warn);
    case 'Record':
      return [
        {
          verb: 'Record',
          maxLength: number(e, 'maxLength', 3600, 1, 14_400),
          timeout: number(e, 'timeout', 5, 0, 600),
          finishOnKey: keys(e, '1234567890*#'),
          beep: flag(e, 'playBeep', true),
          action: action ?? '',
          status: callback(e, 'recordingStatusCallback', ['completed']),
        },
      ];
    case 'Redirect':
      return [{ verb: 'Redirect', url: e.text }];
    case 'Reject':
      return [{ verb: 'Reject', reason: e.attributes['reason'] === 'busy' ? 'busy' : 'rejected' }];
    case 'Hangup':
      return [{ verb: 'Hangup' }];
    case 'Leave':
      return [{ verb: 'Leave' }];
    default:
      warn(`${e.name} is not a verb`);
      return [];
  }
}

/** @throws TwimlError */
export function readTwiml(source: string): Document {
  // A 204 or an empty answer is allowed: nothing more is to be done.
  if (source.trim() === '') return { verbs: [], warnings: [] };
  const root = parseXml(source);
  if (root.name !== 'Response') throw new TwimlError(12_200, 'the document is no Response');
  const warnings: string[] = [];
  const warn: Warn = (text) => void (warnings.length < 20 && warnings.push(text.slice(0, 120)));
  return { verbs: root.children.flatMap((c) => verb(c, warn, false)), warnings };
}
