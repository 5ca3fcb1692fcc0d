// The sample EHR over HTTP on loopback: bearer token, size limit, scripted faults, a list of what was asked.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Faults, faultSchema, type Fault } from './faults.ts';
import { FhirService, type FhirAnswer } from './fhir.ts';
import { loadRecords } from './load.ts';
import { outcomeFor } from './outcome.ts';
import { openRepository } from './repository.ts';

/** Not a secret: it opens synthetic records on this computer only. */
export const EHR_TOKEN = 'careline-demo-ehr';

const maxBody = 5_000_000;
const maxLog = 1000;

export interface EhrOptions {
  /** 0 takes any free port. */
  port: number;
  /** ISO 8601 instant that the records are moved to. */
  now: string;
  host?: string;
  /** Opens /admin/fault and /admin/requests (same token): for tests and the demo's drawer. */
  admin?: boolean;
}
/** One request as the EHR saw it; `entries` are the searches inside a batch. No parameters, so no names or numbers. */
export interface SeenRequest {
  method: string;
  path: string;
  status: number;
  entries?: string[];
}
export interface Ehr {
  /** The FHIR base, without a slash at the end. */
  url: string;
  adminUrl: string;
  token: string;
  resources: number;
  close(): Promise<void>;
}

/** Rejects when the port is taken. */
export async function startEhr(options: EhrOptions): Promise<Ehr> {
  const host = options.host ?? '127.0.0.1';
  const records = await loadRecords(options.now);
  const repository = await openRepository(records, options.now);
  const faults = new Faults();
  const seen: SeenRequest[] = [];
  let service: FhirService | undefined;

  const server = createServer((req, res) => {
    const url = req.url ?? '/';
    handle(req, res, url).catch(() => {
      if (!res.headersSent) send(res, 500, outcomeFor(500, 'The sample EHR failed'));
      else res.destroy();
    });
  });

  async function handle(req: IncomingMessage, res: ServerResponse, url: string): Promise<void> {
    const method = req.method ?? 'GET';
    const [path = '', query = ''] = url.split('?');
    const body = await readBody(req);
    if (body === undefined)
      return send(res, 413, outcomeFor(413, 'The body is too large'), { connection: 'close' });
    const own = [`127.0.0.1:${port()}`, `localhost:${port()}`, `${host}:${port()}`];
    if (!own.includes(req.headers.host ?? '')) return send(res, 403, outcomeFor(403, 'Unknown host name'));
    const signedIn = req.headers.authorization === `Bearer ${EHR_TOKEN}`;
    if (options.admin && path.startsWith('/admin/')) {
      return signedIn
        ? admin(res, method, path, body)
        : send(res, 401, outcomeFor(401, 'The token is missing or wrong'));
    }
    if (path !== '/fhir' && !path.startsWith('/fhir/'))
      return send(res, 404, outcomeFor(404, 'The FHIR base is /fhir'));

    const fault = faults.take(`${method} ${url}`);
    if (fault?.delayMs) await sleep(fault.delayMs);
    const note = (status: number): void => remember({ method, path, status, ...entriesOf(path, body) });
    if (fault?.cut === 'before') {
      note(0);
      res.destroy();
      return;
    }
    if (fault?.status) {
      note(fault.status);
      return sendFault(res, fault, fault.status);
    }
    if (!signedIn && path !== '/fhir/metadata') {
      note(401);
      return send(res, 401, outcomeFor(401, 'The token is missing or wrong'), {
        'www-authenticate': 'Bearer realm="sample-ehr"',
      });
    }
    const result = (await service?.handle({
      method,
      path: path.slice('/fhir/'.length).replace(/\/$/, ''),
      query,
      headers: req.headers,
      body,
    })) as FhirAnswer;
    note(result.status);
    if (fault?.cut === 'middle') return sendHalf(res, result);
    send(res, result.status, result.body, result.headers);
  }

  function admin(res: ServerResponse, method: string, path: string, body: string): void {
    if (path === '/admin/requests' && method === 'GET') return send(res, 200, seen);
    if (path === '/admin/requests' && method === 'DELETE') seen.length = 0;
    else if (path === '/admin/fault' && method === 'DELETE') faults.clear();
    else if (path === '/admin/fault' && method === 'POST') {
      const fault = faultSchema.safeParse(json(body));
      if (!fault.success) return send(res, 400, outcomeFor(400, fault.error.message));
      faults.add(fault.data);
    } else return send(res, 404, outcomeFor(404));
    res.writeHead(204).end();
  }

  function remember(request: SeenRequest): void {
    seen.push(request);
    if (seen.length > maxLog) seen.shift();
  }

  const port = (): number => (server.address() as AddressInfo).port;
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(options.port, host, resolve),
  );
  const origin = `http://${host}:${port()}`;
  service = new FhirService(repository, `${origin}/fhir`, options.now, faults);
  return {
    url: `${origin}/fhir`,
    adminUrl: `${origin}/admin`,
    token: EHR_TOKEN,
    resources: records.length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(req: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBody) chunks.push(chunk);
  }
  return size > maxBody ? undefined : Buffer.concat(chunks).toString('utf8');
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function entriesOf(path: string, body: string): { entries?: string[] } {
  if (path.replace(/\/$/, '') !== '/fhir') return {};
  const bundle = json(body) as { entry?: { request?: { method?: string; url?: string } }[] } | undefined;
  return {
    entries: (bundle?.entry ?? []).map((e) => `${e.request?.method} ${e.request?.url?.split('?')[0]}`),
  };
}

function send(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  res.writeHead(status, {
    'content-type': 'application/fhir+json; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  });
  res.end(JSON.stringify(body));
}

function sendFault(res: ServerResponse, fault: Fault, status: number): void {
  const headers: Record<string, string> =
    fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
  if (fault.body === undefined) return send(res, status, outcomeFor(status), headers);
  res.writeHead(status, {
    'content-type': fault.body.startsWith('<') ? 'text/html' : 'application/fhir+json',
    ...headers,
  });
  res.end(fault.body);
}

/** Promises the whole answer, sends half of it, hangs up. */
function sendHalf(res: ServerResponse, result: FhirAnswer): void {
  const bytes = Buffer.from(JSON.stringify(result.body));
  res.writeHead(result.status, { 'content-type': 'application/fhir+json', 'content-length': bytes.length });
  res.write(bytes.subarray(0, bytes.length / 2), () => res.destroy());
}
