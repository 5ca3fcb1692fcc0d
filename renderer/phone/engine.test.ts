// What the engine makes of orders and of what its softphone says, with a softphone in the test's hand.
import { expect, it, vi } from 'vitest';
import { asStream, FakeStream, handClock } from '#tests/support/voice-sdk.ts';
import { engineReport, type EngineOrder, type EngineReport } from '#shared/domain/telephony/engine.ts';
import { createEngine } from './engine.ts';
import { createDevices } from './devices.ts';
import { createMicrophone } from './microphone.ts';
import { createRingtone } from './ringtone.ts';
import {
  SoftphoneError,
  type Leg,
  type LegCounters,
  type Softphone,
  type SoftphoneEvents,
} from './softphone.ts';

const call1 = '019a0000-0000-7000-8000-000000000001';
const call2 = '019a0000-0000-7000-8000-000000000002';
const settled = async (): Promise<void> => {
  for (let i = 0; i < 40; i++) await Promise.resolve();
};
/** A leg in the test's hand; `said` is what it was told to do. */
function fakeLeg(callId: string, incoming: boolean): Leg & { said: string[]; counted: LegCounters } {
  let muted = false;
  const said: string[] = [];
  const counters: LegCounters = { packetsSent: 1, packetsReceived: 1, inputEnergy: 1, track: 'live' };
  return {
    callId,
    incoming,
    said,
    counted: counters,
    facts: () => ({ muted, connectToken: `t-${callId}`, legSid: null }),
    mute(on: boolean) {
      muted = on;
    },
    digits: (digits: string) => void said.push(digits),
    hangUp: () => void said.push('hang-up'),
    sound: () => ({ local: null, remote: null }),
    counters: () => Promise.resolve({ ...counters }),
  };
}
function rig() {
  const clock = handClock();
  const said: EngineReport[] = [];
  const report = (given: EngineReport): void => void said.push(engineReport.parse(given));
  let events: SoftphoneEvents | null = null;
  let microphones = true;
  let opening: Promise<void> | null = null;
  let sound: 'running' | 'suspended' = 'running';
  const loaded = vi.fn<(gateway: string | null) => void>();
  const done: string[] = [];
  const streams: FakeStream[] = [];
  const outgoing: ReturnType<typeof fakeLeg>[] = [];
  let refuseWith: SoftphoneError | null = null;
  const make = (callId: string, what: string): Promise<Leg> => {
    done.push(`${what} ${callId}`);
    if (refuseWith !== null) return Promise.reject(refuseWith);
    const leg = fakeLeg(callId, false);
    outgoing.push(leg);
    return Promise.resolve(leg);
  };
  const phone: Softphone = {
    register: (token) => void done.push(`register ${token}`),
    unregister: () => void done.push('unregister'),
    accept: (leg) => {
      done.push(`accept ${leg.callId}`);
      return refuseWith === null ? Promise.resolve() : Promise.reject(refuseWith);
    },
    connect: (callId) => make(callId, 'connect'),
    resume: (callId, _token, muted) => make(callId, `resume ${muted}`),
    probe: () => Promise.reject(new SoftphoneError('error')),
    setInput: (id) => (done.push(`input ${id}`), Promise.resolve()),
    setOutput: () => Promise.resolve(),
    doubt: () => void done.push('doubt'),
  };
  const player = {
    src: '',
    loop: false,
    volume: 1,
    currentTime: 0,
    play: vi.fn(() => Promise.resolve()),
    pause: vi.fn(),
  };
  const ringtone = createRingtone({
    player,
    sounds: { ring: 'ring', waiting: 'waiting', test: 'test' },
    blocked: () => undefined,
  });
  const devices = createDevices({
    enumerate: async () => [
      { deviceId: 'mic', kind: 'audioinput', label: 'Headset' },
      { deviceId: 'out', kind: 'audiooutput', label: 'Headset' },
    ],
    later: clock.later,
    report,
    use: () => undefined,
  });
  const microphone = createMicrophone({
    async getUserMedia() {
      await opening;
      if (!microphones) return Promise.reject(new DOMException('none', 'NotFoundError'));
      const stream = new FakeStream();
      streams.push(stream);
      return asStream(stream);
    },
    chosen: () => devices.input(),
    fellBack: () => undefined,
  });
  const engine = createEngine({
    softphone(gateway, given) {
      loaded(gateway);
      events = given;
      return Promise.resolve(phone);
    },
    microphone,
    devices,
    ringtone,
    meter: {
      on: () => void done.push('meter on'),
      off: () => void done.push('meter off'),
      changed: () => undefined,
    },
    echo: { start: () => Promise.resolve(), stop: () => undefined },
    preflight: () => ({ run: () => Promise.resolve(), cancel: () => undefined }),
    report,
    audio: () => sound,
    later: clock.later,
    calls: () => undefined,
  });
  let n = 0;
  return {
    engine,
    clock,
    said,
    done,
    loaded,
    ringtone,
    player,
    streams,
    outgoing,
    order: async (order: EngineOrder): Promise<number> => {
      engine.take(++n, order);
      await settled();
      return n;
    },
    events: (): SoftphoneEvents => {
      if (events === null) throw new Error('not loaded');
      return events;
    },
    noMicrophone: (none = true) => void (microphones = !none),
    /** From now on a microphone takes as long to open as until the answer is called. */
    slowMicrophone: (): (() => void) => {
      let open = (): void => undefined;
      opening = new Promise((resolve) => (open = resolve));
      return open;
    },
    audio: (state: 'running' | 'suspended') => void (sound = state),
    refuse: (error: SoftphoneError | null) => void (refuseWith = error),
    ends: () =>
      said.flatMap((r) =>
        r.kind === 'media'
          ? [`${r.state}${r.why === null ? '' : ` ${r.why}`}${r.muted ? ' muted' : ''}`]
          : [],
      ),
    refusals: () => said.flatMap((r) => (r.kind === 'refused' ? [r.why] : [])),
  };
}
async function registered() {
  const made = rig();
  await made.order({ kind: 'register', token: 'a', gateway: null });
  return made;
}
async function rung() {
  const made = await registered();
  const leg = fakeLeg(call1, true);
  made.events().ring(leg);
  await settled();
  return { ...made, leg };
}

