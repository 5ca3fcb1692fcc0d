// The channels with their real libraries against stand-ins on loopback: what is sent, what is said when it fails, and
// that nothing of a patient could be in it.
import { createHmac } from 'node:crypto';
import { createServer, Server as HttpServer, type IncomingMessage } from 'node:http';
import { createServer as createTcp, type AddressInfo, type Server } from 'node:net';
import twilio from 'twilio';
import { afterEach, expect, it } from 'vitest';
import { channelFor, referenceOf, type Notice } from './channel.ts';
import { mailChannel } from './mail.ts';
import { channelsConfig, channelsFromEnv, makeChannels } from './make.ts';
import { twilioChannels } from './twilio.ts';
import { webhookChannel, webhookSignature } from './webhook.ts';

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(
    servers.splice(0).map((s) => {
      const closed = new Promise((resolve) => s.close(resolve));
      if (s instanceof HttpServer) s.closeAllConnections();
      return closed;
    }),
  );
});
const listen = async (server: Server): Promise<number> => {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};
interface Asked {
  method: string;
  path: string;
  auth: string;
  signature: string;
  text: string;
}
/** Answers each request by `answer` (null = never), keeping what was asked. */
async function standIn(answer: (asked: Asked) => { status?: number; json: object } | null) {
  const asked: Asked[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    let text = '';
    request.on('data', (part) => (text += String(part)));
    request.on('end', () => {
      const one: Asked = {
        method: request.method ?? '',
        path: request.url ?? '',
        auth: request.headers.authorization ?? '',
        signature: String(request.headers['careline-signature'] ?? ''),
        text,
      };
      asked.push(one);
      const said = answer(one);
      if (said === null) return;
      const { status = 200, json } = said;
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
      response.end(JSON.stringify(json));
    });
  });
  return { asked, url: `http://127.0.0.1:${await listen(server)}` };
}
const notice: Notice = {
  to: '+16175550177',
  reference: 'A1B2C3',
  link: 'https://careline.example/a/0123',
};
const config = (apiUrl: string) => ({
  accountSid: 'AC0123',
  authToken: 'token',
  from: '+16175550100',
  apiUrl,
});
const quick = { everyMs: 5, mostMs: 200 };

it('sends an SMS by Twilio’s library: words, reference, link', async () => {
  const { asked, url } = await standIn(() => ({ status: 201, json: { sid: 'SM1' } }));
  const { sms } = await twilioChannels(config(url), null, quick);
  expect(await sms.send(notice)).toEqual({ result: 'sent', note: 'twilio: SM1' });
  expect(asked[0]).toMatchObject({
    method: 'POST',
    path: '/2010-04-01/Accounts/AC0123/Messages.json',
    auth: `Basic ${Buffer.from('AC0123:token').toString('base64')}`,
  });
  const form = Object.fromEntries(new URLSearchParams(asked[0]!.text));
  expect(form).toEqual({
    To: '+16175550177',
    From: '+16175550100',
    Body: 'Careline: a message is waiting for you. Reference A1B2C3. Open: https://careline.example/a/0123',
  });
});

it('says in a word why Twilio refused, without the number', async () => {
  const { url } = await standIn(() => ({
    status: 400,
    json: { code: 21211, message: 'The number +16175550177 is not valid', status: 400 },
  }));
  const { sms, voice } = await twilioChannels(config(url), null, quick);
  expect(await sms.send(notice)).toEqual({ result: 'failed', note: 'twilio: 400 21211' });
  expect(await voice.send(notice)).toEqual({ result: 'failed', note: 'twilio: 400 21211' });
  const away = await twilioChannels(config('http://127.0.0.1:1'), null, quick);
  expect((await away.sms.send(notice)).result).toBe('failed');
});

it('calls, and follows the call to its end', async () => {
  const ends = [
    [{ status: 'completed', answered_by: 'human' }, 'delivered'],
    [{ status: 'completed', answered_by: 'machine_start' }, 'voicemail'],
    [{ status: 'no-answer' }, 'no-answer'],
    [{ status: 'busy' }, 'busy'],
    [{ status: 'failed' }, 'failed'],
    [{ status: 'ringing' }, 'sent'],
  ] as const;
  for (const [end, result] of ends) {
    let looked = 0;
    const { asked, url } = await standIn((a) => {
      if (a.method === 'POST') return { status: 201, json: { sid: 'CA1', status: 'queued' } };
      looked += 1;
      return { json: { sid: 'CA1', ...(looked > 1 ? end : { status: 'ringing' }) } };
    });
    const { voice } = await twilioChannels(config(url), null, quick);
    expect((await voice.send(notice)).result).toBe(result);
    const twiml = new URLSearchParams(asked[0]!.text).get('Twiml') ?? '';
    expect(twiml).toContain('<Say>This is the answering service');
    expect(twiml).toContain('A, 1, B, 2, C, 3');
    expect(twiml).not.toContain('Gather');
  }
});

it('follows a call no longer than it may, however slow the answers are', async () => {
  const { url } = await standIn((a) => {
    if (a.method !== 'POST') return null;
    return { status: 201, json: { sid: 'CA1', status: 'queued' } };
  });
  const { voice } = await twilioChannels(config(url), null, { everyMs: 50, mostMs: 300 });
  expect((await voice.send(notice)).result).toBe('sent');
});

