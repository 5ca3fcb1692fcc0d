// The carrier whole, on one loopback port: signalling for phone engines, REST for the backend, control for demo and tests.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeAccount, type Account } from './account/account.ts';
import { makeCallers, type Callers } from './callers/callers.ts';
import { carrierConfig, type CarrierInput, type CarrierReady } from './config.ts';
import { makeControl } from './control/serve.ts';
import { openGateway } from './gateway/gateway.ts';
import type { Gateway } from './gateway/types.ts';
import { openSwitchboard, type Switchboard } from './media/switchboard.ts';
import { makeRest } from './rest/serve.ts';
import type { Speech } from './sound/speech.ts';
import { makeTimers } from './timers.ts';
import { makeWire } from './wire.ts';

export interface Carrier {
  ready: CarrierReady;
  /** For tests in the same process. */
  account: Account;
  callers: Callers;
  board: Switchboard;
  gateway: Gateway;
  close(): Promise<void>;
}

/** `speech`: how words sound; without it they are tones. @throws when the port is taken or the configuration is wrong. */
export async function startCarrier(input: CarrierInput, speech?: Speech): Promise<Carrier> {
  const config = carrierConfig.parse(input);
  const clock = { now: () => Date.now() };
  const now = (): Date => new Date();
  const wire = makeWire(now);
  const timers = makeTimers();
  const board = openSwitchboard({ clock, randomBytes, ...(speech === undefined ? {} : { speech }) });
  let api = '';
  const account = makeAccount({
    config,
    board,
    timers,
    wire,
    now,
    fetch,
    gateway: () => gateway,
    apiUrl: () => api,
  });
  const gateway = openGateway({
    switchboard: board,
    clock,
    randomBytes,
    accountSid: config.accountSid,
    apiKeySid: config.apiKeySid,
    apiKeySecret: config.apiKeySecret,
    appSid: config.appSid,
    onOutgoing: (call) => account.outgoing(call),
  });
  const callers = makeCallers(account, timers);
  const rest = makeRest(account, wire);
  const controlToken = config.controlToken ?? randomBytes(24).toString('base64url');
  const control = makeControl({ token: controlToken, account, callers, gateway, rest, wire });

  const server = createServer((request, response) => {
    void (async () => {
      // No web page reaches this by a name of its own.
      if (request.headers.host !== new URL(api).host) return void response.writeHead(403).end();
      if (await rest.serve(request, response)) return;
      if (await control(request, response)) return;
      response.writeHead(404).end();
    })().catch(() => response.destroy());
  });
  server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  api = `http://127.0.0.1:${port}`;
  return {
    ready: { ready: true, api, gateway: `ws://127.0.0.1:${port}`, control: api, controlToken },
    account,
    callers,
    board,
    gateway,
    async close() {
      account.close();
      timers.close();
      await gateway.close();
      await board.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