it('loads the softphone once, at the first order that needs it, and looks at the microphone', async () => {
  const { loaded, order, done, said, streams } = await registered();
  await order({ kind: 'register', token: 'b', gateway: null });
  expect(loaded).toHaveBeenCalledTimes(1);
  expect(done).toEqual(['register a', 'register b']);
  expect(said.find((r) => r.kind === 'devices' && r.microphone === 'ready')).toBeDefined();
  // It was only looked at: nothing stays open.
  expect(streams.every((s) => s.tracks[0]?.readyState === 'ended')).toBe(true);
});

it('a ring: told, heard, its microphone opened ahead; answered it stops sounding', async () => {
  const { said, ringtone, order, leg, events, ends, done, streams } = await rung();
  expect(said.find((r) => r.kind === 'ring')).toMatchObject({ callId: call1 });
  expect(ringtone.sounding()).toBe(true);
  expect(streams.at(-1)?.tracks[0]?.readyState).toBe('live');
  await order({ kind: 'accept', callId: call1 });
  expect(ringtone.sounding()).toBe(false);
  events().leg(leg, { t: 'open' });
  events().leg(leg, { t: 'closed', why: 'remote' });
  expect(ends()).toEqual(['ringing', 'connecting', 'open', 'closed remote']);
  expect(done).toContain(`accept ${call1}`);
});

it('trap 7: without a microphone an answer is refused before the carrier hears of it', async () => {
  const { noMicrophone, order, done, refusals, said, leg, events, ends, streams } = await rung();
  noMicrophone();
  streams.at(-1)?.tracks[0]?.stop();
  await order({ kind: 'accept', callId: call1 });
  // The one that was prepared has ended meanwhile; the next try finds none.
  await order({ kind: 'accept', callId: call1 });
  expect(done.some((d) => d.startsWith('accept'))).toBe(false);
  expect(refusals()).toEqual(['microphone', 'microphone']);
  expect(said.findLast((r) => r.kind === 'devices')).toMatchObject({ microphone: 'missing' });
  events().leg(leg, { t: 'closed', why: 'cancelled' });
  expect(ends().at(-1)).toBe('closed cancelled');
});

