// TwiML as it is heard: scripted callers ring a line, webhooks answer, and what happens is seen from outside.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startTestCarrier, testLine, type TestCarrier } from '#tests/support/carrier.ts';
import { until } from '#tests/support/until.ts';
import type { CallerView } from '../control-schema.ts';

let t: TestCarrier;
let url: string;
beforeAll(async () => {
  t = await startTestCarrier();
  url = t.hooks.url;
});
afterAll(() => t.close());
afterEach(async () => {
  await t.fault({ kind: 'clear' });
  for (const call of t.carrier.account.calls.list()) t.carrier.account.calls.end(call);
  await t.carrier.account.hooks.idle();
  t.hooks.came.splice(0);
});
const number = '+14015550133';
const reaches = (id: string, state: CallerView['state'], withinMs = 5_000): Promise<number> =>
  until(`the caller is ${state}`, withinMs, async () => (await t.view(id)).state === state);

test('a call comes in, signed and complete; its end is told to the status hook', async () => {
  t.hooks.on('/incoming', '<Response><Pause length="30"/></Response>');
  const { id, callSid } = await t.caller({ number });
  const { fields, signed } = await t.hooks.wait('/incoming');
  expect(signed).toBe(true);
  expect(fields).toEqual({
    AccountSid: t.carrier.account.config.accountSid,
    ApiVersion: '2010-04-01',
    CallSid: callSid,
    CallStatus: 'ringing',
    Called: testLine,
    Caller: number,
    Direction: 'inbound',
    From: number,
    To: testLine,
  });
  await t.control('POST', `/callers/${id}/act`, { hangUp: true });
  expect((await t.hooks.wait('/status')).fields).toMatchObject({ CallSid: callSid, SequenceNumber: '0' });
  expect(await t.view(id)).toMatchObject({ state: 'ended', endedBy: 'caller' });
});

test('a menu takes the keys that it asked for, one menu after the other', async () => {
  t.hooks.on(
    '/incoming',
    '<Response><Gather numDigits="1" action="/account" timeout="3"><Say>Press one</Say></Gather><Say>Nothing</Say></Response>',
  );
  t.hooks.on(
    '/account',
    '<Response><Gather finishOnKey="#" action="/done" timeout="3"><Say>Your account</Say></Gather></Response>',
  );
  t.hooks.on('/done', '<Response><Say>Thank you</Say><Pause length="20"/></Response>');
  const { id } = await t.caller({ number, typed: '2441#' });
  expect((await t.hooks.wait('/account')).fields).toMatchObject({ Digits: '2' });
  expect((await t.hooks.wait('/done')).fields).toMatchObject({ Digits: '441', FinishedOnKey: '#' });
  await until('the thanks are heard', 3_000, async () => (await t.view(id)).told.at(-1) === 'Thank you');
  expect((await t.view(id)).told).toEqual(['Press one', 'Your account', 'Thank you']);
});

test('nobody presses: the document goes on, or the action hears of it when asked to', async () => {
  t.hooks.on(
    '/incoming',
    '<Response><Gather timeout="0" action="/never"/><Gather timeout="0" actionOnEmptyResult="true" action="/empty"/></Response>',
  );
  await t.caller({ number });
  expect((await t.hooks.wait('/empty')).fields['Digits']).toBe('');
  expect(t.hooks.came.some((c) => c.path === '/never')).toBe(false);
});

