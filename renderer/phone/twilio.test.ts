// Each trap of the SDK, against a stand-in that has its habits as they were measured.
import { expect, it, vi } from 'vitest';
import { asStream, FakeDevice, FakePeer, FakeStream, handClock } from '#tests/support/voice-sdk.ts';
import type { SdkOptions } from './sdk-shape.ts';
import type { Leg, LegEvent, SoftphoneEvents } from './softphone.ts';
import { createTwilioSoftphone, mostLegs } from './twilio-softphone.ts';

const call1 = '019a0000-0000-7000-8000-000000000001';
const call2 = '019a0000-0000-7000-8000-000000000002';
const token = (name: string, seconds = 3600): string =>
  `h.${btoa(JSON.stringify({ jti: name, iat: 1000, exp: 1000 + seconds }))}.s`;
/** Microtasks and what they start. */
const settled = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

/** Forgets, as Chromium does, a `suspend` that comes while it is only beginning. */
function analysisDouble() {
  let resumed: (() => void) | null = null;
  const double = {
    runs: true,
    slow: false,
    begins(): void {
      double.runs = true;
      resumed?.();
      resumed = null;
    },
    resume: () =>
      new Promise<void>((resolve) => {
        resumed = resolve;
        if (!double.slow) double.begins();
      }),
    async suspend(): Promise<void> {
      if (resumed === null) double.runs = false;
    },
  };
  return double;
}
function rig(openMicrophone = (): Promise<MediaStream> => Promise.resolve(asStream(new FakeStream()))) {
  const devices: FakeDevice[] = [];
  const clock = handClock();
  const analysis = analysisDouble();
  const rung: Leg[] = [];
  const said: { callId: string; event: LegEvent }[] = [];
  const registrations: {
    state: string;
    why: string | null;
    code: number | null;
    tokenLeftSeconds: number | null;
  }[] = [];
  const events: SoftphoneEvents = {
    registration: (change) => registrations.push(change),
    ring: (leg) => rung.push(leg),
    strayRing: vi.fn<() => void>(),
    leg: (leg, event) => said.push({ callId: leg.callId, event }),
  };
  const phone = createTwilioSoftphone(
    {
      makeDevice(given: string, options: SdkOptions) {
        const made = new FakeDevice(given, options);
        devices.push(made);
        return made;
      },
      sounds: {},
      openMicrophone,
      Peer: FakePeer as unknown as typeof RTCPeerConnection,
      now: clock.now,
      later: clock.later,
      analysis: () => (devices.length === 0 ? undefined : analysis),
    },
    events,
  );
  const device = (i: number): FakeDevice => {
    const found = devices.at(i);
    if (found === undefined) throw new Error(`no device ${i}`);
    return found;
  };
  const events_ = (callId: string): string[] =>
    said
      .filter((s) => s.callId === callId)
      .map(({ event }) => (event.t === 'closed' ? `closed ${event.why}` : event.t));
  return { phone, devices, device, clock, analysis, rung, said, registrations, events, heard: events_ };
}
async function inCall(reconnect: string | null = 'r1', slowToBegin = false) {
  const made = rig();
  made.analysis.slow = slowToBegin;
  made.phone.register(token('a'), '127.0.0.1:9000');
  made.device(0).ready();
  const sdk = made.device(0).invite({ callId: call1 }, reconnect);
  const leg = made.rung[0];
  if (leg === undefined) throw new Error('nothing rang');
  await made.phone.accept(leg);
  await settled();
  sdk.opened();
  return { ...made, sdk, leg };
}

it('gives the SDK what keeps it quiet and at home', () => {
  const { phone, device } = rig();
  phone.register(token('a'), '127.0.0.1:9000');
  expect(device(0).options).toMatchObject({
    chunderw: '127.0.0.1:9000',
    publishEvents: false,
    allowIncomingWhileBusy: true,
    maxCallSignalingTimeoutMs: 30_000,
    logLevel: 'silent',
  });
});

it('trap 1: a call that lost its signalling for good is silent both ways and its device is replaced', async () => {
  const { sdk, phone, devices, device, heard, leg } = await inCall(null);
  const local = sdk.local?.tracks[0];
  sdk.transportClosed();
  await settled();
  expect(heard(call1)).toEqual(['open', 'facts', 'closed zombie']);
  expect(leg.facts().legSid).toBe(sdk.parameters['CallSid']);
  expect(local).toMatchObject({ enabled: false, readyState: 'ended' });
  expect(sdk.remote.tracks[0]?.readyState).toBe('ended');
  expect(sdk.peer?.connectionState).toBe('closed');
  expect(device(0).state).toBe('destroyed');
  expect(devices).toHaveLength(2);
  device(1).ready();
  device(1).invite({ callId: call2 });
  await expect(phone.accept(leg)).rejects.toMatchObject({ why: 'no-call' });
});

