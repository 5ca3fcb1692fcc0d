// One call through everything that has no page: a scripted caller at the carrier, the real backend on PostgreSQL, and an agent
// as a signed desk with a phone that speaks the SDK's protocol. Heard by tone, written to the agent by the feed.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Act } from '#shared/domain/telephony/acts.ts';
import type { LiveCall } from '#shared/domain/telephony/live.ts';
import { carrierCallers, carrierRung } from '#shared/protocol/demo.ts';
import { feedAnswer, tokenAnswer } from '#shared/protocol/telephony.ts';
import { TestDesk } from '#backend/testing/desk.ts';
import { until } from '#tests/support/until.ts';
import { callerView, type CallerView, type LegView } from '../carrier/control-schema.ts';
import { FarDevice } from '../carrier/gateway/far-device.ts';
import { startDemo, type Demo } from './start.ts';

const person = 'mara-keller';
const clock = (): number => performance.timeOrigin + performance.now();
let profileDir: string;
let demo: Demo;
let desk: TestDesk;
let device: FarDevice;

beforeAll(async () => {
  profileDir = await mkdtemp(join(tmpdir(), 'careline-call-'));
  demo = await startDemo({
    profileDir,
    now: new Date().toISOString(),
    ehr: null,
    phone: true,
    log: () => undefined,
  });
  desk = new TestDesk(demo.backendUrl);
  await desk.enrol(demo.enrolCode);
  const { token, gateway } = tokenAnswer.parse(await post('token', {}));
  device = await FarDevice.open(Number(gateway?.split(':')[1]), clock);
  device.send('listen', { token, reconnectTimeout: 30 });
  await until('connected', 3_000, () => device.last('connected') !== undefined);
  device.send('register', { media: { audio: true } });
  await until('registered', 3_000, () => device.last('ready') !== undefined);
});
afterAll(async () => {
  await device?.close();
  await demo?.close();
  await rm(profileDir, { recursive: true, force: true });
});

async function post(what: string, body: object): Promise<unknown> {
  const text = JSON.stringify({ v: 2, person, ...body });
  const answer = await desk.request('POST', `/v2/telephony/${what}`, text);
  if (answer.status !== 200) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.json)}`);
  return answer.json;
}
const act = (asked: Act): Promise<unknown> => post('act', { requestId: randomUUID(), act: asked });
async function calls(): Promise<LiveCall[]> {
  const { snapshot } = feedAnswer.parse(await post('feed', { have: -1, waitMs: 0 }));
  return snapshot?.calls ?? [];
}
async function carrier<T>(path: string): Promise<T> {
  const response = await fetch(`${demo.carrier!.control}/control${path}`, {
    headers: { authorization: `Bearer ${demo.carrier!.controlToken}` },
  });
  return (await response.json()) as T;
}
const control = (path: string, body: object): Promise<Response> =>
  fetch(demo.control.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${demo.control.token}` },
    body: JSON.stringify(body),
  });
const near = (hz: number) => (tone: number) => Math.abs(tone - hz) < 15;

it('rings, is answered, is held with music, says its words as captions, and ends for all', async () => {
  await act({ kind: 'phone', registered: true, microphone: true });
  await act({ kind: 'state', wanted: { state: 'available', reason: null } });
  const rung = await control('/carrier/ring', { kind: 'chest-pain', seed: 5 });
  const { callerId, ring } = carrierRung.parse(await rung.json());
  const caller = async (): Promise<CallerView> => callerView.parse(await carrier(`/callers/${callerId}`));

  // A desk that asks for nothing is taken for one that is gone.
  await until('the agent’s phone is invited', 10_000, async () => {
    await calls();
    return device.last('invite') !== undefined;
  });
  const invite = device.last('invite') ?? {};
  const [offered] = await calls();
  expect(offered).toMatchObject({
    phase: 'offered',
    number: ring.number,
    dnis: ring.dnis,
    accountId: ring.accountId,
    direction: 'incoming',
  });
  const { callId } = offered!;
  expect(new URLSearchParams(String((invite['parameters'] as { Params: string }).Params)).get('callId')).toBe(
    callId,
  );

  const peer = await device.answer(invite, 660);
  await until('they talk', 6_000, async () => (await caller()).state === 'talking');
  await until('the agent is heard by the caller', 4_000, async () =>
    (await caller()).heard.some((part) => part.tones.some(near(660))),
  );
  await until('the feed says connected', 4_000, async () => (await calls())[0]?.phase === 'connected');
  await until(
    'the caller’s first words are captions',
    5_000,
    async () => (await caller()).captions.length > 0,
  );
  const shown = carrierCallers.parse(
    await (
      await fetch(`${demo.control.url}/carrier/callers`, {
        headers: { authorization: `Bearer ${demo.control.token}` },
      })
    ).json(),
  );
  expect(shown[0]).toMatchObject({ callerId, callId, over: false });
  expect((await (await control('/carrier/ask', { callId })).json()) as unknown).toEqual({ asked: true });
  await until('the caller says who it is about', 6_000, async () =>
    (await caller()).captions.some((c) => c.text.includes(ring.facts.fullName) && c.text.includes('born')),
  );

  await act({ kind: 'hold', callId, party: null, on: true });
  await until('the caller is held', 5_000, async () => (await caller()).state === 'held');
  await until(
    'and hears music',
    5_000,
    async () => (await caller()).heard.at(-1)?.tones.some(near(523)) ?? false,
  );
  await until('the feed says held', 4_000, async () => (await calls())[0]?.heldSince !== null);
  await act({ kind: 'hold', callId, party: null, on: false });
  await until('they talk again', 5_000, async () => (await caller()).state === 'talking');

  await act({ kind: 'end', callId, how: 'all' });
  await until('nobody is left', 5_000, async () => (await caller()).state === 'ended');
  await until('every leg is over', 5_000, async () =>
    (await carrier<LegView[]>('/legs')).every((leg) => leg.status === 'completed'),
  );
  expect(device.last('hangup')).toBeDefined();
  expect(peer.packets).toBeGreaterThan(50);
  // Nothing that the carrier told was refused, and it understood all that it was told.
  const wire = await carrier<{ name: string; what: string; status: number | null }[]>('/wire');
  const hooks = wire.filter((entry) => entry.what === 'hook');
  expect(hooks.length).toBeGreaterThan(8);
  expect(hooks.filter((entry) => entry.name === 'problem' || (entry.status ?? 0) >= 300)).toEqual([]);
}, 60_000);
