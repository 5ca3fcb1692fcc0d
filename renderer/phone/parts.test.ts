// The engine's smaller parts, each by itself.
import { describe, expect, it, vi } from 'vitest';
import { asStream, FakeStream, handClock } from '#tests/support/voice-sdk.ts';
import type { EngineReport } from '#shared/domain/telephony/engine.ts';
import { createDevices, settleAfter, type DevicesReport } from './devices.ts';
import { createEchoTest } from './echo-test.ts';
import { loudness } from './meter.ts';
import { createMicrophone, stateOf } from './microphone.ts';
import { createPreflight } from './preflight.ts';
import { qualityOf, warningOf } from './quality.ts';
import { createRingtone } from './ringtone.ts';
import { isLocalGateway, throughShim } from './socket-shim.ts';
import type { Leg, LegEvent, Sample } from './softphone.ts';
import { lifetimeOf } from './token.ts';
import { soundWithin, unwatched, watch } from './watchdog.ts';

const settled = async (): Promise<void> => {
  for (let i = 0; i < 60; i++) await Promise.resolve();
};

describe('the way to a local carrier', () => {
  it.each([
    ['wss://127.0.0.1:4000/signal', 'ws://127.0.0.1:4000/signal'],
    ['wss://127.0.0.1:40000/signal', 'wss://127.0.0.1:40000/signal'],
    ['wss://127.0.0.1:4000.evil.example/signal', 'wss://127.0.0.1:4000.evil.example/signal'],
    ['wss://127.0.0.1:4001/signal', 'wss://127.0.0.1:4001/signal'],
    ['wss://voice-js.roaming.twilio.com/signal', 'wss://voice-js.roaming.twilio.com/signal'],
    ['ws://127.0.0.1:4000/signal', 'ws://127.0.0.1:4000/signal'],
  ])('%s', (given, opened) => expect(throughShim(given, '127.0.0.1:4000')).toBe(opened));
  it('is for an address of this computer alone', () => {
    for (const bad of [
      '',
      '127.0.0.1',
      '127.0.0.1:0',
      '127.0.0.1:70000',
      '127.0.0.1:04000',
      'localhost:4000',
      '10.0.0.1:4000',
    ])
      expect(isLocalGateway(bad)).toBe(false);
    expect(throughShim('wss://evil.example:1/x', 'evil.example:1')).toBe('wss://evil.example:1/x');
  });
});

describe('quality in words', () => {
  const sample = (given: Partial<Sample>): Sample => ({
    mos: 4.4,
    rttMs: 30,
    jitterMs: 3,
    lossPercent: 0,
    ...given,
  });
  it.each([
    [sample({}), [], 'good'],
    [sample({ mos: 3.65 }), [], 'fair'],
    [sample({ mos: 4.05 }), [], 'good'],
    [sample({ mos: 2.6, rttMs: 530 }), [], 'poor'],
    [sample({ lossPercent: 25 }), [], 'poor'],
    [sample({}), ['jitter'], 'fair'],
    [sample({}), ['no-sound-in'], 'poor'],
    [sample({ mos: null, rttMs: null, jitterMs: null, lossPercent: null }), [], 'unknown'],
    // A negative loss makes the score null: that is not good.
    [sample({ mos: null, lossPercent: -3 }), [], 'unknown'],
    [sample({ mos: Number.NaN, rttMs: Infinity, lossPercent: -1 }), [], 'unknown'],
  ] as const)('%j %j is %s', (given, warnings, word) => expect(qualityOf(given, warnings).word).toBe(word));
  it('knows the warnings by name and nothing of a prototype', () => {
    expect(warningOf('high-rtt')).toBe('latency');
    for (const name of ['constant-audio-input-level', '__proto__', 'toString', ''])
      expect(warningOf(name)).toBeNull();
  });
});

it('how long a token lasts, whatever it is', () => {
  const of = (claims: unknown): string => `h.${btoa(JSON.stringify(claims))}.s`;
  expect(lifetimeOf(of({ iat: 10, exp: 3610 }))).toBe(3600);
  for (const bad of [
    '',
    'x',
    'a.b.c',
    of(null),
    of({}),
    of({ iat: 1 }),
    of({ iat: 5, exp: 1 }),
    of({ iat: 'a', exp: 2 }),
    of({ iat: 0, exp: 1e9 }),
  ])
    expect(lifetimeOf(bad)).toBeNull();
});

