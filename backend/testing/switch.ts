// The carrier's switch as the backend knows it: calls, conferences and their legs behind the REST paths that the library
// asks, forms signed as the carrier signs them, people who call, answer, decline and hang up. No sound; faults on demand.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHmac, randomBytes } from 'node:crypto';

export const switchAccount = `AC${'1'.repeat(32)}`;
export const switchToken = 'c'.repeat(32);
const sid = (prefix: string): string => prefix + randomBytes(16).toString('hex');
const unescape = (text: string): string => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"');

interface Call {
  sid: string;
  from: string;
  to: string;
  status: string;
  /** Where its states are told. */
  hook: string | null;
  /** The queue's action while it is in one; the menu's while it is in one. */
  left: string | null;
  gather: string | null;
  meeting: Meeting | null;
  label: string;
  hold: boolean;
  n: number;
}
interface Meeting {
  sid: string;
  name: string;
  over: boolean;
  hook: string;
  n: number;
  at: number;
}
export interface Sent {
  path: string;
  fields: Record<string, string>;
}
export interface SwitchFault {
  path: RegExp;
  /** `late`: answered as it was when it was asked, after `until`. */
  does: 'lose-answer' | 'refuse' | 'not-heard' | 'late';
  until?: Promise<unknown>;
}

export interface Switch {
  url: string;
  calls: Map<string, Call>;
  meetings: Meeting[];
  /** Everything told to the backend, in order. */
  sent: Sent[];
  /** `METHOD path form` of everything asked. */
  asked: string[];
  faults: SwitchFault[];
  /** What becomes of a telling: default once; false = it is lost. */
  telling: (sent: Sent) => boolean;
  /** Posts a form as the carrier would; `signature` other than the right one on demand. */
  tell: (path: string, fields: Record<string, string>, signature?: string | null) => Promise<Response>;
  callIn: (from: string, to: string) => Promise<Call>;
  press: (call: Call, digits: string) => Promise<void>;
  /** The phone engine of `identity` dials through the TwiML application. */
  connect: (identity: string, callId: string) => Promise<Call>;
  /** A leg that rings is taken up, refused (`busy`), or not taken up. */
  answer: (leg: Call) => Promise<void>;
  refuse: (leg: Call, status: 'busy' | 'no-answer' | 'failed') => Promise<void>;
  hangUp: (call: Call) => Promise<void>;
  /** Legs to this address that ring now. */
  ringing: (to: RegExp) => Call | null;
  close: () => Promise<void>;
}