test('a queue: position and wait are said to the wait URL; leaving, a redirect and the end are told', async () => {
  t.hooks.on('/incoming', '<Response><Enqueue waitUrl="/wait" action="/left">q-1</Enqueue></Response>');
  t.hooks.on('/wait', '<Response><Pause length="1"/></Response>');
  t.hooks.on('/moved', '<Response><Pause length="20"/></Response>');
  const first = await t.caller({ number });
  await reaches(first.id, 'queued');
  const second = await t.caller({ number: '+14015550134' });
  await reaches(second.id, 'queued');
  const asked = await t.hooks.wait('/wait', (f) => f['CallSid'] === second.callSid);
  expect(asked.fields).toMatchObject({
    QueuePosition: '2',
    CurrentQueueSize: '2',
    QueueTime: '0',
    AvgQueueTime: '0',
  });
  const [queue] = await t.client.queues.list();
  expect(queue).toMatchObject({ friendlyName: 'q-1', currentSize: 2 });
  const members = await t.client.queues(queue?.sid ?? '').members.list();
  expect(members.map((m) => [m.callSid, m.position])).toEqual([
    [first.callSid, 1],
    [second.callSid, 2],
  ]);
  await t.client.calls(first.callSid).update({ url: `${url}/moved` });
  expect((await t.hooks.wait('/left')).fields).toMatchObject({
    QueueResult: 'redirected',
    CallSid: first.callSid,
  });
  await t.hooks.wait('/moved');
  // The one behind moves up.
  await t.hooks.wait('/wait', (f) => f['CallSid'] === second.callSid && f['QueuePosition'] === '1');
  await t.control('POST', `/callers/${second.id}/act`, { hangUp: true });
  await t.hooks.wait('/left', (f) => f['QueueResult'] === 'hangup' && f['CallSid'] === second.callSid);
  expect((await t.client.queues(queue?.sid ?? '').fetch()).currentSize).toBe(0);
});

test('a key in the wait lets the caller leave the queue and leave a message', async () => {
  t.hooks.on('/incoming', '<Response><Enqueue waitUrl="/wait" action="/left">q-2</Enqueue></Response>');
  t.hooks.on(
    '/wait',
    '<Response><Gather numDigits="1" action="/choice" timeout="5"><Say>Press 1</Say></Gather></Response>',
  );
  t.hooks.on('/choice', '<Response><Leave/></Response>');
  t.hooks.on(
    '/left',
    '<Response><Record maxLength="20" timeout="2" action="/recorded" recordingStatusCallback="/sound"/></Response>',
  );
  const { id, callSid } = await t.caller({ number, typed: '1', voicemailMs: 700 });
  expect((await t.hooks.wait('/choice')).fields).toMatchObject({ Digits: '1', CallSid: callSid });
  expect((await t.hooks.wait('/left')).fields).toMatchObject({ QueueResult: 'leave' });
  await reaches(id, 'recording');
  const done = await t.hooks.wait('/recorded');
  expect(done.fields).toMatchObject({ Digits: 'hangup', CallStatus: 'completed' });
  expect(Number(done.fields['RecordingDuration'])).toBeGreaterThanOrEqual(1);
  const told = await t.hooks.wait('/sound');
  expect(told.fields).toMatchObject({
    RecordingStatus: 'completed',
    RecordingSid: done.fields['RecordingSid'],
  });
});

test('caller and telephone meet in a conference by TwiML; after it the document goes on', async () => {
  t.hooks.on(
    '/incoming',
    `<Response><Dial action="/after"><Conference participantLabel="caller" waitUrl="" statusCallback="/conf"
      statusCallbackEvent="start end join leave">careline-0198c0de-0000-7000-8000-000000000001</Conference></Dial></Response>`,
  );
  t.hooks.on('/after', '<Response><Say>Goodbye</Say></Response>');
  const { id, callSid } = await t.caller({ number });
  await t.hooks.wait('/conf', (f) => f['StatusCallbackEvent'] === 'participant-join');
  const name = 'careline-0198c0de-0000-7000-8000-000000000001';
  await t.client
    .conferences(name)
    .participants.create({ to: '+14015550177', from: testLine, label: 'target' });
  await until('the caller hears the other', 4_000, async () =>
    (await t.view(id)).heard.some((h) => h.hz !== null && Math.abs(h.hz - 700) < 15),
  );
  expect(await t.view(id)).toMatchObject({ callId: '0198c0de-0000-7000-8000-000000000001' });
  await t.client.conferences(name).participants('caller').remove();
  expect((await t.hooks.wait('/after')).fields).toMatchObject({
    CallSid: callSid,
    DialCallStatus: 'completed',
  });
  await until('the goodbye is said', 3_000, async () => (await t.view(id)).told.includes('Goodbye'));
});

