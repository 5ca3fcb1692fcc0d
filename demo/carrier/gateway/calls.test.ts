import { describe, expect, it } from 'vitest';
import { carrierIds } from '#tests/support/switch.ts';
import { until } from '#tests/support/until.ts';
import { code, start } from './rig.ts';

describe('a call', () => {
  it('is heard both ways in a conference, passes keys and messages, and is hung up from either end', async () => {
    const { gateway, inCall, switchboard, events, messages } = await start();
    const { device, leg, peer } = await inCall();
    const line = switchboard.line({ direction: 'in', from: '+15555550100', to: '+15555550000' });
    line.answer();
    void line.speak({ kind: 'tone', hz: 1000, ms: 60_000 });
    const room = switchboard.conference('careline-c-1');
    room.join(leg);
    room.join(line);
    await until(
      'two ways',
      3000,
      () => peer.heard.toneLevel(1000, 100) > 3000 && line.ear.toneLevel(700, 100) > 3000,
    );
    peer.tone(null);
    await until('muted', 1000, () => line.ear.level(100) < 50);

    peer.key('7');
    device.send('dtmf', { callsid: leg.sid, dtmf: '1w#' });
    await until('three keys', 2000, () => events.filter((event) => event.type === 'digit').length === 3);
    const keys = events.flatMap((event) => (event.type === 'digit' ? [[event.digit, event.via]] : []));
    expect(keys.toSorted()).toEqual([
      ['#', 'signalling'],
      ['1', 'signalling'],
      ['7', 'rtp'],
    ]);

    device.send('message', {
      callsid: leg.sid,
      content: { a: 1 },
      messagetype: 'user-defined-message',
      voiceeventsid: 'KX1',
    });
    await until('acknowledged', 2000, () => device.last('ack')?.['voiceeventsid'] === 'KX1');
    expect(messages[0]).toMatchObject({ content: { a: 1 }, identity: 'a_1' });
    expect(gateway.sendMessage(leg.sid, { queue: 3 })).toBe(true);
    await until('a message', 2000, () => device.last('message') !== undefined);
    expect(device.last('message')).toMatchObject({ content: { queue: 3 }, callsid: leg.sid });

    device.send('hangup', { callsid: leg.sid });
    await until('ended', 2000, () => leg.end !== null);
    expect(leg.end).toMatchObject({ reason: 'hangup', by: 'leg' });
    expect(device.last('hangup')).toBeUndefined();
    const again = gateway.dial({ identity: 'a_1', from: '+1', params: {} });
    await until('invite', 2000, () => device.last('invite')?.['callsid'] === again.sid);
    await device.answer(device.last('invite') ?? {}, null);
    await until('answered', 2000, () => again.state === 'answered');
    again.hangUp('hangup', 'carrier', 31480);
    await until('hangup', 2000, () => device.last('hangup') !== undefined);
    expect(code(device.last('hangup'))).toBe(31480);
  });

  it('that the Device begins rings, is answered with audio, and keeps the names it came with', async () => {
    const { listening, outgoing } = await start();
    const device = await listening('a_1');
    const peer = device.peer();
    peer.tone(600);
    const params = new URLSearchParams({ callId: 'c-2', to: '+15555550123' }).toString();
    device.send('invite', { callsid: 'TJS-1', sdp: await peer.offer(), twilio: { params } });
    await until('asked', 2000, () => outgoing.length === 1);
    const call = outgoing[0];
    if (!call) throw new Error('no call');
    expect(call).toMatchObject({
      identity: 'a_1',
      applicationSid: carrierIds.appSid,
      params: { callId: 'c-2', to: '+15555550123' },
    });
    call.leg.ring();
    await until('ringing', 2000, () => device.last('ringing')?.['callsid'] === call.leg.sid);
    call.leg.answer();
    await until('answer', 2000, () => device.last('answer') !== undefined);
    expect(device.last('answer')).toMatchObject({ callsid: call.leg.sid, reconnect: expect.any(String) });
    await peer.accept(String(device.last('answer')?.['sdp']));
    await until('heard', 4000, () => call.leg.mouth.toneLevel(600, 100) > 3000);
    device.send('hangup', { callsid: 'TJS-1' });
    await until('ended', 2000, () => call.leg.end?.by === 'leg');
  });

  it('outlives its socket, is found again by the token, and audio never stops', async () => {
    const { gateway, inCall, listening, events } = await start();
    const { device, leg, invite, peer } = await inCall();
    await until('heard', 3000, () => leg.mouth.toneLevel(700, 100) > 3000);
    expect(gateway.dropSockets('a_1')).toBe(1);
    await until('gone', 2000, () => device.closed);
    await until('noticed', 2000, () =>
      events.some((event) => event.type === 'leg-signalling' && !event.present),
    );
    const next = await listening('a_1');
    const sdp = `v=0\r\na=ice-ufrag:${/a=ice-ufrag:(\S+)/u.exec(String(peer.localSdp))?.[1]}\r\n`;
    next.send('invite', { callsid: leg.sid, sdp, reconnect: invite['reconnect'], twilio: {} });
    await until('answer', 2000, () => next.last('answer') !== undefined);
    expect(next.last('answer')).toEqual({ callsid: leg.sid, reconnect: expect.any(String) });
    expect(next.last('answer')?.['reconnect']).not.toBe(invite['reconnect']);
    await until('back', 2000, () => events.some((event) => event.type === 'leg-signalling' && event.present));
    expect(leg.mouth.toneLevel(700, 100)).toBeGreaterThan(3000);
    expect(leg.media()?.renewals).toBe(0);
    leg.hangUp();
    await until('told on the new socket', 2000, () => next.last('hangup') !== undefined);
  });

  it('is taken over by a new engine after a crash, and audio is back both ways', async () => {
    const { inCall, listening } = await start();
    const { device, leg, invite } = await inCall();
    await device.close();
    const engine = await listening('a_1');
    const peer = engine.peer();
    peer.tone(500);
    void leg.play({ kind: 'tone', hz: 1200, ms: 60_000 });
    engine.send('invite', {
      callsid: leg.sid,
      sdp: await peer.offer(),
      reconnect: invite['reconnect'],
      twilio: {},
    });
    await until('answer', 2000, () => engine.last('answer') !== undefined);
    await peer.accept(String(engine.last('answer')?.['sdp']));
    await until(
      'both ways',
      4000,
      () => leg.mouth.toneLevel(500, 100) > 3000 && peer.heard.toneLevel(1200, 100) > 3000,
    );
    expect(leg.media()?.renewals).toBe(1);
  });

  it('is handed to a second Device while it rings', async () => {
    const { gateway, registered, listening } = await start();
    const device = await registered('a_1');
    const leg = gateway.dial({ identity: 'a_1', from: '+1', params: {} });
    await until('invite', 2000, () => device.last('invite') !== undefined);
    const second = await listening('a_1');
    const peer = second.peer();
    peer.tone(500);
    second.send('invite', {
      callsid: leg.sid,
      sdp: await peer.offer(),
      reconnect: device.last('invite')?.['reconnect'],
      twilio: {},
    });
    await until('answer', 2000, () => second.last('answer') !== undefined);
    await peer.accept(String(second.last('answer')?.['sdp']));
    await until('heard', 4000, () => leg.mouth.toneLevel(500, 100) > 3000);
    expect(leg.state).toBe('answered');
    expect(device.last('cancel')).toBeUndefined();
  });

  it('ends as lost when nobody comes back, and whoever comes too late or with a wrong token is told so', async () => {
    const { gateway, inCall, listening, switchboard } = await start({ reattachMs: 150 });
    const { leg, invite } = await inCall();
    const stranger = await listening('a_2');
    stranger.send('invite', { callsid: leg.sid, sdp: 'v=0', reconnect: invite['reconnect'], twilio: {} });
    await until('not theirs', 2000, () => code(stranger.last('hangup')) === 31404);
    gateway.dropSockets('a_1');
    await until('lost', 2000, () => leg.end?.reason === 'lost');
    const late = await listening('a_1');
    late.send('invite', { callsid: leg.sid, sdp: 'v=0', reconnect: invite['reconnect'], twilio: {} });
    await until('too late', 2000, () => code(late.last('hangup')) === 31404);
    expect(switchboard.legs()).toHaveLength(0);
  });

  it('restarts ICE with both directions back', async () => {
    const { inCall } = await start();
    const { device, leg, peer } = await inCall();
    void leg.play({ kind: 'tone', hz: 1200, ms: 60_000 });
    await until('heard', 3000, () => leg.mouth.toneLevel(700, 100) > 3000);
    const fresh = device.peer();
    fresh.tone(800);
    device.send('reinvite', { callsid: leg.sid, sdp: await fresh.offer() });
    await until('answer', 2000, () => device.last('answer') !== undefined);
    await fresh.accept(String(device.last('answer')?.['sdp']));
    await until(
      'both ways',
      4000,
      () => leg.mouth.toneLevel(800, 100) > 3000 && fresh.heard.toneLevel(1200, 100) > 3000,
    );
    expect(peer.connected || leg.media()?.renewals === 1).toBe(true);
  });
});
