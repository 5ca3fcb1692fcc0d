// The REST API through Twilio's own client, with real calls and sound behind it.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startTestCarrier, testLine, twilioClient, type TestCarrier } from '#tests/support/carrier.ts';
import { until } from '#tests/support/until.ts';

let t: TestCarrier;
beforeAll(async () => {
  t = await startTestCarrier();
});
afterAll(() => t.close());
afterEach(async () => {
  await t.fault({ kind: 'clear' });
  for (const call of t.carrier.account.calls.list()) t.carrier.account.calls.end(call);
});
const refusal = (work: Promise<unknown>): Promise<{ status: unknown; code: unknown }> =>
  work.then(
    () => ({ status: 'no error', code: null }),
    ({ status, code }: { status: unknown; code: unknown }) => ({ status, code }),
  );
/** What a create answers doesn't know its own sid in this version of the client: everything goes by sid. */
const at = (sid: string) => t.client.calls(sid);
const from = testLine;
let line = 5_550_100;
/** A telephone nobody used before. */
const someone = (): string => `+1617${++line}`;

test('a wrong password, a wrong account and a wrong sid are refused in Twilio’s form', async () => {
  const { api } = t.carrier.ready;
  expect(await refusal(twilioClient(api, undefined, 'wrong').calls.list())).toEqual({
    status: 401,
    code: 20_003,
  });
  const key = twilioClient(api, t.carrier.account.config.apiKeySid, t.carrier.account.config.apiKeySecret);
  expect(await key.calls.list()).toEqual([]);
  expect(await refusal(t.client.calls(`CA${'0'.repeat(32)}`).fetch())).toEqual({ status: 404, code: 20_404 });
  expect(await refusal(t.client.conferences('nobody').fetch())).toEqual({ status: 404, code: 20_404 });
  const other = await fetch(`${api}/2010-04-01/Accounts/AC${'9'.repeat(32)}/Calls.json`, {
    headers: {
      authorization: `Basic ${btoa(`${t.carrier.account.config.accountSid}:${t.carrier.account.config.authToken}`)}`,
    },
  });
  expect(other.status).toBe(404);
});

test('a call is made, told of in order, led elsewhere and ended', async () => {
  const to = someone();
  const made = await t.client.calls.create({
    to,
    from,
    twiml: '<Response><Pause length="30"/></Response>',
    statusCallback: `${t.hooks.url}/made`,
    statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
  });
  expect(made).toMatchObject({ to, from, status: 'queued', direction: 'outbound-api' });
  await until('it is answered', 3_000, async () => (await at(made.sid).fetch()).status === 'in-progress');
  t.hooks.on('/elsewhere', '<Response><Say>here</Say><Pause length="30"/></Response>');
  await at(made.sid).update({ url: `${t.hooks.url}/elsewhere` });
  expect((await t.hooks.wait('/elsewhere')).fields).toMatchObject({
    CallSid: made.sid,
    CallStatus: 'in-progress',
  });
  const ended = await at(made.sid).update({ status: 'completed' });
  expect(ended.status).toBe('completed');
  expect(ended.endTime).toBeInstanceOf(Date);
  expect(Number(ended.duration)).toBeGreaterThanOrEqual(0);
  await t.hooks.wait('/made', (f) => f['CallStatus'] === 'completed');
  const told = t.hooks.came.filter((c) => c.path === '/made');
  expect(told.map((c) => c.fields['CallStatus'])).toEqual(['queued', 'ringing', 'in-progress', 'completed']);
  expect(told.map((c) => c.fields['SequenceNumber'])).toEqual(['0', '1', '2', '3']);
  expect(told.every((c) => c.signed)).toBe(true);
  expect(Number.isNaN(Date.parse(told[0]?.fields['Timestamp'] ?? ''))).toBe(false);
  expect(await refusal(at(made.sid).update({ status: 'completed' }))).toEqual({ status: 400, code: 21_220 });
  expect((await t.client.calls.list({ status: 'completed', to })).map((c) => c.sid)).toEqual([made.sid]);
});

