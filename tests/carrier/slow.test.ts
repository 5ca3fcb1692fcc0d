// What takes the SDK's own seconds: heartbeats, ICE restarts, a bad network, a sleep. `npm run carrier:contract -- --slow`.
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Leg } from '#demo/carrier/media/switchboard.ts';
import { chromiumPath } from '#tests/support/browser.ts';
import { until } from '#tests/support/until.ts';
import { newCall, startRig, type EnginePage, type Rig } from './rig.ts';
import { row } from './table.ts';

const here = (await chromiumPath()) !== null;
let rig: Rig;
let names = 0;
const open: EnginePage[] = [];
const now = (): number => performance.timeOrigin + performance.now();
/** `METRICS_DELAY` in the SDK's call.js: its statistics and the call's connection wait for it. */
const sdkHoldsMs = 5000;
const quiet = { delayMs: 0, lossPercent: 0, jitterMs: 0, blackout: false };
const seconds = (from: number, to = now()): string => `${((to - from) / 1000).toFixed(1)} s`;
async function inCall(): Promise<{ engine: EnginePage; leg: Leg; callId: string }> {
  const engine = await rig.engine(`a_${String(++names).padStart(20, '9')}`);
  open.push(engine);
  const callId = newCall();
  const leg = rig.ring(engine.identity, callId);
  await engine.report('ring', (r) => r.callId === callId);
  await engine.order({ kind: 'accept', callId });
  await engine.media(callId, 'open');
  await until('connected', 5000, () => leg.media()?.state === 'connected', 5);
  void leg.play({ kind: 'tone', hz: 440, ms: 120_000 });
  return { engine, leg, callId };
}
const heardAt = (leg: Leg, since: number): boolean => (leg.mouth.lastSoundMs(100) ?? 0) > since;