it('trap 1: with a token the call goes on, and its newest token is told', async () => {
  const { sdk, heard, leg, devices } = await inCall();
  sdk.transportClosed();
  await settled();
  expect(heard(call1)).toEqual(['open', 'reconnecting']);
  sdk.transportBack('r2');
  expect(heard(call1)).toEqual(['open', 'reconnecting', 'reconnected', 'facts']);
  expect(leg.facts().connectToken).toContain('r2');
  expect(sdk.local?.tracks[0]?.readyState).toBe('live');
  expect(devices).toHaveLength(1);
});

it('a hang-up that the SDK could not send is left to the server', async () => {
  const { sdk, heard, leg } = await inCall();
  sdk.transportClosed();
  await settled();
  leg.hangUp();
  expect(sdk.sent).not.toContain('hangup');
  expect(sdk.local?.tracks[0]?.readyState).toBe('ended');
  expect(heard(call1).filter((e) => e.startsWith('closed'))).toHaveLength(1);
});

it('trap 2: a fresh token waits for the end of the call', async () => {
  const { phone, device, sdk } = await inCall();
  phone.register(token('b'), '127.0.0.1:9000');
  expect(device(0).tokens).toHaveLength(1);
  sdk.hangup();
  await settled();
  expect(device(0).tokens).toEqual([token('a'), token('b')]);
});

it('trap 2: but is taken before the old one ends', async () => {
  const { phone, device, clock } = await inCall();
  clock.pass(100_000);
  phone.register(token('b'), '127.0.0.1:9000');
  expect(device(0).tokens).toHaveLength(1);
  clock.pass(3_430_000);
  expect(device(0).tokens).toEqual([token('a'), token('b')]);
});

it('trap 3: asks for a token by its own clock, with the SDK silent', () => {
  const { phone, device, clock, registrations } = rig();
  phone.register(token('a', 600), null);
  device(0).ready();
  phone.register(token('b', 600), null);
  phone.register(token('c', 600), null);
  const before = registrations.length;
  clock.pass(509_000);
  expect(registrations).toHaveLength(before);
  clock.pass(2000);
  expect(registrations.at(-1)).toMatchObject({ state: 'registered', tokenLeftSeconds: 90 });
});

it('trap 4: an expired token makes the device new with the next one, after the call on it', async () => {
  const { phone, devices, device, sdk, registrations } = await inCall();
  device(0).emit('error', { code: 20104 });
  expect(registrations.at(-1)).toMatchObject({ state: 'refused', why: 'token-expired', code: 20104 });
  phone.register(token('b'), '127.0.0.1:9000');
  // The call's own connection needs it now; the registration waits.
  expect(device(0).tokens).toHaveLength(2);
  expect(devices).toHaveLength(1);
  sdk.hangup();
  await settled();
  expect(devices).toHaveLength(2);
  expect(device(1).tokens).toEqual([token('b')]);
  device(1).ready();
  expect(registrations.at(-1)).toMatchObject({ state: 'registered' });
});

it('trap 4: an expired token at the start is not waited for', () => {
  const { phone, devices, device } = rig();
  phone.register(token('a'), null);
  device(0).hanging = true;
  device(0).emit('error', { code: 20104 });
  phone.register(token('b'), null);
  expect(devices).toHaveLength(2);
  expect(device(1).registers).toBe(1);
});

it('trap 5: takes up a call by its token, muted as it was', async () => {
  const { leg } = await inCall();
  const kept = leg.facts().connectToken ?? '';
  const next = rig();
  next.phone.register(token('a'), '127.0.0.1:9000');
  next.device(0).ready();
  const resumed = await next.phone.resume(call1, kept, true);
  await settled();
  const sdk = next.device(0).active;
  sdk?.opened();
  expect(resumed.callId).toBe(call1);
  expect(sdk?.local?.tracks[0]?.enabled).toBe(false);
  expect(resumed.facts()).toMatchObject({ muted: true, legSid: leg.facts().legSid });
});

it('trap 6: a second call gets a device of its own, and the first goes on', async () => {
  const { phone, devices, device, sdk, rung, heard, leg } = await inCall();
  const second = device(0).invite({ callId: call2 });
  const other = rung[1];
  if (other === undefined) throw new Error('the second did not ring');
  await phone.accept(other);
  await settled();
  expect(devices).toHaveLength(2);
  expect(sdk.status()).toBe('open');
  expect(second.status()).toBe('closed');
  expect(second.sent).toEqual([]);
  device(1).active?.opened();
  leg.mute(true);
  expect([leg.facts().muted, other.facts().muted]).toEqual([true, false]);
  other.hangUp();
  await settled();
  expect(heard(call2)).toEqual(['open', 'closed agent']);
  expect(device(1).state).toBe('destroyed');
  expect(sdk.status()).toBe('open');
});

it('trap 6: a second call without a token is refused and goes on ringing', async () => {
  const { phone, device, sdk, rung } = await inCall();
  const second = device(0).invite({ callId: call2 }, null);
  const other = rung[1];
  if (other === undefined) throw new Error('the second did not ring');
  await expect(phone.accept(other)).rejects.toMatchObject({ why: 'busy' });
  expect([sdk.status(), second.status()]).toEqual(['open', 'pending']);
});

