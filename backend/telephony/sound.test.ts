// Handing a call on, heard by tone: real webhooks, the carrier's conferences with real audio, agents' phones that speak the
// SDK's protocol; also while the carrier doubles, disorders and loses what it tells.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Fault } from '#demo/carrier/control-schema.ts';
import { FarDevice } from '#demo/carrier/gateway/far-device.ts';
import type { FarPeer } from '#demo/carrier/media/far-peer.ts';
import { startCarrier, type Carrier } from '#demo/carrier/start.ts';
import { freshDatabase } from '#tests/support/database.ts';
import { carrierIds } from '#tests/support/carrier.ts';
import { until } from '#tests/support/until.ts';
import { line, startCentre, type Centre, type Seat } from '../testing/centre.ts';

const clock = (): number => performance.timeOrigin + performance.now();
const loud = 300;
/** The callers' and agents' own sounds; the music begins on C (523 Hz). */
const [callerHz, annHz, benHz] = [1_000, 660, 1_480];
let carrier: Carrier;
let centre: Centre;
interface Phone extends Seat {
  device: FarDevice;
  hz: number;
  /** The next invite after those that were seen, answered. */
  pickUp: () => Promise<FarPeer>;
}
let ann: Phone;
let ben: Phone;

async function phone(person: string, hz: number): Promise<Phone> {
  const seat = await centre.seat(person);
  const { token } = (await seat.desk.request('POST', '/v2/telephony/token', JSON.stringify({ v: 2, person })))
    .json as { token: string };
  const device = await FarDevice.open(Number(new URL(carrier.ready.gateway).port), clock);
  device.send('listen', { token, reconnectTimeout: 30 });
  await until('connected', 4_000, () => device.last('connected') !== undefined);
  device.send('register', { media: { audio: true } });
  await until('registered', 4_000, () => device.last('ready') !== undefined);
  let seen = 0;
  return {
    ...seat,
    device,
    hz,
    async pickUp() {
      await until('an invite', 20_000, async () => {
        // A desk that asks for nothing is taken for one that is gone.
        await seat.feed();
        return device.all('invite').length > seen;
      });
      seen = device.all('invite').length;
      return device.answer(device.last('invite') ?? {}, hz);
    },
  };
}

beforeAll(async () => {
  carrier = await startCarrier({ ...carrierIds, numbers: [line] });
  centre = await startCentre(freshDatabase, {
    ...carrierIds,
    apiUrl: carrier.ready.api,
    gateway: new URL(carrier.ready.gateway).host,
    everyMs: 200,
    skills: [],
  });
  const hook = (name: string): string => `${centre.base}/telephony/hook/${name}`;
  carrier.account.webhooks = {
    incoming: hook('incoming'),
    outgoing: hook('outgoing'),
    status: hook('status'),
  };
  ann = await phone('ann', annHz);
  ben = await phone('ben', benHz);
});
afterAll(async () => {
  await ann?.device.close();
  await ben?.device.close();
  await carrier?.close();
  await centre?.close();
});