test('two in line: the telephone that dials the queue talks to the first', async () => {
  t.hooks.on('/incoming', '<Response><Enqueue action="/left">q-3</Enqueue></Response>');
  const { id } = await t.caller({ number });
  await reaches(id, 'queued');
  await t.client.calls.create({
    to: '+14015550178',
    from: testLine,
    twiml: '<Response><Dial><Queue>q-3</Queue></Dial></Response>',
  });
  await until('they hear each other', 4_000, async () =>
    (await t.view(id)).heard.some((h) => h.hz !== null && Math.abs(h.hz - 700) < 15),
  );
  await t.control('POST', `/callers/${id}/act`, { hangUp: true });
  await t.hooks.wait('/left', (f) => f['QueueResult'] === 'bridged');
});

test.each([
  ['an error of the server', '/incoming', 500, 11_200],
  ['a document that is none', '/incoming', '<html/>', 12_200],
  ['an external entity', '/incoming', '<!DOCTYPE x SYSTEM "file:///etc/passwd"><Response/>', 12_100],
  ['a document without end', '/incoming', `<Response><Say>${'a'.repeat(70_000)}</Say></Response>`, 11_200],
  ['a circle', '/incoming', '<Response><Redirect>/incoming</Redirect></Response>', 12_400],
  ['an address that is none', '/incoming', '<Response><Redirect>http://[</Redirect></Response>', 11_100],
  [
    'an address outside',
    '/incoming',
    '<Response><Redirect>https://example.com/x</Redirect></Response>',
    11_200,
  ],
])('%s ends the call with words and a number', async (_name, path, answer, code) => {
  t.hooks.on(path, answer);
  const { callSid } = await t.caller({ number });
  const problem = async (): Promise<boolean> =>
    (await t.wire()).some(
      (e) => e.name === 'problem' && e.fields['CallSid'] === callSid && e.fields['code'] === code,
    );
  await until(`problem ${code}`, 4_000, problem);
  expect(await t.hooks.came.length).toBeLessThan(40);
});

test('an unknown verb is left out and stands in the log; reject says busy; a line nobody has rings nowhere', async () => {
  t.hooks.on('/incoming', '<Response><Fly/><Reject reason="busy"/></Response>');
  const { id, callSid } = await t.caller({ number });
  await reaches(id, 'ended');
  expect((await t.client.calls(callSid).fetch()).status).toBe('busy');
  expect((await t.wire()).some((e) => e.fields['message'] === 'Fly is not a verb')).toBe(true);
});

test('words are captions at their time, and the answer to a question comes once', async () => {
  t.hooks.on('/incoming', '<Response><Pause length="20"/></Response>');
  const { id } = await t.caller({ number, facts: 'I was born in May.', script: [{ say: 'Hello?' }] });
  await t.hooks.wait('/incoming');
  await t.control('POST', `/callers/${id}/act`, { say: 'Is anybody there?' });
  await t.control('POST', `/callers/${id}/act`, { ask: true });
  await t.control('POST', `/callers/${id}/act`, { ask: true });
  await until('the facts are said', 4_000, async () => (await t.view(id)).captions.length >= 2);
  expect((await t.view(id)).captions.map((c) => c.text)).toEqual(['Is anybody there?', 'I was born in May.']);
  await expect(t.control('POST', `/callers/${id}/act`, { explode: true })).rejects.toThrow('400');
});

test('a caller without patience is gone', async () => {
  t.hooks.on('/incoming', '<Response><Enqueue>q-4</Enqueue></Response>');
  const { id } = await t.caller({ number, patienceMs: 300 });
  await reaches(id, 'ended');
  expect(await t.view(id)).toMatchObject({ endedBy: 'caller' });
});

test('a forged or replayed webhook can be sent by a test', async () => {
  const send = (signed: boolean): Promise<{ status: number }> =>
    t.control('POST', '/hook', { url: `${url}/forged`, fields: { CallSid: 'CA1' }, signed });
  expect((await send(false)).status).toBe(200);
  expect((await send(true)).status).toBe(200);
  expect(t.hooks.came.map((c) => c.signed)).toEqual([false, true]);
});