it('an answer that the softphone can’t carry out goes on ringing', async () => {
  const { refuse, order, refusals, ends } = await rung();
  refuse(new SoftphoneError('busy'));
  await order({ kind: 'accept', callId: call1 });
  expect(refusals()).toEqual(['busy']);
  expect(ends()).toEqual(['ringing', 'connecting', 'ringing']);
});

it('a ring in a call is a quiet sign; silencing one leaves the other', async () => {
  const { order, events, leg, player, ringtone } = await rung();
  await order({ kind: 'accept', callId: call1 });
  events().leg(leg, { t: 'open' });
  events().ring(fakeLeg(call2, true));
  await settled();
  expect(player.src).toBe('waiting');
  await order({ kind: 'silence-ring', callId: call2 });
  expect(ringtone.sounding()).toBe(false);
});

it('mute is answered by the track’s own state, also when nothing changed', async () => {
  const { order, events, leg, ends } = await rung();
  await order({ kind: 'accept', callId: call1 });
  events().leg(leg, { t: 'open' });
  await order({ kind: 'mute', callId: call1, on: true });
  await order({ kind: 'mute', callId: call1, on: true });
  expect(ends().slice(-2)).toEqual(['open muted', 'open muted']);
});

it('orders for calls it doesn’t have are refused by name', async () => {
  const { order, refusals } = await registered();
  for (const kind of ['accept', 'reject', 'hang-up'] as const) await order({ kind, callId: call1 });
  await order({ kind: 'mute', callId: call1, on: true });
  await order({ kind: 'dtmf', callId: call1, digits: '1' });
  expect(refusals()).toEqual(['no-call', 'no-call', 'no-call', 'no-call', 'no-call']);
});

it('a call out before any carrier is known, and the same one twice', async () => {
  const { order, refusals } = rig();
  await order({ kind: 'connect', callId: call1 });
  expect(refusals()).toEqual(['not-registered']);
  await order({ kind: 'register', token: 'a', gateway: null });
  await order({ kind: 'connect', callId: call1 });
  await order({ kind: 'connect', callId: call1 });
  expect(refusals()).toEqual(['not-registered', 'busy']);
});

it('hanging up a call that is still being made ends it when it comes', async () => {
  const { engine, outgoing, ends } = await registered();
  engine.take(10, { kind: 'connect', callId: call1 });
  engine.take(11, { kind: 'hang-up', callId: call1 });
  await settled();
  expect(outgoing.flatMap((leg) => leg.said)).toEqual(outgoing.length > 0 ? ['hang-up'] : []);
  expect(ends().at(-1)).toBe('closed agent');
});

it('resume of a call that it has changes nothing and is answered', async () => {
  const { order, outgoing, ends, done } = await registered();
  await order({ kind: 'resume', callId: call1, connectToken: 't', muted: true });
  await order({ kind: 'resume', callId: call1, connectToken: 't', muted: false });
  expect(outgoing).toHaveLength(1);
  expect(done).toContain(`resume true ${call1}`);
  expect(ends()).toEqual(['connecting', 'connecting']);
});

it('the watchdog says that nothing goes out, and that the microphone went away', async () => {
  const { clock, order, events, leg, said } = await rung();
  await order({ kind: 'accept', callId: call1 });
  events().leg(leg, { t: 'open' });
  for (let i = 0; i < 8; i++) {
    clock.pass(1000);
    await settled();
  }
  const warned = said.findLast((r) => r.kind === 'quality');
  expect(warned?.kind === 'quality' && warned.quality.warnings).toEqual(['no-sound-in', 'no-sound-out']);
  expect(said.findLast((r) => r.kind === 'devices')).toMatchObject({ microphone: 'silent' });
  leg.counted.track = 'ended';
  clock.pass(1000);
  await settled();
  expect(said.findLast((r) => r.kind === 'devices')).toMatchObject({ microphone: 'lost' });
});

