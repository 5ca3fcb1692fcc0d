import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { carrierIds } from '#tests/support/switch.ts';
import { until } from '#tests/support/until.ts';
import { code, now, start } from './rig.ts';

describe('a token', () => {
  it('opens the gateway when it is ours, and each bad one has its own code', async () => {
    const { token, open } = await start();
    const issued = Math.floor(now() / 1000);
    const cases: [string, number][] = [
      ['', 31204],
      ['a.b.c', 31204],
      [`${token('a_1').slice(0, -3)}AAA`, 31204],
      [token('a_1', { apiKeySecret: 'another-secret' }), 31204],
      [token('a_1', { accountSid: `AC${'9'.repeat(32)}` }), 31201],
      [token('a_1', { apiKeySid: `SK${'9'.repeat(32)}` }), 31201],
      [token('a_1', { appSid: `AP${'9'.repeat(32)}` }), 31201],
      [token('a_1', { issued: issued - 7200 }), 31205],
      [token('a_1', { ttl: 90_000 }), 31207],
      [token('Maria Lopez'), 31204],
      [token('a_1', { more: { grants: { identity: 'a_1' } } }), 31204],
      ['x'.repeat(20_000), 31204],
    ];
    const device = await open();
    for (const [bad, expected] of cases) {
      const before = device.frames.length;
      device.send('listen', { token: bad });
      await until('an answer', 2000, () => device.frames.length > before);
      expect([device.frames.at(-1)?.type, code(device.frames.at(-1)?.payload)]).toEqual(['error', expected]);
    }
    device.send('listen', { token: token('a_1', { ttl: 600 }) });
    await until('connected', 2000, () => device.last('connected') !== undefined);
    const said = device.last('connected')?.['token'] as { identity: string; ttl: number };
    expect(said.identity).toBe('a_1');
    expect(said.ttl).toBeGreaterThan(595);
  });

  it('of someone else leaves the socket as it was; none at all gets nothing done', async () => {
    const { token, open, registered, gateway } = await start();
    const device = await registered('a_1');
    device.send('listen', { token: token('a_2') });
    await until('refused', 2000, () => device.last('error') !== undefined);
    expect(code(device.last('error'))).toBe(31201);
    expect(gateway.clients()).toEqual([{ identity: 'a_1', sockets: 1, registered: 1 }]);
    const stranger = await open();
    stranger.send('register', { media: { audio: true } });
    stranger.send('invite', { callsid: 'TJS1', sdp: 'v=0' });
    await until('two refusals', 2000, () => stranger.all('error').length === 2);
    expect(stranger.all('error').map(code)).toEqual([31204, 31204]);
  });

  it('that expires ends the registration with 31205 and a new one brings it back', async () => {
    const { gateway, registered, token } = await start();
    const device = await registered('a_1');
    gateway.expireTokens();
    await until('31205', 2000, () => code(device.last('error')) === 31205);
    expect(gateway.clients()[0]?.registered).toBe(0);
    device.send('register', { media: { audio: true } });
    await until('31205 again', 2000, () => device.all('error').length === 2);
    device.send('listen', { token: token('a_1', { ttl: 1800 }) });
    device.send('register', { media: { audio: true } });
    await until('ready', 2000, () => device.all('ready').length === 2);
  });

  it('that runs out by itself does the same', async () => {
    const { listening, token, gateway } = await start();
    const device = await listening('a_1');
    device.send('listen', { token: token('a_1', { ttl: 2, issued: Math.floor(now() / 1000) - 1 }) });
    device.send('register', { media: { audio: true } });
    await until('31205', 3000, () => code(device.last('error')) === 31205);
    expect(gateway.clients()[0]?.registered).toBe(0);
  });
});

describe('registration', () => {
  it('answers ready and offline, rings only who is registered, every one of them, and cancels the slower', async () => {
    const { gateway, registered, listening, events } = await start();
    const first = await registered('a_1');
    const second = await registered('a_1');
    const quiet = await listening('a_1');
    const leg = gateway.dial({
      identity: 'a_1',
      from: '+15555550100',
      params: { callId: 'c 1&2' },
      verified: true,
    });
    await until(
      'both ring',
      2000,
      () => first.last('invite') !== undefined && second.last('invite') !== undefined,
    );
    expect(quiet.last('invite')).toBeUndefined();
    expect(leg.state).toBe('ringing');
    const invite = first.last('invite') ?? {};
    expect(invite['parameters']).toEqual({
      From: '+15555550100',
      To: 'client:a_1',
      CallSid: leg.sid,
      AccountSid: carrierIds.accountSid,
      ApiVersion: '2010-04-01',
      StirStatus: 'TN-Validation-Passed-A',
      Params: 'callId=c+1%262',
    });
    expect(String(invite['sdp']).match(/a=candidate:.*/gu)).toHaveLength(1);
    expect(invite['sdp']).toContain(' 127.0.0.1 ');
    await first.answer(invite, null);
    await until('cancelled', 2000, () => second.last('cancel')?.['callsid'] === leg.sid);
    expect(events.filter((event) => event.type === 'leg-answered')).toHaveLength(1);
    second.send('answer', { callsid: leg.sid, sdp: 'v=0' });
    first.send('register', { media: { audio: false } });
    await until('offline', 2000, () => first.last('offline') !== undefined);
    expect(leg.state).toBe('answered');
  });

  it('says when nobody is there, when it is refused, and when nobody answers', async () => {
    const { gateway, registered, switchboard } = await start();
    const nobody = gateway.dial({ identity: 'a_9', from: '+1', params: {} });
    await until('unreachable', 2000, () => nobody.end?.reason === 'unreachable');
    const device = await registered('a_1');
    const refused = gateway.dial({ identity: 'a_1', from: '+1', params: {} });
    await until('invite', 2000, () => device.last('invite')?.['callsid'] === refused.sid);
    device.send('reject', { callsid: refused.sid });
    await until('rejected', 2000, () => refused.end !== null);
    expect(refused.end).toMatchObject({ reason: 'rejected', by: 'leg' });
    expect(device.last('cancel')).toBeUndefined();
    const late = gateway.dial({ identity: 'a_1', from: '+1', params: {}, timeoutMs: 100 });
    await until('no answer', 2000, () => late.end?.reason === 'no-answer');
    await until('cancel', 2000, () => device.last('cancel')?.['callsid'] === late.sid);
    expect(switchboard.legs()).toHaveLength(0);
  });
});

