import { createHook } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { until } from '#tests/support/until.ts';
import { FarPeer } from './far-peer.ts';
import { unimpaired } from './relay.ts';
import { RtpEndpoint } from './rtp-endpoint.ts';
import { openSwitchboard, type AdoptedLeg, type MediaCounters } from './switchboard.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});
const now = () => performance.timeOrigin + performance.now();

/** A Device's audio that has been answered by the carrier. */
async function start() {
  const impairment = { ...unimpaired };
  const switchboard = openSwitchboard({ clock: { now }, randomBytes });
  const states: MediaCounters['state'][] = [];
  const keys: string[] = [];
  const legs: AdoptedLeg[] = [];
  const endpoint = new RtpEndpoint({
    impairment,
    random: Math.random,
    onKey: (digit) => {
      keys.push(digit);
      for (const leg of legs) leg.pressed(digit, 'rtp', true);
    },
    onState: (state) => states.push(state),
    onEnded: () => {},
  });
  const leg = switchboard.adopt({ direction: 'in', from: 'client:a', to: 'x' }, endpoint);
  legs.push(leg);
  const far = new FarPeer(now);
  ends.push(async () => {
    await switchboard.close();
    await endpoint.closed();
    await far.close();
  });
  await far.accept(await endpoint.answer(await far.offer()));
  leg.wasAnswered();
  await until('connected', 5000, () => states.includes('connected') && far.connected);
  return { switchboard, endpoint, leg, far, impairment, keys, states };
}

describe('a client’s audio', () => {
  it('goes both ways over loopback, 50 packets a second, and its keys are heard once', async () => {
    const startedAt = performance.now();
    const { switchboard, leg, far, keys } = await start();
    void leg.play({ kind: 'tone', hz: 440, ms: 60_000 });
    far.tone(1000);
    await until(
      'both',
      3000,
      () => far.heard.toneLevel(440, 100) > 4000 && leg.mouth.toneLevel(1000, 100) > 4000,
    );
    const before = leg.media()?.received.packets ?? 0;
    await until('half a second of packets', 3000, () => (leg.media()?.received.packets ?? 0) >= before + 25);
    // A busy computer sends late and then several at once, but never more than its time has room for.
    const most = (performance.now() - startedAt) / 20 + 5;
    expect(leg.media()?.received.packets).toBeLessThan(most);
    expect(leg.media()?.sent.packets).toBeLessThan(most);
    const sent = leg.media()?.sent;
    expect(sent?.bytes).toBe((sent?.packets ?? 0) * 160);

    const other = switchboard.line({ direction: 'out', from: 'a', to: 'b' });
    other.answer();
    const room = switchboard.conference('careline-keys');
    room.join(leg);
    room.join(other);
    far.tone(null);
    far.key('5');
    await until('a key', 2000, () => keys.length > 0 && other.ear.toneLevel(770, 100) > 1500);
    expect(keys).toEqual(['5']);
  });

  it('asks no name server and nobody else on its way', async () => {
    const asked: string[] = [];
    const hook = createHook({
      init(_id, type, _trigger, resource: { hostname?: string }) {
        if (type === 'GETADDRINFOREQWRAP') asked.push(resource.hostname ?? '');
      },
    }).enable();
    try {
      const { endpoint, far } = await start();
      const next = new FarPeer(now);
      ends.push(() => next.close());
      await next.accept(await endpoint.answer(await next.offer()));
      await until('connected', 5000, () => next.connected);
      expect(far.localSdp).not.toContain('srflx');
    } finally {
      hook.disable();
    }
    expect(asked).toEqual([]);
  });

  it('goes dark when its relay does, and comes back', async () => {
    const { leg, far, impairment } = await start();
    void leg.play({ kind: 'tone', hz: 440, ms: 60_000 });
    far.tone(1000);
    await until('sound', 3000, () => far.heard.toneLevel(440, 100) > 4000 && leg.mouth.level(100) > 1000);
    impairment.blackout = true;
    await until('silence', 3000, () => leg.mouth.level(100) === 0);
    const packets = far.packets;
    impairment.blackout = false;
    await until('again', 3000, () => far.packets > packets + 5 && leg.mouth.toneLevel(1000, 100) > 4000);
  });

  it('moves to a new engine while the leg goes on', async () => {
    const { endpoint, leg, far } = await start();
    void leg.play({ kind: 'tone', hz: 440, ms: 60_000 });
    far.tone(1000);
    await until('sound', 3000, () => leg.mouth.toneLevel(1000, 100) > 4000);
    const next = new FarPeer(now);
    ends.push(() => next.close());
    next.tone(700);
    await next.accept(await endpoint.answer(await next.offer()));
    await until(
      'the new one',
      5000,
      () => leg.mouth.toneLevel(700, 100) > 4000 && next.heard.toneLevel(440, 100) > 4000,
    );
    expect(leg.mouth.toneLevel(1000, 100)).toBeLessThan(100);
    expect(leg.media()).toMatchObject({ renewals: 1, state: 'connected' });
  });

  it('refuses what is no offer and stays as it was', async () => {
    const { endpoint, leg, far } = await start();
    for (const sdp of ['', 'v=0', 'v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=video 9 X 1\r\n'])
      await expect(endpoint.answer(sdp)).rejects.toThrow();
    far.tone(1000);
    await until('still heard', 3000, () => leg.mouth.toneLevel(1000, 100) > 4000);
  });
});
