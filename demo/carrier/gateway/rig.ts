// A gateway on a real port with real sockets, ended after each test. For this room's tests.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import { until } from '#tests/support/until.ts';
import { openSwitchboard, type SwitchboardEvent } from '../media/switchboard.ts';
import { accessToken, FarDevice, type TokenParts } from './far-device.ts';
import { openGateway, type ClientMessage, type GatewayOptions, type OutgoingCall } from './gateway.ts';

export const account = {
  accountSid: `AC${'1'.repeat(32)}`,
  apiKeySid: `SK${'2'.repeat(32)}`,
  apiKeySecret: 'a-secret-of-this-test',
  appSid: `AP${'3'.repeat(32)}`,
};
export const now = () => performance.timeOrigin + performance.now();
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

export async function start(more: Partial<GatewayOptions> = {}) {
  const switchboard = openSwitchboard({ clock: { now }, randomBytes });
  const events: SwitchboardEvent[] = [];
  switchboard.on((event) => events.push(event));
  const outgoing: OutgoingCall[] = [];
  const messages: ClientMessage[] = [];
  const gateway = openGateway({
    switchboard,
    clock: { now },
    randomBytes,
    ...account,
    onOutgoing: (call) => outgoing.push(call),
    onMessage: (message) => messages.push(message),
    ...more,
  });
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head));
  const { port } = server.address() as AddressInfo;
  ends.push(async () => {
    await switchboard.close();
    await gateway.close();
    await new Promise((closed) => server.close(closed));
  });

  const token = (identity: string, parts: Partial<TokenParts> = {}) =>
    accessToken({ ...account, identity, issued: Math.floor(now() / 1000), ...parts });

  async function open() {
    const device = await FarDevice.open(port, now);
    ends.push(() => device.close());
    return device;
  }
  async function listening(identity: string) {
    const device = await open();
    device.send('listen', { token: token(identity), reconnectTimeout: 30 });
    await until('connected', 2000, () => device.last('connected') !== undefined);
    return device;
  }
  async function registered(identity: string) {
    const device = await listening(identity);
    device.send('register', { media: { audio: true } });
    await until('ready', 2000, () => device.last('ready') !== undefined);
    return device;
  }
  async function inCall(identity = 'a_1', hz: number | null = 700) {
    const device = await registered(identity);
    const leg = gateway.dial({ identity, from: '+15555550100', params: { callId: 'c-1' } });
    await until('invite', 2000, () => device.last('invite') !== undefined);
    const invite = device.last('invite') ?? {};
    const peer = await device.answer(invite, hz);
    await until('audio', 5000, () => leg.media()?.state === 'connected');
    return { device, leg, invite, peer };
  }
  return {
    switchboard,
    gateway,
    events,
    outgoing,
    messages,
    port,
    token,
    open,
    listening,
    registered,
    inCall,
  };
}

export const code = (payload: Record<string, unknown> | undefined) =>
  (payload?.['error'] as { code?: number } | undefined)?.code;