/** @param backend where the webhooks go, known once it listens. */
export async function startSwitch(backend: () => string): Promise<Switch> {
  const calls = new Map<string, Call>();
  const meetings: Meeting[] = [];
  let count = 0;

  const tell: Switch['tell'] = async (path, given, signature) => {
    const fields = { AccountSid: switchAccount, ...given };
    const full = backend() + path;
    const text = Object.entries(fields)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .reduce((all, [name, value]) => all + name + value, full);
    const right = createHmac('sha1', switchToken).update(text).digest('base64');
    const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' };
    if (signature !== null) headers['x-twilio-signature'] = signature ?? right;
    return fetch(full, { method: 'POST', headers, body: new URLSearchParams(fields) });
  };
  const told = async (url: string, fields: Record<string, string>): Promise<string> => {
    const path = url.slice(url.indexOf('/telephony/'));
    const sent = { path, fields };
    made.sent.push(sent);
    if (!made.telling(sent)) return '';
    return (await tell(path, fields)).text();
  };
  const basics = (call: Call): Record<string, string> => ({
    CallSid: call.sid,
    From: call.from,
    To: call.to,
    CallStatus: call.status,
  });
  const meet = async (meeting: Meeting, event: string, call: Call | null): Promise<void> => {
    meeting.n += 1;
    await told(meeting.hook, {
      ConferenceSid: meeting.sid,
      FriendlyName: meeting.name,
      StatusCallbackEvent: event,
      SequenceNumber: String(meeting.n),
      Timestamp: new Date().toUTCString(),
      ...(call ? { CallSid: call.sid, ParticipantLabel: call.label } : {}),
    });
  };
  const meetingOf = (name: string, hook: string): Meeting => {
    const live = meetings.find((one) => one.name === name && !one.over);
    if (live) return live;
    const fresh = { sid: sid('CF'), name, over: false, hook, n: 0, at: ++count };
    meetings.push(fresh);
    return fresh;
  };
  const inside = (meeting: Meeting): Call[] => [...calls.values()].filter((one) => one.meeting === meeting);
  async function leave(call: Call): Promise<void> {
    const { meeting } = call;
    if (!meeting) return;
    call.meeting = null;
    call.hold = false;
    await meet(meeting, 'participant-leave', call);
    if (inside(meeting).some((one) => one.status === 'in-progress')) return;
    meeting.over = true;
    await meet(meeting, 'conference-end', null);
  }
  async function join(call: Call, meeting: Meeting): Promise<void> {
    call.meeting = meeting;
    call.status = 'in-progress';
    await meet(meeting, 'participant-join', call);
  }
  async function obey(call: Call, twiml: string): Promise<void> {
    if (call.status === 'completed') return;
    const conference = /<Conference ([^>]*)>([^<]+)<\/Conference>/.exec(twiml);
    const attribute = (from: string, name: string): string =>
      unescape(new RegExp(`${name}="([^"]*)"`).exec(from)?.[1] ?? '');
    if (conference) {
      call.label = attribute(conference[1] ?? '', 'participantLabel');
      return join(call, meetingOf(conference[2] ?? '', attribute(conference[1] ?? '', 'statusCallback')));
    }
    const enqueue = /<Enqueue ([^>]*)>/.exec(twiml)?.[1];
    if (enqueue !== undefined) {
      call.left = attribute(enqueue, 'action');
      await told(attribute(enqueue, 'waitUrl'), { ...basics(call), QueuePosition: '1' });
      return;
    }
    const gather = /<Gather ([^>]*)>/.exec(twiml)?.[1];
    if (gather !== undefined) {
      call.gather = attribute(gather, 'action');
      return;
    }
    if (/<Hangup\/>|<Reject\/>/.test(twiml)) await end(call, 'completed');
  }
  async function end(call: Call, status: string): Promise<void> {
    if (['completed', 'busy', 'no-answer', 'failed', 'canceled'].includes(call.status)) return;
    call.status = status;
    const action = call.left;
    call.left = null;
    await leave(call);
    if (action !== null) await told(action, { ...basics(call), QueueResult: 'hangup', QueueTime: '1' });
    call.n += 1;
    const hook = call.hook ?? '/telephony/hook/status';
    await told(hook, { ...basics(call), CallStatus: status, SequenceNumber: String(call.n) });
  }
  const newCall = (from: string, to: string, status: string): Call => {
    const call: Call = {
      sid: sid('CA'),
      from,
      to,
      status,
      hook: null,
      left: null,
      gather: null,
      meeting: null,
      label: '',
      hold: false,
      n: 0,
    };
    calls.set(call.sid, call);
    return call;
  };

  /** What the REST paths do; the work that follows an answer is begun after it. */
  function act(
    method: string,
    path: string,
    form: URLSearchParams,
  ): { status: number; body: object; after?: () => unknown } {
    const gone = { status: 404, body: { code: 20404, message: 'not found', status: 404 } };
    const shownLeg = (call: Call, meeting: Meeting) => ({
      call_sid: call.sid,
      conference_sid: meeting.sid,
      label: call.label,
      hold: call.hold,
      muted: false,
      status: call.status === 'in-progress' ? 'connected' : call.status,
    });
    const parts = path.replace('/2010-04-01/Accounts/', '').replace('.json', '').split('/').slice(1);
    const [kind, id, sub, leg] = parts;
    if (kind === 'Calls') {
      const call = calls.get(id ?? '');
      if (!call) return gone;
      const body = { sid: call.sid, status: call.status };
      if (method === 'GET') return { status: 200, body };
      if (['completed', 'busy', 'no-answer', 'failed'].includes(call.status))
        return { status: 400, body: { code: 21220, message: 'over', status: 400 } };
      const twiml = form.get('Twiml');
      if (twiml === null) return { status: 200, body, after: () => end(call, 'completed') };
      return {
        status: 200,
        body,
        after: async () => {
          const action = call.left;
          call.left = null;
          if (action !== null)
            await told(action, { ...basics(call), QueueResult: 'redirected', QueueTime: '1' });
          await leave(call);
          await obey(call, twiml);
        },
      };
    }
    const meeting = meetings.find((one) => one.sid === id || (one.name === id && !one.over));
    if (kind === 'Conferences' && id === undefined) return { status: 200, body: { conferences: [] } };
    if (sub === 'Participants' && leg === undefined && method === 'POST') {
      const room = meeting ?? meetingOf(id ?? '', form.get('ConferenceStatusCallback') ?? '');
      const call = newCall(form.get('From') ?? '', form.get('To') ?? '', 'ringing');
      call.label = form.get('Label') ?? '';
      call.hook = form.get('StatusCallback');
      call.meeting = room;
      return { status: 201, body: shownLeg(call, room) };
    }
    if (!meeting) return gone;
    if (sub === 'Participants' && leg === undefined)
      return { status: 200, body: { participants: inside(meeting).map((one) => shownLeg(one, meeting)) } };
    if (sub === 'Participants') {
      const call = inside(meeting).find((one) => one.sid === leg || one.label === leg);
      if (!call) return gone;
      if (method === 'DELETE') return { status: 204, body: {}, after: () => end(call, 'completed') };
      const hold = form.get('Hold');
      const changed = hold !== null && (hold === 'true') !== call.hold;
      if (changed) call.hold = hold === 'true';
      const event = call.hold ? 'participant-hold' : 'participant-unhold';
      return {
        status: 200,
        body: shownLeg(call, meeting),
        after: () => (changed ? meet(meeting, event, call) : undefined),
      };
    }
    if (method === 'POST')
      return {
        status: 200,
        body: { sid: meeting.sid, status: 'completed' },
        after: async () => {
          for (const call of inside(meeting)) await end(call, 'completed');
        },
      };
    return { status: 200, body: { sid: meeting.sid, status: meeting.over ? 'completed' : 'in-progress' } };
  }

  const textOf = async (request: IncomingMessage): Promise<string> => {
    let text = '';
    for await (const part of request) text += String(part);
    return text;
  };
  const server = createServer((request, response) => {
    void (async () => {
      const form = new URLSearchParams(await textOf(request));
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
      const method = request.method ?? 'GET';
      made.asked.push(`${method} ${pathname} ${form.toString()}`);
      const index = made.faults.findIndex((one) => one.path.test(`${method} ${pathname}`));
      const [found] = index < 0 ? [] : made.faults.splice(index, 1);
      const fault = found?.does ?? null;
      if (fault === 'not-heard') return void request.socket.destroy();
      const list = pathname.endsWith('/Conferences.json');
      const name = searchParams.get('FriendlyName');
      const answer =
        fault === 'refuse'
          ? { status: 400, body: { code: 20001, message: 'no', status: 400 } }
          : list
            ? {
                status: 200,
                body: {
                  conferences: meetings
                    .filter((one) => one.name === name)
                    .map((one) => ({
                      sid: one.sid,
                      friendly_name: one.name,
                      status: one.over ? 'completed' : 'in-progress',
                      date_created: new Date(Date.UTC(2026, 10, 22, 3, 0, one.at)).toUTCString(),
                    })),
                },
              }
            : act(method, pathname, form);
      if (fault === 'late') await found?.until;
      if (fault === 'lose-answer') request.socket.destroy();
      else {
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        response.end(answer.status === 204 ? undefined : JSON.stringify(answer.body));
      }
      if ('after' in answer) await answer.after?.();
    })().catch(() => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const made: Switch = {
    url: `http://127.0.0.1:${port}`,
    calls,
    meetings,
    sent: [],
    asked: [],
    faults: [],
    telling: () => true,
    tell,
    async callIn(from, to) {
      const call = newCall(from, to, 'ringing');
      const twiml = await told('/telephony/hook/incoming', basics(call));
      call.status = 'in-progress';
      await obey(call, twiml);
      return call;
    },
    async press(call, digits) {
      const action = call.gather;
      call.gather = null;
      if (action !== null) await obey(call, await told(action, { ...basics(call), Digits: digits }));
    },
    async connect(identity, callId) {
      const call = newCall(`client:${identity}`, '', 'in-progress');
      await obey(call, await told('/telephony/hook/outgoing', { ...basics(call), callId }));
      return call;
    },
    async answer(leg) {
      if (leg.status === 'ringing' && leg.meeting) await join(leg, leg.meeting);
    },
    async refuse(leg, status) {
      leg.meeting = null;
      await end(leg, status);
    },
    hangUp: (call) => end(call, 'completed'),
    ringing: (to) =>
      [...calls.values()].findLast((one) => one.status === 'ringing' && to.test(one.to)) ?? null,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return made;
}
