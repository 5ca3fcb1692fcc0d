// A phone engine at the account: what it dials becomes a webhook that it can't forge, and who isn't there doesn't answer.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { carrierIds, startTestCarrier, testLine, type TestCarrier } from '#tests/support/carrier.ts';
import { until } from '#tests/support/until.ts';
import { accessToken, FarDevice } from '../gateway/far-device.ts';

const now = (): number => performance.timeOrigin + performance.now();
let t: TestCarrier;
let device: FarDevice;
beforeAll(async () => {
  t = await startTestCarrier();
  device = await FarDevice.open(Number(new URL(t.carrier.ready.api).port), now);
  const token = accessToken({ ...carrierIds, identity: 'a_1', issued: Math.floor(now() / 1_000) });
  device.send('listen', { token, reconnectTimeout: 30 });
  await until('connected', 3_000, () => device.last('connected') !== undefined);
  device.send('register', { media: { audio: true } });
  await until('registered', 3_000, () => device.last('ready') !== undefined);
});
afterAll(async () => {
  await device?.close();
  await t?.close();
});
afterEach(() => {
  for (const call of t.carrier.account.calls.list()) t.carrier.account.calls.end(call);
});

test('what it dials is told with who it is, whatever it says itself; it hears the far telephone ring, then speak', async () => {
  t.hooks.on(
    '/outgoing',
    '<Response><Dial><Conference participantLabel="agent" statusCallback="/room" statusCallbackEvent="join">careline-out</Conference></Dial></Response>',
  );
  const peer = device.peer();
  peer.tone(600);
  const params = new URLSearchParams({
    callId: 'c-1',
    To: testLine,
    From: 'client:a_2',
    CallSid: `CA${'9'.repeat(32)}`,
    AccountSid: 'AC0',
    Direction: 'outbound-api',
    ApplicationSid: 'AP0',
  });
  device.send('invite', { callsid: 'TJS-1', sdp: await peer.offer(), twilio: { params: params.toString() } });
  const { fields, signed } = await t.hooks.wait('/outgoing');
  expect(signed).toBe(true);
  expect(fields).toMatchObject({
    callId: 'c-1',
    From: 'client:a_1',
    Caller: 'client:a_1',
    AccountSid: carrierIds.accountSid,
    ApplicationSid: carrierIds.appSid,
    Direction: 'inbound',
  });
  expect(fields['CallSid']).not.toContain('999');
  await until('answered', 3_000, () => device.last('answer') !== undefined);
  await peer.accept(String(device.last('answer')?.['sdp']));
  await t.hooks.wait('/room');
  await t.control('POST', '/callees', { number: '+14015550144', does: 'answer', afterMs: 1_500, hz: 900 });
  await t.client.conferences('careline-out').participants.create({ to: '+14015550144', from: testLine });
  await until('the ringing is heard', 4_000, () => peer.heard.toneLevel(440, 200) > 1_000);
  await until('the other is heard', 5_000, () => peer.heard.toneLevel(900, 200) > 1_000);
});

test('is rung with its parameters; who is not registered counts as no answer', async () => {
  const ask = (to: string) =>
    t.client.conferences('careline-in').participants.create({
      to,
      from: '+14015550155',
      statusCallback: `${t.hooks.url}/leg`,
      statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    });
  const there = await ask('client:a_1?callId=c-2');
  await until('it is invited', 3_000, () => device.last('invite')?.['callsid'] === there.callSid);
  expect(device.last('invite')?.['parameters']).toMatchObject({ From: '+14015550155', Params: 'callId=c-2' });
  device.send('reject', { callsid: there.callSid });
  await t.hooks.wait('/leg', (f) => f['CallSid'] === there.callSid && f['CallStatus'] === 'busy');
  const absent = await ask('client:a_nobody');
  await t.hooks.wait('/leg', (f) => f['CallSid'] === absent.callSid && f['CallStatus'] === 'no-answer');
  expect(t.hooks.came.every((c) => c.signed)).toBe(true);
});
