// One call as the account's books have it: its leg, how far it came, who is told of it.
import type { Leg } from '../media/switchboard.ts';
import type { Callback } from '../twiml/verbs.ts';

export const callStatuses = [
  'queued',
  'ringing',
  'in-progress',
  'completed',
  'busy',
  'no-answer',
  'failed',
  'canceled',
] as const;
export type CallStatus = (typeof callStatuses)[number];
export const isOver = (status: CallStatus): boolean => !['queued', 'ringing', 'in-progress'].includes(status);

export interface Call {
  readonly sid: string;
  readonly leg: Leg;
  readonly kind: 'caller' | 'agent' | 'callee';
  readonly from: string;
  readonly to: string;
  readonly direction: 'inbound' | 'outbound-api';
  readonly createdAt: Date;
  status: CallStatus;
  answeredAt: Date | null;
  endedAt: Date | null;
  answeredBy: 'human' | 'machine_start' | null;
  /** What the detection will find when somebody answers; null = not asked for. */
  detects: 'human' | 'machine_start' | null;
  callback: Callback | null;
  /** Of its status callbacks, from 0. */
  sequence: number;
  /** Everything it pressed. */
  digits: string;
  /** The TwiML that runs; aborted by a redirect and at the end. */
  script: AbortController | null;
  /** Seconds that it waited in a queue. */
  queueSeconds: number;
  /** What the interpreter is at, for whoever watches. */
  doing: 'nothing' | 'menu' | 'queued' | 'conference' | 'recording';
}

/** How an ended leg reads in the books. A client that is not registered counts as one that didn't answer. */
export function endStatus(leg: Leg): CallStatus {
  if (leg.answeredMs !== null) return 'completed';
  switch (leg.end?.reason) {
    case 'rejected':
    case 'busy':
      return 'busy';
    case 'no-answer':
    case 'unreachable':
      return 'no-answer';
    case 'failed':
      return 'failed';
    default:
      return leg.direction === 'in' ? 'completed' : 'canceled';
  }
}

/** `Sun, 22 Nov 2026 12:00:00 +0000`, as Twilio writes instants. */
export const rfc2822 = (at: Date): string => at.toUTCString().replace('GMT', '+0000');

const seconds = (from: Date, to: Date): number => Math.round((to.getTime() - from.getTime()) / 1000);
export const durationOf = (call: Call): number | null =>
  call.endedAt === null ? null : call.answeredAt === null ? 0 : seconds(call.answeredAt, call.endedAt);

/** What every webhook of a call carries. */
export function callFields(call: Call, accountSid: string): Record<string, string> {
  return {
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    CallSid: call.sid,
    CallStatus: call.status,
    Called: call.to,
    Caller: call.from,
    Direction: call.direction,
    From: call.from,
    To: call.to,
    ...(call.answeredBy === null ? {} : { AnsweredBy: call.answeredBy }),
  };
}
