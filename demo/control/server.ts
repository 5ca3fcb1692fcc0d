// The control server: what the demo's drawer and Proof page may ask. On 127.0.0.1 with a random port and bearer token;
// a foreign Host is refused, so that no web page can reach it by a name of its own.
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { z } from 'zod';
import {
  carrierAsk,
  demoAcceptBody,
  demoSignIn,
  type demoAccepted,
  ringBody,
  switchBody,
  type DemoCaptured,
  type DemoState,
  type RingAnswer,
  type RingBody,
} from '#shared/protocol/demo.ts';
import { readBody, Wrong } from '../carrier/control/body.ts';
import type { DemoLog } from './log.ts';
import type { CarrierDesk } from './telephony.ts';

export interface Actions {
  state: () => DemoState;
  setBackend: (on: boolean) => Promise<void>;
  /** Null when a real EHR was named at start. */
  setEhr: ((on: boolean) => Promise<void>) | null;
  messages: () => Promise<unknown>;
  captured: () => Promise<DemoCaptured>;
  ring: (body: RingBody) => Promise<RingAnswer>;
  /** That person's browser at the demo's provider; null where names are not proved. */
  signIn: ((address: string, personId: string) => Promise<{ status: number }>) | null;
  /** Null without a local carrier. */
  carrier: CarrierDesk | null;
  /** Null when the database isn't the demo's own: it is never emptied. */
  reset: (() => Promise<{ enrolCode: string }>) | null;
}

const bodyLimit = 10_000;
const read = <S extends z.ZodType>(request: IncomingMessage, schema: S): Promise<z.output<S>> =>
  readBody(request, schema, bodyLimit);

function allowed(request: IncomingMessage, token: string, port: number): void {
  if (request.headers.host !== `127.0.0.1:${port}`) throw new Wrong(403, 'wrong Host');
  const given = Buffer.from(request.headers.authorization ?? '', 'utf8');
  const wanted = Buffer.from(`Bearer ${token}`, 'utf8');
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw new Wrong(401, 'wrong token');
}

async function answer(request: IncomingMessage, actions: Actions): Promise<unknown> {
  switch (`${request.method} ${request.url}`) {
    case 'GET /state':
      return actions.state();
    case 'POST /backend':
      await actions.setBackend((await read(request, switchBody)).on);
      return actions.state();
    case 'POST /ehr':
      if (!actions.setEhr) throw new Wrong(409, 'the EHR is not the demo’s own');
      await actions.setEhr((await read(request, switchBody)).on);
      return actions.state();
    case 'GET /messages':
      return actions.messages();
    case 'GET /captured':
      return actions.captured();
    case 'POST /accept':
      return acceptBy((await read(request, demoAcceptBody)).to, await actions.captured());
    case 'POST /ring':
      return actions.ring(await read(request, ringBody));
    case 'POST /carrier/ring':
      return withCarrier(actions).ring(await actions.ring(await read(request, ringBody)));
    case 'GET /carrier/callers':
      return withCarrier(actions).callers();
    case 'POST /carrier/ask':
      return withCarrier(actions).ask((await read(request, carrierAsk)).callId);
    case 'POST /sign-in': {
      const { address, personId } = await read(request, demoSignIn);
      if (!actions.signIn) throw new Wrong(409, 'nobody signs in here');
      return actions.signIn(address, personId);
    }
    case 'POST /reset':
      if (!actions.reset) throw new Wrong(409, 'the database is not the demo’s own');
      return { ...(await actions.reset()), state: actions.state() };
    default:
      throw new Wrong(404, 'no such address');
  }
}

function withCarrier({ carrier }: Actions): CarrierDesk {
  if (carrier === null) throw new Wrong(409, 'this demo has no carrier');
  return carrier;
}

/** Presses Accept on the page of the newest link, as the clinician would. */
async function acceptBy(
  to: string | null,
  { captured }: DemoCaptured,
): Promise<z.infer<typeof demoAccepted>> {
  const newest = captured.findLast((c) => to === null || c.to === to);
  if (!newest) throw new Wrong(404, 'nothing was sent there');
  const answer = await fetch(`${newest.link}/accept`, {
    method: 'POST',
    signal: AbortSignal.timeout(10_000),
  });
  await answer.body?.cancel();
  return { accepted: answer.ok };
}

export interface ControlServer {
  url: string;
  close: () => Promise<void>;
}

export async function startControlServer(
  token: string,
  actions: Actions,
  log: DemoLog,
): Promise<ControlServer> {
  const server: Server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let status = 200;
    let value: unknown;
    try {
      allowed(request, token, port);
      value = await answer(request, actions);
    } catch (error) {
      status = error instanceof Wrong ? error.status : 500;
      value = { error: error instanceof Wrong ? error.message : 'failed' };
      log('demo-control-refused', { status });
    }
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(value));
    // What was not read of a refused body is not waited for.
    if (status === 413) request.destroy();
  }
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
