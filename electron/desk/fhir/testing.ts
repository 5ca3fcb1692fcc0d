// A FHIR server for tests that misbehaves on demand. Everything in it is made up.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createFhirClient, type FhirClient } from './client.ts';

export interface Asked {
  method: string;
  url: string;
  body: string;
  headers: IncomingMessage['headers'];
}
type Answer = (asked: Asked, res: ServerResponse) => void | Promise<void>;

export const json = (
  res: ServerResponse,
  value: unknown,
  status = 200,
  headers: Record<string, string> = {},
) => {
  res.writeHead(status, { 'content-type': 'application/fhir+json', ...headers });
  res.end(typeof value === 'string' ? value : JSON.stringify(value));
};
export const bundle = (resources: unknown[], more: object = {}): object => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
  ...more,
});

export interface TestServer {
  base: string;
  asked: Asked[];
  answer(answer: Answer): void;
  client(options?: Partial<Parameters<typeof createFhirClient>[0]>): FhirClient;
  close(): Promise<void>;
}

export async function startTestServer(): Promise<TestServer> {
  let current: Answer = (_asked, res) => json(res, bundle([]));
  const asked: Asked[] = [];
  const server = createServer((req, res) => {
    void (async () => {
      let body = '';
      for await (const chunk of req) body += String(chunk);
      const one = { method: req.method ?? '', url: req.url ?? '', body, headers: req.headers };
      asked.push(one);
      await current(one, res);
    })().catch(() => res.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
  return {
    base,
    asked,
    answer: (answer) => void (current = answer),
    client: (options = {}) =>
      createFhirClient({
        base,
        token: () => 'test-token',
        fetch,
        wait: (_ms, signal) => sleep(0, undefined, { signal }).catch(() => undefined),
        nowMs: () => performance.now(),
        timeoutMs: 2000,
        ...options,
      }),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
