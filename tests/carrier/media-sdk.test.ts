// The unmodified SDK in a real Chromium against the carrier's gateway and media, asserted by sound and by the wire: rows of
// the facts' table of proven numbers, measured again. The slow rows are in media-slow.test.ts.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Line } from '#demo/carrier/media/switchboard.ts';
import { until } from '#tests/support/until.ts';
import {
  caller,
  conversation,
  figure,
  hearsMicrophone,
  now,
  openMediaRig,
  type PhonePage,
  token,
  type MediaRig,
} from './media-rig.ts';

const rig = await openMediaRig();
afterAll(() => rig?.close());

if (rig === null) it.skip('the SDK on the carrier: not run, no Chromium', () => {});
else suite(rig);

/** A computer that is busy with other tests holds sound back this long; a call that went away is silent for longer. */
const hiccupMs = 300;
/** Milliseconds of silence at the caller's ear since then. */
function silence(line: Line, since: number): number {
  const silent = line.ear.parts(since).filter((part) => part.level === 0);
  return silent.reduce((sum, part) => sum + part.toMs - Math.max(since, part.fromMs), 0);
}

/** On one browser, one test after the other. */
function suite(rig: MediaRig): void {
  let phone: PhonePage;
  beforeAll(async () => {
    const started = performance.now();
    phone = await rig.phone('a_agent');
    figure('SDK alone: page opened to registered', performance.now() - started, 'ms', '190–570 ms');
  });
  afterEach(async () => {
    for (const leg of rig.switchboard.legs()) leg.hangUp();
    rig.gateway.setFaults({ withholdReconnect: false, unanswered: false, stopHeartbeats: false });
    await until('idle', 5000, () => phone.page.evaluate(() => window.phone.device?.isBusy === false));
    await phone.page.evaluate(() => {
      window.phone.happened = [];
      window.phone.calls = [];
    });
  });

  it('rings, is answered and is heard both ways at 50 packets a second', async () => {
    const line = caller(rig, 700);
    const rung = now();
    const leg = rig.gateway.dial({
      identity: 'a_agent',
      from: line.from,
      params: { callId: 'c 1' },
      verified: true,
    });
    const incoming = await phone.wait('incoming');
    figure('SDK alone: carrier rings to incoming', incoming.at - rung, 'ms', '3–60 ms');
    expect(incoming.detail).toBe('c 1');
    expect(await phone.page.evaluate(() => window.phone.calls[0]?.callerInfo?.isVerified)).toBe(true);
    const room = rig.switchboard.conference('careline-sdk-1');
    room.join(line);
    const answered = now();
    await phone.page.evaluate(() => window.phone.accept(0));
    await until('answered', 3000, () => leg.state === 'answered', 5);
    room.join(leg);
    await until('the agent is heard', 5000, () => hearsMicrophone(line), 5);
    figure('SDK alone: answer to agent heard', now() - answered, 'ms', '98–189 ms to connected');
    await phone.hearsTone(700);
    const before = leg.media();
    const from = now();
    await until(
      'a second of packets',
      3000,
      () => (leg.media()?.received.packets ?? 0) >= (before?.received.packets ?? 0) + 50,
    );
    // A busy computer sends late packets in a burst.
    expect(now() - from).toBeGreaterThan(700);
    const after = leg.media();
    expect((after?.received.bytes ?? 0) - (before?.received.bytes ?? 0)).toBeGreaterThanOrEqual(8000);
    expect(await phone.page.evaluate(() => window.phone.calls[0]?.codec)).toBe('PCMU');
  });

  it('is silent at the caller’s ear soon after mute, while packets go on', async () => {
    const { line, leg } = await conversation(rig, phone, 700);
    await until('heard', 5000, () => hearsMicrophone(line));
    const muted = await phone.page.evaluate(() => {
      window.phone.calls[0]?.mute(true);
      return Date.now();
    });
    await until('silence', 2000, () => line.ear.level(60) < 20, 5);
    const last = line.ear.lastSoundMs(60) ?? 0;
    figure('SDK alone: mute to silence at the caller', last - muted, 'ms');
    expect(last - muted).toBeLessThan(250);
    const packets = leg.media()?.received.packets ?? 0;
    await until('packets go on', 2000, () => (leg.media()?.received.packets ?? 0) > packets + 20);
    expect(line.ear.level(300)).toBeLessThan(20);
    await phone.page.evaluate(() => window.phone.calls[0]?.mute(false));
    await until('heard again', 2000, () => hearsMicrophone(line));
  });

  it('sends keys as telephone events, in order, none on the socket, and messages both ways', async () => {
    const { leg } = await conversation(rig, phone, 700);
    // Before the first remote sound the SDK has no sender for them and falls back to the socket.
    await phone.hearsTone(700);
    const keys: string[] = [];
    const off = rig.switchboard.on((event) => event.type === 'digit' && keys.push(event.digit));
    await phone.page.evaluate(() => window.phone.calls[0]?.sendDigits('15w#*9'));
    expect(rig.gateway.sendMessage(leg.sid, { queue: 3 })).toBe(true);
    expect((await phone.wait('0:message')).detail).toBe('{"queue":3}');
    await phone.page.evaluate(() =>
      window.phone.calls[0]?.sendMessage({ content: { note: 'x' }, messageType: 'user-defined-message' }),
    );
    await phone.wait('0:sent');
    await until('five keys', 5000, () => keys.length >= 5);
    off();
    expect(keys.join('')).toBe('15#*9');
    expect(rig.gateway.wire(leg.createdMs).filter((line) => line.type === 'dtmf')).toHaveLength(0);
  });

  it('hears hold music when it is held, and its caller when it is not', async () => {
    const { line, leg } = await conversation(rig, phone, 700);
    await phone.hearsTone(700);
    leg.conference?.hold(leg.sid, true);
    await phone.hearsTone(523);
    await until('the caller hears nobody', 2000, () => line.ear.level(100) < 20);
    leg.conference?.hold(leg.sid, false);
    await phone.hearsTone(700);
    leg.conference?.hold(line.sid, true);
    await until(
      'the caller hears music',
      2000,
      () => line.ear.toneLevel(523, 100) > 2000 && !hearsMicrophone(line),
    );
  });

  it('gets its signalling back within a second while sound never stops', async () => {
    const { line } = await conversation(rig, phone, 700);
    await until('heard', 5000, () => hearsMicrophone(line));
    await phone.hearsTone(700);
    const from = now();
    rig.gateway.dropSockets('a_agent');
    const lost = await phone.wait('0:reconnecting');
    const back = await phone.wait('0:reconnected');
    expect(lost.code).toBe(53001);
    figure('SDK alone: signalling drop to reconnected', back.at - from, 'ms', '227–278 ms');
    expect(back.at - from).toBeLessThan(1500);
    expect(silence(line, from)).toBeLessThan(hiccupMs);
    await phone.hearsTone(700);
    await until('registered again', 3000, () => rig.gateway.clients().some((one) => one.registered === 1));
  });

  it('re-invites on a new token in mid-call, without a gap', async () => {
    const { line, leg } = await conversation(rig, phone, 700);
    await until('heard', 5000, () => hearsMicrophone(line));
    const from = now();
    await phone.page.evaluate((jwt) => window.phone.device?.updateToken(jwt), token('a_agent', 1800));
    await until('re-invited', 3000, () =>
      rig.gateway.wire(from).some((one) => one.way === 'out' && one.type === 'answer'),
    );
    expect(rig.gateway.wire(from).map((one) => `${one.way} ${one.type}`)).toEqual(
      expect.arrayContaining(['in listen', 'out connected', 'in invite', 'out answer']),
    );
    expect(silence(line, from)).toBeLessThan(hiccupMs);
    expect(leg.media()?.renewals).toBe(0);
  });

  it('calls out: rings, is answered with sound, and ends with the code that the carrier gives', async () => {
    const before = rig.outgoing.length;
    await phone.page.evaluate(() => window.phone.connect({ params: { callId: 'c-out', note: 'a&b=c' } }));
    await until('asked', 3000, () => rig.outgoing.length > before);
    const call = rig.outgoing[before];
    if (call === undefined) throw new Error('no call');
    expect(call.params).toEqual({ callId: 'c-out', note: 'a&b=c' });
    call.leg.ring();
    await phone.wait('0:ringing');
    const line = caller(rig, 850);
    const room = rig.switchboard.conference('careline-sdk-out');
    call.leg.answer();
    room.join(call.leg);
    room.join(line);
    await phone.wait('0:accept');
    await phone.hearsTone(850);
    await until('heard', 3000, () => hearsMicrophone(line));
    expect(await phone.page.evaluate(() => window.phone.calls[0]?.parameters['CallSid'])).toBe(call.leg.sid);
    call.leg.hangUp('busy', 'carrier', 31486);
    expect((await phone.wait('0:error')).code).toBe(31486);
    await phone.wait('0:disconnect');
  });

  it('refuses, and is told when the caller gives up', async () => {
    const refused = rig.gateway.dial({ identity: 'a_agent', from: '+15555550101', params: {} });
    await phone.wait('incoming');
    await phone.page.evaluate(() => window.phone.calls[0]?.reject());
    await until('refused', 2000, () => refused.end?.reason === 'rejected');
    const given = rig.gateway.dial({ identity: 'a_agent', from: '+15555550102', params: {} });
    await until('rings again', 3000, () => phone.page.evaluate(() => window.phone.calls.length === 2));
    given.hangUp('cancelled');
    await phone.wait('1:cancel');
  });

  it('is a zombie without a reconnect token: closed, busy, deaf to hanging up, and still heard', async () => {
    rig.gateway.setFaults({ withholdReconnect: true });
    const { line, leg } = await conversation(rig, phone, 700);
    await until('heard', 5000, () => hearsMicrophone(line));
    rig.gateway.dropSockets('a_agent');
    await phone.wait('0:transportClose');
    const state = await phone.page.evaluate(() => {
      window.phone.calls[0]?.disconnect();
      return [window.phone.calls[0]?.status(), window.phone.device?.isBusy];
    });
    expect(state).toEqual(['closed', true]);
    const from = now();
    await until('still heard', 3000, () => now() - from > 300 && hearsMicrophone(line));
    await phone.hearsTone(700);
    expect(leg.state).toBe('answered');
    leg.hangUp();
    expect(rig.switchboard.legs()).toEqual([line]);
    // Only a new page gets rid of it.
    await phone.page.close();
    phone = await rig.phone('a_agent');
  });

  it('comes back with sound both ways after a crash of the page, by its connect token', async () => {
    const { line, leg } = await conversation(rig, phone, 700);
    await until('heard', 5000, () => hearsMicrophone(line));
    const connectToken = await phone.page.evaluate(() => window.phone.calls[0]?.connectToken ?? '');
    const session = await phone.page.context().newCDPSession(phone.page);
    const from = now();
    session.send('Page.crash').catch(() => {});
    await until('noticed', 3000, () => rig.gateway.wire(from).some((one) => one.type === 'close'));
    const old = phone.page;
    phone = await rig.phone('a_agent');
    await phone.page.evaluate((given) => window.phone.connect({ connectToken: given }), connectToken);
    await until('sound again', 8000, () => leg.media()?.renewals === 1 && hearsMicrophone(line, 60));
    figure('SDK alone: page crash to sound again', now() - from, 'ms', '2.0 s');
    await phone.hearsTone(700);
    expect(leg.state).toBe('answered');
    await old.close();
  });

  it('has two calls at once on two Devices, muted one by one', async () => {
    const first = await conversation(rig, phone, 700);
    const line = caller(rig, 1100);
    const second = rig.gateway.dial({ identity: 'a_agent', from: line.from, params: {} });
    await until('second rings', 3000, () => phone.page.evaluate(() => window.phone.calls.length === 2));
    const connectToken = await phone.page.evaluate(() => window.phone.calls[1]?.connectToken ?? '');
    const other = await rig.phone('a_agent', { register: false });
    await other.page.evaluate((given) => window.phone.connect({ connectToken: given }), connectToken);
    await other.wait('0:accept');
    await phone.page.evaluate(() => window.phone.calls[1]?.ignore());
    const room = rig.switchboard.conference('careline-sdk-2');
    room.join(second);
    room.join(line);
    await until('both hear the agent', 5000, () => hearsMicrophone(line) && hearsMicrophone(first.line));
    await other.hearsTone(1100);
    await phone.hearsTone(700);
    await other.page.evaluate(() => window.phone.calls[0]?.mute(true));
    await until(
      'only the second is silent',
      3000,
      () => line.ear.level(100) < 20 && hearsMicrophone(first.line),
    );
    second.hangUp();
    await other.page.close();
  });

  it('hangs up when its page is reloaded in a call', async () => {
    const { leg } = await conversation(rig, phone, 700);
    await phone.page.reload();
    await until('hung up', 3000, () => leg.end !== null);
    expect(leg.end).toMatchObject({ reason: 'hangup', by: 'leg' });
    await phone.page.close();
    phone = await rig.phone('a_agent');
  });

  it('survives frames that no gateway should send', async () => {
    for (const kind of [
      'half-json',
      'no-type',
      'unknown-type',
      'wrong-shapes',
      'huge',
      'binary',
      'hostile-params',
    ] as const)
      expect(rig.gateway.sendHostile(kind, 'a_agent')).toBe(1);
    await until('rung by none of them', 3000, async () => (await phone.happened()).length > 0);
    await phone.page.evaluate(() => {
      for (const call of window.phone.calls) call.ignore();
      window.phone.calls = [];
      window.phone.happened = [];
    });
    const { line, index } = await conversation(rig, phone, 700);
    await phone.hearsTone(700, index);
    await until('heard', 3000, () => hearsMicrophone(line));
  });

  it('asked nobody outside this computer in all of this', () => {
    expect(rig.outside).toEqual([]);
    expect(rig.switchboard.legs()).toEqual([]);
  });
}