describe('the microphone', () => {
  const error = (name: string): Error => Object.assign(new Error(name), { name });
  it.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'missing'],
    ['OverconstrainedError', 'missing'],
    ['NotReadableError', 'lost'],
  ])('%s is %s', (name, state) => expect(stateOf(error(name))).toBe(state));
  it('gives what was prepared to the first who asks, and opens anew for the next', async () => {
    const made: FakeStream[] = [];
    const microphone = createMicrophone({
      getUserMedia: async () => asStream(made[made.push(new FakeStream()) - 1] ?? new FakeStream()),
      chosen: () => null,
      fellBack: () => undefined,
    });
    expect(await microphone.prepare()).toBe('ready');
    expect(await microphone.prepare()).toBe('ready');
    expect(made).toHaveLength(1);
    expect(await microphone.open()).toBe(made[0]);
    await microphone.open();
    expect(made).toHaveLength(2);
    await microphone.prepare();
    microphone.release();
    await settled();
    expect(made[2]?.tracks[0]?.readyState).toBe('ended');
  });
  it('takes another one when the chosen one is gone, and says so', async () => {
    const fellBack = vi.fn<() => void>();
    const asked: unknown[] = [];
    const microphone = createMicrophone({
      async getUserMedia({ audio }) {
        const id = typeof audio === 'object' ? audio.deviceId : undefined;
        asked.push(id);
        if (id !== undefined) throw error('OverconstrainedError');
        return asStream(new FakeStream());
      },
      chosen: () => 'gone',
      fellBack,
    });
    expect(await microphone.prepare()).toBe('ready');
    expect(asked).toEqual([{ exact: 'gone' }, undefined]);
    expect(fellBack).toHaveBeenCalledTimes(1);
  });
});

describe('devices', () => {
  const headset = { deviceId: 'h', kind: 'audioinput', label: 'Headset' } as const;
  const built = { deviceId: 'b', kind: 'audioinput', label: 'Built in' } as const;
  it('follows a choice, says a loss once, and takes it back when it returns', async () => {
    const clock = handClock();
    const said: DevicesReport[] = [];
    const used: string[] = [];
    let there: (typeof headset | typeof built)[] = [headset, built];
    const enumerate = vi.fn(() => Promise.resolve(there));
    const devices = createDevices({
      enumerate,
      later: clock.later,
      report: (r) => said.push(r),
      use: (what, id) => used.push(`${what} ${id}`),
    });
    await devices.refresh();
    devices.choose({ input: 'h', output: null, ringer: null });
    expect(said.at(-1)).toMatchObject({ input: 'h', switched: null });
    there = [built];
    // One cable, told three times.
    for (let i = 0; i < 3; i++) devices.changed();
    clock.pass(settleAfter);
    await settled();
    expect(enumerate).toHaveBeenCalledTimes(2);
    expect(said.filter((r) => r.switched === 'input')).toHaveLength(1);
    expect(devices.input()).toBeNull();
    there = [headset, built];
    devices.changed();
    clock.pass(settleAfter);
    await settled();
    expect(devices.input()).toBe('h');
    expect(used).toEqual(['input h', 'input null', 'input h']);
  });
  it('with none left the microphone is missing', async () => {
    const said: DevicesReport[] = [];
    let there: (typeof headset)[] = [headset];
    const devices = createDevices({
      enumerate: () => Promise.resolve(there),
      later: handClock().later,
      report: (r) => said.push(r),
      use: () => undefined,
    });
    await devices.refresh();
    devices.microphone('ready');
    there = [];
    await devices.refresh();
    expect(said.at(-1)).toMatchObject({ inputs: [], microphone: 'missing' });
  });
});

it('the ringtone sounds exactly while something rings, and says when a browser holds it back', async () => {
  const blocked = vi.fn<() => void>();
  const player = {
    src: '',
    loop: false,
    volume: 1,
    currentTime: 0,
    play: vi.fn(() => Promise.resolve()),
    pause: vi.fn<() => void>(),
  };
  const ringtone = createRingtone({ player, sounds: { ring: 'r', waiting: 'w', test: 't' }, blocked });
  ringtone.ring('a');
  ringtone.ring('b');
  expect(player.play).toHaveBeenCalledTimes(1);
  ringtone.stop('a');
  expect(player.pause).not.toHaveBeenCalled();
  ringtone.stop('b');
  ringtone.stop('b');
  expect(player.pause).toHaveBeenCalledTimes(1);
  await ringtone.test();
  expect(player.src).toBe('t');
  player.play.mockImplementation(() => Promise.reject(new Error('NotAllowedError')));
  ringtone.ring('c');
  await settled();
  expect(blocked).toHaveBeenCalledTimes(1);
  player.play.mockImplementation(() => Promise.resolve());
  player.play.mockClear();
  ringtone.allowed();
  expect(player.play).toHaveBeenCalledTimes(1);
  ringtone.stop('c');
  ringtone.allowed();
  expect(ringtone.sounding()).toBe(false);
});