it('a microphone that goes away in a call is replaced once, and looked for again when idle', async () => {
  const { clock, order, events, leg, done, noMicrophone, engine, said } = await rung();
  await order({ kind: 'accept', callId: call1 });
  events().leg(leg, { t: 'open' });
  leg.counted.track = 'ended';
  for (let i = 0; i < 3; i++) {
    clock.pass(1000);
    await settled();
  }
  expect(done.filter((d) => d.startsWith('input'))).toEqual(['input null']);
  events().leg(leg, { t: 'closed', why: 'remote' });
  noMicrophone(true);
  engine.devicesChanged();
  clock.pass(1000);
  await settled();
  expect(said.findLast((r) => r.kind === 'devices')).toMatchObject({ microphone: 'missing' });
  noMicrophone(false);
  engine.devicesChanged();
  clock.pass(1000);
  await settled();
  expect(said.findLast((r) => r.kind === 'devices')).toMatchObject({ microphone: 'ready' });
});

it('registered without sound is said so', async () => {
  const { events, said, audio } = await registered();
  audio('suspended');
  events().registration({ state: 'registered', why: null, code: null, tokenLeftSeconds: null });
  expect(said.at(-1)).toMatchObject({ state: 'registered', why: 'audio-blocked' });
  audio('running');
  events().registration({ state: 'registered', why: null, code: null, tokenLeftSeconds: null });
  expect(said.at(-1)).toMatchObject({ state: 'registered', why: null });
});

it('what stands is told to a desk that knows nothing', async () => {
  const { engine, order, events, leg } = await rung();
  await order({ kind: 'accept', callId: call1 });
  events().registration({ state: 'registered', why: null, code: null, tokenLeftSeconds: 3000 });
  events().leg(leg, { t: 'open' });
  const standing = engine.standing().map((r) => engineReport.parse(r));
  expect(standing.map((r) => r.kind)).toEqual(['started', 'registration', 'devices', 'media']);
  expect(standing[3]).toMatchObject({ callId: call1, state: 'open', connectToken: `t-${call1}` });
});

it('sleep takes an idle phone off, waking brings it back; never under a call', async () => {
  const { order, done, events, leg } = await rung();
  await order({ kind: 'power', event: 'suspend' });
  expect(done).not.toContain('unregister');
  await order({ kind: 'accept', callId: call1 });
  events().leg(leg, { t: 'closed', why: 'remote' });
  await order({ kind: 'power', event: 'suspend' });
  expect(done.at(-1)).toBe('unregister');
  await order({ kind: 'power', event: 'resume' });
  expect(done.at(-1)).toBe('register a');
  events().registration({ state: 'registered', why: null, code: null, tokenLeftSeconds: null });
  await order({ kind: 'power', event: 'network' });
  expect(done.at(-1)).toBe('doubt');
});

it('strangers that ring without end are told of a few times', async () => {
  const { events, said, ringtone } = await registered();
  for (let i = 0; i < 1000; i++) events().strayRing();
  expect(said.filter((r) => r.kind === 'ring')).toHaveLength(20);
  expect(ringtone.sounding()).toBe(false);
});

it.each([
  ['connect', { kind: 'connect', callId: call1 }],
  ['resume', { kind: 'resume', callId: call1, connectToken: 't', muted: false }],
] as const)('a hang-up while the microphone opens: %s reaches nobody', async (_name, placed) => {
  const { order, done, ends, slowMicrophone, streams, refusals } = await registered();
  const open = slowMicrophone();
  await order(placed);
  await order({ kind: 'hang-up', callId: call1 });
  open();
  await settled();
  expect(done).toEqual(['register a']);
  expect(ends()).toEqual(['closed agent']);
  expect(refusals()).toEqual([]);
  expect(streams.at(-1)?.tracks[0]?.readyState).toBe('ended');
});
