// The carrier in a test's hand: itself, Twilio's own client for its REST API, and somebody who answers its webhooks and
// checks every signature with Twilio's own library.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import twilio from 'twilio';
import type { CarrierInput } from '#demo/carrier/config.ts';
import type { CallerBody, CallerPlaced, CallerView, Fault, WireEntry } from '#demo/carrier/control-schema.ts';
import { startCarrier, type Carrier } from '#demo/carrier/start.ts';
import { carrierIds } from './switch.ts';
import { until } from './until.ts';

export { carrierIds } from './switch.ts';

/** One webhook as it came in. */
export interface CameIn {
  path: string;
  fields: Record<string, string>;
  signed: boolean;
}
export interface HookServer {
  url: string;
  /** In the order of their coming. */
  came: CameIn[];
  /** What a path is answered with: TwiML, or a status. */
  on(path: string, answer: string | number | ((fields: Record<string, string>) => string | number)): void;
  /** The first that fits, once it is there. */
  wait(path: string, fits?: (fields: Record<string, string>) => boolean): Promise<CameIn>;
  close(): Promise<void>;
}

export async function startHooks(authToken: string = carrierIds.authToken): Promise<HookServer> {
  const answers = new Map<string, (fields: Record<string, string>) => string | number>();
  const came: CameIn[] = [];
  let url = '';
  const server = createServer((request, response) => {
    void (async () => {
      let text = '';
      for await (const part of request) text += String(part);
      const path = new URL(request.url ?? '/', url).pathname;
      const fields = Object.fromEntries(new URLSearchParams(text));
      const signature = String(request.headers['x-twilio-signature'] ?? '');
      const signed = twilio.validateRequest(authToken, signature, `${url}${request.url}`, fields);
      came.push({ path, fields, signed });
      const answer = answers.get(path)?.(fields) ?? '<Response/>';
      response.writeHead(typeof answer === 'number' ? answer : 200, { 'content-type': 'text/xml' });
      response.end(typeof answer === 'number' ? '' : answer);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    came,
    on: (path, answer) => void answers.set(path, typeof answer === 'function' ? answer : () => answer),
    async wait(path, fits = () => true) {
      const found = (): CameIn | undefined => came.find((c) => c.path === path && fits(c.fields));
      await until(`${path} is called`, 8_000, () => found() !== undefined);
      return found() as CameIn;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Twilio's client, its requests sent to the carrier. */
export function twilioClient(
  apiUrl: string,
  user: string = carrierIds.accountSid,
  password: string = carrierIds.authToken,
): twilio.Twilio {
  const httpClient = new twilio.RequestClient({ timeout: 10_000 });
  const request = httpClient.request.bind(httpClient);
  httpClient.request = (options) => {
    const { pathname, search } = new URL(options.uri);
    return request({ ...options, uri: new URL(pathname + search, apiUrl).href });
  };
  return twilio(user, password, { httpClient, accountSid: carrierIds.accountSid });
}

export interface TestCarrier {
  carrier: Carrier;
  hooks: HookServer;
  client: twilio.Twilio;
  control<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T>;
  caller(body: Partial<CallerBody> & { number: string }): Promise<CallerPlaced>;
  view(id: string): Promise<CallerView>;
  fault(fault: Fault): Promise<void>;
  wire(): Promise<WireEntry[]>;
  close(): Promise<void>;
}
export const testLine = '+16175550120';

/** Webhooks: `/incoming`, `/outgoing`, `/status` of `hooks`. */
export async function startTestCarrier(more: Partial<CarrierInput> = {}): Promise<TestCarrier> {
  const hooks = await startHooks();
  const carrier = await startCarrier({
    ...carrierIds,
    webhooks: {
      incoming: `${hooks.url}/incoming`,
      outgoing: `${hooks.url}/outgoing`,
      status: `${hooks.url}/status`,
    },
    ...more,
  });
  const { api, controlToken } = carrier.ready;
  async function control<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${api}/control${path}`, {
      method,
      headers: { authorization: `Bearer ${controlToken}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const value = (await response.json()) as T;
    if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(value)}`);
    return value;
  }
  return {
    carrier,
    hooks,
    client: twilioClient(api),
    control,
    caller: (body) => control('POST', '/callers', { dnis: testLine, ...body }),
    view: (id) => control('GET', `/callers/${id}`),
    fault: async (fault) => void (await control('POST', '/faults', fault)),
    wire: () => control('GET', '/wire'),
    async close() {
      await carrier.close();
      await hooks.close();
    },
  };
}
