// The rooms around a call against the local carrier itself: real webhooks, real sound. A caller who waits leaves a message
// or keeps the place; the recorder of a real call is paused and read back.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { uuidv7 } from 'uuidv7';
import type { CallerBody } from '#demo/carrier/control-schema.ts';
import { startCarrier, type Carrier } from '#demo/carrier/start.ts';
import { carrierIds } from '#tests/support/carrier.ts';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import { until } from '#tests/support/until.ts';
import { buildBackend } from '../app.ts';
import { closeServer } from '../testing/close.ts';
import { callbacksFor } from './callbacks.ts';
import { telephonyConfig } from './config.ts';
import { keptRecording } from './kept-recordings.ts';
import { orderRecording } from './recording.ts';
import type { VoiceRunner } from './runner.ts';
import { startTelephony, type Telephony } from './start.ts';
import { callOf } from './store.ts';
import { voicemailsFor, voicemailSound } from './voicemail.ts';

const line = '+16175550100';
const closedLine = '+16175550101';
let backend: TestBackend;
let carrier: Carrier;
let telephony: Telephony;
let runner: VoiceRunner;
let base = '';
let stop: () => Promise<void>;

beforeAll(async () => {
  [backend, carrier] = await Promise.all([
    startTestBackend(),
    startCarrier({ ...carrierIds, numbers: [line, closedLine] }),
  ]);
  const config = telephonyConfig.parse({
    organisation: 'org-one',
    ...carrierIds,
    apiUrl: carrier.ready.api,
    queues: [
      { id: 'general', label: 'General' },
      { id: 'closed', label: 'Closed', hours: { zone: 'America/New_York', spans: [] } },
    ],
    lines: [
      { number: line, accountId: 'harbor', label: 'Harbor', queueId: 'general' },
      { number: closedLine, accountId: 'harbor', label: 'By day', queueId: 'closed' },
    ],
    callerIds: [{ number: line, accountId: 'harbor', label: 'Harbor' }],
    recordingNotice: 'Recorded.',
    everyMs: null,
  });
  const parts = { ...backend.parts, clock: () => new Date() };
  telephony = await startTelephony(parts, {
    config,
    databaseUrl: backend.databaseUrl,
    ownUrl: () => base,
    newId: uuidv7,
  });
  const app = buildBackend({ ...parts, telephony });
  base = await app.listen({ port: 0, host: '127.0.0.1' });
  runner = telephony.run();
  await carrierAsk('webhooks', {
    incoming: `${base}/telephony/hook/incoming`,
    outgoing: `${base}/telephony/hook/outgoing`,
    status: `${base}/telephony/hook/status`,
  });
  stop = async () => {
    await closeServer(app);
    await telephony.close();
  };
});
afterAll(async () => {
  await carrier?.close();
  await stop?.();
  await backend?.close();
});
async function carrierAsk(path: string, body: object): Promise<Record<string, unknown>> {
  const answer = await fetch(`${carrier.ready.control}/control/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${carrier.ready.controlToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Record<string, unknown>;
}
const ring = async (change: Partial<CallerBody> = {}): Promise<string> => {
  const placed = await carrierAsk('callers', { number: '+12125550123', dnis: line, ...change });
  return String(placed['id']);
};
const callerState = async (id: string): Promise<{ state: string; told: string[] }> => {
  const answer = await fetch(`${carrier.ready.control}/control/callers/${id}`, {
    headers: { authorization: `Bearer ${carrier.ready.controlToken}` },
  });
  return (await answer.json()) as { state: string; told: string[] };
};
/** Hears what the keys do: in the queue. */
const queued = (id: string) =>
  until('in the queue', 15_000, async () =>
    (await callerState(id)).told.join(' ').includes('leave a message'),
  );
const callIdOf = async (number: string): Promise<string> => {
  const found = await backend.pool.query<{ id: string }>('select id from voice_call where number = $1', [
    number,
  ]);
  return found.rows[0]?.id ?? '';
};

it.concurrent('a caller who waits leaves a message: listed, fetched as sound, sealed', async () => {
  const id = await ring({ voicemailMs: 1_200 });
  await queued(id);
  await carrierAsk(`callers/${id}/act`, { press: '2' });
  const listed = async () =>
    (await voicemailsFor(telephony.parts)).find((one) => one.number === '+12125550123');
  await until('listed', 25_000, async () => (await listed()) !== undefined);
  const mail = await listed();
  expect(mail).toMatchObject({ number: '+12125550123', accountId: 'harbor' });
  await until('fetched', 10_000, async () => {
    await runner.turn();
    return (await listed())?.sound === 'ready';
  });
  const sound = await voicemailSound(telephony.parts, mail?.id ?? '');
  expect(sound?.subarray(0, 4).toString()).toBe('RIFF');
  // 8 kHz, 16 bit: a second of it at least, and not silence.
  expect(sound?.length).toBeGreaterThan(16_000);
  expect(new Set(sound?.subarray(44)).size).toBeGreaterThan(10);
  const call = await callOf(backend.pool, 'org-one', await callIdOf('+12125550123'));
  expect(call?.wait_since).toBeNull();
}, 40_000);

it.concurrent('a caller who waits keeps the place and is told so', async () => {
  const id = await ring({ number: '+12125550124' });
  await queued(id);
  await carrierAsk(`callers/${id}/act`, { press: '1' });
  await until('kept', 10_000, async () => (await callbacksFor(telephony.parts)).length === 1);
  await until('over', 20_000, async () => (await callerState(id)).state === 'ended');
  expect((await callbacksFor(telephony.parts))[0]).toMatchObject({
    number: '+12125550124',
    queueId: 'general',
  });
  expect((await callerState(id)).told.join(' ')).toContain('kept your place');
}, 40_000);

it.concurrent('a closed queue takes messages and nobody waits in it', async () => {
  const number = '+12125550126';
  const id = await ring({ number, dnis: closedLine, voicemailMs: 1_200 });
  const mail = async () => (await voicemailsFor(telephony.parts)).find((one) => one.number === number);
  await until('listed', 25_000, async () => (await mail()) !== undefined);
  const told = (await callerState(id)).told.join(' ');
  expect(told).toContain('We are closed');
  expect(told).not.toContain('You are');
  const call = await callOf(backend.pool, 'org-one', await callIdOf(number));
  expect(call).toMatchObject({ phase: 'ended', queued_at: null, queue_id: 'closed' });
}, 40_000);

it.concurrent('a live call is recorded, paused and read back; a lost answer is unknown until the next look', async () => {
  const number = '+12125550125';
  const id = await ring({ number });
  await queued(id);
  const callId = await callIdOf(number);
  // Talking, as far as the recorder is concerned: the caller's leg is up.
  await backend.pool.query(
    `update voice_call set phase = 'talking', wait_queue = null, wait_since = null where id = $1`,
    [callId],
  );
  const order = async (to: 'start' | 'pause' | 'resume' | 'stop') => {
    const given = await orderRecording(telephony.parts, null, callId, { to, reason: null });
    await given.work;
    return given.refused;
  };
  const state = async () => (await callOf(backend.pool, 'org-one', callId))?.recording.state;
  expect(await order('start')).toBeNull();
  expect(await state()).toBe('on');
  await carrierAsk('faults', { kind: 'rest', does: 'lose-answer', path: 'Recordings', times: 2 });
  expect(await order('pause')).toBeNull();
  expect(await state()).toBe('unknown');
  await until('paused', 10_000, async () => {
    await runner.turn();
    return (await state()) === 'paused';
  });
  expect(await order('resume')).toBeNull();
  expect(await state()).toBe('on');
  expect(await order('stop')).toBeNull();
  expect(await state()).toBe('off');
  await carrierAsk(`callers/${id}/act`, { hangUp: true });
  // Over: it is fetched, sealed and gone there.
  const kept = async () =>
    (
      await backend.pool.query<{ sid: string; body: Buffer | null }>(
        'select recording_sid as sid, body from voice_kept_recording where call_id = $1 and released_at is not null',
        [callId],
      )
    ).rows[0];
  await until('kept', 25_000, async () => {
    await runner.turn();
    return (await kept()) !== undefined;
  });
  const { sid = '', body = null } = (await kept()) ?? {};
  expect(body?.includes(Buffer.from('RIFF'))).toBe(false);
  const sound = await keptRecording(telephony.parts, sid);
  expect(sound?.subarray(0, 4).toString()).toBe('RIFF');
  expect(sound?.length).toBeGreaterThan(44);
  const there = await telephony.parts.voice.carrier.ask((client) => client.recordings(sid).fetch());
  expect(there).toMatchObject({ ok: false, why: 'gone' });
}, 40_000);