it('trap 7: names the microphone when it is gone after all', async () => {
  const { phone, device, rung, heard } = rig(() => Promise.reject(new Error('none')));
  phone.register(token('a'), null);
  device(0).ready();
  device(0).invite({ callId: call1 });
  const leg = rung[0];
  if (leg === undefined) throw new Error('nothing rang');
  await phone.accept(leg);
  await settled();
  expect(heard(call1)).toEqual(['closed microphone']);
});

it('trap 8: a gateway that is down is one state, told once, and register is not called again', () => {
  const { phone, device, registrations } = rig();
  phone.register(token('a'), null);
  device(0).hanging = true;
  for (let i = 0; i < 8; i++) for (const code of [31000, 31005]) device(0).emit('error', { code });
  expect(registrations.map((r) => `${r.state} ${r.why}`)).toEqual([
    'registering null',
    'reconnecting gateway',
  ]);
  expect(device(0).registers).toBe(1);
  device(0).ready();
  expect(registrations.at(-1)).toMatchObject({ state: 'registered', why: null });
});

it('a connection that failed for good is named, though the error comes after the end', async () => {
  const { sdk, heard } = await inCall();
  sdk.failed(53405);
  await settled();
  expect(heard(call1)).toEqual(['open', 'closed network']);
});

it('a ring whose connection broke is taken up by its token', async () => {
  const { phone, device, rung, devices } = rig();
  phone.register(token('a'), null);
  device(0).ready();
  device(0).invite({ callId: call1 }).transportClosed();
  await settled();
  const leg = rung[0];
  if (leg === undefined) throw new Error('nothing rang');
  await phone.accept(leg);
  expect(devices).toHaveLength(2);
  expect(device(1).active?.customParameters.get('callId')).toBe(call1);
});

it('hostile rings: names that are none of ours, a thousand at once, the same one twice', () => {
  const { phone, device, rung, events } = rig();
  phone.register(token('a'), null);
  device(0).ready();
  for (const callId of ['', 'x', '<img src=x>', `${call1} `, '__proto__'])
    expect(device(0).invite({ callId }).sent).toEqual(['reject']);
  expect(events.strayRing).toHaveBeenCalledTimes(5);
  const first = device(0).invite({ callId: call1 });
  device(0).invite({ callId: call1 });
  expect(rung).toHaveLength(1);
  expect(first.status()).toBe('closed');
  for (let i = 0; i < 1000; i++)
    device(0).invite({ callId: `019a0000-0000-7000-8000-1000000${String(i).padStart(5, '0')}` });
  expect(rung).toHaveLength(mostLegs);
});

it('an outgoing call leaves what rings alone', async () => {
  const { phone, device, devices, rung } = rig();
  phone.register(token('a'), null);
  device(0).ready();
  const ringing = device(0).invite({ callId: call1 });
  await phone.connect(call2);
  expect(ringing.status()).toBe('pending');
  expect(devices).toHaveLength(2);
  expect(device(1).active?.customParameters.get('callId')).toBe(call2);
  expect(rung).toHaveLength(1);
});

it('a connection that never comes is given up', async () => {
  const { phone, device, clock } = rig();
  phone.register(token('a'), null);
  device(0).ready();
  device(0).hanging = true;
  const asked = phone.connect(call1);
  clock.pass(15_000);
  await expect(asked).rejects.toMatchObject({ why: 'not-registered' });
  device(0).hanging = false;
  await expect(phone.connect(call1)).resolves.toMatchObject({ callId: call1 });
});

it('200 calls leave one device and no peer behind', async () => {
  const made = rig();
  made.phone.register(token('a'), null);
  made.device(0).ready();
  for (let i = 0; i < 200; i++) {
    const callId = `019a0000-0000-7000-8000-200000${String(i).padStart(6, '0')}`;
    const sdk = made.device(0).invite({ callId });
    const leg = made.rung[i];
    if (leg === undefined) throw new Error('nothing rang');
    await made.phone.accept(leg);
    await settled();
    sdk.opened();
    sdk.hangup();
    await settled();
  }
  expect(made.devices).toHaveLength(1);
  expect(made.device(0).unset).toBe(200);
});

it('sound is analysed in calls alone: between them its sources can be let go', async () => {
  const idle = rig();
  idle.phone.register(token('a'), null);
  expect(idle.analysis.runs).toBe(false);
  const { analysis, sdk } = await inCall();
  expect(analysis.runs).toBe(true);
  sdk.hangup();
  await settled();
  expect(analysis.runs).toBe(false);
});

it('a call that ends while its analysis is only beginning leaves it stopped', async () => {
  const { analysis, sdk } = await inCall('r1', true);
  sdk.hangup();
  await settled();
  analysis.begins();
  await settled();
  expect(analysis.runs).toBe(false);
});

it('makes the registration anew after sleep, and not under a call', async () => {
  const { phone, devices, device, sdk } = await inCall();
  phone.doubt();
  expect(devices).toHaveLength(1);
  sdk.hangup();
  await settled();
  expect(devices).toHaveLength(2);
  device(1).ready();
  phone.doubt();
  expect(devices).toHaveLength(3);
});
