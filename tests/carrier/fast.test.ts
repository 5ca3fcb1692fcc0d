// What the trial proved of the SDK, measured again through our engine: by sound at both ends and by the wire.
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
const someone = (): string => `a_${String(++names).padStart(20, '0')}`;
const now = (): number => performance.timeOrigin + performance.now();
async function engineOf(...given: Parameters<Rig['engine']>): Promise<EnginePage> {
  const made = await rig.engine(...given);
  open.push(made);
  return made;
}
/** Somebody is on the line: 440 Hz to the page, the microphone's beeps from it. */
async function inCall(identity = someone()): Promise<{ engine: EnginePage; leg: Leg; callId: string }> {
  const engine = await engineOf(identity);
  const callId = newCall();
  const leg = rig.ring(identity, callId);
  await engine.report('ring', (r) => r.callId === callId);
  await engine.order({ kind: 'accept', callId });
  await engine.media(callId, 'open');
  await until('connected', 5000, () => leg.media()?.state === 'connected', 5);
  void leg.play({ kind: 'tone', hz: 440, ms: 60_000 });
  return { engine, leg, callId };
}
/** The fake microphone beeps once a second. */
const heardAt = (leg: Leg, since: number): boolean => (leg.mouth.lastSoundMs(100) ?? 0) > since;
const near = (hz: number, of: number): boolean => Math.abs(hz - of) <= 12;

