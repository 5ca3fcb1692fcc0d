// What is stopped, changed or typed while the step before still runs: nothing stays open and nothing is lost.
import { describe, expect, it } from 'vitest';
import { asStream, FakeStream, handClock } from '#tests/support/voice-sdk.ts';
import { createDigits } from './digits.ts';
import { createEchoTest } from './echo-test.ts';
import { createMeter } from './meter.ts';
import { createPreflight } from './preflight.ts';
import type { Leg } from './softphone.ts';

const settled = async (): Promise<void> => {
  for (let i = 0; i < 60; i++) await Promise.resolve();
};

describe('preflight that is stopped', () => {
  function rig() {
    const clock = handClock();
    const told: string[] = [];
    let hungUp = 0;
    let give = (): void => undefined;
    const leg = { hangUp: () => void hungUp++ } as unknown as Leg;
    const preflight = createPreflight({
      microphone: async () => true,
      outputs: () => 1,
      probe: () => new Promise((resolve) => (give = () => resolve(leg))),
      now: clock.now,
      later: clock.later,
      tell: (p) => told.push(p.state),
    });
    return { clock, told, preflight, give: () => give(), hungUp: () => hungUp };
  }
  it('ends the call that was just being made, and says nothing more', async () => {
    const { clock, told, preflight, give, hungUp } = rig();
    void preflight.run('t', null);
    await settled();
    preflight.cancel();
    give();
    await settled();
    clock.pass(30_000);
    await settled();
    expect(hungUp()).toBe(1);
    expect(told.at(-1)).toBe('cancelled');
  });
  it('leaves a second one alone', async () => {
    const { told, preflight, give, hungUp } = rig();
    void preflight.run('t', null);
    await settled();
    const first = give;
    first();
    preflight.cancel();
    void preflight.run('t', null);
    await settled();
    expect(hungUp()).toBe(1);
    expect(told.at(-1)).toBe('running');
    give();
    await settled();
    expect(hungUp()).toBe(1);
  });
});

it('the meter follows another microphone, and one that ended', async () => {
  const clock = handClock();
  const opened: FakeStream[] = [];
  const node = {
    fftSize: 0,
    connect: () => undefined,
    disconnect: () => undefined,
    getFloatTimeDomainData: () => undefined,
  };
  let contexts = 0;
  const meter = createMeter({
    context() {
      contexts++;
      return {
        createMediaStreamSource: () => node,
        createAnalyser: () => node,
        close: async () => void contexts--,
      } as unknown as AudioContext;
    },
    later: clock.later,
    sound: () => ({ local: null, remote: null }),
    open() {
      const stream = new FakeStream();
      opened.push(stream);
      return Promise.resolve(asStream(stream));
    },
    tell: () => undefined,
  });
  const state = (): (string | undefined)[] => opened.map((s) => s.tracks[0]?.readyState);
  const pass = async (ms: number): Promise<void> => {
    for (let i = 0; i < ms; i += 100) {
      await settled();
      clock.pass(100);
    }
    await settled();
  };
  meter.on();
  await pass(1000);
  expect(state()).toEqual(['live']);
  expect(contexts).toBe(1);
  meter.changed();
  await pass(300);
  expect(state()).toEqual(['ended', 'live']);
  opened[1]?.tracks[0]?.stop();
  await pass(300);
  expect(state()).toEqual(['ended', 'ended', 'live']);
  meter.off();
  await pass(300);
  expect(state()).toEqual(['ended', 'ended', 'ended']);
  expect(contexts).toBe(0);
});

describe('digits', () => {
  /** As a browser's sender does it: what waits is replaced by what comes. */
  function rig(slow = 230) {
    const clock = handClock();
    let sent = '';
    let buffer = '';
    let busyUntil = 0;
    const tick = (): void => {
      if (buffer === '' || clock.now() < busyUntil) return;
      sent += buffer[0];
      buffer = buffer.slice(1);
      busyUntil = clock.now() + slow;
    };
    const digits = createDigits(
      (run) => {
        buffer = run;
        tick();
      },
      clock.later,
      () => buffer !== '',
    );
    const pass = (ms: number): void => {
      for (let i = 0; i < ms; i += 10) {
        clock.pass(10);
        tick();
      }
    };
    return { digits, pass, sent: () => sent };
  }
  it.each([60, 120, 250])('typed every %s ms all arrive, in their order', (every) => {
    const { digits, pass, sent } = rig();
    for (const digit of '1234567890') {
      digits.type(digit);
      pass(every);
    }
    pass(5000);
    expect(sent()).toBe('1234567890');
  });
  it('all arrive on a computer that is too busy to send them in time', () => {
    const { digits, pass, sent } = rig(400);
    for (const digit of '1234567890') digits.type(digit);
    pass(8000);
    expect(sent()).toBe('1234567890');
  });
  it('wait for a pause however many come before it', () => {
    const { digits, pass, sent } = rig();
    digits.type('12345w6');
    pass(5 * 230 + 400);
    expect(sent()).toBe('12345');
    pass(1000);
    expect(sent()).toBe('123456');
  });
  it('are dropped with their call', () => {
    const { digits, pass, sent } = rig();
    digits.type('1');
    digits.type('23');
    digits.end();
    pass(2000);
    expect(sent()).toBe('1');
  });
});

it('an echo test that is stopped while it records says that it is over', async () => {
  const said: string[] = [];
  const echo = createEchoTest({
    open: () => Promise.resolve(asStream(new FakeStream())),
    record: (_stream, _ms, stopped) =>
      new Promise((resolve) => stopped.addEventListener('abort', () => resolve(new Blob()))),
    play: () => Promise.resolve(),
    tell: (state) => said.push(state),
  });
  const ended = echo.start();
  await settled();
  echo.stop();
  await ended;
  expect(said).toEqual(['recording', 'done']);
  const replaced = echo.start();
  await settled();
  void echo.start();
  await replaced;
  await settled();
  expect(said).toEqual(['recording', 'done', 'recording', 'recording']);
});