it('the watchdog lets a muted microphone be silent', () => {
  const counters = { packetsSent: 1, packetsReceived: 1, inputEnergy: 5, track: 'live' } as const;
  let state = unwatched;
  let seen = watch(state, counters, true);
  for (let i = 1; i < 30; i++) {
    ({ state } = seen);
    seen = watch(state, { ...counters, packetsSent: i * 50, packetsReceived: i * 50 }, true);
  }
  expect(seen).toMatchObject({ warnings: [], microphone: 'ok' });
  for (let i = 30; i < 30 + soundWithin; i++)
    seen = watch(seen.state, { ...counters, packetsSent: i * 50, packetsReceived: i * 50 }, false);
  expect(seen).toMatchObject({ warnings: ['no-sound-out'], microphone: 'silent' });
  seen = watch(
    seen.state,
    { packetsSent: null, packetsReceived: null, inputEnergy: null, track: 'none' },
    false,
  );
  expect(seen).toMatchObject({ warnings: [], microphone: 'ok' });
});

it('loudness is 0 for silence, 1 for full scale, and nothing else than between', () => {
  expect(loudness(new Float32Array(100))).toBe(0);
  expect(loudness(new Float32Array(0))).toBe(0);
  expect(loudness(new Float32Array(100).fill(1))).toBe(1);
  expect(loudness(new Float32Array(100).fill(0.1))).toBeCloseTo(0.667, 2);
});

it('the echo test says each step, and lets go of the microphone whatever happens', async () => {
  const said: string[] = [];
  const streams: FakeStream[] = [];
  const open = async (): Promise<MediaStream> =>
    asStream(streams[streams.push(new FakeStream()) - 1] ?? new FakeStream());
  const test = createEchoTest({
    open,
    record: async () => new Blob(),
    play: async () => undefined,
    tell: (s) => said.push(s),
  });
  await test.start();
  const broken = createEchoTest({
    open,
    record: () => Promise.reject(new Error('recorder')),
    play: async () => undefined,
    tell: (s) => said.push(s),
  });
  await broken.start();
  expect(said).toEqual(['recording', 'playing', 'done', 'recording', 'failed']);
  expect(streams.map((s) => s.tracks[0]?.readyState)).toEqual(['ended', 'ended']);
});

describe('preflight', () => {
  const run = async (mos: number | null, carrier = true) => {
    const clock = handClock();
    const said: EngineReport[] = [];
    let tell = (_event: LegEvent): void => undefined;
    const preflight = createPreflight({
      microphone: async () => true,
      outputs: () => 1,
      probe(_token, _gateway, events) {
        tell = events;
        return carrier
          ? Promise.resolve({ hangUp: () => undefined } as unknown as Leg)
          : Promise.reject(new Error('no'));
      },
      now: clock.now,
      later: clock.later,
      tell: (p) => said.push({ kind: 'preflight', preflight: p }),
    });
    const ended = preflight.run('t', null);
    await settled();
    tell({ t: 'open' });
    for (let i = 0; i < 6; i++)
      tell({ t: 'sample', sample: { mos, rttMs: 20, jitterMs: 1, lossPercent: 0 } });
    await settled();
    clock.pass(20_000);
    await ended;
    const last = said.at(-1);
    return last?.kind === 'preflight' ? last.preflight : null;
  };
  // The SDK's own label calls the second and third "degraded".
  it.each([
    [4.4, 'good'],
    [4.05, 'good'],
    [3.65, 'usable'],
    [2.1, 'poor'],
  ])('a score of %s is %s', async (mos, grade) => expect((await run(mos))?.grade).toBe(grade));
  it('names the step that failed', async () => {
    const unmeasured = await run(null);
    expect(unmeasured?.grade).toBe('failed');
    expect(unmeasured?.checks.find((c) => c.check === 'quality')?.result).toBe('failed');
    const away = await run(4.4, false);
    expect(away?.checks.filter((c) => c.result === 'failed').map((c) => c.check)).toEqual([
      'signalling',
      'media',
      'quality',
    ]);
  });
});