describe('faults', () => {
  it('withhold the token, leave reinvites and invites unanswered, refuse and drop sockets', async () => {
    const { gateway, inCall, open, outgoing } = await start();
    gateway.setFaults({ withholdReconnect: true, unanswered: true });
    const { device, leg, invite } = await inCall();
    expect(invite['reconnect']).toBeUndefined();
    device.send('reinvite', { callsid: leg.sid, sdp: 'v=0' });
    device.send('invite', { callsid: 'TJS-9', sdp: 'v=0', twilio: {} });
    device.send('message', { callsid: leg.sid, content: 1, voiceeventsid: 'KX2' });
    await until('what came after', 2000, () => device.last('ack') !== undefined);
    expect(device.last('answer')).toBeUndefined();
    expect(outgoing).toHaveLength(0);
    gateway.setFaults({ refuseSockets: true });
    gateway.dropSockets();
    await until('dropped', 2000, () => device.closed);
    await expect(open()).rejects.toThrow();
    expect(leg.state).toBe('answered');
  });

  it('stop the heart, and what is hostile reaches the Device as it is', async () => {
    const { gateway, listening } = await start({ heartbeatMs: 20 });
    const device = await listening('a_1');
    await until('heartbeats', 2000, () => device.heartbeats > 2);
    gateway.setFaults({ stopHeartbeats: true });
    const raw: string[] = [];
    device.socket.removeAllListeners('message');
    device.socket.on('message', (data) => {
      // A heartbeat may have been on its way.
      if (String(data) !== '\n') raw.push(String(data));
    });
    for (const kind of ['half-json', 'no-type', 'huge', 'binary'] as const) gateway.sendHostile(kind, 'a_1');
    await until('all of it', 2000, () => raw.length === 4 + 5 + 1 + 1);
    expect(raw[0]).toContain('"callsid":"CA');
  });
});

describe('hostile Devices', () => {
  it('get an error for what is no frame, are slowed down, and hurt nobody', async () => {
    const { gateway, listening, inCall, events } = await start();
    const { leg } = await inCall('a_2');
    const device = await listening('a_1');
    for (const text of [
      '{',
      'null',
      '[]',
      '{"type":"invite"}',
      '{"type":"dtmf","payload":{"callsid":"x","dtmf":"zzz"}}',
    ])
      device.socket.send(text);
    device.socket.send(Buffer.from([0, 1, 2]));
    await until('six errors', 2000, () => device.all('error').length === 6);
    expect(device.all('error').map(code)).toEqual(Array.from({ length: 6 }, () => 31100));
    device.send('hangup', { callsid: leg.sid });
    device.send('answer', { callsid: leg.sid, sdp: 'v=0' });
    device.send('dtmf', { callsid: leg.sid, dtmf: '1' });
    for (let i = 0; i < 700; i += 1) device.send('reject', { callsid: `CA${i}` });
    await until('slowed down', 2000, () => device.all('error').some((error) => code(error) === 31206));
    expect(leg.state).toBe('answered');
    expect(events.filter((event) => event.type === 'digit')).toHaveLength(0);
    const text = JSON.stringify(gateway.wire());
    expect(text).not.toContain('ice-ufrag');
    expect(text).not.toContain('eyJ');
    device.socket.send('x'.repeat(200_000));
    await until('closed', 2000, () => device.closed);
  });

  it('with an answer that is none lose that call only', async () => {
    const { gateway, registered } = await start();
    const device = await registered('a_1');
    const leg = gateway.dial({ identity: 'a_1', from: '+1', params: {} });
    await until('invite', 2000, () => device.last('invite') !== undefined);
    device.send('answer', { callsid: leg.sid, sdp: 'not an sdp' });
    await until('failed', 2000, () => leg.end !== null);
    expect(leg.end?.reason).toBe('failed');
    expect(device.closed).toBe(false);
  });

  it('knock at other doors in vain', async () => {
    const { port } = await start();
    const elsewhere = new WebSocket(`ws://127.0.0.1:${port}/other`);
    await expect(new Promise((_, refused) => elsewhere.once('error', refused))).rejects.toThrow();
    const rebound = new WebSocket(`ws://127.0.0.1:${port}/signal`, { headers: { host: 'example.com' } });
    await expect(new Promise((_, refused) => rebound.once('error', refused))).rejects.toThrow();
  });
});
