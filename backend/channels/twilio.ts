// SMS and voice by Twilio's own server library. A call is followed until it ended, by asking, so that no address of ours
// must be reachable for it; keys pressed in a call need `publicUrl`.
import { setTimeout as sleep } from 'node:timers/promises';
import type { default as Twilio } from 'twilio';
import { failed, type Channel, type Notice, type Sent } from './channel.ts';
import { smsText, voiceKey, voiceText } from './words.ts';

export interface TwilioConfig {
  accountSid: string;
  authToken: string;
  /** E.164 */
  from: string;
  /** Another address for Twilio's API; null = Twilio's. */
  apiUrl: string | null;
}
const requestMs = 10_000;

/** Twilio's client, its requests sent to another address when one is named. */
function clientOf(twilio: typeof Twilio, config: TwilioConfig): Twilio.Twilio {
  const { apiUrl } = config;
  if (apiUrl === null)
    return twilio(config.accountSid, config.authToken, { timeout: requestMs, maxRetries: 0 });
  const httpClient = new twilio.RequestClient({ timeout: requestMs });
  const request = httpClient.request.bind(httpClient);
  httpClient.request = (options) => {
    const { pathname, search } = new URL(options.uri);
    return request({ ...options, uri: new URL(pathname + search, apiUrl).href });
  };
  return twilio(config.accountSid, config.authToken, { httpClient });
}

const reason = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return 'twilio: failed';
  // Its message may repeat the number; code and status may not.
  const { code, status } = error as { code?: unknown; status?: unknown };
  return `twilio: ${[status, code].filter((v) => v !== undefined).join(' ') || 'failed'}`;
};

const ended = new Map<string, Sent['result']>([
  ['completed', 'delivered'],
  ['busy', 'busy'],
  ['no-answer', 'no-answer'],
  ['failed', 'failed'],
  ['canceled', 'failed'],
]);

export interface VoiceTiming {
  /** Milliseconds between two looks at a call. */
  everyMs: number;
  /** After this long its result is what is known: `sent`. */
  mostMs: number;
}

/**
 * The library is loaded here and not with this file: it is large, and most backends of tests never call.
 * @param keyUrl where a pressed key is told, from the notice's link; null = no keys.
 */
export async function twilioChannels(
  config: TwilioConfig,
  keyUrl: ((link: string) => string) | null,
  // With the link before it this ends within the two minutes after which an attempt counts as lost.
  timing: VoiceTiming = { everyMs: 3_000, mostMs: 60_000 },
): Promise<{
  sms: Channel;
  voice: Channel;
  signed: (url: string, signature: string, fields: Record<string, string>) => boolean;
}> {
  const { default: twilio } = await import('twilio');
  const client = clientOf(twilio, config);

  function spoken(notice: Notice): string {
    const words = new twilio.twiml.VoiceResponse();
    if (keyUrl === null) {
      words.say(voiceText(notice));
      words.pause({ length: 1 });
      words.say(voiceText(notice));
    } else {
      const keys = words.gather({ numDigits: 1, action: keyUrl(notice.link), method: 'POST', timeout: 8 });
      keys.say(`${voiceText(notice)} ${voiceKey}`);
      keys.pause({ length: 2 });
      keys.say(`${voiceText(notice)} ${voiceKey}`);
    }
    return words.toString();
  }

  async function text(notice: Notice): Promise<Sent> {
    const sent = await client.messages.create({ to: notice.to, from: config.from, body: smsText(notice) });
    return { result: 'sent', note: `twilio: ${sent.sid}` };
  }

  async function call(notice: Notice): Promise<Sent> {
    const made = await client.calls.create({
      to: notice.to,
      from: config.from,
      twiml: spoken(notice),
      timeout: 30,
      machineDetection: 'Enable',
    });
    const until = performance.now() + timing.mostMs;
    for (let left = timing.mostMs; left > 0; left = until - performance.now()) {
      await sleep(Math.min(timing.everyMs, left));
      // The call was made: an answer that fails, or comes too late, says nothing about it.
      const now = await Promise.race([
        client
          .calls(made.sid)
          .fetch()
          .catch(() => null),
        sleep(Math.max(0, until - performance.now()), null, { ref: false }),
      ]);
      const result = now === null ? undefined : ended.get(now.status);
      if (now === null || result === undefined) continue;
      const machine = result === 'delivered' && (now.answeredBy ?? '').startsWith('machine');
      return { result: machine ? 'voicemail' : result, note: `twilio: ${made.sid} ${now.status}` };
    }
    return { result: 'sent', note: `twilio: ${made.sid}` };
  }

  const safely = (work: (notice: Notice) => Promise<Sent>): Channel => ({
    send: (notice) => work(notice).catch((error: unknown) => failed(reason(error))),
  });
  return {
    sms: safely(text),
    voice: safely(call),
    signed: (url, signature, fields) => twilio.validateRequest(config.authToken, signature, url, fields),
  };
}
