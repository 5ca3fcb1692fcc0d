// A gateway on a real port with real sockets, ended after each test. For this room's tests.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import { carrierIds, carrierNow as now, openSwitch } from '#tests/support/switch.ts';
import { until } from '#tests/support/until.ts';
import { accessToken, FarDevice, type TokenParts } from './far-device.ts';
import type { ClientMessage, GatewayOptions } from './gateway.ts';

export { now };
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

export async function start(more: Partial<GatewayOptions> = {}) {
  const messages: ClientMessage[] = [];
  const carrier = openSwitch({ onMessage: (message) => messages.push(message), ...more });
  const { switchboard, gateway, events, outgoing } = carrier;
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head));
  const { port } = server.address() as AddressInfo;
  ends.push(async () => {
    await carrier.close();
    await new Promise((closed) => server.close(closed));
  });

  const token = (identity: string, parts: Partial<TokenParts> = {}) =>
    accessToken({ ...carrierIds, identity, issued: Math.floor(now() / 1000), ...parts });

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