describe.runIf(here)('the engine with the real SDK', () => {
  beforeAll(async () => void (rig = await startRig()));
  afterEach(async () => {
    rig.gateway.setFaults({
      withholdReconnect: false,
      refuseSockets: false,
      stopHeartbeats: false,
      unanswered: false,
    });
    for (const engine of open.splice(0)) await engine.close();
  });
  afterAll(() => rig?.close());

  it('registers', async () => {
    const identity = someone();
    const engine = await engineOf(identity, { register: false });
    const from = now();
    await engine.order({ kind: 'register', token: rig.token(identity), gateway: rig.address });
    const { at } = await engine.report('registration', (r) => r.state === 'registered');
    row('register', '190–570 ms (with TLS)', `${Math.round(at - from)} ms`);
    const devices = await engine.report('devices', (d) => d.microphone === 'ready' && d.inputs.length > 0);
    expect(devices.report.inputs[0]?.label).not.toBe('');
    expect(await engine.page.evaluate(() => window.harness.refused)).toEqual([]);
  });

  it('carries sound both ways, mutes at the peer, sends keys, and is hung up from either end', async () => {
    const identity = someone();
    const engine = await engineOf(identity);
    const callId = newCall();
    const leg = rig.ring(identity, callId);
    const dialled = now();
    const ring = await engine.report('ring', (r) => r.callId === callId);
    row('invite → ring reported', '3–60 ms', `${Math.round(ring.at - dialled)} ms`);
    const asked = now();
    await engine.order({ kind: 'accept', callId });
    await engine.media(callId, 'open');
    await until('connected', 5000, () => leg.media()?.state === 'connected', 5);
    row('answer → media connected', '98–189 ms', `${Math.round(now() - asked)} ms`);
    void leg.play({ kind: 'tone', hz: 440, ms: 60_000 });
    await until('heard', 4000, async () => near((await engine.tone(300))?.hz ?? 0, 440));
    const heard = await engine.tone();
    row('tone carrier → page', '441 Hz', `${heard?.hz} Hz, rms ${heard?.rms.toFixed(3)}`);
    void leg.play({ kind: 'tone', hz: 1000, ms: 60_000 });
    await until('another tone', 4000, async () => near((await engine.tone(300))?.hz ?? 0, 1000));
    await until('said', 4000, () => leg.mouth.level(1000) > 200);
    row(
      'sound page → carrier',
      'max RMS 12 934',
      `level ${Math.round(Math.max(...leg.mouth.parts().map((p) => p.level)))}`,
    );

    const mark = engine.seen.length;
    const muted = now();
    await engine.order({ kind: 'mute', callId, on: true });
    const said = await engine.report('media', (m) => m.callId === callId && m.muted, mark);
    expect(await engine.page.evaluate(() => window.harness.track())).toMatchObject({ enabled: false });
    const packets = leg.media()?.received.packets ?? 0;
    await new Promise((later) => setTimeout(later, 2200));
    const last = leg.mouth.lastSoundMs(60) ?? 0;
    expect(last - muted).toBeLessThan(300);
    expect((leg.media()?.received.packets ?? 0) - packets).toBeGreaterThan(90);
    row(
      'mute → silence at the peer',
      'RMS 0, 100 packets per 2 s',
      `${Math.max(0, Math.round(last - muted))} ms after the order (told after ${Math.round(said.at - muted)} ms)`,
    );
    const again = now();
    await engine.order({ kind: 'mute', callId, on: false });
    await until('heard again', 3000, () => heardAt(leg, again));

    const before = rig.events.length;
    await engine.order({ kind: 'dtmf', callId, digits: '15w#*9' });
    const digits = (): string =>
      rig.events
        .slice(before)
        .flatMap((e) => (e.type === 'digit' && e.leg.sid === leg.sid && e.via === 'rtp' ? [e.digit] : []))
        .join('');
    await until('keys', 5000, () => digits() === '15#*9');
    row('keys 15w#*9', '1 5 # * 9 as RFC 4733', `${digits()} as RFC 4733`);

    leg.hangUp();
    const closed = await engine.media(callId, 'closed');
    expect(closed.report).toMatchObject({ why: 'remote', legSid: leg.sid });
    // Held only while it is needed.
    await until('microphone let go', 2000, () => engine.page.evaluate(() => window.harness.track() === null));
  });

  it('loses no key however fast they are typed', async () => {
    const { engine, leg, callId } = await inCall();
    const before = rig.events.length;
    const arrived = (): string =>
      rig.events
        .slice(before)
        // Before the first sound from there the SDK sends a key over the socket.
        .flatMap((e) => (e.type === 'digit' && e.leg.sid === leg.sid ? [e.digit] : []))
        .join('');
    // A browser's sender forgets what waits in it when it is given more.
    const typed = '1234567890';
    for (const digit of typed) await engine.order({ kind: 'dtmf', callId, digits: digit });
    await until('the last key', 8000, () => arrived().endsWith('0'));
    expect(arrived()).toBe(typed);
    row('keys typed at once', typed, arrived());
  });

  it('calls out with our id, and hangs up', async () => {
    const engine = await engineOf(someone());
    const callId = newCall();
    const from = now();
    await engine.order({ kind: 'connect', callId });
    await until('asked', 4000, () => rig.outgoing.some((o) => o.params['callId'] === callId), 5);
    const call = rig.outgoing.find((o) => o.params['callId'] === callId);
    if (call === undefined) throw new Error('no call');
    expect(Object.keys(call.params)).toEqual(['callId']);
    call.leg.ring();
    await engine.media(callId, 'ringing');
    call.leg.answer();
    const opened = await engine.report('media', (m) => m.callId === callId && m.state === 'open');
    row('outgoing: order → open', '50 ms after the answer', `${Math.round(opened.at - from)} ms in all`);
    expect(opened.report.legSid).toBe(call.leg.sid);
    await engine.order({ kind: 'hang-up', callId });
    await engine.media(callId, 'closed');
    await until('ended', 2000, () => call.leg.end?.by === 'leg');
  });

  it('drop of the signalling: comes back with the sound uninterrupted and a new token', async () => {
    const { engine, leg, callId } = await inCall();
    const mark = engine.seen.length;
    const token = engine.seen.findLast(({ report }) => report.kind === 'media')?.report;
    const received = leg.media()?.received.packets ?? 0;
    const from = now();
    expect(rig.gateway.dropSockets(engine.identity)).toBe(1);
    await engine.media(callId, 'reconnecting', mark);
    const back = await engine.media(callId, 'open', mark);
    row('signalling drop → recovered', '227–278 ms, audio never stopped', `${Math.round(back.at - from)} ms`);
    // A busy computer sends late; within a second that can't make up for sound that stopped.
    await until(
      'as many packets as the time since then has room for',
      900,
      () => (leg.media()?.received.packets ?? 0) - received > ((now() - from) / 20) * 0.7,
    );
    expect(leg.media()?.renewals).toBe(0);
    expect(back.report.connectToken).not.toBeNull();
    expect(token?.kind === 'media' && token.connectToken).not.toBe(back.report.connectToken);
    await engine.report('registration', (r) => r.state === 'registered', mark);
  });

  it('zombie: without a token the call is silent both ways, is named so, and the next call works', async () => {
    rig.gateway.setFaults({ withholdReconnect: true });
    const { engine, leg, callId } = await inCall();
    await until('heard', 4000, async () => near((await engine.tone(300))?.hz ?? 0, 440));
    const mark = engine.seen.length;
    const from = now();
    rig.gateway.dropSockets(engine.identity);
    const closed = await engine.media(callId, 'closed', mark);
    expect(closed.report).toMatchObject({ why: 'zombie', legSid: leg.sid });
    await new Promise((later) => setTimeout(later, 1300));
    expect(leg.mouth.level(1000)).toBeLessThan(20);
    row(
      'zombie: cut and told',
      'audio goes on both ways',
      `${Math.round(closed.at - from)} ms, silent at the peer`,
    );
    leg.hangUp();
    rig.gateway.setFaults({ withholdReconnect: false });
    await engine.report('registration', (r) => r.state === 'registered', mark);
    const next = newCall();
    const other = rig.ring(engine.identity, next);
    await engine.report('ring', (r) => r.callId === next);
    await engine.order({ kind: 'accept', callId: next });
    await engine.media(next, 'open');
    other.hangUp();
  });

  it('crash of the engine: the next one takes the call up, muted as it was', async () => {
    const { engine, leg, callId } = await inCall();
    await engine.order({ kind: 'mute', callId, on: true });
    await engine.report('media', (m) => m.callId === callId && m.muted);
    const last = engine.seen.findLast(({ report }) => report.kind === 'media')?.report;
    const connectToken = last?.kind === 'media' ? (last.connectToken ?? '') : '';
    const cdp = await engine.page.context().newCDPSession(engine.page);
    const crashed = new Promise((gone) => engine.page.once('crash', gone));
    const from = now();
    // Its own answer dies with the page.
    void cdp.send('Page.crash').catch(() => undefined);
    await crashed;
    const next = await engineOf(engine.identity);
    await next.order({ kind: 'resume', callId, connectToken, muted: true });
    const back = await next.media(callId, 'open');
    expect(back.report).toMatchObject({ muted: true, legSid: leg.sid });
    await until('heard', 4000, async () => near((await next.tone(200))?.hz ?? 0, 440));
    row('engine crash → audio back', '2.0 s', `${((now() - from) / 1000).toFixed(1)} s (with a new page)`);
    expect(leg.mouth.level(500)).toBeLessThan(20);
    const unmuted = now();
    await next.order({ kind: 'mute', callId, on: false });
    await until('heard at the peer', 4000, () => heardAt(leg, unmuted));
    // A second order for the same call changes nothing.
    await next.order({ kind: 'resume', callId, connectToken, muted: true });
    await new Promise((later) => setTimeout(later, 100));
    expect(next.seen.findLast(({ report }) => report.kind === 'media')?.report).toMatchObject({
      state: 'open',
      muted: false,
    });
  });

  it('two calls: the second on its own device, muted apart, the first untouched', async () => {
    const { engine, leg, callId } = await inCall();
    const second = newCall();
    const other = rig.ring(engine.identity, second);
    await engine.report('ring', (r) => r.callId === second);
    await engine.order({ kind: 'mute', callId, on: true });
    await engine.order({ kind: 'accept', callId: second });
    await engine.media(second, 'open');
    await until('both', 5000, () => other.media()?.state === 'connected' && other.mouth.level(1000) > 200);
    expect(leg.state).toBe('answered');
    expect(leg.mouth.level(500)).toBeLessThan(20);
    row('two calls at once', 'both open, mute independent', 'both open, mute independent');
    await engine.order({ kind: 'hang-up', callId: second });
    await engine.media(second, 'closed');
    const unmuted = now();
    await engine.order({ kind: 'mute', callId, on: false });
    await until('the first still', 4000, () => heardAt(leg, unmuted));
  });

  it('no microphone: the call goes on ringing and is refused by name', async () => {
    const engine = await engineOf(someone());
    await engine.page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
    });
    const callId = newCall();
    const leg = rig.ring(engine.identity, callId);
    await engine.report('ring', (r) => r.callId === callId);
    const n = await engine.order({ kind: 'accept', callId });
    const refused = await engine.report('refused', (r) => r.n === n);
    expect(refused.report.why).toBe('microphone');
    await engine.report('devices', (d) => d.microphone === 'missing');
    expect(leg.state).toBe('ringing');
    row('no microphone at answer', 'caller is hung up on', 'refused; it goes on ringing');
    await engine.order({ kind: 'reject', callId });
    await until('refused', 2000, () => leg.end?.reason === 'rejected');
  });

  it('a microphone that goes away in a call is said, and the next one is taken', async () => {
    const { engine, leg } = await inCall();
    const mark = engine.seen.length;
    const from = now();
    await engine.page.evaluate(() => window.harness.unplug());
    await engine.report('devices', (d) => d.microphone === 'lost', mark);
    await engine.report('devices', (d) => d.microphone === 'ready', mark);
    const back = now();
    await until('heard again', 5000, () => heardAt(leg, back));
    row(
      'microphone gone in mid-call → heard again',
      'fallback to default',
      `${((now() - from) / 1000).toFixed(1)} s`,
    );
  });

  it('a caller who gives up stops the ring', async () => {
    const engine = await engineOf(someone());
    const callId = newCall();
    const leg = rig.ring(engine.identity, callId);
    await engine.report('ring', (r) => r.callId === callId);
    leg.hangUp('cancelled');
    expect((await engine.media(callId, 'closed')).report.why).toBe('cancelled');
  });

  it('hostile frames harm neither the registration nor a call', async () => {
    const { engine, leg, callId } = await inCall();
    const kinds = ['half-json', 'no-type', 'unknown-type', 'huge', 'binary', 'hostile-params'] as const;
    for (const kind of kinds) rig.gateway.sendHostile(kind, engine.identity);
    await engine.report('ring', (r) => r.callId === null);
    const from = now();
    await until('still said', 4000, () => heardAt(leg, from));
    expect(near((await engine.tone(400))?.hz ?? 0, 440)).toBe(true);
    // A hang-up that names no call is among these: the SDK takes it for its own. Then it is over and said so, not stuck.
    rig.gateway.sendHostile('wrong-shapes', engine.identity);
    await engine.media(callId, 'closed');
    await until('let go', 2000, () => engine.page.evaluate(() => window.harness.track() === null));
    leg.hangUp();
    const next = newCall();
    const other = rig.ring(engine.identity, next);
    await engine.report('ring', (r) => r.callId === next);
    await engine.order({ kind: 'accept', callId: next });
    await engine.media(next, 'open');
    const again = now();
    await until('heard', 4000, () => heardAt(other, again));
    row('hostile frames', 'not measured', 'call and registration go on; the next call too');
    const said = JSON.stringify(engine.seen);
    expect(said).not.toContain('onerror');
    expect(said).not.toContain('5555550100');
  });

  it('a token that ends: is refused by name, and the next one registers', async () => {
    const engine = await engineOf(someone());
    const mark = engine.seen.length;
    rig.gateway.expireTokens();
    await engine.report('registration', (r) => r.state === 'refused' && r.why === 'token-expired', mark);
    await new Promise((later) => setTimeout(later, 1100));
    const from = now();
    await engine.order({ kind: 'register', token: rig.token(engine.identity), gateway: rig.address });
    const { at } = await engine.report('registration', (r) => r.state === 'registered', mark);
    row('expired token → registered', 'register sends nothing for 34 s', `${Math.round(at - from)} ms`);
    const callId = newCall();
    rig.ring(engine.identity, callId);
    await engine.report('ring', (r) => r.callId === callId);
  });

  it('a gateway that is down is one state, and it recovers by itself', async () => {
    const engine = await engineOf(someone());
    const mark = engine.seen.length;
    rig.gateway.setFaults({ refuseSockets: true });
    rig.gateway.dropSockets(engine.identity);
    await engine.report('registration', (r) => r.state === 'reconnecting', mark);
    await new Promise((later) => setTimeout(later, 2000));
    const states = engine.seen.slice(mark).filter(({ report }) => report.kind === 'registration');
    expect(states.length).toBeLessThanOrEqual(2);
    rig.gateway.setFaults({ refuseSockets: false });
    await engine.report('registration', (r) => r.state === 'registered', mark, 12_000);
    row('gateway down: states told', '31000+31005 at each try', `${states.length}`);
  });

  it('preflight and echo test say what they measured', async () => {
    const engine = await engineOf(someone());
    await engine.order({ kind: 'echo-test', on: true });
    await engine.order({
      kind: 'preflight',
      token: rig.token(engine.identity),
      gateway: rig.address,
      on: true,
    });
    await until('asked', 4000, () => rig.outgoing.some((o) => o.params['preflight'] === '1'));
    const call = rig.outgoing.find((o) => o.params['preflight'] === '1');
    call?.leg.answer();
    void call?.leg.play({ kind: 'tone', hz: 500, ms: 20_000 });
    const done = await engine.report('preflight', (p) => p.preflight.state === 'done', 0, 14_000);
    expect(done.report.preflight.grade).toBe('good');
    row(
      'preflight',
      'mos from the SDK, label with holes',
      done.report.preflight.checks.map((c) => `${c.check} ${c.figure ?? c.result}`).join(', '),
    );
    await engine.report('echo-test', (e) => e.state === 'done');
    await until('over', 3000, () => call?.leg.end !== null);
  });

  it('sound that a browser holds back is said so, and the ring is reported all the same', async () => {
    const identity = someone();
    const engine = await engineOf(identity, { gesture: true });
    await engine.report('registration', (r) => r.state === 'registered');
    const callId = newCall();
    rig.ring(identity, callId);
    await engine.report('ring', (r) => r.callId === callId);
    // From here on a test's word counts as a click, so this is the last thing asked.
    const [started] = await engine.page.evaluate(() => window.harness.standing());
    row('sound held back by the browser', '“suspended”, no ringtone', JSON.stringify(started));
    expect(started).toMatchObject({ kind: 'started', audio: 'suspended' });
  });

  it('asked for nothing outside this computer’s carrier and the page’s own files', () => {
    row('requests outside loopback', '0', String(rig.outside.length));
    expect(rig.outside).toEqual([]);
  });
});
