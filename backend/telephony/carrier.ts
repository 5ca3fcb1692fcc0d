// The carrier behind a few words of our own: Twilio's server library, every answer a result. `silent` means that nobody
// knows whether it was done: read it back before saying anything. Codes never repeat a number or anything of a patient.
import type { default as Twilio } from 'twilio';
import type { TelephonyConfig } from './config.ts';

/** `failed`: the carrier refused; `gone`: it has no such thing (any more); `silent`: no answer, or one that says nothing. */
export type Told<T> = { ok: true; value: T } | { ok: false; why: 'failed' | 'gone' | 'silent'; code: string };
const told = <T>(value: T): Told<T> => ({ ok: true, value });

export interface Leg {
  callSid: string;
  conferenceSid: string;
  label: string | null;
  hold: boolean;
  muted: boolean;
  /** queued, connecting, ringing, connected, complete, failed */
  status: string;
}
export const isLive = (leg: Leg): boolean => leg.status !== 'complete' && leg.status !== 'failed';
export interface NewLeg {
  conference: string;
  /** Our id of the party; the leg is found by it when the answer was lost. */
  label: string;
  to: string;
  from: string;
  timeoutSeconds: number;
  /** The ringing of the far end is heard in the conference. */
  earlyMedia: boolean;
  /** Where its states and those of the conference are told: paths with query. */
  legHook: string;
  conferenceHook: string;
}
export interface Carrier {
  /** For a phone engine; signed here, the carrier is not asked. */
  token: (identity: string, ttlSeconds: number) => string;
  /** Whether a webhook's form came from the carrier. `path` with its query, as it was asked. */
  signed: (path: string, signature: string, fields: Record<string, string>) => boolean;
  /** An address of ours as the carrier is told it. */
  url: (path: string) => string;
  /** An empty document of what a call is to do. */
  words: () => InstanceType<typeof Twilio.twiml.VoiceResponse>;
  addLeg: (leg: NewLeg) => Promise<Told<{ callSid: string; conferenceSid: string }>>;
  /** Legs of the newest conference of this name that is not over; empty = there is none. */
  legs: (conference: string) => Promise<Told<Leg[]>>;
  leg: (conferenceSid: string, callSidOrLabel: string) => Promise<Told<Leg>>;
  hold: (conferenceSid: string, callSid: string, on: boolean) => Promise<Told<Leg>>;
  /** Takes a leg out of its conference, which ends it. */
  remove: (conferenceSid: string, callSid: string) => Promise<Told<null>>;
  endConference: (conferenceSid: string) => Promise<Told<null>>;
  /** queued, ringing, in-progress, completed, busy, failed, no-answer, canceled */
  callStatus: (callSid: string) => Promise<Told<string>>;
  /** Replaces what a live call is doing by this TwiML. */
  redirect: (callSid: string, twiml: string) => Promise<Told<null>>;
  endCall: (callSid: string) => Promise<Told<null>>;
  /** Anything else of the library, with the same results. */
  ask: <T>(work: (client: Twilio.Twilio) => Promise<T>) => Promise<Told<T>>;
}

const conferenceEvents = ['start', 'end', 'join', 'leave', 'hold'];
const legEvents = ['initiated', 'ringing', 'answered', 'completed'];

/** Which kind of failure, from status and code alone: the library's message may repeat a number. */
export function failureOf(error: unknown): { ok: false; why: 'failed' | 'gone' | 'silent'; code: string } {
  const { status, code } = (typeof error === 'object' && error !== null ? error : {}) as {
    status?: unknown;
    code?: unknown;
  };
  const number = typeof status === 'number' ? status : 0;
  const words = [number || null, typeof code === 'number' || typeof code === 'string' ? code : null];
  const text = words.filter((w) => w !== null && w !== '').join('-') || 'none';
  const why = number === 404 ? 'gone' : number >= 400 && number < 500 && number !== 429 ? 'failed' : 'silent';
  return { ok: false, why, code: text.slice(0, 60) };
}

/**
 * Loads the library: it is large, and a backend without telephony never needs it.
 * @param publicUrl where the carrier reaches this backend; asked each time, because a port may be known late.
 */