test('the numbers of the table do what the table says', async () => {
  const ends = async (to: string, more: object = {}): Promise<string> => {
    const call = await t.client.calls.create({ to, from, twiml: '<Response><Hangup/></Response>', ...more });
    let status = '';
    await until(`${to} is over`, 4_000, async () => {
      const now = await at(call.sid).fetch();
      status = `${now.status} ${now.answeredBy ?? ''}`.trim();
      return now.endTime !== null;
    });
    return status;
  };
  expect(
    await Promise.all([
      ends('+16175559901'),
      ends('+16175559902', { timeout: 1 }),
      ends('+16175559903', { machineDetection: 'Enable' }),
      ends('+16175559904'),
      ends('+16175559905'),
      ends('+16175550199', { machineDetection: 'Enable' }),
    ]),
  ).toEqual(['busy', 'no-answer', 'completed machine_start', 'busy', 'failed', 'completed human']);
  await t.control('POST', '/callees', { number: '+16175550199', does: 'busy' });
  expect(await ends('+16175550199')).toBe('busy');
  expect(await refusal(t.client.calls.create({ to: 'soon', from, twiml: '<Response/>' }))).toEqual({
    status: 400,
    code: 21_211,
  });
});

/** Two telephones in one conference, asked in by the API. */
async function twoInside(name: string, more: object = {}): Promise<{ caller: string; agent: string }> {
  const ask = (label: string, extra: object) =>
    t.client.conferences(name).participants.create({
      to: someone(),
      from,
      label,
      beep: 'false',
      conferenceStatusCallback: `${t.hooks.url}/${name}`,
      conferenceStatusCallbackEvent: ['start', 'end', 'join', 'leave', 'mute', 'hold'],
      ...extra,
      ...more,
    });
  const caller = await ask('caller', { endConferenceOnExit: false });
  expect(caller).toMatchObject({ label: 'caller', status: 'queued' });
  const agent = await ask('agent', {});
  await until('both are inside', 4_000, async () => {
    const [room] = await t.client.conferences.list({ friendlyName: name, status: 'in-progress' });
    return (
      room !== undefined &&
      (await t.client.conferences(room.sid).participants.list()).every((p) => p.status === 'connected')
    );
  });
  return { caller: caller.callSid, agent: agent.callSid };
}
const heardHz = async (sid: string): Promise<number[]> => {
  const legs = await t.control<{ callSid: string; heard: { tones: number[]; toMs: number }[] }[]>(
    'GET',
    '/legs',
  );
  return legs.find((leg) => leg.callSid === sid)?.heard.at(-1)?.tones ?? [];
};
const hears = (sid: string, hz: number | null): Promise<number> =>
  until(`${sid} hears ${hz}`, 4_000, async () => {
    const tones = await heardHz(sid);
    return hz === null ? tones.length === 0 : tones.some((tone) => Math.abs(tone - hz) < 15);
  });