describe.runIf(here)('the engine over a bad network', () => {
  beforeAll(async () => void (rig = await startRig()));
  afterEach(async () => {
    rig.gateway.setImpairment(quiet);
    rig.gateway.setFaults({ stopHeartbeats: false });
    for (const engine of open.splice(0)) await engine.close();
  });
  afterAll(() => rig?.close());

  it('120 calls leave nothing behind', async () => {
    const engine = await rig.engine(`a_${String(++names).padStart(20, '9')}`);
    open.push(engine);
    const cdp = await engine.page.context().newCDPSession(engine.page);
    await cdp.send('Performance.enable');
    await cdp.send('HeapProfiler.enable');
    const held = async (): Promise<{ heap: number; listeners: number; tracks: number }> => {
      // A timer of the SDK holds every call until 5 s after it began, however soon it ended.
      await pause(sdkHoldsMs + 1000);
      for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
      const { metrics } = await cdp.send('Performance.getMetrics');
      const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? NaN;
      return {
        heap: of('JSHeapUsedSize'),
        listeners: of('JSEventListeners'),
        tracks: await engine.page.evaluate(() => (window.harness.track() === null ? 0 : 1)),
      };
    };
    let before = await held();
    for (let i = 1; i <= 120; i++) {
      const callId = newCall();
      const mark = engine.seen.length;
      const leg = rig.ring(engine.identity, callId);
      await engine.report('ring', (r) => r.callId === callId, mark);
      await engine.order({ kind: 'accept', callId });
      await engine.media(callId, 'open', mark);
      leg.hangUp();
      await engine.media(callId, 'closed', mark);
      if (i === 20) before = await held();
    }
    const after = await held();
    const more = (one: number, other: number): string => `${(((other - one) / one) * 100).toFixed(1)} %`;
    row(
      'call 120 over call 20',
      'not measured',
      `heap ${more(before.heap, after.heap)}, listeners ${before.listeners} → ${after.listeners}`,
    );
    expect(after.tracks).toBe(0);
    expect(after.listeners).toBeLessThanOrEqual(before.listeners * 1.05 + 5);
    expect(after.heap).toBeLessThan(before.heap * 1.1);
  });

  it('a gateway that falls silent is noticed, and the call goes on', async () => {
    const { engine, leg, callId } = await inCall();
    const mark = engine.seen.length;
    const from = now();
    rig.gateway.setFaults({ stopHeartbeats: true });
    const { at } = await engine.media(callId, 'reconnecting', mark, 22_000);
    rig.gateway.setFaults({ stopHeartbeats: false });
    await engine.media(callId, 'open', mark, 5000);
    row('heartbeats stop → noticed', '14.1 s', seconds(from, at));
    const since = now();
    await until('said', 4000, () => heardAt(leg, since));
  });

  it('14 s without sound: warned, named, and back by itself both ways', async () => {
    const { engine, leg, callId } = await inCall();
    const mark = engine.seen.length;
    const from = now();
    rig.gateway.setImpairment({ blackout: true });
    const warned = await engine.report(
      'quality',
      (q) => q.callId === callId && q.quality.warnings.includes('no-sound-in'),
      mark,
    );
    expect(warned.report.quality.word).toBe('poor');
    const lost = await engine.media(callId, 'reconnecting', mark, 12_000);
    await pause(Math.max(0, 14_000 - (now() - from)));
    rig.gateway.setImpairment(quiet);
    const back = await engine.media(callId, 'open', mark, 20_000);
    row(
      'blackout: warned / media lost told',
      '3–4 s / 6–8 s',
      `${seconds(from, warned.at)} / ${seconds(from, lost.at)}`,
    );
    row('blackout 14 s → reconnected', '14.04 s', seconds(from, back.at));
    const since = now();
    await until('said', 6000, () => heardAt(leg, since));
    await until('heard', 6000, async () => Math.abs(((await engine.tone(300))?.hz ?? 0) - 440) < 12);
  });

  it('a network that stays away ends the call by name', async () => {
    const { engine, callId } = await inCall();
    const mark = engine.seen.length;
    const from = now();
    rig.gateway.setImpairment({ blackout: true });
    const closed = await engine.media(callId, 'closed', mark, 60_000);
    expect(closed.report.why).toBe('network');
    row('permanent blackout → closed', '35.6 s, 53405', `${seconds(from, closed.at)}, ${closed.report.why}`);
  });

  it('delay is told as latency and a poor call', async () => {
    const { engine, callId } = await inCall();
    const mark = engine.seen.length;
    const from = now();
    rig.gateway.setImpairment({ delayMs: 260 });
    const told = await engine.report(
      'quality',
      (q) => q.callId === callId && q.quality.warnings.includes('latency'),
      mark,
      25_000,
    );
    expect(told.report.quality.word).toBe('poor');
    row(
      '+260 ms each way',
      'rtt 521–546 ms, mos 2.6, warned after ~9 s',
      `rtt ${told.report.quality.rttMs} ms, mos ${told.report.quality.mos?.toFixed(2)}, ${seconds(from, told.at)}`,
    );
  });

  it('loss is told as loss', async () => {
    const { engine, callId } = await inCall();
    const mark = engine.seen.length;
    const from = now();
    rig.gateway.setImpairment({ lossPercent: 25 });
    const told = await engine.report(
      'quality',
      (q) => q.callId === callId && q.quality.warnings.includes('loss'),
      mark,
      25_000,
    );
    expect(told.report.quality.word).toBe('poor');
    row(
      '25 % loss',
      'loss warnings, mos down to 1.0',
      `${Math.round(told.report.quality.lossPercent ?? 0)} %, ${seconds(from, told.at)}`,
    );
  });

  it('a sleep of 40 s with the token expired meanwhile: registered again with a fresh one', async () => {
    const engine = await rig.engine(`a_${String(++names).padStart(20, '9')}`, { ttl: 30 });
    open.push(engine);
    const mark = engine.seen.length;
    rig.sleep(true);
    await pause(40_000);
    rig.sleep(false);
    const woke = now();
    // What the host tells on waking, and the desk then orders.
    await engine.order({ kind: 'power', event: 'resume' });
    await engine.report(
      'registration',
      (r) => r.state === 'refused' && r.why === 'token-expired',
      mark,
      25_000,
    );
    const noticed = now();
    const refused = engine.seen.length;
    await engine.order({ kind: 'register', token: rig.token(engine.identity), gateway: rig.address });
    await engine.report('registration', (r) => r.state === 'registered', refused, 10_000);
    row(
      'sleep 40 s, token expired',
      'unregistered until updateToken',
      `told after ${seconds(woke, noticed)}, registered after ${seconds(woke)}`,
    );
    const callId = newCall();
    rig.ring(engine.identity, callId);
    await engine.report('ring', (r) => r.callId === callId);
  });
});