it('asks for a key where one can be told, and knows the carrier’s signature', async () => {
  const { asked, url } = await standIn((a) =>
    a.method === 'POST'
      ? { status: 201, json: { sid: 'CA1', status: 'queued' } }
      : { json: { sid: 'CA1', status: 'completed', answered_by: 'human' } },
  );
  const { voice, signed } = await twilioChannels(config(url), (link) => `${link}/keys`, quick);
  await voice.send(notice);
  expect(new URLSearchParams(asked[0]!.text).get('Twiml')).toContain(
    'action="https://careline.example/a/0123/keys"',
  );
  const at = 'https://careline.example/a/0123/keys';
  const good = twilio.getExpectedTwilioSignature('token', at, { Digits: '1' });
  expect(signed(at, good, { Digits: '1' })).toBe(true);
  expect(signed(at, good, { Digits: '2' })).toBe(false);
});

/** The least of SMTP: takes one mail and keeps it. */
async function smtpSink(): Promise<{ port: number; mails: string[] }> {
  const mails: string[] = [];
  const server = createTcp((socket) => {
    let data: string | null = null;
    let rest = '';
    socket.write('220 sink ESMTP\r\n');
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      rest += bytes.toString('utf8');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (data !== null) {
          if (line === '.') {
            mails.push(data);
            data = null;
            socket.write('250 kept\r\n');
          } else data += `${line}\n`;
        } else if (line === 'DATA') {
          data = '';
          socket.write('354 go on\r\n');
        } else if (line.includes('refused@')) socket.write('550 no such person\r\n');
        else if (line === 'QUIT') socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  });
  return { port: await listen(server), mails };
}

it('sends a mail with a link and nothing else; says when the server refuses', async () => {
  const { port, mails } = await smtpSink();
  const mail = await mailChannel({
    host: '127.0.0.1',
    port,
    secure: false,
    user: null,
    password: null,
    from: 'careline@answering.example',
  });
  expect(await mail.send({ ...notice, to: 'k.sato@riverside.example' })).toEqual({
    result: 'sent',
    note: 'mail',
  });
  expect(mails[0]).toContain('Subject: Careline: a message is waiting for you (A1B2C3)');
  expect(mails[0]).toContain(notice.link);
  expect(await mail.send({ ...notice, to: 'refused@riverside.example' })).toMatchObject({
    result: 'failed',
  });
  const away = await mailChannel({
    host: '127.0.0.1',
    port: 1,
    secure: false,
    user: null,
    password: null,
    from: 'a@b.example',
  });
  expect(await away.send(notice)).toEqual({ result: 'failed', note: 'mail: ESOCKET' });
});

it('posts a signed webhook, and follows no redirect', async () => {
  const { asked, url } = await standIn((a) =>
    a.path === '/gone' ? { status: 500, json: {} } : { json: {} },
  );
  const secret = 'a secret of sixteen';
  const clock = (): Date => new Date('2026-11-22T08:00:00.000Z');
  const hook = webhookChannel({ url: `${url}/hook`, secret }, clock);
  expect(await hook.send(notice)).toEqual({ result: 'sent', note: 'webhook: 200' });
  const seconds = clock().getTime() / 1000;
  expect(asked[0]!.signature).toBe(webhookSignature(secret, seconds, asked[0]!.text));
  expect(asked[0]!.signature).toContain(
    createHmac('sha256', secret).update(`${seconds}.${asked[0]!.text}`).digest('hex'),
  );
  expect(JSON.parse(asked[0]!.text)).toEqual({ v: 1, event: 'message-waiting', ...notice });
  expect(await webhookChannel({ url: `${url}/gone`, secret }, clock).send(notice)).toMatchObject({
    result: 'failed',
    note: 'webhook: 500',
  });
  expect(await webhookChannel({ url: 'http://127.0.0.1:1', secret }, clock).send(notice)).toMatchObject({
    result: 'failed',
  });
});

it('has only the channels that were given all they need', async () => {
  const parts = { pool: null as never, clock: () => new Date() };
  const none = await makeChannels(channelsConfig.parse({}), parts);
  for (const name of ['sms', 'voice', 'mail', 'webhook'] as const) expect(none.get(name)).toBeNull();
  expect(none.signedByCarrier('/a/x/keys', 'x', {})).toBe(false);
  expect(channelsFromEnv({ CARELINE_TWILIO_ACCOUNT_SID: 'AC1' }).twilio).toBeNull();
  const some = channelsFromEnv({
    CARELINE_TWILIO_ACCOUNT_SID: 'AC1',
    CARELINE_TWILIO_AUTH_TOKEN: 't',
    CARELINE_TWILIO_FROM: '+16175550100',
    CARELINE_PUBLIC_URL: 'https://careline.example/',
  });
  const made = await makeChannels(some, parts);
  expect(made.publicUrl).toBe('https://careline.example');
  expect(made.get('voice')).not.toBeNull();
  expect(made.get('mail')).toBeNull();
});

it.each([null, 'http://careline.example'])('sends no links to %s', async (publicUrl) => {
  const parts = { pool: null as never, clock: () => new Date() };
  const webhook = { url: 'https://paging.example', secret: 'a secret of sixteen' };
  const of = (change: object) => makeChannels(channelsConfig.parse({ publicUrl, ...change }), parts);
  await expect(of({ twilio: config('http://127.0.0.1:1') })).rejects.toThrow('CARELINE_PUBLIC_URL');
  await expect(of({ webhook })).rejects.toThrow('CARELINE_PUBLIC_URL');
  expect((await of({ capture: true, webhook })).get('sms')).not.toBeNull();
});

it('finds the way of a link by its address', () => {
  expect(channelFor('app', 'k.sato@riverside.example')).toBe('mail');
  expect(channelFor('app', '+16175550177')).toBe('sms');
  expect(channelFor('app', 'device-alias')).toBe('webhook');
  expect(channelFor('fax', '+16175550177')).toBeNull();
  expect(channelFor('patient', '')).toBeNull();
  expect(referenceOf('0199b2f0-1111-7222-8333-444455a1b2c3')).toBe('A1B2C3');
});
