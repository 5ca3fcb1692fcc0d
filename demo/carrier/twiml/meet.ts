// Where calls meet others: the queue that they wait in, the conference that they talk in.
import { isOver } from '../account/call.ts';
import type { Member, Queue } from '../account/queues.ts';
import type { Sound } from '../media/switchboard.ts';
import { resolveUrl, type Context, type Next } from './context.ts';
import { soundOfDocument } from './sound-of.ts';
import { readTwiml, type Callback, type ConferenceWish, type Verb } from './verbs.ts';

export type Wait = (
  context: Context,
  waitUrl: string | null,
  waiting: { queue: Queue; member: Member },
) => Promise<void>;
const after = (action: string | null, fields: Record<string, string>): Next =>
  action === null ? null : { url: action, fields };

export async function enqueue(
  context: Context,
  verb: Extract<Verb, { verb: 'Enqueue' }>,
  wait: Wait,
): Promise<Next> {
  const { parts, call, signal, base } = context;
  const waiting = parts.queues.enter(verb.queue, call);
  const { queue, member } = waiting;
  const aborted = (): void => member.leave(isOver(call.status) ? 'hangup' : 'redirected');
  if (signal.aborted) aborted();
  signal.addEventListener('abort', aborted, { once: true });
  call.doing = 'queued';
  parts.watch({ what: 'queued', call });
  const over = new AbortController();
  const playing = wait({ ...context, signal: AbortSignal.any([signal, over.signal]) }, verb.waitUrl, waiting);
  const why = await member.left;
  const seconds = parts.queues.exit(queue, member);
  call.queueSeconds += seconds;
  over.abort();
  signal.removeEventListener('abort', aborted);
  if (call.doing === 'queued') call.doing = 'nothing';
  const fields = { QueueResult: why, QueueSid: queue.sid, QueueTime: String(seconds) };
  const action = verb.action === null ? null : resolveUrl(verb.action, base);
  if (why === 'redirected') {
    // Somebody else leads the call already; the queue's owner is only told.
    if (action !== null) void parts.hooks.ask(action, 'POST', { ...callAbout(context), ...fields });
    return null;
  }
  if (why === 'bridged') await inConference(context, bridgeWish(queue, call.sid), false);
  else if (why === 'leave') await playing;
  return after(action, fields);
}
const callAbout = ({ call, parts }: Context): Record<string, string> => ({
  AccountSid: parts.accountSid,
  CallSid: call.sid,
  From: call.from,
  To: call.to,
  CallStatus: call.status,
  Direction: call.direction,
  ApiVersion: '2010-04-01',
});

const bridgeWish = (queue: Queue, sid: string): ConferenceWish => ({
  name: `queue-${queue.sid}-${sid}`,
  label: null,
  startOnEnter: true,
  endOnExit: true,
  muted: false,
  beep: 'false',
  waitUrl: '',
  record: false,
  maxParticipants: 2,
  status: null,
  recordingStatus: null,
  coach: null,
});

/** Takes the first who waits; nobody there: on to the next verb. */
export async function dialQueue(context: Context, verb: Extract<Verb, { verb: 'DialQueue' }>): Promise<Next> {
  const queue = context.parts.queues.find(verb.queue);
  const member = queue?.members[0];
  if (!queue || !member) return after(verb.action, { DialCallStatus: 'no-answer' });
  member.leave('bridged');
  await inConference(context, bridgeWish(queue, member.call.sid), false);
  return after(verb.action, { DialCallStatus: 'completed', DialCallSid: member.call.sid });
}

export async function conferenceVerb(
  context: Context,
  verb: Extract<Verb, { verb: 'Conference' }>,
): Promise<Next> {
  const { wish } = verb;
  const here = (callback: Callback | null): Callback | null => {
    const url = callback === null ? null : resolveUrl(callback.url, context.base);
    return callback === null || url === null ? null : { ...callback, url };
  };
  const joined = await inConference(
    context,
    { ...wish, status: here(wish.status), recordingStatus: here(wish.recordingStatus) },
    true,
  );
  return after(verb.action, { DialCallStatus: joined ? 'completed' : 'failed' });
}

/** Until the leg has left, the call is over or another document takes it. False: it could not go in. */
async function inConference(context: Context, wish: ConferenceWish, named: boolean): Promise<boolean> {
  const { parts, call, signal, base } = context;
  const room = parts.conferences.open(wish.name);
  const wait = named ? await waitSound(context, wish.waitUrl, base) : null;
  if (signal.aborted) return false;
  const left = parts.conferences.enter(room, call, wish, false, wait);
  if (left === null) return false;
  const out = (): void => {
    const seat = parts.conferences.seat(room, call.sid);
    if (seat) parts.conferences.remove(room, seat);
  };
  signal.addEventListener('abort', out, { once: true });
  await left;
  signal.removeEventListener('abort', out);
  if (call.doing === 'conference') call.doing = 'nothing';
  return true;
}

/** Undefined = the carrier's own music, null = silence. */
async function waitSound(
  { parts, call, signal }: Context,
  waitUrl: string | null,
  base: string | null,
): Promise<Sound | null | undefined> {
  if (waitUrl === null) return undefined;
  const url = waitUrl === '' ? null : resolveUrl(waitUrl, base);
  if (url === null) return null;
  const answer = await parts.hooks.ask(url, 'POST', callAboutOf(parts.accountSid, call), signal);
  if (answer === null) return undefined;
  try {
    return await soundOfDocument(readTwiml(answer.body).verbs, url, 'wait', parts.fetch, signal);
  } catch {
    return undefined;
  }
}
const callAboutOf = (accountSid: string, call: Context['call']): Record<string, string> => ({
  AccountSid: accountSid,
  CallSid: call.sid,
  From: call.from,
  To: call.to,
});