const fault = async (one: Fault): Promise<void> => {
  const answer = await fetch(`${carrier.ready.control}/control/faults`, {
    method: 'POST',
    headers: { authorization: `Bearer ${carrier.ready.controlToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(one),
  });
  expect(answer.status).toBe(200);
};
function callIn() {
  const { id, callSid } = carrier.callers.place({
    number: '+12125550123',
    dnis: line,
    script: [{ tone: { hz: callerHz, ms: 600_000 } }],
    captions: [],
    facts: null,
    patienceMs: 600_000,
    voicemailMs: null,
  });
  const heard = (hz: number): boolean => (carrier.board.leg(callSid)?.ear.toneLevel(hz, 200) ?? 0) > loud;
  return { id, callSid, heard, state: () => carrier.callers.view(id)?.state };
}
const hears = (peer: FarPeer, hz: number): boolean => peer.heard.toneLevel(hz, 200) > loud;
const talking = async (seat: Seat): Promise<string> => {
  const shown = await seat.until((s) =>
    s.calls.some((c) => c.phase === 'connected' && c.parties.every((p) => p.state === 'connected')),
  );
  return shown.calls.find((c) => c.phase === 'connected')!.callId;
};

it('consults with music for the caller, hands over, and the caller hears the other agent alone', async () => {
  await ann.ready();
  const caller = callIn();
  const annPeer = await ann.pickUp();
  const callId = await talking(ann);
  await until('both hear each other', 20_000, () => hears(annPeer, callerHz) && caller.heard(annHz));

  expect((await ann.act({ kind: 'hold', callId, party: null, on: true })).refused).toBeNull();
  await until('music', 20_000, () => caller.heard(523) && !caller.heard(annHz) && !hears(annPeer, callerHz));
  expect((await ann.act({ kind: 'hold', callId, party: null, on: false })).refused).toBeNull();
  await until('voices', 20_000, () => caller.heard(annHz));

  await ben.ready();
  const target = { kind: 'agent', personId: 'ben' } as const;
  expect(
    (await ann.act({ kind: 'transfer', callId, how: 'warm', target, handover: null })).refused,
  ).toBeNull();
  const benPeer = await ben.pickUp();
  await ann.call(callId, (c) => c.transfer?.state === 'consulting');
  await until('agents talk', 20_000, () => hears(annPeer, benHz) && hears(benPeer, annHz));
  await until('and the caller has music', 20_000, () => caller.heard(523) && !caller.heard(benHz));

  expect((await ann.act({ kind: 'swap', callId })).refused).toBeNull();
  await until('swapped', 20_000, () => caller.heard(annHz) && !hears(benPeer, annHz));
  expect((await ann.act({ kind: 'swap', callId })).refused).toBeNull();
  await until('and back', 20_000, () => !caller.heard(annHz) && hears(benPeer, annHz));

  expect((await ann.act({ kind: 'transfer-complete', callId })).refused).toBeNull();
  await until(
    'handed over',
    20_000,
    () => caller.heard(benHz) && hears(benPeer, callerHz) && !caller.heard(annHz),
  );
  expect(await ann.call(callId, (c) => c.phase === 'ended')).toMatchObject({ endedBy: 'transfer' });
  expect((await ben.act({ kind: 'end', callId, how: 'all' })).refused).toBeNull();
  await until('over', 20_000, () => caller.state() === 'ended');
  for (const seat of [ann, ben])
    await seat.act({ kind: 'wrapped-up', callId, disposition: 'answered', reasonCode: null });
  expect((await ann.now()).agent.state).toBe('available');
}, 120_000);

it('does the same while webhooks are doubled, disordered and lost, and answers of the carrier too', async () => {
  await ben.act({ kind: 'state', wanted: { state: 'offline', reason: null } });
  await ann.ready();
  await fault({ kind: 'webhooks', does: 'double', path: '/telephony/hook', times: 8, delayMs: 0 });
  await fault({
    kind: 'webhooks',
    does: 'reorder',
    path: '/telephony/hook/conference',
    times: 1,
    delayMs: 0,
  });
  await fault({
    kind: 'rest',
    does: 'lose-answer',
    path: '/Participants',
    method: 'POST',
    times: 1,
    status: 503,
  });
  const caller = callIn();
  const annPeer = await ann.pickUp();
  const callId = await talking(ann);
  await until('both hear each other', 20_000, () => hears(annPeer, callerHz) && caller.heard(annHz));
  await fault({ kind: 'clear' });
  await fault({
    kind: 'rest',
    does: 'lose-answer',
    path: '/Participants/',
    method: 'POST',
    times: 1,
    status: 503,
  });
  await fault({ kind: 'webhooks', does: 'drop', path: '/telephony/hook/conference', times: 1, delayMs: 0 });
  // Done and not answered: read back, and said as it is.
  expect((await ann.act({ kind: 'hold', callId, party: null, on: true })).refused).toBeNull();
  expect((await ann.call(callId)).heldSince).not.toBeNull();
  await until('music', 20_000, () => caller.heard(523));
  await fault({ kind: 'clear' });
  expect(
    carrier.account.calls.list().filter((one) => one.to.startsWith('client:')).length,
  ).toBeLessThanOrEqual(3);
  expect((await ann.act({ kind: 'end', callId, how: 'all' })).refused).toBeNull();
  await until('over', 20_000, () => caller.state() === 'ended');
  await ann.call(callId, (c) => c.phase === 'ended');
  await ann.act({ kind: 'wrapped-up', callId, disposition: 'answered', reasonCode: null });
}, 120_000);
