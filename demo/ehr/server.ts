// The sample EHR over HTTP on loopback: bearer token, size limit, scripted faults, a list of what was asked.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Resource } from '@medplum/fhirtypes';
import type { z } from 'zod';
import { behaviourSchema, usualBehaviour } from './behaviour.ts';
import { Faults, faultSchema } from './faults.ts';
import { FhirService, type FhirAnswer } from './fhir.ts';
import { loadRecords } from './load.ts';
import { outcomeFor } from './outcome.ts';
import { openRepository } from './repository.ts';
import { makeSchedules } from './schedules.ts';
import { json, readBody, send, sendFault, sendHalf, sendSmart } from './send.ts';
import { clientSchema, EHR_TOKEN, Smart } from './smart.ts';

export { EHR_TOKEN } from './smart.ts';

const maxLog = 1000;
const defaultTokenSeconds = 300;

export interface EhrOptions {
  /** 0 takes any free port. */
  port: number;
  /** ISO 8601 instant that the records are moved to, and from whose day on visits can be booked. */
  now: string;
  host?: string;
  /** Opens /admin (same token): for tests and the demo's drawer. */
  admin?: boolean;
  /** Records to serve instead of the demo's own. */
  records?: readonly Resource[];
  /** No Schedule and Slot are made. */
  noSlots?: boolean;
  /** Clients of Backend Services, with their public keys. */
  clients?: readonly z.input<typeof clientSchema>[];
  /** Life of an access token, seconds. */
  tokenSeconds?: number;
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
  const records = options.records ?? (await loadRecords(options.now));
  const repository = await openRepository(records, options.now);
  const day = `${options.now.slice(0, 10)}T00:00:00.000Z`;
  if (options.noSlots !== true)
    repository.beforeSlots = () => {
      for (const r of makeSchedules(records, options.now)) repository.put(r, day);
    };
  const faults = new Faults();
  const seen: SeenRequest[] = [];
  let behaviour = usualBehaviour();
  let service: FhirService | undefined;
  let smart: Smart | undefined;

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
    if (!smart || !service) return send(res, 503, outcomeFor(503));
    if (options.admin && path.startsWith('/admin/'))
      return req.headers.authorization === `Bearer ${EHR_TOKEN}`
        ? admin(res, method, path, body)
        : send(res, 401, outcomeFor(401, 'The token is missing or wrong'));
    const isFhir = path === '/fhir' || path.startsWith('/fhir/');
    if (!isFhir && !path.startsWith('/auth/'))
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
    if (!isFhir) return auth(res, method, path, query, body, note);
    if (path === '/fhir/.well-known/smart-configuration' && method === 'GET') {
      note(200);
      return sendSmart(res, { status: 200, body: smart.configuration() });
    }
    const door = smart.check(req.headers.authorization);
    if (door.allowed === null && path !== '/fhir/metadata') {
      note(401);
      return send(res, 401, outcomeFor(401, 'The token is missing, wrong or over'), {
        'www-authenticate': `Bearer realm="sample-ehr"${door.why === 'missing' ? '' : ', error="invalid_token"'}`,
      });
    }
    const result: FhirAnswer = await service.handle({
      method,
      path: path.slice('/fhir/'.length).replace(/\/$/, ''),
      query,
      headers: req.headers,
      body,
      ...(door.allowed && { allowed: door.allowed }),
    });
    note(result.status);
    if (fault?.cut === 'after') res.destroy();
    else if (fault?.cut === 'middle') sendHalf(res, result);
    else send(res, result.status, result.body, result.headers);
  }

  async function auth(
    res: ServerResponse,
    method: string,
    path: string,
    query: string,
    body: string,
    note: (status: number) => void,
  ): Promise<void> {
    const form = ['/auth/token', '/auth/revoke'].includes(path);
    const known = path === '/auth/authorize' || (form && method === 'POST');
    if (!smart || !known) {
      note(404);
      return send(res, 404, outcomeFor(404));
    }
    const fields = new URLSearchParams(body);
    const pressed = fields.get('do') === 'refuse' ? 'refuse' : 'agree';
    const answer =
      path === '/auth/token'
        ? await smart.token(fields)
        : path === '/auth/revoke'
          ? smart.revoke(fields)
          : smart.authorize(new URLSearchParams(query), method === 'POST' ? pressed : null);
    note(answer.status);
    sendSmart(res, answer);
  }

  async function admin(res: ServerResponse, method: string, path: string, body: string): Promise<void> {
    const done = (): unknown => res.writeHead(204).end();
    const bad = (why: string): void => send(res, 400, outcomeFor(400, why));
    const key = `${method} ${path.slice('/admin/'.length)}`;
    if (key === 'GET requests') return send(res, 200, seen);
    if (key === 'DELETE requests') seen.length = 0;
    else if (key === 'DELETE fault') faults.clear();
    else if (key === 'POST fault') {
      const fault = faultSchema.safeParse(json(body));
      if (!fault.success) return bad(fault.error.message);
      faults.add(fault.data);
    } else if (key === 'GET behaviour') return send(res, 200, behaviour);
    else if (key === 'PUT behaviour') {
      const asked = behaviourSchema.safeParse(json(body));
      if (!asked.success) return bad(asked.error.message);
      behaviour = asked.data;
      repository.validating = behaviour.validation;
      repository.guardingSlots = behaviour.guardsSlots;
    } else if (key === 'DELETE tokens') smart?.expireTokens();
    else if (key === 'DELETE sign-ins') smart?.revokeAll();
    else if (key === 'POST clients') {
      const client = clientSchema.safeParse(json(body));
      if (!client.success) return bad(client.error.message);
      try {
        await smart?.register(client.data);
      } catch (error) {
        return bad(error instanceof Error ? error.message : 'The keys are not usable');
      }
    } else return send(res, 404, outcomeFor(404));
    done();
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
  const base = `${origin}/fhir`;
  smart = new Smart({
    origin,
    base,
    nowMs: () => Date.now(),
    tokenSeconds: options.tokenSeconds ?? defaultTokenSeconds,
  });
  for (const client of options.clients ?? []) await smart.register(clientSchema.parse(client));
  service = new FhirService({
    repository,
    base,
    now: options.now,
    faults,
    behaviour: () => behaviour,
    authorizeUrl: smart.authorizeUrl,
    tokenUrl: smart.tokenUrl,
  });
  return {
    url: base,
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

function entriesOf(path: string, body: string): { entries?: string[] } {
  if (path.replace(/\/$/, '') !== '/fhir') return {};
  const bundle = json(body) as { entry?: { request?: { method?: string; url?: string } }[] } | undefined;
  return {
    entries: (bundle?.entry ?? []).map((e) => `${e.request?.method} ${e.request?.url?.split('?')[0]}`),
  };
}