export async function openCarrier(config: TelephonyConfig, publicUrl: () => string): Promise<Carrier> {
  const { default: twilio } = await import('twilio');
  const { AccessToken } = twilio.jwt;
  const { VoiceGrant } = AccessToken;
  const client = clientOf(twilio, config);
  const url = (path: string): string => publicUrl() + path;
  const ask = async <T>(work: (client: Twilio.Twilio) => Promise<T>): Promise<Told<T>> => {
    try {
      return told(await work(client));
    } catch (error) {
      return failureOf(error);
    }
  };
  const conferenceOf = async (name: string): Promise<string | null> => {
    const found = await client.conferences.list({ friendlyName: name, limit: 20 });
    const live = found.filter((one) => one.status !== 'completed');
    // A call may have had several by this name, one after the other: the newest is meant.
    const newest = live.toSorted((a, b) => Number(b.dateCreated) - Number(a.dateCreated))[0];
    return newest?.sid ?? null;
  };
  const done = async (work: () => Promise<unknown>): Promise<Told<null>> => {
    const answer = await ask(work);
    return answer.ok ? told(null) : answer;
  };
  return {
    token(identity, ttlSeconds) {
      const token = new AccessToken(config.accountSid, config.apiKeySid, config.apiKeySecret, {
        identity,
        ttl: ttlSeconds,
      });
      token.addGrant(new VoiceGrant({ incomingAllow: true, outgoingApplicationSid: config.appSid }));
      return token.toJwt();
    },
    signed: (path, signature, fields) =>
      twilio.validateRequest(config.authToken, signature, url(path), fields),
    url,
    words: () => new twilio.twiml.VoiceResponse(),
    ask,
    addLeg: (leg) =>
      ask(async () => {
        const made = await client.conferences(leg.conference).participants.create({
          to: leg.to,
          from: leg.from,
          label: leg.label,
          timeout: leg.timeoutSeconds,
          earlyMedia: leg.earlyMedia,
          beep: 'false',
          startConferenceOnEnter: true,
          endConferenceOnExit: false,
          statusCallback: url(leg.legHook),
          statusCallbackEvent: legEvents,
          conferenceStatusCallback: url(leg.conferenceHook),
          conferenceStatusCallbackEvent: conferenceEvents,
        });
        return { callSid: made.callSid, conferenceSid: made.conferenceSid };
      }),
    legs: (conference) =>
      ask(async () => {
        const sid = await conferenceOf(conference);
        if (sid === null) return [];
        return (await client.conferences(sid).participants.list({ limit: 50 })).map(legOf);
      }),
    leg: (conferenceSid, callSid) =>
      ask(async () => legOf(await client.conferences(conferenceSid).participants(callSid).fetch())),
    hold: (conferenceSid, callSid, on) =>
      ask(async () =>
        legOf(
          await client
            .conferences(conferenceSid)
            .participants(callSid)
            .update(
              on ? { hold: true, holdUrl: url('/telephony/hook/held'), holdMethod: 'POST' } : { hold: false },
            ),
        ),
      ),
    remove: (conferenceSid, callSid) =>
      done(() => client.conferences(conferenceSid).participants(callSid).remove()),
    endConference: (conferenceSid) =>
      done(() => client.conferences(conferenceSid).update({ status: 'completed' })),
    callStatus: (callSid) => ask(async () => (await client.calls(callSid).fetch()).status),
    redirect: (callSid, twiml) => done(() => client.calls(callSid).update({ twiml })),
    endCall: (callSid) => done(() => client.calls(callSid).update({ status: 'completed' })),
  };
}

const legOf = (one: {
  callSid: string;
  conferenceSid: string;
  label: string;
  hold: boolean;
  muted: boolean;
  status: string;
}): Leg => ({
  callSid: one.callSid,
  conferenceSid: one.conferenceSid,
  label: one.label || null,
  hold: one.hold,
  muted: one.muted,
  status: one.status,
});

/** Twilio's client, its requests sent to another address when one is named. */
function clientOf(twilio: typeof Twilio, config: TelephonyConfig): Twilio.Twilio {
  const { apiUrl, carrierTimeoutMs: timeout } = config;
  const httpClient = new twilio.RequestClient({ timeout, keepAlive: true });
  if (apiUrl !== null) {
    const request = httpClient.request.bind(httpClient);
    httpClient.request = (options) => {
      const { pathname, search } = new URL(options.uri);
      return request({ ...options, uri: new URL(pathname + search, apiUrl).href });
    };
  }
  return twilio(config.accountSid, config.authToken, { httpClient });
}