test('a conference: hold is music for one and silence for the other; mute, leave and end are told in order', async () => {
  const { caller, agent } = await twoInside('conf-a');
  await hears(agent, 700);
  const [room] = await t.client.conferences.list({ friendlyName: 'conf-a' });
  const held = await t.client.conferences('conf-a').participants('caller').update({ hold: true });
  expect(held).toMatchObject({ callSid: caller, hold: true, muted: false });
  await hears(caller, 523);
  await hears(agent, null);
  t.hooks.on('/hold', '<Response><Play>https://example.com/music.mp3</Play></Response>');
  await t.client
    .conferences('conf-a')
    .participants(caller)
    .update({ hold: true, holdUrl: `${t.hooks.url}/hold` });
  expect((await t.hooks.wait('/hold')).fields['CallSid']).toBe(caller);
  await t.client.conferences('conf-a').participants(caller).update({ hold: false });
  await hears(agent, 700);
  expect(await t.client.conferences('conf-a').participants(caller).update({ muted: true })).toMatchObject({
    muted: true,
  });
  await hears(agent, null);
  await t.client.conferences('conf-a').participants(agent).update({ endConferenceOnExit: true });
  expect(await t.client.conferences('conf-a').participants(agent).remove()).toBe(true);
  await until(
    'the conference is over',
    2_000,
    async () => (await t.client.conferences(room?.sid ?? '').fetch()).status === 'completed',
  );
  expect((await t.client.calls(caller).fetch()).status).toBe('completed');
  await t.hooks.wait('/conf-a', (f) => f['StatusCallbackEvent'] === 'conference-end');
  const told = t.hooks.came.filter((c) => c.path === '/conf-a');
  expect(
    told.map((c) => `${c.fields['StatusCallbackEvent']} ${c.fields['ParticipantLabel'] ?? ''}`.trim()),
  ).toEqual([
    'participant-join caller',
    'participant-join agent',
    'conference-start',
    'participant-hold caller',
    'participant-unhold caller',
    'participant-mute caller',
    'participant-leave agent',
    'participant-leave caller',
    'conference-end',
  ]);
  expect(told.map((c) => Number(c.fields['SequenceNumber']))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(told.at(-1)?.fields['ReasonConferenceEnded']).toBe('participant-with-end-conference-on-exit-left');
  expect(told.every((c) => c.signed && c.fields['ConferenceSid'] === room?.sid)).toBe(true);
});

test('end for all, an announcement, a label twice and one who still rings', async () => {
  const { caller, agent } = await twoInside('conf-b');
  const room = t.client.conferences('conf-b');
  t.hooks.on('/announce', '<Response><Say>This call is recorded.</Say></Response>');
  await room.update({ announceUrl: `${t.hooks.url}/announce` });
  await t.hooks.wait('/announce');
  expect(await refusal(room.participants.create({ to: someone(), from, label: 'agent' }))).toEqual({
    status: 400,
    code: 16_025,
  });
  const ringing = await room.participants.create({ to: '+16175559902', from, label: 'target' });
  await until(
    'it rings',
    2_000,
    async () => (await room.participants('target').fetch()).status === 'ringing',
  );
  expect(await room.participants('target').remove()).toBe(true);
  expect((await t.client.calls(ringing.callSid).fetch()).status).toBe('canceled');
  expect(await refusal(room.participants('target').fetch())).toEqual({ status: 404, code: 20_404 });
  const sid = (await room.fetch()).sid;
  expect((await room.update({ status: 'completed' })).status).toBe('completed');
  expect(await t.client.conferences(sid).fetch()).toMatchObject({
    reasonConferenceEnded: 'conference-ended-via-api',
  });
  for (const call of [caller, agent]) expect((await t.client.calls(call).fetch()).status).toBe('completed');
});

test('whoever waits alone hears the other telephone ring, and music when nobody answers', async () => {
  const room = t.client.conferences('conf-e');
  const first = await room.participants.create({ to: someone(), from, label: 'agent' });
  await hears(first.callSid, 392);
  await room.participants.create({ to: '+16175559902', from, label: 'target', timeout: 1 });
  await hears(first.callSid, 440);
  await hears(first.callSid, 392);
});

test('a recording pauses without sound, goes on, stops, and is fetched as WAV with a password only', async () => {
  const { caller } = await twoInside('conf-c', { conferenceRecord: 'record-from-start' });
  const room = await t.client.conferences('conf-c').fetch();
  const [whole] = await t.client.conferences(room.sid).recordings.list();
  expect(whole).toMatchObject({ status: 'in-progress', conferenceSid: room.sid });
  const one = await t.client.calls(caller).recordings.create({
    recordingChannels: 'dual',
    recordingStatusCallback: `${t.hooks.url}/recorded`,
    recordingStatusCallbackEvent: ['in-progress', 'completed'],
  });
  const current = t.client.calls(caller).recordings('Twilio.CURRENT');
  expect((await current.update({ status: 'paused', pauseBehavior: 'skip' })).status).toBe('paused');
  expect((await current.fetch()).status).toBe('paused');
  expect((await current.update({ status: 'in-progress' })).status).toBe('in-progress');
  await until('something is recorded', 3_000, () =>
    t.carrier.account.recordings.list().every((r) => r.recorder.lengthMs > 300),
  );
  expect((await current.update({ status: 'stopped' })).status).toBe('completed');
  expect(await refusal(current.update({ status: 'paused' }))).toEqual({ status: 404, code: 20_404 });
  const told = await t.hooks.wait('/recorded', (f) => f['RecordingStatus'] === 'completed');
  expect(told.fields).toMatchObject({ RecordingSid: one.sid, RecordingChannels: '2', CallSid: caller });
  const url = told.fields['RecordingUrl'] ?? '';
  expect((await fetch(`${url}.wav`)).status).toBe(401);
  const { accountSid, authToken } = t.carrier.account.config;
  const sound = await fetch(`${url}.wav`, {
    headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
  });
  const bytes = Buffer.from(await sound.arrayBuffer());
  expect(bytes.subarray(0, 4).toString('latin1')).toBe('RIFF');
  expect(bytes.readUInt16LE(22)).toBe(2);
  expect((await t.client.recordings(one.sid).fetch()).status).toBe('completed');
  expect(await t.client.recordings(one.sid).remove()).toBe(true);
  expect(await refusal(t.client.recordings(one.sid).fetch())).toEqual({ status: 404, code: 20_404 });
});

test('a telephone in a conference is led to other words, alone, and the others stay', async () => {
  const { caller, agent } = await twoInside('conf-f');
  await at(caller).update({ twiml: '<Response><Say>A message for you.</Say></Response>' });
  await until(
    'it is alone',
    2_000,
    async () => (await t.client.conferences('conf-f').participants.list()).length === 1,
  );
  expect((await at(caller).fetch()).status).toBe('in-progress');
  await hears(agent, null);
  await until('it ends by itself', 4_000, async () => (await at(caller).fetch()).status === 'completed');
  expect((await at(agent).fetch()).status).toBe('in-progress');
});

test('a request that fails did nothing; an answer that is lost did', async () => {
  const { caller } = await twoInside('conf-d');
  const seat = t.client.conferences('conf-d').participants(caller);
  await t.fault({
    kind: 'rest',
    does: 'fail',
    path: '/Participants/',
    method: 'POST',
    times: 1,
    status: 503,
  });
  expect(await refusal(seat.update({ hold: true }))).toEqual({ status: 503, code: 20_500 });
  expect((await seat.fetch()).hold).toBe(false);
  await t.fault({
    kind: 'rest',
    does: 'lose-answer',
    path: '/Participants/',
    method: 'POST',
    times: 1,
    status: 503,
  });
  expect((await refusal(seat.update({ hold: true }))).status).not.toBe('no error');
  expect((await seat.fetch()).hold).toBe(true);
  const wire = await t.wire();
  expect(
    wire.filter((e) => e.name.includes('/Participants/') && e.name.startsWith('POST')).slice(-2),
  ).toMatchObject([{ status: 503 }, { status: 0, fields: { Hold: 'true' } }]);
});

test('texts are taken over, pages go on, and hostile input is a named error', async () => {
  const sent = await t.client.messages.create({ to: someone(), from, body: 'A link' });
  expect((await t.client.messages(sent.sid).fetch()).body).toBe('A link');
  expect(await t.control('GET', '/messages')).toMatchObject([{ sid: sent.sid, body: 'A link' }]);
  for (let i = 0; i < 3; i++) await t.client.calls.create({ to: '+16175559905', from, twiml: '<Response/>' });
  expect((await t.client.calls.list({ pageSize: 2 })).length).toBeGreaterThanOrEqual(3);
  const { api } = t.carrier.ready;
  const { accountSid, authToken } = t.carrier.account.config;
  const headers = { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` };
  const post = async (path: string, body: string): Promise<number> =>
    (await fetch(`${api}/2010-04-01/Accounts/${accountSid}${path}`, { method: 'POST', headers, body }))
      .status;
  expect(await post('/Calls.json', '')).toBe(400);
  expect(await post('/Calls.json', `To=%2B16175550100&From=x&Url=https%3A%2F%2Fexample.com%2F`)).toBe(400);
  expect(await post('/Calls.json', `To=${'1'.repeat(300_000)}`)).toBe(413);
  expect(await post('/%E0%A4%A.json', '')).toBe(404);
  expect(await post('/../../control/legs', '')).toBe(404);
  expect((await fetch(`${api}/control/legs`)).status).toBe(401);
  expect(
    (
      await fetch(`${api}/control/faults`, {
        method: 'POST',
        headers: { authorization: `Bearer ${t.carrier.ready.controlToken}` },
        body: '{"kind":"rain"}',
      })
    ).status,
  ).toBe(400);
});
