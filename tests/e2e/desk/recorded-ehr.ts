// The sample EHR behind a door that writes down what is asked: the desk is pointed at it as at any FHIR server, so that a
// test can say what was, and what was not, fetched before the caller was verified. Nobody comes to this practice today or
// tomorrow: what the desk asks ahead of calls (electron/desk/prefetch) ends with the question who comes, which is written
// down apart, and all the rest is asked for the call.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startEhr } from '#demo/ehr/server.ts';

export interface RecordedEhr {
  /** The FHIR base to give to `npm start -- --fhir`. */
  url: string;
  /** `GET Patient`, and for a batch one line per search in it; in the order they came. */
  asked: readonly string[];
  /** How often the desk asked who comes. */
  whoComes(): number;
  close(): Promise<void>;
}

interface Batch {
  entry?: { request?: { method?: string; url?: string } }[];
}
/** Type and kind of the request, never its values. */
const kindOf = (method: string, url: string): string =>
  `${method} ${url
    .split('?')[0]
    ?.replace(/^.*\/fhir\//, '')
    .replace(/^([A-Za-z]+)\/[^_$].*$/, '$1/:id')}`;

/** Visits of a day, of nobody in particular: no call asks that. */
const asksWhoComes = (path: string, body: string): boolean =>
  path === '/fhir/Appointment/_search' && /(^|&)date=/.test(body) && !/(^|&)(patient|actor)/.test(body);
const nobody = JSON.stringify({ resourceType: 'Bundle', type: 'searchset', total: 0, entry: [] });

export async function startRecordedEhr(now: string): Promise<RecordedEhr> {
  const ehr = await startEhr({ port: 0, now });
  const behind = new URL(ehr.url).origin;
  const asked: string[] = [];
  let whoComes = 0;
  const server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const part of request) body += String(part);
      const method = request.method ?? 'GET';
      const path = request.url ?? '/';
      if (asksWhoComes(path, body)) {
        whoComes++;
        response.writeHead(200, { 'content-type': 'application/fhir+json' }).end(nobody);
        return;
      }
      if (method === 'POST' && /^\/fhir\/?$/.test(path))
        for (const { request: one } of (JSON.parse(body) as Batch).entry ?? [])
          asked.push(kindOf(one?.method ?? 'GET', one?.url ?? ''));
      else asked.push(kindOf(method, path));
      const type = request.headers['content-type'];
      const answer = await fetch(`${behind}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${ehr.token}`,
          accept: request.headers.accept ?? 'application/fhir+json',
          ...(type === undefined ? {} : { 'content-type': type }),
        },
        ...(method === 'POST' ? { body } : {}),
      });
      // Links to the next page must lead back through this door.
      const text = (await answer.text()).replaceAll(behind, `http://${request.headers.host}`);
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? 'text/plain',
      });
      response.end(text);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`,
    asked,
    whoComes: () => whoComes,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await ehr.close();
    },
  };
}
